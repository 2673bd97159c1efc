// A page to draw on with Cairo and Pango.
//
// Tilt and quarter turns are one matrix under everything drawn, not a resampling of pixels: glyphs
// stay as sharp as a scanner sees them, and the same matrix gives the exact place of each.
#include "tests/mailroom/canvas.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "tests/mailroom/canvas_state.h"

namespace sumikeshi::mailroom {

struct Shape {
  PangoLayout* layout = nullptr;
  double advance = 0;
  double rise = 0;  // from the em box's top to the layout's
  PangoRectangle ink{};
};

namespace {

double Dots(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

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

Canvas::State::State() = default;

Canvas::State::~State() {
  for (auto& [key, shape] : shapes) g_object_unref(shape.layout);
  g_object_unref(context);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
}

void Canvas::State::SetInk(const Colour& ink) const {
  cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
}

Box Canvas::State::PixelBox(double x, double y, double w, double h) const {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {w, 0.0}, {0.0, h}, {w, h}}) {
    double px = x + dx, py = y + dy;
    cairo_user_to_device(cairo, &px, &py);
    left = std::min(left, px), right = std::max(right, px);
    top = std::min(top, py), bottom = std::max(bottom, py);
  }
  return {static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)),
          static_cast<int>(std::ceil(right)), static_cast<int>(std::ceil(bottom))};
}

const Shape& Canvas::State::Find(std::string_view glyph, const Font& font) {
  const std::string key = font.family + (font.bold ? "+" : "-") + (font.vertical ? "v" : "h") +
                          std::to_string(font.size);
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
  if (font.vertical) {
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new("vert=1"));
    pango_layout_set_attributes(shape.layout, attributes);
    pango_attr_list_unref(attributes);
  }
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
  s.width = width;
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

Canvas::~Canvas() = default;

double Canvas::Advance(std::string_view glyph, const Font& font) const {
  return state_->Find(glyph, font).advance;
}

double Canvas::Width(std::string_view text, const Font& font) const {
  double width = 0;
  for (const std::string& glyph : Glyphs(text)) width += Advance(glyph, font);
  return width;
}

Box Canvas::Print(std::string_view glyph, const Font& font) {
  const Shape& shape = state_->Find(glyph, font);
  cairo_t* cairo = state_->cairo;
  cairo_move_to(cairo, 0, 0);
  pango_cairo_update_layout(cairo, shape.layout);
  pango_cairo_show_layout(cairo, shape.layout);
  if (shape.ink.width <= 0 || shape.ink.height <= 0) return {};
  return state_->PixelBox(Dots(shape.ink.x), Dots(shape.ink.y), Dots(shape.ink.width),
                          Dots(shape.ink.height));
}

// Bends the outline along two slow waves and lets the pen press more or less.
Box Canvas::Write(std::string_view glyph, const Font& font, Random& random) {
  cairo_t* cairo = state_->cairo;
  const double em = font.size, bend = 0.03 * em * font.unsteady;
  const double across = random.Real(3, 7) / em, along = random.Real(3, 7) / em;
  const double phase_x = random.Real(0, 6), phase_y = random.Real(0, 6);
  cairo_new_path(cairo);
  cairo_move_to(cairo, 0, 0);
  pango_cairo_layout_path(cairo, state_->Find(glyph, font).layout);
  cairo_path_t* path = cairo_copy_path(cairo);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    for (int k = 1; k < path->data[i].header.length; ++k) {
      auto& point = path->data[i + k].point;
      const double x = point.x, y = point.y;
      point.x = x + bend * std::sin(y * across + phase_x);
      point.y = y + bend * std::sin(x * along + phase_y);
    }
  }
  cairo_new_path(cairo);
  cairo_append_path(cairo, path);
  cairo_path_destroy(path);
  const double press = random.Real(0, 0.025) * em * font.unsteady;
  cairo_set_line_width(cairo, press);
  double left = 0, top = 0, right = 0, bottom = 0;
  cairo_fill_extents(cairo, &left, &top, &right, &bottom);
  cairo_fill_preserve(cairo);
  cairo_stroke(cairo);
  if (right <= left || bottom <= top) return {};
  return state_->PixelBox(left - press / 2, top - press / 2, right - left + press,
                          bottom - top + press);
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
    cairo_scale(cairo, 1 + random.Real(-0.08, 0.08) * wobble,
                1 + random.Real(-0.08, 0.08) * wobble);
  }
  cairo_translate(cairo, -shape.advance / 2, -em / 2 + shape.rise);
  state_->SetInk(font.ink);
  const Box box = wobble > 0 ? Write(glyph, font, random) : Print(glyph, font);
  cairo_restore(cairo);
  return box;
}

Raster Canvas::Pixels() const {
  cairo_surface_flush(state_->surface);
  const int width = cairo_image_surface_get_width(state_->surface);
  const int height = cairo_image_surface_get_height(state_->surface);
  const int stride = cairo_image_surface_get_stride(state_->surface);
  const unsigned char* data = cairo_image_surface_get_data(state_->surface);
  Raster raster{width, height, 3, state_->dpi, state_->dpi};
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
