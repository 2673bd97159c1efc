// Draws the ruled tables of forms.
#include "tests/mailroom/table.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/mailroom/content.h"

namespace sumikeshi::mailroom {
namespace {

constexpr double kTiny = Points(5);

std::vector<std::string> SplitLines(const std::string& label) {
  std::vector<std::string> lines(1);
  for (const char c : label) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

class TableDrawer {
 public:
  explicit TableDrawer(Writer& writer) : w_(writer) {
    fonts_ = {w_.look.label, w_.look.value};
    fonts_.label.size = std::min(fonts_.label.size * 0.84, w_.look.row * 0.55);
    fonts_.value.size = std::min(fonts_.value.size, w_.look.row * 0.66);
  }

  void Draw(const Cell& cell, const Area& area) {
    if (cell.crossed) {
      w_.canvas.Line(area.x + area.width, area.y, area.x, area.y + area.height, w_.look.rule);
    }
    if (!cell.parts.empty()) {
      DrawParts(cell, area);
    } else if (cell.place == Place::kAlone && !cell.label.empty()) {
      DrawLabel(cell, area);
    } else {
      DrawValue(cell, area);
    }
  }

 private:
  void DrawParts(const Cell& cell, Area area);
  void Rule(const Cell& part, bool down, const Area& area);
  void DrawLabel(const Cell& cell, const Area& area);
  void DrawDownwards(const Cell& cell, const Area& area);
  void DrawValue(const Cell& cell, Area area);

  Writer& w_;
  CellFonts fonts_;
};

void TableDrawer::Rule(const Cell& part, bool down, const Area& area) {
  if (w_.look.rules == Look::Rules::kNone) return;
  const Stroke stroke = part.dashed ? Stroke::kDashed : w_.look.inner;
  if (down) {
    w_.canvas.Line(area.x, area.y, area.x + area.width, area.y, w_.look.rule, stroke);
  } else if (w_.look.rules == Look::Rules::kAll) {
    w_.canvas.Line(area.x, area.y, area.x, area.y + area.height, w_.look.rule, stroke);
  }
}

void TableDrawer::DrawParts(const Cell& cell, Area area) {
  if (cell.brace) {
    const double width = Millimetres(2.5);
    w_.canvas.Brace(area.x + width * 0.2, area.y + area.height * 0.08, width * 0.8,
                    area.height * 0.84, w_.look.rule);
    area.x += width, area.width -= width;
  }
  double shares = 0, done = 0;
  for (const Cell& part : cell.parts) shares += part.share;
  // Grounds first: the rules are drawn over them.
  for (const bool ground : {true, false}) {
    done = 0;
    for (const Cell& part : cell.parts) {
      const double from = done / shares, share = part.share / shares;
      const Area inner =
          cell.down ? Area{area.x, area.y + area.height * from, area.width, area.height * share}
                    : Area{area.x + area.width * from, area.y, area.width * share, area.height};
      const bool label = part.parts.empty() && !part.label.empty() && part.place == Place::kAlone;
      if (ground && label && w_.look.shaded) {
        w_.canvas.Shade(inner.x, inner.y, inner.width, inner.height, w_.look.shade);
      }
      if (!ground) {
        Draw(part, inner);
        if (done > 0) Rule(part, cell.down, inner);
      }
      done += part.share;
    }
  }
}

void TableDrawer::DrawDownwards(const Cell& cell, const Area& area) {
  const std::vector<std::string> lines = SplitLines(cell.label);
  Font font = fonts_.label;
  font.vertical = true;
  std::size_t longest = 1;
  for (const std::string& line : lines) longest = std::max(longest, Glyphs(line).size());
  const auto columns = static_cast<double>(lines.size());
  font.size = std::min(
      {font.size, area.height * 0.94 / static_cast<double>(longest), area.width * 0.9 / columns});
  double x = area.x + (area.width + font.size * columns * 1.1) / 2 - font.size * 1.05;
  for (const std::string& line : lines) {
    const std::vector<std::string> glyphs = Glyphs(line);
    const auto count = static_cast<double>(glyphs.size());
    const double spare = area.height * 0.92 - count * font.size;
    const double step = font.size + std::clamp(spare / count, 0.0, font.size * 0.6);
    double y = area.y + (area.height - step * count + (step - font.size)) / 2;
    for (const std::string& glyph : glyphs) {
      w_.canvas.Glyph(glyph, x + (font.size - w_.canvas.Advance(glyph, font)) / 2, y, font,
                      w_.random);
      y += step;
    }
    x -= font.size * 1.1;
  }
}

void TableDrawer::DrawLabel(const Cell& cell, const Area& area) {
  if (cell.vertical) return DrawDownwards(cell, area);
  const double pad = std::min(fonts_.label.size * 0.3, area.width * 0.06);
  const double room = area.width - 2 * pad;
  const std::vector<std::string> lines = SplitLines(cell.label);
  Font font = fonts_.label;
  const auto fits = [&] {
    double height = 0;
    for (const std::string& line : lines) {
      height += w_.FlowHeight({Plain(line)}, room, font) / w_.look.leading * 1.15;
    }
    return height <= area.height;
  };
  // One line if a little smaller print makes it one; more lines in print that is smaller still.
  const double wide = w_.canvas.Width(cell.label, font);
  if (lines.size() == 1 && wide > room && wide < room * 1.35) font.size *= room / wide * 0.99;
  while (!fits() && font.size > kTiny * 0.9) font.size *= 0.93;
  const double line_height = font.size * 1.15;
  double height = 0;
  for (const std::string& line : lines) {
    height += w_.FlowHeight({Plain(line)}, room, font) / w_.LineHeight(font) * line_height;
  }
  double y = area.y + (area.height - height) / 2;
  for (const std::string& line : lines) {
    const double used = w_.canvas.Width(line, font);
    const std::vector<std::string> glyphs = Glyphs(line);
    const bool spread = w_.look.justified && cell.align == Align::kLeft && used < room &&
                        glyphs.size() > 1 && used > room * 0.3;
    if (spread) {
      const double edge = room * 0.07;
      const double gap = (room - 2 * edge - used) / static_cast<double>(glyphs.size() - 1);
      double x = area.x + pad + edge;
      for (const std::string& glyph : glyphs) {
        w_.canvas.Glyph(glyph, x, y + (line_height - font.size) / 2, font, w_.random);
        x += w_.canvas.Advance(glyph, font) + gap;
      }
      y += line_height;
      continue;
    }
    const std::string text = used < room ? w_.Dress(line, room) : line;
    const double rows = w_.FlowHeight({Plain(text)}, room, font) / w_.LineHeight(font);
    const Align align = rows < 1.5 ? Align::kCentre : Align::kLeft;
    Look tight = w_.look;
    tight.leading = 1.15;
    Writer writer{w_.canvas, tight, w_.random, {}};
    y += writer.Flow({Plain(text)}, area.x + pad, y, room, font, align);
  }
}

void TableDrawer::DrawValue(const Cell& cell, Area area) {
  if (!cell.seal.empty()) {
    const double size = std::min(Millimetres(8.5), area.height * 1.1);
    w_.canvas.Seal(area.x + area.width - size * 1.3, area.y + (area.height - size) / 2, size,
                   cell.seal, w_.look.heading, w_.random);
  }
  const double pad = std::min(fonts_.label.size * 0.45, area.width * 0.04);
  area.x += pad, area.width -= 2 * pad;
  if (cell.label.empty() || cell.place == Place::kBefore) {
    const std::string lead = cell.label.empty() ? "" : cell.label + "　";
    return SetContent(w_, lead, cell.content, area, fonts_, cell.align);
  }
  Font corner = fonts_.label;
  corner.size = cell.place == Place::kTiny ? kTiny : std::max(kTiny, corner.size * 0.72);
  const double wide = w_.canvas.Width(cell.label, corner);
  if (wide > area.width) corner.size *= area.width / wide;
  w_.Print(cell.label, area.x - pad * 0.5, area.y + corner.size * 0.25, corner);
  const double taken = corner.size * (cell.place == Place::kTiny ? 1.15 : 1.3);
  area.y += taken, area.height -= taken;
  SetContent(w_, "", cell.content, area, fonts_, cell.align);
}

}  // namespace

double TableHeight(const Writer& writer, const Table& table) {
  double shares = 0;
  for (const Cell& row : table.rows) shares += row.share;
  return shares * writer.look.row;
}

void DrawTable(Writer& writer, const Table& table, double x, double y, double width) {
  const double height = TableHeight(writer, table);
  Cell all;
  all.parts = table.rows;
  all.down = true;
  TableDrawer(writer).Draw(all, {x, y, width, height});
  const Look& look = writer.look;
  if (look.rules == Look::Rules::kNone) return;
  for (const double at : {y, y + height}) {
    writer.canvas.Line(x, at, x + width, at, look.frame, look.outer);
  }
  if (look.rules == Look::Rules::kRows) return;
  for (const double at : {x, x + width}) {
    writer.canvas.Line(at, y, at, y + height, look.frame, look.outer);
  }
}

}  // namespace sumikeshi::mailroom
