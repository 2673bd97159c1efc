// Conversions between the pixel layouts of files and of Raster.
#include "scanner/documents/pixels.h"

#include <algorithm>

namespace sumikeshi {

Raster MakeRaster(int width, int height, PixelFormat format) {
  Raster page;
  page.width = width;
  page.height = height;
  page.format = format;
  page.pixels.resize(page.stride() * static_cast<std::size_t>(height));
  return page;
}

void PackRow(std::span<const std::uint8_t> pixels, std::span<std::uint8_t> bits) {
  for (std::size_t x = 0; x < pixels.size(); x += 8) {
    const std::size_t count = std::min<std::size_t>(8, pixels.size() - x);
    unsigned byte = 0;
    for (std::size_t i = 0; i < count; ++i) {
      byte |= static_cast<unsigned>(pixels[x + i] >> 7) << (7 - i);
    }
    bits[x / 8] = static_cast<std::uint8_t>(byte);
  }
}

void UnpackRow(std::span<const std::uint8_t> bits, std::span<std::uint8_t> pixels) {
  for (std::size_t x = 0; x < pixels.size(); ++x) {
    pixels[x] = (bits[x / 8] >> (7 - x % 8)) & 1 ? 255 : 0;
  }
}

Raster ToGrayIfGray(Raster page) {
  if (page.format != PixelFormat::kRgb24) return page;
  for (std::size_t i = 0; i < page.pixels.size(); i += 3) {
    if (page.pixels[i] != page.pixels[i + 1] || page.pixels[i] != page.pixels[i + 2]) return page;
  }
  for (std::size_t i = 0; 3 * i < page.pixels.size(); ++i) page.pixels[i] = page.pixels[3 * i];
  page.pixels.resize(page.pixels.size() / 3);
  page.pixels.shrink_to_fit();
  page.format = PixelFormat::kGray8;
  return page;
}

bool IsBlackAndWhite(const Raster& page) {
  return page.format == PixelFormat::kGray8 &&
         std::ranges::all_of(page.pixels, [](std::uint8_t v) { return v == 0 || v == 255; });
}

}  // namespace sumikeshi
