// Where a value stands again on a view, however it is grouped there.
#include <cstdint>
#include <string>

#include "scanner/detect.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kShortestWord = 3;    // characters
constexpr std::size_t kShortestNumber = 4;  // digits

bool IsSeparator(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '-'; }

struct Stripped {
  std::string text;
  std::vector<std::uint32_t> offsets;  // per byte of `text`: byte of the original
};

Stripped Strip(std::string_view text) {
  Stripped stripped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsSeparator(text[i])) continue;
    stripped.text += text[i];
    stripped.offsets.push_back(static_cast<std::uint32_t>(i));
  }
  return stripped;
}

bool IsLongEnough(std::string_view value) {
  std::size_t characters = 0;
  bool number = true;
  for (std::size_t i = 0; i < value.size(); ++characters) {
    const auto [c, next] = DecodeAt(value, i);
    number = number && IsDigit(c);
    i = next;
  }
  return characters >= (number ? kShortestNumber : kShortestWord);
}

// Whether a digit goes on into a digit beside it, or a letter into a letter.
bool IsCutFromWord(std::string_view text, Span span) {
  const auto digit = [&](std::size_t i) { return IsDigit(static_cast<unsigned char>(text[i])); };
  const auto letter = [&](std::size_t i) {
    return IsAsciiLetter(static_cast<unsigned char>(text[i]));
  };
  const auto goes_on = [&](std::size_t a, std::size_t b) {
    return (digit(a) && digit(b)) || (letter(a) && letter(b));
  };
  return (span.begin > 0 && goes_on(span.begin - 1, span.begin)) ||
         (span.end < text.size() && goes_on(span.end - 1, span.end));
}

}  // namespace

std::vector<Span> FindValue(const View& view, std::string_view value) {
  const std::string wanted = Strip(value).text;
  if (!IsLongEnough(wanted)) return {};
  const Stripped page = Strip(view.text);
  std::vector<Span> found;
  for (std::size_t at = page.text.find(wanted); at != std::string::npos;
       at = page.text.find(wanted, at + wanted.size())) {
    const Span span{page.offsets[at], page.offsets[at + wanted.size() - 1] + std::size_t{1}};
    if (!IsCutFromWord(view.text, span)) found.push_back(span);
  }
  return found;
}

}  // namespace sumikeshi
