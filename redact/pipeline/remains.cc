// Marks are compared by their middles: what is left of a covered stroke is a mark of its own.
#include "redact/pipeline/remains.h"

#include <algorithm>
#include <cmath>

namespace sumikeshi {
namespace {

Point MiddleOf(const Box& mark) {
  return {(mark.left + mark.right) / 2.0, (mark.top + mark.bottom) / 2.0};
}

// Whether the point lies in one of the boxes, or nearer to it than `by`.
bool IsIn(const std::vector<Box>& boxes, const Point& at, double by = 0) {
  return std::ranges::any_of(boxes, [&](const Box& box) {
    return at.x >= box.left - by && at.x < box.right + by && at.y >= box.top - by &&
           at.y < box.bottom + by;
  });
}

}  // namespace

void DropDestroyed(const PageText& page, const std::vector<Box>& destroyed,
                   std::vector<Detection>& found, const std::vector<Box>& whole) {
  // A format that works in blocks destroys a little more than was asked for.
  constexpr int kBlock = 20;
  std::vector<Box> partial = destroyed;
  std::erase_if(partial, [&](const Box& box) {
    return std::ranges::any_of(
        whole, [&](const Box& all) { return Intersect(box, Grow(all, kBlock)) == box; });
  });
  std::vector<Point> showing, touching;
  const Transform& t = page.to_page;
  for (const Box& mark : page.ink) {
    const Point middle = MiddleOf(mark), at = Map(t, middle);
    if (IsIn(destroyed, at)) continue;
    showing.push_back(at);
    const Point beside =
        Map(t, {middle.x + std::min(mark.width(), mark.height()) / 2.0 + page.dpi / 100, middle.y});
    const double reach = std::hypot(beside.x - at.x, beside.y - at.y);
    if (IsIn(partial, at, reach)) touching.push_back(at);
  }
  std::erase_if(found, [&](const Detection& detection) {
    if (detection.finding.category == Category::kCode) return false;
    const bool field =
        detection.finding.recognizer == "field" || detection.finding.recognizer == "form";
    return std::ranges::none_of(field ? touching : showing, [&](const Point& mark) {
      return IsIn(detection.finding.place.boxes, mark);
    });
  });
}

}  // namespace sumikeshi
