// A photograph of a page -> the page flat, as a scanner sees it.
#pragma once

#include <array>
#include <optional>

#include "scanner/image/upright.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// The corners of a sheet of paper on a darker ground, clockwise from the upper left; nothing when
// no ground shows on at least three sides.
[[nodiscard]] std::optional<std::array<Point, 4>> FindSheet(const Raster& grey);

// The sheet alone, its corners at those of a rectangle. A page without a ground comes back as it
// is.
[[nodiscard]] ScaledPage FlattenPhoto(ScaledPage page);

}  // namespace sumikeshi
