// The lines and cells of a page -> one row of characters with separators.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/text/view.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

struct LinearCharacter {
  char32_t character = 0;
  std::uint32_t unit = 0;  // a separator has the unit of the symbol before it
};

struct Linearised {
  std::vector<LinearCharacter> characters;
  std::vector<SourceUnit> units;
  float confidence = 1;
};

// Free lines and table rows are separated by '\n', cells of a row and wide gaps in free lines by
// '\t', lines of one cell by nothing (by a space between Latin letters or digits).
[[nodiscard]] Linearised Linearise(const PageText& page);

}  // namespace sumikeshi
