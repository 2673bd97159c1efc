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

// Page `number` (from 1) of an image or, rendered at `dpi` by pdftoppm, of a PDF.
[[nodiscard]] Result<Page> ReadPage(const std::filesystem::path& path, int number, int dpi);

// The page's nearest pixels at another size.
[[nodiscard]] Page Resize(const Page& page, int width, int height);

}  // namespace sumikeshi::accuracy
