// Draws a sheet on a page in one of many looks.
#include "tests/mailroom/layout.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "tests/mailroom/fields.h"
#include "tests/mailroom/paper.h"
#include "tests/mailroom/plate.h"
#include "tests/mailroom/table.h"
#include "tests/mailroom/writer.h"

namespace sumikeshi::mailroom {
namespace {

constexpr double kPaperWidth = Millimetres(210);
constexpr double kPaperHeight = Millimetres(297);

constexpr std::string_view kPrint[] = {"Noto Serif CJK JP", "Noto Sans CJK JP", "IPAGothic",
                                       "IPAMincho", "VL Gothic"};
constexpr std::string_view kHands[] = {"kiloji", "SetoFont", "YOzAF", "YOzCF"};

Look MakeLook(Random& random, bool by_hand, double scale) {
  Look look;
  const double size = Points(random.Real(9, 11)) * scale;
  look.label = {std::string(random.Pick(std::span<const std::string_view>(kPrint))), size};
  look.heading = look.label;
  look.heading.size = size * random.Real(1.5, 1.9);
  look.heading.bold = random.Chance(0.7);
  look.value = look.label;
  if (by_hand && random.Chance(0.65)) {
    look.value.family = random.Pick(std::span<const std::string_view>(kHands));
    look.value.size = size * random.Real(1.15, 1.45);
    look.value.unsteady = random.Real(0.4, 1);
    look.value.ink = random.Chance(0.4) ? Colour{0.1, 0.1, 0.45} : Colour{0.12, 0.12, 0.12};
  } else {
    look.value.family = random.Pick(std::span<const std::string_view>(kPrint));
    look.value.size = size * random.Real(1, 1.2);
  }
  look.rule = random.Real(2, 4.5);
  look.padding = random.Real(16, 30) * scale;
  look.leading = random.Real(1.3, 1.6);
  look.shade = random.Real(0.78, 0.93);
  look.inner = random.Chance(0.2)   ? Stroke::kDashed
               : random.Chance(0.1) ? Stroke::kDotted
                                    : Stroke::kSolid;
  look.spaced = random.Chance(0.3);
  look.justified = random.Chance(0.4);
  const double rules = random.Real(0, 1);
  look.rules = rules < 0.8   ? Look::Rules::kAll
               : rules < 0.9 ? Look::Rules::kRows
                             : Look::Rules::kNone;
  look.row = Millimetres(random.Real(8.2, 10.4)) * scale;
  look.frame = look.rule * random.Real(1, 2.5);
  look.outer = random.Chance(0.15) ? Stroke::kDouble : Stroke::kSolid;
  if (look.outer == Stroke::kDouble) look.frame = look.rule;
  look.shaded = random.Chance(0.6);
  look.tick_boxes = random.Chance(0.35);
  look.reversed = random.Chance(0.25);
  return look;
}

// Draws block after block down the page.
class Layout {
 public:
  Layout(Writer& writer, const FieldsStyle& style, double margin, double paper_width)
      : w_(writer), style_(style), x_(margin), width_(paper_width - 2 * margin), y_(margin) {
    ruled_questions_ = w_.random.Chance(0.7);
    gap_ = w_.look.label.size * w_.random.Real(0.9, 1.5);
  }

  [[nodiscard]] double bottom() const { return y_; }

  void Title(const std::string& title) {
    if (title.empty()) return;
    y_ += w_.Flow({Plain(title)}, x_, y_, width_, w_.look.heading, Align::kCentre) + gap_;
  }
  void operator()(const Heading& heading) {
    Font font = w_.look.label;
    font.size *= 1.12;
    font.bold = true;
    if (w_.look.reversed) {
      const double height = w_.LineHeight(font) * 1.1;
      w_.canvas.Shade(x_, y_, width_, height, 0.05);
      font.ink = {1, 1, 1};
      w_.Print(heading.text, x_ + font.size * 0.5, y_ + (height - font.size) / 2, font);
      y_ += height + gap_ * 0.15;
      return;
    }
    y_ += w_.Flow({Plain(heading.text)}, x_, y_, width_, font) + gap_ * 0.3;
  }
  void operator()(const Paragraph& paragraph) {
    const Font& font = paragraph.printed ? w_.look.label : w_.look.value;
    w_.labelled = false;
    y_ += w_.Flow(paragraph.pieces, x_, y_, width_, font, paragraph.align) + gap_ * 0.6;
  }
  void operator()(const Fields& fields) {
    w_.labelled = true;
    y_ += style_.draw(w_, fields, x_, y_, width_) + gap_;
  }
  void operator()(const Table& table) {
    w_.labelled = true;
    DrawTable(w_, table, x_, y_, width_);
    y_ += TableHeight(w_, table) + gap_ * 0.5;
  }
  void operator()(const Plate& plate) {
    w_.labelled = true;
    y_ += gap_ * 0.6;
    const double width = Millimetres(plate.width) * plate.scale;
    DrawPlate(w_, plate, plate.left < 0 ? x_ + (width_ - width) / 2 : Millimetres(plate.left), y_);
    y_ += Millimetres(plate.height) * plate.scale + gap_;
  }
  void operator()(const SmallPrint& print) {
    Font font = w_.look.label;
    font.size = std::max(Points(5), font.size * 0.62);
    const double pad = print.framed ? font.size * 0.6 : 0;
    const double used =
        w_.Flow({Plain(print.text)}, x_ + pad, y_ + pad, width_ - 2 * pad, font) + 2 * pad;
    if (print.framed) w_.canvas.Rectangle(x_, y_, width_, used, w_.look.rule);
    y_ += used + gap_ * 0.4;
  }
  void operator()(const Questions& questions);
  void operator()(const Grid& grid);

