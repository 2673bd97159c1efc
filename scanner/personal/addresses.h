// Addresses and postal codes in running text, by how they are built.
#pragma once

#include <string_view>
#include <vector>

#include "sumikeshi/document.h"

namespace sumikeshi {

// The addresses in normalised UTF-8, as bytes, in order:
//   東京都千代田区丸の内1-2-3 見本ビル101号室   a prefecture with a municipality
//   千代田区丸の内1-2-3                       a municipality, where a number follows
// Limits: addresses abroad; a municipality without prefecture or number.
[[nodiscard]] std::vector<Span> FindAddresses(std::string_view text);

// 〒100-0005
[[nodiscard]] std::vector<Span> FindPostalCodes(std::string_view text);

// The prefecture that an address begins with, or whose capital or designated city it does
// (横浜市 -> 神奈川県); empty where that is not known. Lives as long as the program.
[[nodiscard]] std::string_view PrefectureOf(std::string_view address);

}  // namespace sumikeshi
