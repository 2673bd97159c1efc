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

// first, then second.
Transform Chain(const Transform& second, const Transform& first) {
  return {second.a * first.a + second.b * first.d,
          second.a * first.b + second.b * first.e,
          second.a * first.c + second.b * first.f + second.c,
          second.d * first.a + second.e * first.d,
          second.d * first.b + second.e * first.e,
          second.d * first.c + second.e * first.f + second.f};
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

Raster TurnQuarters(const Raster& grey, int quarter_turns) {
  if (quarter_turns == 0) return grey;
  const bool swaps = quarter_turns % 2 == 1;
  Raster turned = MakeGrey(swaps ? grey.height : grey.width, swaps ? grey.width : grey.height);
  turned.bitonal = grey.bitonal;
  constexpr int kBack[] = {0, cv::ROTATE_90_COUNTERCLOCKWISE, cv::ROTATE_180,
                           cv::ROTATE_90_CLOCKWISE};
  cv::Mat to = View(turned);
  cv::rotate(View(grey), to, kBack[quarter_turns]);
  return turned;
}

}  // namespace

ScaledPage ScalePage(const Raster& page) {
  const bool says_dpi = page.dpi_x >= 50 && page.dpi_y >= 50;
  const double guess = GuessDpi(page);
  const double dpi_x = says_dpi ? page.dpi_x : guess;
  const double dpi_y = says_dpi ? page.dpi_y : guess;
  double target = std::max(dpi_x, dpi_y);
  if (target > kReadingDpi * kDpiTolerance) target = kReadingDpi;
  const bool as_is = dpi_x == target && dpi_y == target;
  const double scale_x =
      as_is ? 1 : page.width / std::max(1.0, std::round(page.width * target / dpi_x));
  const double scale_y =
      as_is ? 1 : page.height / std::max(1.0, std::round(page.height * target / dpi_y));
  ScaledPage scaled = ScalePage(page, scale_x, scale_y);
  scaled.dpi = target;
  return scaled;
}

ScaledPage ScalePage(const Raster& page, double scale_x, double scale_y) {
  ScaledPage scaled;
  scaled.scale_x = scale_x;
  scaled.scale_y = scale_y;
  scaled.dpi = page.dpi_x >= 50 ? page.dpi_x / scale_x : GuessDpi(page) / scale_x;
  if (page.format == PixelFormat::kGray8) {
    scaled.grey = page;
    RemoveScreens(scaled.grey, scaled.dpi * scale_x);
  } else {
    scaled.grey = MakeGrey(page.width, page.height);
    cv::Mat to = View(scaled.grey);
    cv::cvtColor(View(page), to, cv::COLOR_RGB2GRAY);
    FadeSeals(page, scaled.dpi * scale_x, scaled.grey);
  }
  const int width = static_cast<int>(std::lround(page.width / scale_x));
  const int height = static_cast<int>(std::lround(page.height / scale_y));
  if (width != page.width || height != page.height) {
    scaled.grey = Resize(scaled.grey, width, height);
  }
  return scaled;
}

UprightPage MakeUpright(const ScaledPage& page, int quarter_turns, double tilt) {
  UprightPage upright;
  upright.grey = TurnQuarters(page.grey, quarter_turns);
  Transform to_scaled = QuarterTurn(quarter_turns, page.grey.width, page.grey.height);
  if (std::abs(tilt) >= kLeastTilt) {
    const double angle = tilt * std::numbers::pi / 180;
    const double sine = std::sin(angle), cosine = std::cos(angle);
    const double width = upright.grey.width, height = upright.grey.height;
    Raster level =
        MakeGrey(static_cast<int>(std::ceil(width * cosine + height * std::abs(sine) - 1e-6)),
                 static_cast<int>(std::ceil(height * cosine + width * std::abs(sine) - 1e-6)));
    const double x = level.width / 2.0, y = level.height / 2.0;
    const Transform turn{cosine, -sine,  width / 2 - cosine * x + sine * y,
                         sine,   cosine, height / 2 - sine * x - cosine * y};
    const cv::Matx23d centres(turn.a, turn.b, turn.c + (turn.a + turn.b - 1) / 2, turn.d, turn.e,
                              turn.f + (turn.d + turn.e - 1) / 2);
    cv::Mat to = View(level);
    cv::warpAffine(View(upright.grey), to, centres, to.size(),
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                   cv::Scalar::all(255));
    upright.grey = std::move(level);
    to_scaled = Chain(to_scaled, turn);
  }
  upright.to_page = Chain({page.scale_x, 0, 0, 0, page.scale_y, 0}, to_scaled);
  return upright;
}

UprightParts PartsOf(const Transform& to_page) {
  UprightParts parts;
  parts.scale_x = std::hypot(to_page.a, to_page.b);
  parts.scale_y = std::hypot(to_page.d, to_page.e);
  const double angle =
      std::atan2(to_page.d / parts.scale_y, to_page.a / parts.scale_x) * 180 / std::numbers::pi;
  const double turns = std::round(angle / 90);
  parts.quarter_turns = (static_cast<int>(turns) + 4) % 4;
  parts.tilt = angle - turns * 90;
  return parts;
}

SmallPage ShrinkPage(const ScaledPage& page) {
  const int factor = std::max(1, static_cast<int>(page.dpi / 99));
  const Raster small = factor == 1 ? page.grey
                                   : Resize(page.grey, std::max(1, page.grey.width / factor),
                                            std::max(1, page.grey.height / factor));
  return {Binarise(small), page.dpi / factor};
}

}  // namespace sumikeshi
