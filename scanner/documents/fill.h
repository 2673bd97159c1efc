// Destroys places on a page: solid black, on whole pixels or on whole blocks of a format.
#pragma once

#include <span>
#include <vector>

#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

// Fills the boxes, as far as they lie on the page, with black.
void FillBlack(Raster& page, std::span<const Box> boxes);

// The boxes cut to the page; those outside are left out.
[[nodiscard]] std::vector<Box> ClipBoxes(std::span<const Box> boxes, int width, int height);

// The boxes rounded outwards to multiples of the block size, then cut to the page.
[[nodiscard]] std::vector<Box> RoundToBlocks(std::span<const Box> boxes, int block_width,
                                             int block_height, int width, int height);

}  // namespace sumikeshi
