// QR codes and barcodes: where they stand on an upright page, and what they say.
#pragma once

#include <vector>

#include "scanner/image/bitmap.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Boxes of what looks like a code, readable or not, top to bottom: squares that hold a finder
// pattern of ISO/IEC 18004 (1:1:3:1:1 in both directions), and rows of at least 18 solid bars,
// upright or lying. `page` as binarised, before rules are taken away.
[[nodiscard]] std::vector<Box> FindCodeBoxes(const Bitmap& page, double dpi);

// The code in `box`: with its payload as UTF-8 and the box of the symbol alone, or without payload
// and with all of `box` when it cannot be decoded. Print that stands so close that it is in `box`
// is no part of the symbol and has to be read.
[[nodiscard]] Code ReadCode(const Raster& grey, const Box& box, double dpi);

}  // namespace sumikeshi
