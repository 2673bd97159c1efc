// Draws a page for a test: text and lines on white.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "sumikeshi/document.h"

namespace sumikeshi::testing {

class Sheet {
 public:
  Sheet(int width, int height, double dpi = 300);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  // One line of text, `size` pixels an em, its upper left corner at x, y.
  void Text(int x, int y, int size, const std::string& text,
            const std::string& font = "Noto Sans CJK JP");
  // One line that runs downwards, its upper left corner about at x, y.
  void Column(int x, int y, int size, const std::string& text);
  void Line(double x0, double y0, double x1, double y1, double thickness = 3);
  void DashedLine(double x0, double y0, double x1, double y1, double dash, double gap);
  void Frame(int left, int top, int right, int bottom, double thickness = 3);
  void Ring(double x, double y, double radius, double thickness = 4);
  void Fill(const Box& box);
  [[nodiscard]] Raster Scan() const;

 private:
  struct Canvas;
  std::unique_ptr<Canvas> canvas_;
};

// The page turned clockwise by quarter turns.
[[nodiscard]] Raster TurnClockwise(const Raster& page, int quarter_turns);
// The page turned clockwise by degrees about its middle, white where nothing was.
[[nodiscard]] Raster Tilt(const Raster& page, double degrees);
// The page seen from aside: its corners, clockwise from the upper left, at those given, in a
// picture of its size. The ground is dark, and light falls off to the right.
[[nodiscard]] Raster Photograph(const Raster& page, const std::array<Point, 4>& corners);
// The page moved; white where nothing was.
[[nodiscard]] Raster Shift(const Raster& page, int x, int y);

}  // namespace sumikeshi::testing
