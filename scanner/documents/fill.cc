// Destroys places on a page.
#include "scanner/documents/fill.h"

#include <algorithm>

namespace sumikeshi {
namespace {

int RoundDown(int value, int block) { return value / block * block; }
int RoundUp(int value, int block) { return (value + block - 1) / block * block; }

}  // namespace

void FillBlack(Raster& page, std::span<const Box> boxes) {
  const std::size_t pixel = static_cast<std::size_t>(page.channels());
  for (const Box& box : ClipBoxes(boxes, page.width, page.height)) {
    for (int y = box.top; y < box.bottom; ++y) {
      const std::size_t row = static_cast<std::size_t>(y) * page.stride();
      std::fill_n(page.pixels.begin() +
                      static_cast<std::ptrdiff_t>(row + static_cast<std::size_t>(box.left) * pixel),
                  static_cast<std::size_t>(box.width()) * pixel, std::uint8_t{0});
    }
  }
}

std::vector<Box> ClipBoxes(std::span<const Box> boxes, int width, int height) {
  std::vector<Box> clipped;
  for (const Box& box : boxes) {
    const Box inside = Intersect(box, {0, 0, width, height});
    if (!inside.empty()) clipped.push_back(inside);
  }
  return clipped;
}

std::vector<Box> RoundToBlocks(std::span<const Box> boxes, int block_width, int block_height,
                               int width, int height) {
  std::vector<Box> rounded = ClipBoxes(boxes, width, height);
  for (Box& box : rounded) {
    box = {RoundDown(box.left, block_width), RoundDown(box.top, block_height),
           std::min(width, RoundUp(box.right, block_width)),
           std::min(height, RoundUp(box.bottom, block_height))};
  }
  return rounded;
}

}  // namespace sumikeshi
