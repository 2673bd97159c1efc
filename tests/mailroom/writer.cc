// Sets runs of text on a canvas and collects the boxes of the scored pieces.
#include "tests/mailroom/writer.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

namespace sumikeshi::mailroom {

bool ClingsToPrevious(std::string_view glyph) {
  static constexpr std::string_view kClinging[] = {"、", "。", "」", "）", "』", "】", "ー",
                                                   "・", "：", "！", "？", ")",  ",",  "."};
  return std::ranges::find(kClinging, glyph) != std::end(kClinging);
}

bool IsAscii(std::string_view glyph) {
  return glyph.size() == 1 && std::isgraph(static_cast<unsigned char>(glyph[0])) != 0;
}

void Writer::AddInk(int item, const Box& box) {
  if (item >= 0 && !box.empty()) items[static_cast<std::size_t>(item)].boxes.push_back(box);
}

std::vector<Writer::Row> Writer::Break(const std::vector<Piece>& pieces, double width,
                                       const Font& font) const {
  Row all;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::string& glyph : Glyphs(pieces[i].text)) {
      const double advance = glyph == "\n" ? 0 : canvas.Advance(glyph, font);
      all.push_back({std::move(glyph), advance, i});
    }
  }
  std::vector<Row> rows;
  auto begin = all.begin();
  while (begin != all.end()) {
    double used = 0;
    auto end = begin;
    while (end != all.end() && used + end->advance <= width && end->glyph != "\n") {
      used += (end++)->advance;
    }
    if (end != all.end() && end->glyph == "\n") {
      rows.emplace_back(begin, end);
      begin = end + 1;
      continue;
    }
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
    } else if (piece.joined && !ids.empty() && ids.back() >= 0) {
      items.back().text += piece.text;
      ids.push_back(ids.back());
    } else {
      ids.push_back(static_cast<int>(items.size()));
      items.push_back({.role = piece.role,
                       .category = piece.category,
                       .text = piece.text,
                       .boxes = {},
                       .labelled = labelled && !piece.loose});
    }
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
    for (auto placed = row.begin(); placed != row.end();) {
      const std::size_t piece = placed->piece;
      const double start = at;
      for (; placed != row.end() && placed->piece == piece; ++placed) {
        AddInk(ids[piece], canvas.Glyph(placed->glyph, at, top + drift, font, random));
        at += placed->advance;
      }
      Decorate(pieces[piece], start, top, at - start, font);
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
  const double side = BoxSide(*field.boxes, width);
  const Piece none;
  return Digits(field.value.empty() ? none : field.value[0], *field.boxes, x, y + side * 0.05, side,
                look.value);
}

double Writer::Digits(const Piece& digits, const DigitBoxes& boxes, double x, double y, double side,
                      const Font& value) {
  const double height = side * 1.15;
  const std::vector<int> ids = AddItems({digits});
  Font font = value;
  font.size = std::min(font.size, side * 0.8);
  for (int i = 0; i < boxes.count; ++i) {
    canvas.Rectangle(x, y, side, height, look.rule * 0.7);
    if (i > 0 && i % boxes.group == 0) canvas.Line(x, y, x, y + height, look.rule * 2);
    if (i < static_cast<int>(digits.text.size())) {
      const std::string digit = digits.text.substr(static_cast<std::size_t>(i), 1);
      const double left = x + (side - canvas.Advance(digit, font)) / 2;
      AddInk(ids[0], canvas.Glyph(digit, left, y + (height - font.size) / 2, font, random));
    }
    x += side;
  }
  return side * 1.25;
}

void Writer::Decorate(const Piece& piece, double x, double y, double width, const Font& font) {
  if (piece.struck) {
    const double middle = y + font.size * random.Real(0.45, 0.55), drop = random.Real(-4, 4);
    for (const double at : {-0.06, 0.06}) {
      canvas.Line(x - 4, middle + at * font.size, x + width + 6, middle + at * font.size + drop, 4,
                  Stroke::kSolid, font.ink);
    }
  }
  if (!piece.ruby.empty()) {
    Font small = font;
    small.size *= 0.4;
    const double wide = canvas.Width(piece.ruby, small);
    Print(piece.ruby, x + (width - wide) / 2, y - small.size * 1.05, small);
  }
}

double Writer::OptionWidth(const Question& question, std::size_t option, const Font& font) const {
  const bool ticked = question.mark == Question::Mark::kByLook
                          ? look.tick_boxes
                          : question.mark == Question::Mark::kTick;
  return canvas.Width(question.options[option], font) + font.size * (ticked ? 2.4 : 1.6);
}

double Writer::OptionsWidth(const Question& question) const {
  double width = 0;
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    width += OptionWidth(question, i, look.label);
  }
  return width;
}

void Writer::Option(const Question& question, std::size_t option, double x, double y,
                    const Font& font, Item& item) {
  const bool ticked = question.mark == Question::Mark::kByLook
                          ? look.tick_boxes
                          : question.mark == Question::Mark::kTick;
  const std::string& text = question.options[option];
  const double em = font.size, width = canvas.Width(text, font);
  const bool chosen = static_cast<int>(option) == question.chosen;
  if (ticked) {
    const double side = em * 0.9;
    item.boxes.push_back(canvas.Rectangle(x, y + em * 0.05, side, side, look.rule * 0.7));
    if (chosen) item.boxes.push_back(canvas.Tick(x, y + em * 0.05, side, look.value.ink));
    x += em * 1.2;
  } else if (chosen) {
    const double reach = std::max(width + em * 0.9, em * 1.6);
    const auto line = canvas.Circle(x + width / 2 - reach / 2, y - em * 0.35, reach, em * 1.7,
                                    look.value.ink, random);
    item.boxes.insert(item.boxes.end(), line.begin(), line.end());
  }
  for (const std::string& glyph : Glyphs(text)) {
    const Box box = canvas.Glyph(glyph, x, y, font, random);
    if (!box.empty()) item.boxes.push_back(box);
    x += canvas.Advance(glyph, font);
  }
  item.text += (option > 0 ? "・" : "") + text;
  if (!ticked && option + 1 < question.options.size()) Print("・", x + em * 0.3, y, font);
}

double Writer::Options(const Question& question, double x, double y) {
  const double start = x;
  Item item{.role = question.role,
            .category = question.category,
            .text = {},
            .boxes = {},
            .labelled = labelled};
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    Option(question, i, x, y, look.label, item);
    x += OptionWidth(question, i, look.label);
  }
  if (question.chosen >= 0 && question.role != Role::kPlain) items.push_back(std::move(item));
  return x - start;
}

}  // namespace sumikeshi::mailroom
