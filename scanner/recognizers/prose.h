// Where clauses and sentences of Japanese prose end.
#pragma once

#include "scanner/text/characters.h"

namespace sumikeshi {

[[nodiscard]] constexpr bool IsJapanese(char32_t c) {
  return IsHan(c) || IsHiragana(c) || IsKatakana(c);
}

// Part of a proper name: 立正佼成, エホバ, UA.
[[nodiscard]] constexpr bool IsNamePart(char32_t c) {
  return IsHan(c) || IsKatakana(c) || IsAsciiLetter(c) || IsDigit(c) || c == U'・';
}

[[nodiscard]] constexpr bool EndsSentence(char32_t c) {
  return c == U'。' || c == U'!' || c == U'?' || c == U'\t' || c == U'\n';
}

[[nodiscard]] constexpr bool IsClosing(char32_t c) {
  return c == U')' || c == U'」' || c == U'』' || c == U'】' || c == U'〕' || c == U'》' ||
         c == U']';
}

// What follows says something else.
[[nodiscard]] constexpr bool EndsClause(char32_t c) {
  return EndsSentence(c) || c == U'、' || c == U',' || c == U';' || c == U'/' || c == U'(' ||
         c == U'「' || c == U'※' || IsClosing(c);
}

}  // namespace sumikeshi
