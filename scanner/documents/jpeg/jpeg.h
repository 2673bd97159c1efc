// One JPEG image: its pixels, a copy of it with places destroyed, and a new one from pixels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scanner/documents/codec.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct JpegHeader {
  int width = 0;
  int height = 0;
  int components = 0;   // 1, 3 or 4
  int orientation = 1;  // of Exif, 1..8
  double dpi_x = 0;     // of JFIF or Exif, 0 = not said
  double dpi_y = 0;
};

struct WipedJpeg {
  std::vector<std::uint8_t> bytes;
  std::vector<Box> boxes;  // what was destroyed, in whole blocks
};

// The quality of pages that must be encoded anew, and how far a pixel of them may stray.
inline constexpr int kJpegQuality = 92;
inline constexpr int kJpegTolerance = 96;
// A box in whole blocks of this size is solid black after encoding and leaves no trace beyond it.
inline constexpr int kJpegBlock = 8;

// Errors of all four: kCorrupt (also for an image that ends early), kTooLarge,
// kUnsupportedFeature (12 bits, lossless).
[[nodiscard]] Result<JpegHeader> ReadJpegHeader(Bytes bytes);

// Grey or RGB (CMYK is converted), unrotated, chroma not smoothed, so that a block of the image
// depends on nothing outside it.
[[nodiscard]] Result<Raster> DecodeJpeg(Bytes bytes);

// The image with every block that a box touches made constant black among its DCT coefficients:
// no ringing of what stood there is left, and everything else is lossless. Baseline; of the
// segments only resolution and, with `keep_orientation`, the orientation are written anew.
// Not for four components.
[[nodiscard]] Result<WipedJpeg> WipeJpeg(Bytes bytes, std::span<const Box> boxes,
                                         bool keep_orientation);

// Baseline, 4:4:4; resolution from the page.
[[nodiscard]] Result<std::vector<std::uint8_t>> EncodeJpeg(const Raster& page, int orientation);

}  // namespace sumikeshi
