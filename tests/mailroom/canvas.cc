// A page to draw on with Cairo and Pango.
//
// Tilt and quarter turns are one matrix under everything drawn, not a resampling of pixels: glyphs
// stay as sharp as a scanner sees them, and the same matrix gives the exact place of each.
#include "tests/mailroom/canvas.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace sumikeshi::mailroom {
namespace {

struct Shape {
  PangoLayout* layout = nullptr;
  double advance = 0;
  double rise = 0;  // from the em box's top to the layout's
  PangoRectangle ink{};
};

double Dots(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

// The pixel box of a rectangle in user space.
Box DeviceBox(cairo_t* cairo, double x, double y, double width, double height) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {width, 0.0}, {0.0, height}, {width, height}}) {
    double px = x + dx, py = y + dy;
    cairo_user_to_device(cairo, &px, &py);
    left = std::min(left, px), right = std::max(right, px);
    top = std::min(top, py), bottom = std::max(bottom, py);
  }
  return {static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)),
          static_cast<int>(std::ceil(right)), static_cast<int>(std::ceil(bottom))};
}

bool StartsGlyph(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::vector<std::string> Glyphs(std::string_view utf8) {
  std::vector<std::string> glyphs;
  for (const char c : utf8) {
    if (StartsGlyph(c)) glyphs.emplace_back();
    glyphs.back() += c;
  }
  return glyphs;
}

struct Canvas::State {
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  PangoContext* context = nullptr;
  int dpi = 300;
  std::map<std::pair<std::string, std::string>, Shape> shapes;

  const Shape& Find(std::string_view glyph, const Font& font);
  void SetInk(const Colour& ink) const {
    cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
  }
};

const Shape& Canvas::State::Find(std::string_view glyph, const Font& font) {
  const std::string key = font.family + (font.bold ? "+" : "-") + std::to_string(font.size);
  auto [found, is_new] = shapes.try_emplace({key, std::string(glyph)});
  Shape& shape = found->second;
  if (!is_new) return shape;
  PangoFontDescription* description = pango_font_description_new();
  pango_font_description_set_family(description, font.family.c_str());
  pango_font_description_set_weight(description,
                                    font.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(description, font.size * PANGO_SCALE);
  shape.layout = pango_layout_new(context);
  pango_layout_set_font_description(shape.layout, description);
  pango_layout_set_text(shape.layout, glyph.data(), static_cast<int>(glyph.size()));
  pango_font_description_free(description);
  PangoRectangle logical;
  pango_layout_get_extents(shape.layout, &shape.ink, &logical);
  shape.advance = Dots(logical.width);
  // All fonts of a line share one baseline, whatever their line gaps: 0.86 em below the em's top.
  shape.rise = 0.86 * font.size - Dots(pango_layout_get_baseline(shape.layout));
  return shape;
}

Canvas::Canvas(double width, double height, const Placement& placement)
    : state_(std::make_unique<State>()) {
  const double scale = placement.dpi / kDotsPerInch;
  const bool sideways = placement.quarter_turns % 2 != 0;
  const double page_width = (sideways ? height : width) * scale;
  const double page_height = (sideways ? width : height) * scale;
  State& s = *state_;
  s.dpi = placement.dpi;
  s.surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(page_width)),
                                 static_cast<int>(std::lround(page_height)));
  s.cairo = cairo_create(s.surface);
  cairo_set_source_rgb(s.cairo, 1, 1, 1);
  cairo_paint(s.cairo);
  cairo_translate(s.cairo, page_width / 2, page_height / 2);
  cairo_rotate(s.cairo,
               (placement.quarter_turns * 90 + placement.tilt_degrees) * std::numbers::pi / 180);
  cairo_scale(s.cairo, scale, scale);
  cairo_translate(s.cairo, -width / 2, -height / 2);
  s.context = pango_cairo_create_context(s.cairo);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(s.context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(s.context, FALSE);
  pango_context_set_language(s.context, pango_language_from_string("ja"));
}

Canvas::~Canvas() {
  for (auto& [key, shape] : state_->shapes) g_object_unref(shape.layout);
  g_object_unref(state_->context);
  cairo_destroy(state_->cairo);
  cairo_surface_destroy(state_->surface);
}

double Canvas::Advance(std::string_view glyph, const Font& font) const {
  return state_->Find(glyph, font).advance;
}

double Canvas::Width(std::string_view text, const Font& font) const {
  double width = 0;
  for (const std::string& glyph : Glyphs(text)) width += Advance(glyph, font);
  return width;
}

Box Canvas::Glyph(std::string_view glyph, double x, double y, const Font& font, Random& random) {
  const Shape& shape = state_->Find(glyph, font);
  cairo_t* cairo = state_->cairo;
  cairo_save(cairo);
  const double em = font.size, wobble = font.unsteady;
  cairo_translate(cairo, x + shape.advance / 2, y + em / 2);
  if (wobble > 0) {
    cairo_translate(cairo, random.Real(-0.03, 0.03) * em * wobble,
                    random.Real(-0.05, 0.05) * em * wobble);
    cairo_rotate(cairo, random.Real(-0.06, 0.06) * wobble);
    cairo_scale(cairo, 1 + random.Real(-0.06, 0.06) * wobble,
                1 + random.Real(-0.06, 0.06) * wobble);
  }
  cairo_translate(cairo, -shape.advance / 2, -em / 2 + shape.rise);
  state_->SetInk(font.ink);
  cairo_move_to(cairo, 0, 0);
  pango_cairo_update_layout(cairo, shape.layout);
  pango_cairo_show_layout(cairo, shape.layout);
  Box box;
  if (shape.ink.width > 0 && shape.ink.height > 0) {
    box = DeviceBox(cairo, Dots(shape.ink.x), Dots(shape.ink.y), Dots(shape.ink.width),
                    Dots(shape.ink.height));
  }
  cairo_restore(cairo);
  return box;
}

void Canvas::Line(double x0, double y0, double x1, double y1, double width, bool dashed) {
  cairo_t* cairo = state_->cairo;
  const double dash[] = {Millimetres(1.2), Millimetres(0.8)};
  cairo_set_dash(cairo, dash, dashed ? 2 : 0, 0);
  state_->SetInk({});
  cairo_set_line_width(cairo, width);
  cairo_new_path(cairo);
  cairo_move_to(cairo, x0, y0);
  cairo_line_to(cairo, x1, y1);
  cairo_stroke(cairo);
  cairo_set_dash(cairo, dash, 0, 0);
}

Box Canvas::Rectangle(double x, double y, double width, double height, double line) {
  state_->SetInk({});
  cairo_set_line_width(state_->cairo, line);
  cairo_rectangle(state_->cairo, x, y, width, height);
  cairo_stroke(state_->cairo);
  return DeviceBox(state_->cairo, x - line / 2, y - line / 2, width + line, height + line);
}

void Canvas::Shade(double x, double y, double width, double height, double grey) {
  state_->SetInk({grey, grey, grey});
  cairo_rectangle(state_->cairo, x, y, width, height);
  cairo_fill(state_->cairo);
}

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
    boxes.push_back(DeviceBox(cairo, px - line / 2, py - line / 2, line, line));
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
  return DeviceBox(cairo, left, top, right - left, bottom - top);
}

