// Page -> grey at reading resolution -> quarter turns (exact) -> small rotation about the centre.
// Coordinates are those of pixel edges; the warp works on pixel centres, half a pixel off.
#include "scanner/image/upright.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "scanner/image/binarise.h"
#include "scanner/image/screens.h"
#include "scanner/image/seals.h"

namespace sumikeshi {
namespace {

constexpr double kReadingDpi = 300;
constexpr double kDpiTolerance = 1.1;
// Tilts below this move no character by a pixel that matters; the page is left sharp.
constexpr double kLeastTilt = 0.04;

cv::Mat View(const Raster& raster) {
  return {raster.height, raster.width, raster.channels() == 1 ? CV_8UC1 : CV_8UC3,
          const_cast<std::uint8_t*>(raster.pixels.data())};
}

Raster MakeGrey(int width, int height) {
  Raster grey;
  grey.width = width;
  grey.height = height;
  grey.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  return grey;
}

// Without a word in the file, an A4 page is assumed.
double GuessDpi(const Raster& page) {
  constexpr double kShortSide = 8.27, kLongSide = 11.69;
  const auto [low, high] = std::minmax(page.width, page.height);
  return std::clamp(std::min(low / kShortSide, high / kLongSide), 100.0, 600.0);
}

Raster Resize(const Raster& grey, int width, int height) {
  Raster scaled = MakeGrey(width, height);
  cv::Mat to = View(scaled);
  const bool shrink = width <= grey.width && height <= grey.height;
  cv::resize(View(grey), to, to.size(), 0, 0, shrink ? cv::INTER_AREA : cv::INTER_LINEAR);
  return scaled;
}

// Turned page -> page before the turn, whose size is given.
Transform QuarterTurn(int quarter_turns, double width, double height) {
  switch (quarter_turns) {
    case 1:  // text runs down
      return {0, -1, width, 1, 0, 0};
    case 2:
      return {-1, 0, width, 0, -1, height};
    case 3:  // text runs up
      return {0, 1, 0, -1, 0, height};
    default:
      return {};
  }
}

using Matrix = cv::Matx33d;

Matrix MatrixOf(const Transform& t) { return {t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, 1}; }

Transform TransformOf(const Matrix& m) {
  const double w = m(2, 2);
  return {m(0, 0) / w, m(0, 1) / w, m(0, 2) / w, m(1, 0) / w,
          m(1, 1) / w, m(1, 2) / w, m(2, 0) / w, m(2, 1) / w};
}

// Whether every pixel of the picture is one of the other: moved, turned, but not between pixels.
bool IsExact(const Transform& t) {
  const auto whole = [](double value) { return std::abs(value - std::round(value)) < 1e-9; };
  return t.affine() && whole(t.a) && whole(t.b) && whole(t.c) && whole(t.d) && whole(t.e) &&
         whole(t.f) && std::abs(t.a * t.e - t.b * t.d) > 0.5;
}

}  // namespace

Transform Chain(const Transform& second, const Transform& first) {
  return TransformOf(MatrixOf(second) * MatrixOf(first));
}

Transform Inverse(const Transform& transform) { return TransformOf(MatrixOf(transform).inv()); }

Raster Warp(const Raster& grey, const Transform& from, int width, int height) {
  if (from == Transform{} && width == grey.width && height == grey.height) return grey;
  Raster warped = MakeGrey(width, height);
  warped.bitonal = grey.bitonal && IsExact(from);
  // From pixel centre to pixel centre.
  const Matrix centres =
      MatrixOf(Chain(Chain({1, 0, -0.5, 0, 1, -0.5}, from), {1, 0, 0.5, 0, 1, 0.5}));
  cv::Mat to = View(warped);
  constexpr int kHow = cv::INTER_LINEAR | cv::WARP_INVERSE_MAP;
  if (from.affine()) {
    cv::warpAffine(View(grey), to, centres.get_minor<2, 3>(0, 0), to.size(), kHow,
                   cv::BORDER_CONSTANT, cv::Scalar::all(255));
  } else {
    cv::warpPerspective(View(grey), to, centres, to.size(), kHow, cv::BORDER_CONSTANT,
                        cv::Scalar::all(255));
  }
  return warped;
}

ScaledPage ScalePage(const Raster& page) {
  const bool says_dpi = page.dpi_x >= 50 && page.dpi_y >= 50;
  const double guess = GuessDpi(page);
  const double dpi_x = says_dpi ? page.dpi_x : guess;
  const double dpi_y = says_dpi ? page.dpi_y : guess;
  ScaledPage scaled;
  scaled.dpi = std::max(dpi_x, dpi_y);
  if (scaled.dpi > kReadingDpi * kDpiTolerance) scaled.dpi = kReadingDpi;
  if (page.format == PixelFormat::kGray8) {
    scaled.grey = page;
    RemoveScreens(scaled.grey, dpi_x);
  } else {
    scaled.grey = MakeGrey(page.width, page.height);
    cv::Mat to = View(scaled.grey);
    cv::cvtColor(View(page), to, cv::COLOR_RGB2GRAY);
    FadeSeals(page, dpi_x, scaled.grey);
  }
  if (dpi_x == scaled.dpi && dpi_y == scaled.dpi) return scaled;
  const int width = std::max(1, static_cast<int>(std::lround(page.width * scaled.dpi / dpi_x)));
  const int height = std::max(1, static_cast<int>(std::lround(page.height * scaled.dpi / dpi_y)));
  scaled.grey = Resize(scaled.grey, width, height);
  scaled.to_page = {double(page.width) / width, 0, 0, 0, double(page.height) / height, 0};
  return scaled;
}

UprightPage MakeUpright(const ScaledPage& page, int quarter_turns, double tilt) {
  Transform to_scaled = QuarterTurn(quarter_turns, page.grey.width, page.grey.height);
  int columns = page.grey.width, rows = page.grey.height;
  if (quarter_turns % 2 == 1) std::swap(columns, rows);
  if (std::abs(tilt) >= kLeastTilt) {
    const double angle = tilt * std::numbers::pi / 180;
    const double sine = std::sin(angle), cosine = std::cos(angle);
    const double width = columns, height = rows;
    columns = static_cast<int>(std::ceil(width * cosine + height * std::abs(sine) - 1e-6));
    rows = static_cast<int>(std::ceil(height * cosine + width * std::abs(sine) - 1e-6));
    const double x = columns / 2.0, y = rows / 2.0;
    to_scaled = Chain(to_scaled, {cosine, -sine, width / 2 - cosine * x + sine * y, sine, cosine,
                                  height / 2 - sine * x - cosine * y});
  }
  return {Warp(page.grey, to_scaled, columns, rows), Chain(page.to_page, to_scaled)};
}

UprightPage MakeUpright(const ScaledPage& page, const Transform& to_page, int width, int height) {
  return {Warp(page.grey, Chain(Inverse(page.to_page), to_page), width, height), to_page};
}

SmallPage ShrinkPage(const ScaledPage& page) {
  const int factor = std::max(1, static_cast<int>(page.dpi / 99));
  const Raster small = factor == 1 ? page.grey
                                   : Resize(page.grey, std::max(1, page.grey.width / factor),
                                            std::max(1, page.grey.height / factor));
  return {Binarise(small), page.dpi / factor};
}

}  // namespace sumikeshi
