// Sets runs of text on a canvas and collects the boxes of the scored pieces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/mailroom/canvas.h"
#include "tests/mailroom/layout.h"
#include "tests/mailroom/random.h"
#include "tests/mailroom/sheet.h"

namespace sumikeshi::mailroom {

// How a document looks all over.
struct Look {
  Font label;  // printed words of the form
  Font value;  // what was filled in: the same print, another print, or a hand
  Font heading;
  double rule = 3;         // width of ruling lines, dots
  double padding = 18;     // inside cells, dots
  double leading = 1.45;   // line height / font size
  double shade = 0.9;      // grey of shaded cells
  bool dashed = false;     // inner ruling lines
  bool spaced = false;     // short labels letter-spaced with ideographic spaces
  bool justified = false;  // labels spread over the width of their cell
};

struct Writer {
  Canvas& canvas;
  const Look& look;
  Random& random;
  std::vector<Item> items;

  // Sets pieces into lines of at most `width` from (x, y) down; the height used.
  double Flow(const std::vector<Piece>& pieces, double x, double y, double width, const Font& font,
              Align align = Align::kLeft);
  [[nodiscard]] double FlowHeight(const std::vector<Piece>& pieces, double width,
                                  const Font& font) const;
  // One line of print that is not scored.
  void Print(std::string_view text, double x, double y, const Font& font);
  // A label in a cell of its own, spread over the cell if the look says so.
  void Label(std::string_view label, double x, double y, double width, double height);
  [[nodiscard]] double LabelHeight(std::string_view label, double width) const;
  // The value of a field: text, or digits in boxes.
  double Value(const Field& field, double x, double y, double width);
  [[nodiscard]] double ValueHeight(const Field& field, double width) const;
  // The options of a question in one line with a mark on the chosen one; the width used.
  double Options(const Question& question, double x, double y, bool tick_boxes);
  [[nodiscard]] double OptionsWidth(const Question& question, bool tick_boxes) const;

  // The label letter-spaced, if the look says so and it still fits.
  [[nodiscard]] std::string Dress(const std::string& label, double width) const;
  [[nodiscard]] double LineHeight(const Font& font) const { return font.size * look.leading; }

 private:
  struct Placed {
    std::string glyph;
    double advance = 0;
    std::size_t piece = 0;
  };
  using Row = std::vector<Placed>;

  [[nodiscard]] std::vector<Row> Break(const std::vector<Piece>& pieces, double width,
                                       const Font& font) const;
  std::vector<int> AddItems(const std::vector<Piece>& pieces);
  double Boxes(const Field& field, double x, double y, double width);
  [[nodiscard]] double BoxSide(const DigitBoxes& boxes, double width) const;
};

}  // namespace sumikeshi::mailroom
