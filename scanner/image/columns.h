// Text that runs down the page (縦書き), told from rows by how its marks stand.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sumikeshi/geometry.h"

namespace sumikeshi {

// What is known of the page that a block stands on.
enum class Writing { kUnknown, kDown };

// The columns of a block that is set in columns of characters, from right to left, each with its
// marks from top to bottom; none when the block is not. `marks` are indices into `boxes`; `em` is
// the side of a character. Marks too wide for a column are in none.
[[nodiscard]] std::vector<std::vector<std::size_t>> FindColumns(
    std::span<const Box> boxes, const std::vector<std::size_t>& marks, int em, Writing writing);

}  // namespace sumikeshi
