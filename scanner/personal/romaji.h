// Names in Latin letters: the spellings of a katakana reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sumikeshi {

// The spellings in small letters after Hepburn, as in passports (外務省旅券規則): with long vowels
// short, written out, and with h. オオタ gives ota, oota, ohta. Empty for what is no katakana.
[[nodiscard]] std::vector<std::string> Romanised(std::u32string_view katakana);

}  // namespace sumikeshi
