// How a page lies on the scanner: which way its text rows run and by what small angle they tilt.
#pragma once

#include "scanner/image/bitmap.h"

namespace sumikeshi {

struct Pose {
  bool sideways = false;  // the rows run along y
  double tilt = 0;        // degrees, positive: rows sink to the right (clockwise)
};

// `bitmap` at 100 dpi or a little more. Tilts up to 6 degrees are found, to about 0.03.
// A page with too little ink to tell is {false, 0}.
[[nodiscard]] Pose EstimatePose(const Bitmap& bitmap, double dpi);

}  // namespace sumikeshi
