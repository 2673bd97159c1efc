// Marks of ink -> lines of text, cell by cell and, outside the tables, block by block.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

// Marks that stand in one line, not read yet.
struct LineOfMarks {
  std::vector<std::size_t> marks;  // indices into the marks given to FindLines
  Box box;
  int cell = -1;
  bool vertical = false;
  int em = 0;  // about the side of one character
};

// Lines in reading order: tables row by row where they stand, free text from top to bottom and,
// where it is set in columns, column by column. Where a gap of more than some 2.5 characters (4 in
// a cell) parts a row that is not evenly spaced out, two lines arise. Marks that stand in no line
// (frames, circles, pictures) are left out, and so are empty boxes among `marks`. No line goes
// across one of the upright `edges`.
[[nodiscard]] std::vector<LineOfMarks> FindLines(std::span<const Box> marks,
                                                 std::span<const Cell> cells, double dpi,
                                                 std::span<const Box> edges = {});

}  // namespace sumikeshi
