// Red name seals (印影) that lie over print.
#pragma once

#include "sumikeshi/document.h"

namespace sumikeshi {

// Takes the ink of red seals out of `grey`, the grey of the kRgb24 page `colour` at the same size;
// black print under a seal stays. A seal is a red ring or square frame of 5 to 35 mm with its
// letters; other red (print, forms, writing) stays.
void FadeSeals(const Raster& colour, double dpi, Raster& grey);

}  // namespace sumikeshi
