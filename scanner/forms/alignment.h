// Where the sheet of a form lies on a page: a plane map fitted to landmarks.
#pragma once

#include <optional>
#include <span>

#include "sumikeshi/geometry.h"

namespace sumikeshi {

// A point of the sheet (millimetres) and where it is on the page (pixels).
struct PointPair {
  Point paper;
  Point page;
};

// Least squares; nothing where the points do not fix the map. Affine from 3 pairs, through a lens
// from 4.
[[nodiscard]] std::optional<Transform> FitAffine(std::span<const PointPair> pairs);
[[nodiscard]] std::optional<Transform> FitPerspective(std::span<const PointPair> pairs);

// Root of the mean square distance, in pixels.
[[nodiscard]] double ResidualOf(const Transform& paper_to_page, std::span<const PointPair> pairs);

}  // namespace sumikeshi
