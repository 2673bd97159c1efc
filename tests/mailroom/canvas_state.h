// What the two halves of Canvas share: the surface and how to find a place on it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "tests/mailroom/canvas.h"

using cairo_t = struct _cairo;
using cairo_surface_t = struct _cairo_surface;
using PangoContext = struct _PangoContext;

namespace sumikeshi::mailroom {

struct Shape;

struct Canvas::State {
  State();
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  PangoContext* context = nullptr;
  int dpi = 300;
  double width = 0;  // of the upright paper, dots
  std::map<std::pair<std::string, std::string>, Shape> shapes;

  const Shape& Find(std::string_view glyph, const Font& font);
  void SetInk(const Colour& ink) const;
  // The pixel box of a rectangle in user space.
  [[nodiscard]] Box PixelBox(double x, double y, double width, double height) const;
};

}  // namespace sumikeshi::mailroom
