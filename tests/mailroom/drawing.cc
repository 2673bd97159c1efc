// What is drawn on a page besides glyphs: rules, fills, marks made with a pen, stamps, codes.
#include <cairo.h>
#include <fmt/format.h>
#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <utility>

#include "tests/mailroom/canvas.h"
#include "tests/mailroom/canvas_state.h"

namespace sumikeshi::mailroom {
namespace {

constexpr Colour kStampRed{0.85, 0.15, 0.15};

}  // namespace

void Canvas::Line(double x0, double y0, double x1, double y1, double width, Stroke stroke,
                  const Colour& ink) {
  cairo_t* cairo = state_->cairo;
  if (stroke == Stroke::kDouble) {
    const double length = std::hypot(x1 - x0, y1 - y0), apart = 1.6 * width;
    const double dx = (y1 - y0) / length * apart, dy = (x0 - x1) / length * apart;
    Line(x0 + dx, y0 + dy, x1 + dx, y1 + dy, width, Stroke::kSolid, ink);
    Line(x0 - dx, y0 - dy, x1 - dx, y1 - dy, width, Stroke::kSolid, ink);
    return;
  }
  const double dashes[] = {Millimetres(1.2), Millimetres(0.8)};
  const double dots[] = {width, Millimetres(0.6)};
  if (stroke == Stroke::kDashed) cairo_set_dash(cairo, dashes, 2, 0);
  if (stroke == Stroke::kDotted) cairo_set_dash(cairo, dots, 2, 0);
  state_->SetInk(ink);
  cairo_set_line_width(cairo, width);
  cairo_move_to(cairo, x0, y0);
  cairo_line_to(cairo, x1, y1);
  cairo_stroke(cairo);
  cairo_set_dash(cairo, nullptr, 0, 0);
}

Box Canvas::Rectangle(double x, double y, double width, double height, double line) {
  state_->SetInk({});
  cairo_set_line_width(state_->cairo, line);
  cairo_rectangle(state_->cairo, x, y, width, height);
  cairo_stroke(state_->cairo);
  return state_->PixelBox(x - line / 2, y - line / 2, width + line, height + line);
}

void Canvas::Fill(double x, double y, double width, double height, const Colour& colour) {
  state_->SetInk(colour);
  cairo_rectangle(state_->cairo, x, y, width, height);
  cairo_fill(state_->cairo);
}

void Canvas::Shade(double x, double y, double width, double height, double grey) {
  Fill(x, y, width, height, {grey, grey, grey});
}

void Canvas::Disc(double x, double y, double radius, const Colour& colour) {
  state_->SetInk(colour);
  cairo_new_sub_path(state_->cairo);
  cairo_arc(state_->cairo, x, y, radius, 0, 2 * std::numbers::pi);
  cairo_fill(state_->cairo);
}

void Canvas::Brace(double x, double y, double width, double height, double line) {
  cairo_t* cairo = state_->cairo;
  const double middle = y + height / 2, centre = x + width / 2, r = std::min(width, height) / 2;
  state_->SetInk({});
  cairo_set_line_width(cairo, line);
  cairo_new_path(cairo);
  cairo_move_to(cairo, x + width, y);
  cairo_curve_to(cairo, centre, y, centre, y, centre, y + r);
  cairo_line_to(cairo, centre, middle - r);
  cairo_curve_to(cairo, centre, middle, centre, middle, x, middle);
  cairo_curve_to(cairo, centre, middle, centre, middle, centre, middle + r);
  cairo_line_to(cairo, centre, y + height - r);
  cairo_curve_to(cairo, centre, y + height, centre, y + height, x + width, y + height);
  cairo_stroke(cairo);
}

void Canvas::Portrait(double x, double y, double width, double height) {
  cairo_t* cairo = state_->cairo;
  cairo_save(cairo);
  cairo_rectangle(cairo, x, y, width, height);
  cairo_clip(cairo);
  Fill(x, y, width, height, {0.72, 0.8, 0.88});
  const double centre = x + width / 2;
  Disc(centre, y + height * 1.08, width * 0.46, {0.25, 0.27, 0.33});
  Disc(centre, y + height * 0.4, width * 0.27, {0.2, 0.17, 0.15});
  Disc(centre, y + height * 0.46, width * 0.22, {0.86, 0.74, 0.66});
  cairo_restore(cairo);
}

Box Canvas::Code(double x, double y, double side, const std::string& payload) {
  QRcode* code = QRcode_encodeString(payload.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == nullptr) {
    fmt::print(stderr, "mailroom: cannot encode a QR code\n");
    std::abort();
  }
  const double module = side / code->width;
  for (int row = 0; row < code->width; ++row) {
    for (int column = 0; column < code->width; ++column) {
      if ((code->data[row * code->width + column] & 1U) == 0) continue;
      cairo_rectangle(state_->cairo, x + column * module, y + row * module, module * 1.01,
                      module * 1.01);
    }
  }
  QRcode_free(code);
  state_->SetInk({});
  cairo_fill(state_->cairo);
  return state_->PixelBox(x, y, side, side);
}

void Canvas::DateStamp(double x, double y, double size, std::string_view above,
                       std::string_view date, std::string_view below, const Font& font,
                       Random& random) {
  cairo_t* cairo = state_->cairo;
  const double middle_x = x + size / 2, middle_y = y + size / 2, half = size / 2;
  cairo_save(cairo);
  cairo_set_operator(cairo, CAIRO_OPERATOR_MULTIPLY);
  cairo_translate(cairo, middle_x, middle_y);
  cairo_rotate(cairo, random.Real(-0.2, 0.2));
  state_->SetInk(kStampRed);
  cairo_set_line_width(cairo, Millimetres(0.5));
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, 0, 0, half, 0, 2 * std::numbers::pi);
  cairo_stroke(cairo);
  for (const double at : {-0.3, 0.3}) {
    const double reach = half * std::sqrt(1 - 0.09);
    Line(-reach, at * half, reach, at * half, Millimetres(0.3), Stroke::kSolid, kStampRed);
  }
  Font red = font;
  red.ink = kStampRed;
  const std::pair<double, std::string_view> bands[] = {{-0.62, above}, {0, date}, {0.62, below}};
  for (const auto& [at, text] : bands) {
    red.size = half * 0.45;
    const double room = half * (at == 0 ? 1.8 : 1.3), wide = Width(text, red);
    if (wide > room) red.size *= room / wide;
    double pen = -Width(text, red) / 2;
    for (const std::string& glyph : Glyphs(text)) {
      Glyph(glyph, pen, at * half - red.size / 2, red, random);
      pen += Advance(glyph, red);
    }
  }
  cairo_restore(cairo);
}

