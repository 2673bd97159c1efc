// Sets runs of text on a canvas and collects the boxes of the scored pieces.
#include "tests/mailroom/writer.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

namespace sumikeshi::mailroom {
namespace {

// Glyphs that do not begin a line (kinsoku).
bool ClingsToPrevious(std::string_view glyph) {
  static constexpr std::string_view kClinging[] = {"、", "。", "」", "）", "』", "】", "ー",
                                                   "・", "：", "！", "？", ")",  ",",  "."};
  return std::ranges::find(kClinging, glyph) != std::end(kClinging);
}

bool IsAscii(std::string_view glyph) {
  return glyph.size() == 1 && std::isgraph(static_cast<unsigned char>(glyph[0])) != 0;
}

void AddBox(std::vector<Item>& items, int item, const Box& box) {
  if (item >= 0 && !box.empty()) items[static_cast<std::size_t>(item)].boxes.push_back(box);
}

}  // namespace

std::vector<Writer::Row> Writer::Break(const std::vector<Piece>& pieces, double width,
                                       const Font& font) const {
  Row all;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::string& glyph : Glyphs(pieces[i].text)) {
      const double advance = canvas.Advance(glyph, font);
      all.push_back({std::move(glyph), advance, i});
    }
  }
  std::vector<Row> rows;
  auto begin = all.begin();
  while (begin != all.end()) {
    double used = 0;
    auto end = begin;
    while (end != all.end() && used + end->advance <= width) used += (end++)->advance;
    if (end == begin) ++end;
    if (end != all.end()) {
      auto cut = end;
      while (cut > begin + 1 &&
             (ClingsToPrevious(cut->glyph) || (IsAscii(cut->glyph) && IsAscii((cut - 1)->glyph)))) {
        --cut;
      }
      if (cut > begin + 1) end = cut;
    }
    rows.emplace_back(begin, end);
    begin = end;
  }
  return rows;
}

std::vector<int> Writer::AddItems(const std::vector<Piece>& pieces) {
  std::vector<int> ids;
  for (const Piece& piece : pieces) {
    if (piece.role == Role::kPlain || piece.text.empty()) {
      ids.push_back(-1);
      continue;
    }
    ids.push_back(static_cast<int>(items.size()));
    items.push_back({piece.role, piece.category, piece.text, {}});
  }
  return ids;
}

double Writer::Flow(const std::vector<Piece>& pieces, double x, double y, double width,
                    const Font& font, Align align) {
  const std::vector<int> ids = AddItems(pieces);
  const std::vector<Row> rows = Break(pieces, width, font);
  const double line = LineHeight(font);
  double top = y + (line - font.size) / 2;
  for (const Row& row : rows) {
    double used = 0;
    for (const Placed& placed : row) used += placed.advance;
    double at = x;
    if (align == Align::kCentre) at += (width - used) / 2;
    if (align == Align::kRight) at += width - used;
    const double drift = font.unsteady * random.Real(-0.06, 0.06) * font.size;
    for (const Placed& placed : row) {
      AddBox(items, ids[placed.piece], canvas.Glyph(placed.glyph, at, top + drift, font, random));
      at += placed.advance;
    }
    top += line;
  }
  return static_cast<double>(rows.size()) * line;
}

double Writer::FlowHeight(const std::vector<Piece>& pieces, double width, const Font& font) const {
  return static_cast<double>(Break(pieces, width, font).size()) * LineHeight(font);
}

void Writer::Print(std::string_view text, double x, double y, const Font& font) {
  for (const std::string& glyph : Glyphs(text)) {
    canvas.Glyph(glyph, x, y, font, random);
    x += canvas.Advance(glyph, font);
  }
}

std::string Writer::Dress(const std::string& label, double width) const {
  const std::vector<std::string> glyphs = Glyphs(label);
  if (!look.spaced || glyphs.size() > 4 || glyphs.size() < 2 || glyphs[0].size() < 3) return label;
  std::string spaced = glyphs[0];
  for (std::size_t i = 1; i < glyphs.size(); ++i) spaced += "　" + glyphs[i];
  return canvas.Width(spaced, look.label) <= width ? spaced : label;
}

double Writer::LabelHeight(std::string_view label, double width) const {
  return FlowHeight({Plain(std::string(label))}, width, look.label);
}

