// Old forms and variants of kanji -> the form that dictionaries use.
#pragma once

namespace sumikeshi {

// 髙 -> 高, 邊 -> 辺, 德 -> 徳; other characters stay.
[[nodiscard]] char32_t FoldVariant(char32_t c);

}  // namespace sumikeshi
