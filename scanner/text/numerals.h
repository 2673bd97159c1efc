// Kanji numerals -> digits, where they stand for a number and not in a word.
#pragma once

#include <vector>

#include "scanner/text/normalise.h"

namespace sumikeshi {

// Dates ("昭和五十三年三月一日"), ages, addresses ("二丁目三番四号") and long runs of kanji digits
// ("〇九〇-一二三四-五六七八"); never 一般, 三郎, 五年以内.
[[nodiscard]] std::vector<Glyph> ReadNumerals(const std::vector<Glyph>& line);

}  // namespace sumikeshi
