// Conversions between the pixel layouts of files and of Raster.
#pragma once

#include <cstdint>
#include <span>

#include "sumikeshi/document.h"

namespace sumikeshi {

// An empty page of this size, every pixel black.
[[nodiscard]] Raster MakeRaster(int width, int height, PixelFormat format);

// Eight pixels a byte, the first in the highest bit; a set bit is white. `bits` has room for the
// row: (pixels.size() + 7) / 8 bytes; spare bits are 0.
void PackRow(std::span<const std::uint8_t> pixels, std::span<std::uint8_t> bits);
void UnpackRow(std::span<const std::uint8_t> bits, std::span<std::uint8_t> pixels);

// A colour laid on white paper: alpha 0 is white.
[[nodiscard]] constexpr std::uint8_t OnWhite(int value, int alpha) {
  return static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

// The same page as kGray8 if every pixel is grey.
[[nodiscard]] Raster ToGrayIfGray(Raster page);

// Whether a grey page holds only 0 and 255.
[[nodiscard]] bool IsBlackAndWhite(const Raster& page);

}  // namespace sumikeshi
