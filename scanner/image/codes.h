// QR codes and barcodes: where they stand on an upright page, and what they say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scanner/image/bitmap.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Boxes of what looks like a code, readable or not, top to bottom: squares that hold a finder
// pattern of ISO/IEC 18004 (1:1:3:1:1 in both directions), and rows of at least 18 solid bars,
// upright or lying. `page` as binarised, before rules are taken away.
[[nodiscard]] std::vector<Box> FindCodeBoxes(const Bitmap& page, double dpi);

// The payload of the code in `box` as UTF-8; nothing when it cannot be decoded.
[[nodiscard]] std::optional<std::string> DecodeCode(const Raster& grey, const Box& box, double dpi);

}  // namespace sumikeshi
