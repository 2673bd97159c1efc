// The letters that labels are looked for in: a line, a cell, or a row of free lines.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/document.h"

namespace sumikeshi {

// How far a letter stands from the one before it.
enum class Gap : std::uint8_t {
  kNone,
  kNarrow,  // a space, about one letter wide
  kWide,    // two letters and more, or a tab
  kLine,    // a new line
};

struct Letter {
  char32_t character = 0;
  Gap gap = Gap::kNone;
  Span bytes;     // of View::text
  int line = -1;  // on pages: index into PageText::lines and its symbols
  int symbol = -1;
  int order = -1;  // on pages: place among all letters of the page
};

using Letters = std::span<const Letter>;

// One character of UTF-8 and its length in bytes; a broken byte counts as one character U+FFFD.
struct Decoded {
  char32_t character = 0xFFFD;
  std::size_t length = 1;
};
[[nodiscard]] Decoded DecodeUtf8(std::string_view text);

[[nodiscard]] bool StartsWith(Letters letters, std::u32string_view words);
[[nodiscard]] bool Contains(Letters letters, std::u32string_view words);

}  // namespace sumikeshi
