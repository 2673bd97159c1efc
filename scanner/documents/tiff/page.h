// One page (IFD) of a TIFF: what must be the same in its copy, its pixels, and writing it.
#pragma once

#include <cstdint>

#include "scanner/documents/tiff/tiff_file.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct TiffPage {
  std::uint64_t offset = 0;  // of its IFD
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint16_t bits = 1;
  std::uint16_t samples = 1;
  std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
  std::uint16_t compression = COMPRESSION_NONE;
  std::uint32_t fax_options = 0;  // T4Options
  std::uint16_t orientation = 0;  // 0 = no tag
  float x_resolution = 0;         // 0 = no tag
  float y_resolution = 0;
  std::uint16_t unit = RESUNIT_INCH;

  // Bits of the picture itself, not of its encoding: such pages are written as one bit a pixel.
  [[nodiscard]] bool grey_bits() const {
    return bits == 1 && samples == 1 && photometric <= PHOTOMETRIC_MINISBLACK;
  }
};

// The current directory of the file.
[[nodiscard]] TiffPage DescribeTiffPage(const TiffFile& file);

// The pixels of the current directory, as stored (unrotated). `number` counts from 1. Errors:
// kTooLarge, kCorrupt, kUnsupportedFeature.
[[nodiscard]] Result<Raster> DecodeTiffPage(TiffFile& file, const TiffPage& page, int number);

// Appends the pixels as the next page in the compression class of `like`, with its resolution and
// orientation. False: libtiff or its stream failed.
[[nodiscard]] bool WriteTiffPage(TiffFile& file, const Raster& raster, const TiffPage& like);

// The compression that WriteTiffPage uses.
[[nodiscard]] std::uint16_t OutputCompression(const TiffPage& page, bool bitonal);

}  // namespace sumikeshi
