// Turns the page upright and keeps the way back.
#pragma once

#include "scanner/image/skew.h"
#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

// A page in grey and at the resolution at which it is read: square pixels, at most about 300 dpi.
struct ScaledPage {
  Raster grey;
  double dpi = 300;
  Transform to_page;  // -> page as it came
};

[[nodiscard]] ScaledPage ScalePage(const Raster& page);

struct UprightPage {
  Raster grey;
  Transform to_page;
};

// Turns the page so that text that runs `quarter_turns` x 90 + `tilt` degrees clockwise stands
// upright. The canvas grows so that nothing is cut off; what is new is white.
[[nodiscard]] UprightPage MakeUpright(const ScaledPage& page, int quarter_turns, double tilt);
// The same as an earlier one, of which `to_page` and the size are known.
[[nodiscard]] UprightPage MakeUpright(const ScaledPage& page, const Transform& to_page, int width,
                                      int height);

// First `first`, then `second`.
[[nodiscard]] Transform Chain(const Transform& second, const Transform& first);
[[nodiscard]] Transform Inverse(const Transform& transform);
// The picture whose pixels are those of `grey` at `from` of their places, white where it has none.
[[nodiscard]] Raster Warp(const Raster& grey, const Transform& from, int width, int height);

// The page at 99 to 198 dpi, for looking at its pose; dpi says exactly.
struct SmallPage {
  Bitmap bitmap;
  double dpi = 100;
};
[[nodiscard]] SmallPage ShrinkPage(const ScaledPage& page);

}  // namespace sumikeshi
