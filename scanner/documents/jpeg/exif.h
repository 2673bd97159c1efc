// The two facts of Exif that concern how a page is seen: its orientation and its resolution.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/documents/codec.h"

namespace sumikeshi {

struct ExifFacts {
  int orientation = 1;  // 1..8 as in TIFF, 1 = as stored
  double dpi_x = 0;     // 0 = not said
  double dpi_y = 0;

  friend bool operator==(const ExifFacts&, const ExifFacts&) = default;
};

// Reads the payload of an APP1 segment; what is missing or damaged keeps its default.
[[nodiscard]] ExifFacts ParseExif(Bytes app1);

// An APP1 payload that says these facts and nothing else.
[[nodiscard]] std::vector<std::uint8_t> MakeExif(const ExifFacts& facts);

}  // namespace sumikeshi
