// Pango and Cairo behind Sheet.
#include "tests/image/sheet.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sumikeshi::testing {

struct Sheet::Canvas {
  Canvas(int width, int height, double given_dpi)
      : surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height)),
        context(cairo_create(surface)),
        dpi(given_dpi) {}
  ~Canvas() {
    cairo_destroy(context);
    cairo_surface_destroy(surface);
  }
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  cairo_surface_t* surface;
  cairo_t* context;
  double dpi;
};

Sheet::Sheet(int width, int height, double dpi)
    : canvas_(std::make_unique<Canvas>(width, height, dpi)) {}

Sheet::~Sheet() = default;

namespace {

PangoLayout* MakeLayout(cairo_t* context, int size, const std::string& text,
                        const std::string& font) {
  PangoLayout* layout = pango_cairo_create_layout(context);
  PangoFontDescription* description = pango_font_description_from_string(font.c_str());
  pango_font_description_set_absolute_size(description, double(size) * PANGO_SCALE);
  pango_layout_set_font_description(layout, description);
  pango_layout_set_text(layout, text.c_str(), -1);
  pango_font_description_free(description);
  return layout;
}

}  // namespace

void Sheet::Text(int x, int y, int size, const std::string& text, const std::string& font) {
  PangoLayout* layout = MakeLayout(canvas_->context, size, text, font);
  cairo_move_to(canvas_->context, x, y);
  pango_cairo_show_layout(canvas_->context, layout);
  g_object_unref(layout);
}

void Sheet::Column(int x, int y, int size, const std::string& text) {
  cairo_save(canvas_->context);
  cairo_translate(canvas_->context, x + size * 5 / 4, y);
  cairo_rotate(canvas_->context, std::numbers::pi / 2);
  PangoLayout* layout = MakeLayout(canvas_->context, size, text, "Noto Sans CJK JP");
  pango_context_set_base_gravity(pango_layout_get_context(layout), PANGO_GRAVITY_EAST);
  pango_layout_context_changed(layout);
  pango_cairo_show_layout(canvas_->context, layout);
  g_object_unref(layout);
  cairo_restore(canvas_->context);
}

void Sheet::Line(double x0, double y0, double x1, double y1, double thickness) {
  cairo_set_line_width(canvas_->context, thickness);
  cairo_move_to(canvas_->context, x0, y0);
  cairo_line_to(canvas_->context, x1, y1);
  cairo_stroke(canvas_->context);
}

void Sheet::DashedLine(double x0, double y0, double x1, double y1, double dash, double gap) {
  const double dashes[] = {dash, gap};
  cairo_set_dash(canvas_->context, dashes, 2, 0);
  Line(x0, y0, x1, y1);
  cairo_set_dash(canvas_->context, nullptr, 0, 0);
}

void Sheet::Frame(int left, int top, int right, int bottom, double thickness) {
  cairo_set_line_width(canvas_->context, thickness);
  cairo_rectangle(canvas_->context, left, top, right - left, bottom - top);
  cairo_stroke(canvas_->context);
}

void Sheet::Ring(double x, double y, double radius, double thickness) {
  cairo_set_line_width(canvas_->context, thickness);
  cairo_new_path(canvas_->context);
  cairo_arc(canvas_->context, x, y, radius, 0, 2 * std::numbers::pi);
  cairo_stroke(canvas_->context);
}

void Sheet::Fill(const Box& box) {
  cairo_rectangle(canvas_->context, box.left, box.top, box.width(), box.height());
  cairo_fill(canvas_->context);
}

Raster Sheet::Scan() const {
  cairo_surface_flush(canvas_->surface);
  Raster page;
  page.width = cairo_image_surface_get_width(canvas_->surface);
  page.height = cairo_image_surface_get_height(canvas_->surface);
  page.dpi_x = page.dpi_y = canvas_->dpi;
  const unsigned char* data = cairo_image_surface_get_data(canvas_->surface);
  const int stride = cairo_image_surface_get_stride(canvas_->surface);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      page.pixels.push_back(static_cast<std::uint8_t>(255 - data[y * stride + x]));
    }
  }
  return page;
}

