// The dictionary of names: what a word can be.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sumikeshi {

inline constexpr std::size_t kLongestSurname = 4;  // in kanji
inline constexpr std::size_t kLongestGiven = 3;

enum NameUse : unsigned { kSurname = 1, kGiven = 2, kNoName = 4 };

// What the dictionary says of a word in kanji or katakana; 0: it does not have it.
[[nodiscard]] unsigned UseOf(std::u32string_view word);
// The same of a word in Latin letters, small ones.
[[nodiscard]] unsigned UseOfLatin(const std::string& word);

[[nodiscard]] inline bool Is(std::u32string_view word, NameUse use) {
  return (UseOf(word) & use) != 0;
}

// How many characters of a name in kanji are its surname when all of it is a surname and a given
// name.
[[nodiscard]] std::optional<std::size_t> CutName(std::u32string_view name);

}  // namespace sumikeshi
