// Marks are compared by their middles: what is left of a covered stroke is a mark of its own.
#include "redact/pipeline/remains.h"

#include <algorithm>
#include <cmath>

namespace sumikeshi {
namespace {

struct Point {
  double x = 0, y = 0;
};

Point MiddleOf(const Box& mark, const Transform& t) {
  const double x = (mark.left + mark.right) / 2.0, y = (mark.top + mark.bottom) / 2.0;
  return {t.a * x + t.b * y + t.c, t.d * x + t.e * y + t.f};
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
                   std::vector<Detection>& found) {
  std::vector<Point> showing, touching;
  const Transform& t = page.to_page;
  const double scale = std::sqrt(std::abs(t.a * t.e - t.b * t.d));
  for (const Box& mark : page.ink) {
    const Point at = MiddleOf(mark, t);
    if (IsIn(destroyed, at)) continue;
    showing.push_back(at);
    const double reach = scale * (std::min(mark.width(), mark.height()) / 2.0 + page.dpi / 100);
    if (IsIn(destroyed, at, reach)) touching.push_back(at);
  }
  std::erase_if(found, [&](const Detection& detection) {
    if (detection.finding.category == Category::kCode) return false;
    const bool field = detection.finding.recognizer == "field";
    return std::ranges::none_of(field ? touching : showing, [&](const Point& mark) {
      return IsIn(detection.finding.place.boxes, mark);
    });
  });
}

}  // namespace sumikeshi
