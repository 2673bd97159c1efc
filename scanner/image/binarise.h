// Grey page -> ink and paper.
#pragma once

#include "scanner/image/bitmap.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Ink = clearly darker than the paper around it, so that shadow and tint are paper. A bitonal page
// is taken as it is. `grey` is kGray8.
[[nodiscard]] Bitmap Binarise(const Raster& grey);

}  // namespace sumikeshi
