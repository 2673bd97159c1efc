// Pages photographed or sent by fax.
//
// A photo: one projective map takes the photo's pixels to the page's. Pixels are fetched through
// it, the boxes of the items go through its inverse corner by corner.
#include "tests/mailroom/warp.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace sumikeshi::mailroom {
namespace {

struct Point {
  double x = 0, y = 0;
};

// (x, y, 1) -> rows of this matrix, divided by the third.
using Projection = std::array<double, 9>;

Point Apply(const Projection& m, Point p) {
  const double w = m[6] * p.x + m[7] * p.y + m[8];
  return {(m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w};
}

// The unit square (0,0) (1,0) (1,1) (0,1) onto four corners (Heckbert 1989, section 2.2.3).
Projection FromUnitSquare(const std::array<Point, 4>& c) {
  const double dx1 = c[1].x - c[2].x, dx2 = c[3].x - c[2].x;
  const double dy1 = c[1].y - c[2].y, dy2 = c[3].y - c[2].y;
  const double sx = c[0].x - c[1].x + c[2].x - c[3].x, sy = c[0].y - c[1].y + c[2].y - c[3].y;
  const double det = dx1 * dy2 - dx2 * dy1;
  const double g = (sx * dy2 - dx2 * sy) / det, h = (dx1 * sy - sx * dy1) / det;
  return {c[1].x - c[0].x + g * c[1].x,
          c[3].x - c[0].x + h * c[3].x,
          c[0].x,
          c[1].y - c[0].y + g * c[1].y,
          c[3].y - c[0].y + h * c[3].y,
          c[0].y,
          g,
          h,
          1};
}

Projection Inverse(const Projection& m) {
  return {m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
          m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
          m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
}

// Where the page's corners come to lie in a frame of the page's size.
std::array<Point, 4> Corners(const Raster& page, Random& random) {
  const double width = page.width, height = page.height;
  const auto in = [&] { return random.Real(0.01, 0.055); };
  return {Point{in() * width, in() * height}, Point{(1 - in()) * width, in() * height},
          Point{(1 - in()) * width, (1 - in()) * height}, Point{in() * width, (1 - in()) * height}};
}

struct Light {
  Point edge, direction;  // of a shadow's border
  double depth = 0, soft = 1, fall = 0;

  // A factor for the brightness at (x, y) of 0..1.
  [[nodiscard]] double At(double x, double y) const {
    const double beyond = (x - edge.x) * direction.x + (y - edge.y) * direction.y;
    return (1 - depth * std::clamp(beyond / soft + 0.5, 0.0, 1.0)) * (1 - fall * y);
  }
};

Light MakeLight(Random& random) {
  const double angle = random.Real(0, 6.28);
  return {{random.Real(0.2, 0.8), random.Real(0.2, 0.8)},
          {std::cos(angle), std::sin(angle)},
          random.Real(0.1, 0.35),
          random.Real(0.05, 0.4),
          random.Real(0, 0.15)};
}

// The pixel at (x, y) of the page, of its four neighbours by their nearness in 1/256.
std::array<int, 3> Fetch(const Raster& page, double x, double y) {
  const int left = static_cast<int>(x), top = static_cast<int>(y);
  const int fx = static_cast<int>((x - left) * 256), fy = static_cast<int>((y - top) * 256);
  const auto step = static_cast<std::size_t>(left + 1 < page.width ? 3 : 0);
  const auto row = static_cast<std::size_t>(page.width) * 3;
  const std::uint8_t* above = page.samples.data() + static_cast<std::size_t>(top) * row +
                              static_cast<std::size_t>(left) * 3;
  const std::uint8_t* below = above + (top + 1 < page.height ? row : 0);
  std::array<int, 3> pixel{};
  for (std::size_t c = 0; c < 3; ++c) {
    const int upper = above[c] * (256 - fx) + above[c + step] * fx;
    const int lower = below[c] * (256 - fx) + below[c + step] * fx;
    pixel[c] = (upper * (256 - fy) + lower * fy) >> 16;
  }
  return pixel;
}

Box Move(const Box& box, const Projection& to_photo, double width, double height) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const Point corner :
       {Point{1.0 * box.left, 1.0 * box.top}, Point{1.0 * box.right, 1.0 * box.top},
        Point{1.0 * box.left, 1.0 * box.bottom}, Point{1.0 * box.right, 1.0 * box.bottom}}) {
    const Point p = Apply(to_photo, {corner.x / width, corner.y / height});
    left = std::min(left, p.x), right = std::max(right, p.x);
    top = std::min(top, p.y), bottom = std::max(bottom, p.y);
  }
  return {static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)),
          static_cast<int>(std::ceil(right)), static_cast<int>(std::ceil(bottom))};
}

}  // namespace