void Writer::Label(std::string_view label, double x, double y, double width, double height) {
  const double used = canvas.Width(label, look.label);
  if (!look.justified || used > width) {
    const double block = LabelHeight(label, width);
    Flow({Plain(std::string(label))}, x, y + (height - block) / 2, width, look.label);
    return;
  }
  const std::vector<std::string> glyphs = Glyphs(label);
  const double gap =
      glyphs.size() > 1 ? (width - used) / static_cast<double>(glyphs.size() - 1) : 0;
  const double top = y + (height - look.label.size) / 2;
  for (const std::string& glyph : glyphs) {
    canvas.Glyph(glyph, x, top, look.label, random);
    x += canvas.Advance(glyph, look.label) + gap;
  }
}

double Writer::BoxSide(const DigitBoxes& boxes, double width) const {
  return std::min(look.value.size * 1.75, width / (boxes.count + 0.5));
}

double Writer::ValueHeight(const Field& field, double width) const {
  if (field.boxes) return BoxSide(*field.boxes, width) * 1.25;
  return std::max(LineHeight(look.value), FlowHeight(field.value, width, look.value));
}

double Writer::Value(const Field& field, double x, double y, double width) {
  if (field.boxes) return Boxes(field, x, y, width);
  if (!field.seal.empty()) {
    const double size = Millimetres(random.Real(7, 9));
    canvas.Seal(x + width - size, y + (LineHeight(look.value) - size) / 2, size, field.seal,
                look.heading, random);
  }
  return Flow(field.value, x, y, width, look.value);
}

double Writer::Boxes(const Field& field, double x, double y, double width) {
  const DigitBoxes& boxes = *field.boxes;
  const double side = BoxSide(boxes, width), height = side * 1.15;
  const std::string digits = field.value.empty() ? std::string() : field.value[0].text;
  const std::vector<int> ids = AddItems(field.value);
  Font font = look.value;
  font.size = std::min(font.size, side * 0.8);
  y += side * 0.05;
  for (int i = 0; i < boxes.count; ++i) {
    canvas.Rectangle(x, y, side, height, look.rule * 0.7);
    if (i > 0 && i % boxes.group == 0) canvas.Line(x, y, x, y + height, look.rule * 2);
    if (i < static_cast<int>(digits.size())) {
      const std::string digit = digits.substr(static_cast<std::size_t>(i), 1);
      const double left = x + (side - canvas.Advance(digit, font)) / 2;
      const double top = y + (height - font.size) / 2;
      AddBox(items, ids[0], canvas.Glyph(digit, left, top, font, random));
    }
    x += side;
  }
  return side * 1.25;
}

double Writer::OptionsWidth(const Question& question, bool tick_boxes) const {
  double width = 0;
  for (const std::string& option : question.options) {
    width += canvas.Width(option, look.label) + look.label.size * (tick_boxes ? 2.4 : 1.6);
  }
  return width;
}

double Writer::Options(const Question& question, double x, double y, bool tick_boxes) {
  const Font& font = look.label;
  const double start = x, em = font.size;
  const bool answered = question.chosen >= 0 && question.role != Role::kPlain;
  Item item{question.role, question.category, {}, {}};
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    const std::string& option = question.options[i];
    const bool chosen = static_cast<int>(i) == question.chosen;
    if (tick_boxes) {
      const double side = em * 0.9;
      item.boxes.push_back(canvas.Rectangle(x, y + em * 0.05, side, side, look.rule * 0.7));
      if (chosen) item.boxes.push_back(canvas.Tick(x, y + em * 0.05, side, look.value.ink));
      x += em * 1.2;
    }
    const double width = canvas.Width(option, font);
    if (chosen && !tick_boxes) {
      const auto line = canvas.Circle(x - em * 0.45, y - em * 0.35, width + em * 0.9, em * 1.7,
                                      look.value.ink, random);
      item.boxes.insert(item.boxes.end(), line.begin(), line.end());
    }
    for (const std::string& glyph : Glyphs(option)) {
      const Box box = canvas.Glyph(glyph, x, y, font, random);
      if (!box.empty()) item.boxes.push_back(box);
      x += canvas.Advance(glyph, font);
    }
    item.text += (i > 0 ? "・" : "") + option;
    if (!tick_boxes && i + 1 < question.options.size()) {
      Print("・", x + em * 0.3, y, font);
    }
    x += em * (tick_boxes ? 1.2 : 1.6);
  }
  if (answered) items.push_back(std::move(item));
  return x - start;
}

}  // namespace sumikeshi::mailroom
