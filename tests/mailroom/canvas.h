// A page to draw on, in dots of 1/300 inch, that tells where the ink of each glyph came to lie.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/geometry.h"
#include "tests/mailroom/random.h"

namespace sumikeshi::mailroom {

inline constexpr double kDotsPerInch = 300;
constexpr double Millimetres(double mm) { return mm * kDotsPerInch / 25.4; }
constexpr double Points(double pt) { return pt * kDotsPerInch / 72; }

// Rows of 8-bit samples without padding: 1 channel (grey) or 3 (red, green, blue).
struct Raster {
  int width = 0;
  int height = 0;
  int channels = 1;
  int dpi = 300;
  int dpi_y = 300;  // down the page; differs from dpi only on a fax
  std::vector<std::uint8_t> samples{};
};

struct Colour {
  double red = 0, green = 0, blue = 0;
};

// How the paper lay on the glass: resolution, quarter turns clockwise, tilt.
struct Placement {
  int dpi = 300;
  int quarter_turns = 0;
  double tilt_degrees = 0;
};

struct Font {
  std::string family;
  double size = Points(10);  // dots
  bool bold = false;
  double unsteady = 0;  // 0 print; 1 a hand: each glyph turned, sized, shifted and bent a little
  Colour ink{};
  bool vertical = false;  // in its form for text set downwards
};

enum class Stroke { kSolid, kDashed, kDotted, kDouble };

// Characters that stand or fall together when a text is cut into glyphs (a base and its marks).
std::vector<std::string> Glyphs(std::string_view utf8);

class Canvas {
 public:
  // width and height in dots, of the upright paper.
  Canvas(double width, double height, const Placement& placement);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  [[nodiscard]] double Advance(std::string_view glyph, const Font& font) const;
  [[nodiscard]] double Width(std::string_view text, const Font& font) const;

  // Draws one glyph with its em box's top left at (x, y); the ink's box on the placed page in
  // pixels, empty for a space.
  Box Glyph(std::string_view glyph, double x, double y, const Font& font, Random& random);

  void Line(double x0, double y0, double x1, double y1, double width,
            Stroke stroke = Stroke::kSolid, const Colour& ink = {});
  // The box of its ink in pixels.
  Box Rectangle(double x, double y, double width, double height, double line);
  void Shade(double x, double y, double width, double height, double grey);
  void Fill(double x, double y, double width, double height, const Colour& colour);
  void Disc(double x, double y, double radius, const Colour& colour);
  // A brace that holds what lies to its right together.
  void Brace(double x, double y, double width, double height, double line);
  // The portrait on an identity card: no face, grey shapes.
  void Portrait(double x, double y, double width, double height);
  // A square code (QR) that carries `payload`; its box in pixels.
  Box Code(double x, double y, double side, const std::string& payload);
  // A circle drawn by hand round a box: boxes along its line, since others write inside it.
  std::vector<Box> Circle(double x, double y, double width, double height, const Colour& ink,
                          Random& random);
  // A tick in a box.
  Box Tick(double x, double y, double size, const Colour& ink);
  // A red round stamp: one line of glyphs in its middle band, one above and one below.
  void DateStamp(double x, double y, double size, std::string_view above, std::string_view date,
                 std::string_view below, const Font& font, Random& random);
  // What is drawn between the two shines through from the back of the paper.
  void BeginBack();
  void EndBack();
  // A red name seal with up to four glyphs.
  void Seal(double x, double y, double size, std::string_view text, const Font& font,
            Random& random);

  // Pixels of the placed page, in colour.
  [[nodiscard]] Raster Pixels() const;

 private:
  Box Print(std::string_view glyph, const Font& font);
  Box Write(std::string_view glyph, const Font& font, Random& random);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sumikeshi::mailroom
