// Regular expressions over a view, with places.
#include "scanner/recognizers/patterns.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>

#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {

std::vector<std::vector<Span>> FindPattern(std::string_view text, const re2::RE2& pattern) {
  const auto groups = static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1;
  std::vector<re2::StringPiece> match(groups);
  std::vector<std::vector<Span>> found;
  const re2::StringPiece all(text.data(), text.size());
  for (std::size_t from = 0; from <= text.size();) {
    const bool matched = pattern.Match(all, from, text.size(), re2::RE2::UNANCHORED, match.data(),
                                       static_cast<int>(groups));
    if (!matched) break;
    std::vector<Span>& spans = found.emplace_back();
    for (std::size_t i = 1; i < groups; ++i) {
      if (match[i].data() == nullptr) {
        spans.push_back({});
      } else {
        const auto begin = static_cast<std::size_t>(match[i].data() - text.data());
        spans.push_back({begin, begin + match[i].size()});
      }
    }
    const auto end = static_cast<std::size_t>(match[0].data() - text.data()) + match[0].size();
    from = std::max(end, from + 1);
  }
  return found;
}

std::string_view Around(std::string_view text, Span span, std::size_t bytes) {
  const std::size_t begin = CharacterStart(text, span.begin < bytes ? 0 : span.begin - bytes);
  const std::size_t end = CharacterStart(text, std::min(text.size(), span.end + bytes));
  return text.substr(begin, end - begin);
}

bool IsInsideWord(std::string_view text, Span span) {
  const auto word = [&](std::size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    return IsAsciiLetter(c) || IsDigit(c);
  };
  return (span.begin > 0 && word(span.begin - 1)) || (span.end < text.size() && word(span.end));
}

}  // namespace sumikeshi