DrawnPage Photograph(DrawnPage page, Random& random) {
  const Raster& from = page.raster;
  const double width = from.width, height = from.height;
  const Projection to_photo = FromUnitSquare(Corners(from, random));
  const Projection to_page = Inverse(to_photo);
  const Light light = MakeLight(random);
  const std::array<int, 3> desk = {random.Range(60, 130), random.Range(50, 110),
                                   random.Range(40, 100)};
  Raster photo{from.width, from.height, 3, from.dpi, from.dpi_y, {}};
  photo.samples.resize(from.samples.size());
  std::uint8_t* out = photo.samples.data();
  for (int y = 0; y < photo.height; ++y) {
    // Along a row the map's three sums and the shadow's border move on by steps.
    const double v = y + 0.5;
    double px = to_page[1] * v + to_page[2], py = to_page[4] * v + to_page[5];
    double scale = to_page[7] * v + to_page[8];
    for (int x = 0; x < photo.width; ++x) {
      px += to_page[0], py += to_page[3], scale += to_page[6];
      const double inverse = 1 / scale;
      const Point p{px * inverse, py * inverse};
      const bool paper = p.x >= 0 && p.x < 1 && p.y >= 0 && p.y < 1;
      const double bright = light.At(x / width, y / height);
      for (const int sample : paper ? Fetch(from, p.x * (width - 1), p.y * (height - 1)) : desk) {
        *out++ = static_cast<std::uint8_t>(sample * bright);
      }
    }
  }
  for (Item& item : page.items) {
    for (Box& box : item.boxes) box = Move(box, to_photo, width, height);
  }
  page.raster = std::move(photo);
  return page;
}

DrawnPage Squash(DrawnPage page, int dpi_y) {
  const Raster& from = page.raster;
  const double step = static_cast<double>(from.dpi_y) / dpi_y;
  const auto row = static_cast<std::size_t>(from.width * from.channels);
  Raster out{from.width, static_cast<int>(from.height / step), from.channels, from.dpi, dpi_y, {}};
  out.samples.reserve(row * static_cast<std::size_t>(out.height));
  for (int y = 0; y < out.height; ++y) {
    // The rows that the sensor's line passes over, the first and the last in part.
    const double begin = y * step, end = std::min(begin + step, 1.0 * from.height);
    for (std::size_t x = 0; x < row; ++x) {
      double sum = 0;
      for (int k = static_cast<int>(begin); k < end; ++k) {
        const double part = std::min(k + 1.0, end) - std::max(1.0 * k, begin);
        sum += part * from.samples[static_cast<std::size_t>(k) * row + x];
      }
      out.samples.push_back(static_cast<std::uint8_t>(sum / (end - begin)));
    }
  }
  for (Item& item : page.items) {
    for (Box& box : item.boxes) {
      box.top = static_cast<int>(std::floor(box.top / step));
      box.bottom = std::min(static_cast<int>(std::ceil(box.bottom / step)), out.height);
    }
  }
  page.raster = std::move(out);
  return page;
}

}  // namespace sumikeshi::mailroom
