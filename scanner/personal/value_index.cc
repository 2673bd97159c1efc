// At each place of the text the values that begin with its two characters are looked up, a length
// at a time.
#include "scanner/personal/value_index.h"

#include <algorithm>

#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kFewestDigits = 4;

bool IsSeparator(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n' || c == U'-'; }

std::u32string Stripped(std::string_view text) {
  std::u32string characters = ToCharacters(text);
  std::erase_if(characters, IsSeparator);
  return characters;
}

std::uint64_t Key(char32_t first, char32_t second) { return std::uint64_t{first} << 32 | second; }

bool IsOneKind(char32_t a, char32_t b) {
  return (IsDigit(a) && IsDigit(b)) || (IsAsciiLetter(a) && IsAsciiLetter(b));
}

}  // namespace

bool ValueIndex::Add(std::string_view value, ValueMatch match, std::size_t tag) {
  std::u32string characters = Stripped(value);
  const bool number = std::ranges::all_of(characters, IsDigit);
  if (characters.size() < (number ? kFewestDigits : kShortest)) return false;
  Values& values = by_start_[Key(characters[0], characters[1])][characters.size()];
  values.try_emplace(std::move(characters), Value{match, tag});
  return true;
}

std::vector<ValueIndex::Hit> ValueIndex::Find(std::string_view text) const {
  std::vector<Hit> hits;
  if (by_start_.empty()) return hits;
  std::u32string page;
  std::vector<Span> bytes;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, next] = DecodeAt(text, at);
    if (!IsSeparator(c)) {
      page.push_back(c);
      bytes.push_back({at, next});
    }
    at = next;
  }
  const auto stands_beside = [&](std::size_t a, std::size_t b) {
    return bytes[a].end == bytes[b].begin;
  };
  const auto may_stand = [&](std::size_t begin, std::size_t end, ValueMatch match) {
    const bool before = begin > 0 && stands_beside(begin - 1, begin);
    const bool after = end < page.size() && stands_beside(end - 1, end);
    if (before && IsOneKind(page[begin - 1], page[begin])) return false;
    if (after && IsOneKind(page[end - 1], page[end])) return false;
    const bool within = (before && IsHan(page[begin - 1])) || (after && IsHan(page[end]));
    return match == ValueMatch::kAnywhere || !within;
  };
  for (std::size_t i = 0; i + 1 < page.size(); ++i) {
    const auto lengths = by_start_.find(Key(page[i], page[i + 1]));
    if (lengths == by_start_.end()) continue;
    for (const auto& [length, values] : lengths->second) {
      if (i + length > page.size()) continue;
      const auto value = values.find(std::u32string_view(page).substr(i, length));
      if (value == values.end() || !may_stand(i, i + length, value->second.match)) continue;
      hits.push_back({{bytes[i].begin, bytes[i + length - 1].end}, value->second.tag});
      break;
    }
  }
  return hits;
}

}  // namespace sumikeshi