void Canvas::Seal(double x, double y, double size, std::string_view text, const Font& font,
                  Random& random) {
  cairo_t* cairo = state_->cairo;
  const Colour red{0.85, 0.15, 0.15};
  state_->SetInk(red);
  cairo_set_line_width(cairo, Millimetres(0.5));
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + size / 2, y + size / 2, size / 2, 0, 2 * std::numbers::pi);
  cairo_stroke(cairo);
  const std::vector<std::string> glyphs = Glyphs(text);
  const double em = size * 0.8 / static_cast<double>(std::max<std::size_t>(2, glyphs.size()));
  Font carved = font;
  carved.size = em;
  carved.ink = red;
  const double top = y + size / 2 - em * static_cast<double>(glyphs.size()) / 2;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    Glyph(glyphs[i], x + (size - em) / 2, top + em * static_cast<double>(i), carved, random);
  }
}

Raster Canvas::Pixels() const {
  cairo_surface_flush(state_->surface);
  const int width = cairo_image_surface_get_width(state_->surface);
  const int height = cairo_image_surface_get_height(state_->surface);
  const int stride = cairo_image_surface_get_stride(state_->surface);
  const unsigned char* data = cairo_image_surface_get_data(state_->surface);
  Raster raster{width, height, 3, state_->dpi, {}};
  raster.samples.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  std::uint8_t* out = raster.samples.data();
  for (int row = 0; row < height; ++row) {
    const unsigned char* pixel = data + static_cast<std::ptrdiff_t>(row) * stride;
    for (int column = 0; column < width; ++column, pixel += 4, out += 3) {
      out[0] = pixel[2], out[1] = pixel[1], out[2] = pixel[0];  // stored blue first
    }
  }
  return raster;
}

}  // namespace sumikeshi::mailroom
