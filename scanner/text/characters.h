// Classes of characters that normalisation and recognizers ask for.
#pragma once

#include <optional>

namespace sumikeshi {

[[nodiscard]] constexpr bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

[[nodiscard]] constexpr bool IsAsciiLetter(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
}

[[nodiscard]] constexpr bool IsHiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }

// Katakana and the long mark.
[[nodiscard]] constexpr bool IsKatakana(char32_t c) {
  return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) ||
         (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xFF66 && c <= 0xFF9F);
}

[[nodiscard]] constexpr bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == U'々' ||
         c == U'〆' || c == U'〇' || c == U'ヶ';
}

// Written without spaces between words: Han, kana and their punctuation.
[[nodiscard]] constexpr bool IsCjk(char32_t c) {
  return IsHan(c) || IsHiragana(c) || IsKatakana(c) || (c >= 0x3001 && c <= 0x303F) || c == U'・' ||
         (c >= 0xFF01 && c <= 0xFF60);
}

// Everything that writers and readers put for a hyphen, dash or minus; not the long mark.
[[nodiscard]] constexpr bool IsDash(char32_t c) {
  return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2043 || c == 0x2500 ||
         c == 0x2501 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D || c == 0x00AD;
}

// The value of one kanji numeral 〇..九.
[[nodiscard]] constexpr std::optional<int> KanjiDigit(char32_t c) {
  constexpr char32_t kDigits[] = U"〇一二三四五六七八九";
  for (int i = 0; i < 10; ++i) {
    if (kDigits[i] == c) return i;
  }
  if (c == U'零') return 0;
  return std::nullopt;
}

}  // namespace sumikeshi
