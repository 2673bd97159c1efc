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
  double rule = 3;                // width of ruling lines, dots
  double padding = 18;            // inside cells, dots
  double leading = 1.45;          // line height / font size
  double shade = 0.9;             // grey of shaded cells
  Stroke inner = Stroke::kSolid;  // inner ruling lines
  bool spaced = false;            // short labels letter-spaced with ideographic spaces
  bool justified = false;         // labels spread over the width of their cell
  // Of tables.
  enum class Rules { kAll, kRows, kNone } rules = Rules::kAll;
  double row = Millimetres(8);    // height of a row of share 1
  double frame = 6;               // width of the frame
  Stroke outer = Stroke::kSolid;  // of the frame
  bool shaded = true;             // cells of labels
  bool tick_boxes = false;        // options are ticked, not circled
  bool reversed = false;          // headings white on black
};

struct Area {
  double x = 0, y = 0, width = 0, height = 0;
};

// Glyphs that do not begin a line (kinsoku), and those that are not parted from their like.
[[nodiscard]] bool ClingsToPrevious(std::string_view glyph);
[[nodiscard]] bool IsAscii(std::string_view glyph);

struct Writer {
  Canvas& canvas;
  const Look& look;
  Random& random;
  std::vector<Item> items;
  bool labelled = false;  // what is set stands in a field

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
  double Options(const Question& question, double x, double y);
  [[nodiscard]] double OptionsWidth(const Question& question) const;
  // One option; its ink is added to the item. What follows it (・) included in its width.
  void Option(const Question& question, std::size_t option, double x, double y, const Font& font,
              Item& item);
  [[nodiscard]] double OptionWidth(const Question& question, std::size_t option,
                                   const Font& font) const;
  // Digits in boxes of width `side` from (x, y) on; the height used.
  double Digits(const Piece& digits, const DigitBoxes& boxes, double x, double y, double side,
                const Font& font);
  // Lines through a piece that was crossed out, and its reading above.
  void Decorate(const Piece& piece, double x, double y, double width, const Font& font);

  // The items of the pieces, -1 for those that are not scored; joined pieces share one.
  std::vector<int> AddItems(const std::vector<Piece>& pieces);
  void AddInk(int item, const Box& box);

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
  double Boxes(const Field& field, double x, double y, double width);
  [[nodiscard]] double BoxSide(const DigitBoxes& boxes, double width) const;
};

}  // namespace sumikeshi::mailroom
