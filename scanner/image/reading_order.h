// The order in which a reader takes the lines of a page.
#pragma once

#include <span>
#include <vector>

#include "scanner/image/lines.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Each table where it stands among the free lines; a table whose text runs downwards is read from
// the right. The lines of cells come cell by cell, in the order of `cells`.
[[nodiscard]] std::vector<LineOfMarks> InReadingOrder(std::vector<LineOfMarks> free_lines,
                                                      std::vector<LineOfMarks> cell_lines,
                                                      std::span<const Cell> cells);

}  // namespace sumikeshi
