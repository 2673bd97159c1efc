// Rows of boxes with one character each (個人番号, カード番号), which are read together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "scanner/image/lines.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// The lines in groups, in their order: the single characters of a row of like boxes are one group
// (three and more), each other line is one by itself. Indices into `lines`.
[[nodiscard]] std::vector<std::vector<std::size_t>> GroupStrips(std::span<const LineOfMarks> lines,
                                                                std::span<const Cell> cells);

}  // namespace sumikeshi