namespace {

// A page of the given size whose pixel x, y is the one of `page` at source(x, y), interpolated.
template <typename Source>
Raster Resample(const Raster& page, int width, int height, Source source) {
  Raster result = page;
  result.width = width;
  result.height = height;
  result.pixels.clear();
  const auto pixel = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= page.width || y >= page.height) return 255.0;
    return double(
        page.pixels[static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x)]);
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto [sx, sy] = source(x, y);
      const int ix = static_cast<int>(std::floor(sx)), iy = static_cast<int>(std::floor(sy));
      const double fx = sx - ix, fy = sy - iy;
      const double value = (1 - fy) * ((1 - fx) * pixel(ix, iy) + fx * pixel(ix + 1, iy)) +
                           fy * ((1 - fx) * pixel(ix, iy + 1) + fx * pixel(ix + 1, iy + 1));
      result.pixels.push_back(static_cast<std::uint8_t>(std::lround(value)));
    }
  }
  return result;
}

}  // namespace

Raster TurnClockwise(const Raster& page, int quarter_turns) {
  Raster turned = page;
  for (int i = 0; i < quarter_turns; ++i) {
    const Raster before = turned;
    turned = Resample(before, before.height, before.width, [&](int x, int y) {
      return std::pair<double, double>(y, before.height - 1 - x);
    });
  }
  return turned;
}

Raster Tilt(const Raster& page, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const double middle_x = (page.width - 1) / 2.0, middle_y = (page.height - 1) / 2.0;
  return Resample(page, page.width, page.height, [&](int x, int y) {
    const double dx = x - middle_x, dy = y - middle_y;
    return std::pair(std::cos(angle) * dx + std::sin(angle) * dy + middle_x,
                     -std::sin(angle) * dx + std::cos(angle) * dy + middle_y);
  });
}

Raster Shift(const Raster& page, int by_x, int by_y) {
  return Resample(page, page.width, page.height,
                  [&](int x, int y) { return std::pair<double, double>(x - by_x, y - by_y); });
}

Raster Photograph(const Raster& page, const std::array<Point, 4>& corners) {
  // The unit square onto the corners (Heckbert 1989, section 2.2.3), solved for a place in it.
  const auto [p0, p1, p2, p3] = corners;
  const double sx = p0.x - p1.x + p2.x - p3.x, sy = p0.y - p1.y + p2.y - p3.y;
  const double dx1 = p1.x - p2.x, dx2 = p3.x - p2.x, dy1 = p1.y - p2.y, dy2 = p3.y - p2.y;
  const double det = dx1 * dy2 - dx2 * dy1;
  const double g = (sx * dy2 - dx2 * sy) / det, h = (dx1 * sy - sx * dy1) / det;
  const double a = p1.x - p0.x + g * p1.x, b = p3.x - p0.x + h * p3.x;
  const double d = p1.y - p0.y + g * p1.y, e = p3.y - p0.y + h * p3.y;
  Raster photo = Resample(page, page.width, page.height, [&](int px, int py) {
    const double x = px + 0.5, y = py + 0.5;
    // x (g u + h v + 1) = a u + b v + p0.x, and so for y: two linear equations.
    const double m00 = a - g * x, m01 = b - h * x, m10 = d - g * y, m11 = e - h * y;
    const double r0 = x - p0.x, r1 = y - p0.y, determinant = m00 * m11 - m01 * m10;
    return std::pair((r0 * m11 - r1 * m01) / determinant * page.width - 0.5,
                     (r1 * m00 - r0 * m10) / determinant * page.height - 0.5);
  });
  const auto inside = [&](double x, double y) {
    for (std::size_t i = 0; i < 4; ++i) {
      const Point& from = corners[i];
      const Point& to = corners[(i + 1) % 4];
      if ((to.x - from.x) * (y - from.y) < (to.y - from.y) * (x - from.x)) return false;
    }
    return true;
  };
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      std::uint8_t& pixel =
          photo.pixels[static_cast<std::size_t>(y) * photo.stride() + static_cast<std::size_t>(x)];
      const double light = 1 - 0.4 * x / photo.width;
      pixel = static_cast<std::uint8_t>((inside(x + 0.5, y + 0.5) ? pixel : 90) * light);
    }
  }
  return photo;
}

}  // namespace sumikeshi::testing
