// A black ground is solid where no letter stands: cores too thick for any stroke, joined across the
// letters to rectangles, whose rims must be solid.
#include "scanner/image/reversed.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "scanner/image/components.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kMostCores = 4'000;  // more is a picture
constexpr double kRim = 0.85;              // of the pixels along each side
constexpr double kGround = 0.5;            // of all pixels

struct Sizes {
  explicit Sizes(double dpi)
      : core(std::max(4, static_cast<int>(dpi * 0.035))),
        join(static_cast<int>(dpi * 0.12)),
        height(static_cast<int>(dpi * 0.08)),
        width(static_cast<int>(dpi * 0.2)),
        frame(std::max(2, static_cast<int>(dpi * 0.01))) {}
  int core, join, height, width, frame;
};

// Boxes nearer than `gap` as one, until none are.
std::vector<Box> Joined(std::vector<Box> boxes, int gap) {
  for (bool joined = true; joined;) {
    joined = false;
    std::vector<Box> next;
    for (const Box& box : boxes) {
      const auto near = std::ranges::find_if(
          next, [&](const Box& other) { return !Intersect(Grow(box, gap), other).empty(); });
      if (near == next.end()) {
        next.push_back(box);
      } else {
        *near = Unite(*near, box);
        joined = true;
      }
    }
    boxes = std::move(next);
  }
  return boxes;
}

double Density(const Bitmap& page, const Box& box) {
  return box.empty() ? 0 : static_cast<double>(page.Count(box)) / static_cast<double>(box.area());
}

bool IsGround(const Bitmap& page, const Box& box, const Sizes& sizes) {
  if (box.width() < sizes.width || box.height() < sizes.height) return false;
  if (box.left <= 1 || box.top <= 1 || box.right >= page.width() - 1 ||
      box.bottom >= page.height() - 1) {
    return false;
  }
  const Box sides[] = {{box.left, box.top, box.right, box.top + sizes.frame},
                       {box.left, box.bottom - sizes.frame, box.right, box.bottom},
                       {box.left, box.top, box.left + sizes.frame, box.bottom},
                       {box.right - sizes.frame, box.top, box.right, box.bottom}};
  return std::ranges::all_of(sides, [&](const Box& side) { return Density(page, side) > kRim; }) &&
         Density(page, box) > kGround;
}

void Negate(Bitmap& page, Raster& grey, const Box& box) {
  for (int y = box.top; y < box.bottom; ++y) {
    const std::vector<Run> ink = RunsOfRow(page, y, box.left, box.right);
    page.Fill({y, box.left, box.right});
    for (const Run& run : ink) page.Fill(run, false);
    auto* row = grey.pixels.data() + static_cast<std::size_t>(y) * grey.stride();
    for (int x = box.left; x < box.right; ++x) row[x] = static_cast<std::uint8_t>(255 - row[x]);
  }
}

}  // namespace

void TurnReversed(Bitmap& page, Raster& grey, double dpi) {
  const Sizes sizes(dpi);
  const Components cores =
      FindComponents(VerticalBars(HorizontalBars(page, sizes.core, 0), sizes.core, 0));
  if (cores.marks.size() > kMostCores) return;
  std::vector<Box> boxes;
  for (const Component& core : cores.marks) boxes.push_back(core.box);
  for (const Box& box : Joined(std::move(boxes), sizes.join)) {
    if (IsGround(page, box, sizes)) Negate(page, grey, Grow(box, -sizes.frame));
  }
}

}  // namespace sumikeshi