void Canvas::BeginBack() {
  cairo_save(state_->cairo);
  cairo_translate(state_->cairo, state_->width, 0);
  cairo_scale(state_->cairo, -1, 1);
}

void Canvas::EndBack() { cairo_restore(state_->cairo); }

std::vector<Box> Canvas::Circle(double x, double y, double width, double height, const Colour& ink,
                                Random& random) {
  cairo_t* cairo = state_->cairo;
  const double line = random.Real(Millimetres(0.35), Millimetres(0.6));
  const double start = random.Real(-2.2, -1.2), lean = random.Real(-0.1, 0.1);
  const double over = random.Real(0, 0.4);  // the pen comes round past its start, a little inside
  constexpr int kSteps = 48;
  std::vector<Box> boxes;
  state_->SetInk(ink);
  cairo_set_line_width(cairo, line);
  cairo_new_path(cairo);
  for (int i = 0; i <= kSteps; ++i) {
    const double part = static_cast<double>(i) / kSteps;
    const double angle = start + part * (2 * std::numbers::pi + over);
    const double radius = 1 - 0.06 * part;
    const double ex = radius * std::cos(angle) * width / 2;
    const double ey = radius * std::sin(angle) * height / 2;
    const double px = x + width / 2 + ex * std::cos(lean) - ey * std::sin(lean);
    const double py = y + height / 2 + ex * std::sin(lean) + ey * std::cos(lean);
    cairo_line_to(cairo, px, py);
    boxes.push_back(state_->PixelBox(px - line / 2, py - line / 2, line, line));
  }
  cairo_stroke(cairo);
  return boxes;
}

Box Canvas::Tick(double x, double y, double size, const Colour& ink) {
  cairo_t* cairo = state_->cairo;
  state_->SetInk(ink);
  cairo_set_line_width(cairo, Millimetres(0.5));
  cairo_new_path(cairo);
  cairo_move_to(cairo, x + 0.1 * size, y + 0.5 * size);
  cairo_line_to(cairo, x + 0.45 * size, y + 0.9 * size);
  cairo_line_to(cairo, x + 1.05 * size, y - 0.1 * size);
  double left = 0, top = 0, right = 0, bottom = 0;
  cairo_stroke_extents(cairo, &left, &top, &right, &bottom);
  cairo_stroke(cairo);
  return state_->PixelBox(left, top, right - left, bottom - top);
}

void Canvas::Seal(double x, double y, double size, std::string_view text, const Font& font,
                  Random& random) {
  cairo_t* cairo = state_->cairo;
  cairo_save(cairo);
  cairo_set_operator(cairo, CAIRO_OPERATOR_MULTIPLY);
  state_->SetInk(kStampRed);
  cairo_set_line_width(cairo, Millimetres(0.5));
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + size / 2, y + size / 2, size / 2, 0, 2 * std::numbers::pi);
  cairo_stroke(cairo);
  const std::vector<std::string> glyphs = Glyphs(text);
  const double em = size * 0.8 / static_cast<double>(std::max<std::size_t>(2, glyphs.size()));
  Font carved = font;
  carved.size = em;
  carved.ink = kStampRed;
  const double top = y + size / 2 - em * static_cast<double>(glyphs.size()) / 2;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    Glyph(glyphs[i], x + (size - em) / 2, top + em * static_cast<double>(i), carved, random);
  }
  cairo_restore(cairo);
}

}  // namespace sumikeshi::mailroom
