// Turns the page upright and keeps the way back.
#pragma once

#include "scanner/image/skew.h"
#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

// A page as it came, in grey and at the resolution at which it is read: square pixels, at most
// about 300 dpi. `scale_x`, `scale_y`: pixels of the page for one of `grey`.
struct ScaledPage {
  Raster grey;
  double dpi = 300;
  double scale_x = 1;
  double scale_y = 1;
};

[[nodiscard]] ScaledPage ScalePage(const Raster& page);
// The same at a given scale, for a page that was read before.
[[nodiscard]] ScaledPage ScalePage(const Raster& page, double scale_x, double scale_y);

struct UprightPage {
  Raster grey;
  Transform to_page;
};

// Turns the page so that text that runs `quarter_turns` x 90 + `tilt` degrees clockwise stands
// upright. The canvas grows so that nothing is cut off; what is new is white.
[[nodiscard]] UprightPage MakeUpright(const ScaledPage& page, int quarter_turns, double tilt);

// The parts of a Transform that MakeUpright made.
struct UprightParts {
  double scale_x = 1;
  double scale_y = 1;
  int quarter_turns = 0;
  double tilt = 0;
};
[[nodiscard]] UprightParts PartsOf(const Transform& to_page);

// The page at 99 to 198 dpi, for looking at its pose; dpi says exactly.
struct SmallPage {
  Bitmap bitmap;
  double dpi = 100;
};
[[nodiscard]] SmallPage ShrinkPage(const ScaledPage& page);

}  // namespace sumikeshi
