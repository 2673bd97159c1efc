// A diagonal leads from one corner of its box to the other and is nowhere far from that line.
#include "scanner/image/diagonals.h"

#include <algorithm>
#include <cmath>

namespace sumikeshi {
namespace {

struct Sizes {
  explicit Sizes(double dpi)
      : shortest(0.4 * dpi), flattest(0.1 * dpi), thickest(0.025 * dpi), stray(0.02 * dpi) {}
  double shortest;  // along the line
  double flattest;  // smaller side of its box
  double thickest;
  double stray;  // of the line's middle from the straight line
};

bool IsDiagonal(const Component& mark, std::span<const Run> runs, const Sizes& sizes) {
  const double width = mark.box.width(), height = mark.box.height();
  const double length = std::hypot(width, height);
  if (length < sizes.shortest || std::min(width, height) < sizes.flattest) return false;
  if (static_cast<double>(mark.area) > length * sizes.thickest) return false;
  const auto follows = [&](bool falls) {
    return std::ranges::all_of(runs, [&](const Run& run) {
      const double down = (run.y + 0.5 - mark.box.top) / height;
      const double x = mark.box.left + width * (falls ? down : 1 - down);
      const double away = std::max({0.0, x - run.right, run.left - x});
      return away * height / length <= sizes.stray;
    });
  };
  return follows(true) || follows(false);
}

}  // namespace

Components DropDiagonals(const Components& all, double dpi) {
  const Sizes sizes(dpi);
  Components kept;
  for (std::size_t i = 0; i < all.marks.size(); ++i) {
    const std::span<const Run> runs = all.RunsOfMark(i);
    if (!IsDiagonal(all.marks[i], runs, sizes)) kept.Add(runs, all.marks[i]);
  }
  return kept;
}

}  // namespace sumikeshi
