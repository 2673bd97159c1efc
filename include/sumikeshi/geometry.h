// Places on a page: pixels, origin top left, right and bottom exclusive.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace sumikeshi {

struct Box {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  [[nodiscard]] constexpr int width() const { return right - left; }
  [[nodiscard]] constexpr int height() const { return bottom - top; }
  [[nodiscard]] constexpr bool empty() const { return right <= left || bottom <= top; }
  [[nodiscard]] constexpr std::int64_t area() const {
    return empty() ? 0 : static_cast<std::int64_t>(width()) * height();
  }
  friend bool operator==(const Box&, const Box&) = default;
};

[[nodiscard]] constexpr Box Intersect(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

// The smallest box that holds both; an empty box adds nothing.
[[nodiscard]] constexpr Box Unite(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

[[nodiscard]] constexpr Box Grow(const Box& box, int by) {
  return {box.left - by, box.top - by, box.right + by, box.bottom + by};
}

// Maps upright page coordinates to the coordinates of the page as it came, through the middle of a
// lens: with w = g x + h y + 1,  x' = (a x + b y + c) / w,  y' = (d x + e y + f) / w.
struct Transform {
  double a = 1, b = 0, c = 0;
  double d = 0, e = 1, f = 0;
  double g = 0, h = 0;

  [[nodiscard]] constexpr bool affine() const { return g == 0 && h == 0; }
  friend bool operator==(const Transform&, const Transform&) = default;
};

// Between pixels: 0, 0 is the upper left corner of the page.
struct Point {
  double x = 0;
  double y = 0;
};

[[nodiscard]] constexpr Point Map(const Transform& t, const Point& p) {
  const double w = t.g * p.x + t.h * p.y + 1;
  return {(t.a * p.x + t.b * p.y + t.c) / w, (t.d * p.x + t.e * p.y + t.f) / w};
}

// Boxes on the page as it came that together cover `box` of the upright page, rounded outwards.
// A tilted box becomes a staircase of boxes, each at most about `slack` pixels taller than needed.
[[nodiscard]] inline std::vector<Box> MapOutwards(const Transform& t, const Box& box,
                                                  int slack = 2) {
  if (box.empty()) return {};
  const bool wide = box.width() >= box.height();
  const int length = wide ? box.width() : box.height();
  // How far a long side runs aslant: the lesser way that it goes along an axis of the page.
  const auto drift = [&](const Point& from, const Point& to) {
    const Point a = Map(t, from), b = Map(t, to);
    return std::min(std::abs(a.x - b.x), std::abs(a.y - b.y));
  };
  const Point corner{double(box.left), double(box.top)};
  const Point along = wide ? Point{double(box.right), double(box.top)}
                           : Point{double(box.left), double(box.bottom)};
  const Point across = wide ? Point{double(box.left), double(box.bottom)}
                            : Point{double(box.right), double(box.top)};
  const double most =
      std::max(drift(corner, along), drift(across, {double(box.right), double(box.bottom)}));
  const int parts = std::clamp(static_cast<int>(std::ceil(most / std::max(1, slack))), 1, length);
  std::vector<Box> boxes;
  boxes.reserve(static_cast<std::size_t>(parts));
  for (int i = 0; i < parts; ++i) {
    const double from = static_cast<double>(length) * i / parts;
    const double to = static_cast<double>(length) * (i + 1) / parts;
    const double left = wide ? box.left + from : box.left;
    const double right = wide ? box.left + to : box.right;
    const double top = wide ? box.top : box.top + from;
    const double bottom = wide ? box.bottom : box.top + to;
    double x0 = 1e30, y0 = 1e30, x1 = -1e30, y1 = -1e30;
    for (const double x : {left, right}) {
      for (const double y : {top, bottom}) {
        const Point p = Map(t, {x, y});
        x0 = std::min(x0, p.x), x1 = std::max(x1, p.x);
        y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
      }
    }
    constexpr double kRounding = 1e-6;  // 3.0000001 is 3
    boxes.push_back(
        {static_cast<int>(std::floor(x0 + kRounding)), static_cast<int>(std::floor(y0 + kRounding)),
         static_cast<int>(std::ceil(x1 - kRounding)), static_cast<int>(std::ceil(y1 - kRounding))});
  }
  return boxes;
}

}  // namespace sumikeshi
