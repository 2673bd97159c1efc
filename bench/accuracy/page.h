// Pages as the scorer sees them: which pixels are dark, which lie in solid black blocks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "sumikeshi/geometry.h"
#include "sumikeshi/result.h"

namespace sumikeshi::accuracy {

struct Page {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> dark;  // 1: below 128
  std::vector<std::uint8_t> fill;  // 1: inside a block of at least 13 x 13 pixels below 40

  [[nodiscard]] std::size_t At(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x);
  }
};

// Dots an inch along and down a page. y 0: as x.
struct Resolution {
  int x = 300;
  int y = 0;
};

// Page `number` (from 1) of an image or, rendered at dpi.x by pdftoppm, of a PDF. Where a fax has
// fewer dots down than along, a block of fill is lower by as much.
[[nodiscard]] Result<Page> ReadPage(const std::filesystem::path& path, int number, Resolution dpi);

// The page's nearest pixels at another size.
[[nodiscard]] Page Resize(const Page& page, int width, int height);

}  // namespace sumikeshi::accuracy
