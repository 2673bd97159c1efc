// The letters that labels are looked for in: a line, a cell, or a row of free lines.
#include "scanner/fields/letter.h"

#include <algorithm>

namespace sumikeshi {

Decoded DecodeUtf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || text.size() < length) return {};
  char32_t character = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    character = (character << 6U) | (byte(i) & 0x3FU);
  }
  return {character, length};
}

bool StartsWith(Letters letters, std::u32string_view words) {
  return letters.size() >= words.size() &&
         std::ranges::equal(letters.first(words.size()), words, {}, &Letter::character);
}

bool Contains(Letters letters, std::u32string_view words) {
  return !std::ranges::search(letters, words, {}, &Letter::character).empty();
}

}  // namespace sumikeshi