 private:
  Writer& w_;
  const FieldsStyle& style_;
  double x_, width_, y_, gap_ = 0;
  bool ruled_questions_ = false;
};

void Layout::operator()(const Questions& questions) {
  w_.labelled = true;
  double answer = 0;
  for (const Question& q : questions.questions) {
    answer = std::max(answer, w_.OptionsWidth(q));
  }
  const double pad = w_.look.padding, em = w_.look.label.size;
  const double text_width = width_ - answer - 4 * pad;
  const bool below = text_width < width_ * 0.4;  // long options go under the question
  for (const Question& q : questions.questions) {
    const double room = below ? width_ - 2 * pad : text_width;
    const double text_height = w_.LabelHeight(q.text, room);
    const double height = text_height + (below ? 2 * em : 0) + pad * 1.6;
    w_.Flow({Plain(q.text)}, x_ + pad, y_ + pad * 0.8, room, w_.look.label);
    const double options_x = below ? x_ + 2 * pad : x_ + text_width + 3 * pad;
    const double options_y = below ? y_ + pad + text_height : y_ + (height - em) / 2;
    w_.Options(q, options_x, options_y);
    if (ruled_questions_) {
      w_.canvas.Rectangle(x_, y_, width_, height, w_.look.rule);
      if (!below) {
        const double at = x_ + text_width + 1.5 * pad;
        w_.canvas.Line(at, y_, at, y_ + height, w_.look.rule);
      }
    }
    y_ += height;
  }
  y_ += gap_;
}

void Layout::operator()(const Grid& grid) {
  w_.labelled = true;
  const double pad = w_.look.padding;
  const double cell = width_ / static_cast<double>(grid.header.size());
  const auto row_height = [&](auto&& height_of) {
    double height = 0;
    for (std::size_t i = 0; i < grid.header.size(); ++i) height = std::max(height, height_of(i));
    return height + pad;
  };
  const double head =
      row_height([&](std::size_t i) { return w_.LabelHeight(grid.header[i], cell - pad); });
  w_.canvas.Shade(x_, y_, width_, head, w_.look.shade);
  for (std::size_t i = 0; i < grid.header.size(); ++i) {
    const double at = x_ + cell * static_cast<double>(i);
    w_.canvas.Rectangle(at, y_, cell, head, w_.look.rule);
    w_.Flow({Plain(grid.header[i])}, at + pad / 2, y_ + pad / 2, cell - pad, w_.look.label,
            Align::kCentre);
  }
  y_ += head;
  for (const auto& row : grid.rows) {
    const double height = std::max(row_height([&](std::size_t i) {
                                     return w_.FlowHeight({row[i]}, cell - pad, w_.look.value);
                                   }),
                                   w_.LineHeight(w_.look.value) + pad);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const double at = x_ + cell * static_cast<double>(i);
      w_.canvas.Rectangle(at, y_, cell, height, w_.look.rule);
      w_.Flow({row[i]}, at + pad / 2, y_ + pad / 2, cell - pad, w_.look.value);
    }
    y_ += height;
  }
  y_ += gap_;
}

}  // namespace

namespace {

struct Attempt {
  DrawnPage page;
  double room = 1;  // of the paper's height, over what was used of it
};

Attempt Draw(const Sheet& sheet, std::uint64_t seed, const Placement& placement, double scale,
             bool trial) {
  Random random(seed);
  const double width = sheet.wide ? kPaperHeight : kPaperWidth;
  const double height = sheet.wide ? kPaperWidth : kPaperHeight;
  Canvas canvas(width, height, placement);
  const Look look = MakeLook(random, sheet.by_hand, scale);
  Writer writer{canvas, look, random, {}};
  const FieldsStyle& style = random.Pick(FieldsStyles());
  const double margin = Millimetres(random.Real(14, 22));
  DrawBack(writer, width, height);
  Layout layout(writer, style, margin, width);
  layout.Title(sheet.title);
  for (const Block& block : sheet.blocks) std::visit(layout, block);
  if (trial) return {{}, (height - Millimetres(12)) / layout.bottom()};
  DrawWear(writer, width, height);
  std::erase_if(writer.items, [](const Item& item) { return item.boxes.empty(); });
  return {{canvas.Pixels(), std::move(writer.items)}};
}

}  // namespace

DrawnPage DrawPage(const Sheet& sheet, std::uint64_t seed, const Placement& placement) {
  // Tried at a low resolution, which lays out the same page for less.
  constexpr Placement kTrial{.dpi = 10};
  double scale = 1;
  while (scale > 0.45) {
    const double room = Draw(sheet, seed, kTrial, scale, true).room;
    if (room >= 1) break;
    scale *= std::clamp(room * 1.02, 0.75, 0.97);
  }
  return Draw(sheet, seed, placement, scale, false).page;
}

}  // namespace sumikeshi::mailroom
