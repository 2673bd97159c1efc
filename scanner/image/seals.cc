// Seals are told by colour and by their rim: seen from the middle there is red at the rim of the
// ellipse or of the rectangle in nearly every direction.
#include "scanner/image/seals.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace sumikeshi {
namespace {

constexpr double kSmallDpi = 75;
constexpr double kSmallestSide = 5 / 25.4;  // inches
constexpr double kLargestSide = 35 / 25.4;
constexpr int kDirections = 48;
constexpr int kFewestAtRim = 41;
constexpr double kRim = 0.16;  // of the way to the middle
constexpr int kRed = 45;       // red above green and blue
constexpr int kReddish = 20;
constexpr int kTinged = 10;  // the blur round its strokes

cv::Mat View(const Raster& raster) {
  return {raster.height, raster.width, raster.channels() == 1 ? CV_8UC1 : CV_8UC3,
          const_cast<std::uint8_t*>(raster.pixels.data())};
}

// How much redder than green and blue.
cv::Mat RednessOf(const std::vector<cv::Mat>& channels) {
  cv::Mat other;
  cv::max(channels[1], channels[2], other);
  cv::Mat redness;
  cv::subtract(channels[0], other, redness);
  return redness;
}

bool HasRim(const cv::Mat& component) {
  const double x = (component.cols - 1) / 2.0, y = (component.rows - 1) / 2.0;
  int ellipse = 0, rectangle = 0;
  for (int i = 0; i < kDirections; ++i) {
    const double angle = 2 * std::numbers::pi * i / kDirections;
    const double cosine = std::cos(angle), sine = std::sin(angle);
    const double to_ellipse = 1 / std::hypot(cosine / (x + 0.5), sine / (y + 0.5));
    const double to_rectangle =
        std::min(std::abs(cosine) < 1e-9 ? 1e9 : (x + 0.5) / std::abs(cosine),
                 std::abs(sine) < 1e-9 ? 1e9 : (y + 0.5) / std::abs(sine));
    double reach = 0;
    for (double r = to_rectangle; r > 0 && reach == 0; r -= 0.5) {
      const int column =
          std::clamp(static_cast<int>(std::lround(x + r * cosine)), 0, component.cols - 1);
      const int row =
          std::clamp(static_cast<int>(std::lround(y + r * sine)), 0, component.rows - 1);
      if (component.at<std::uint8_t>(row, column) != 0) reach = r;
    }
    ellipse += std::abs(reach / to_ellipse - 1) < kRim ? 1 : 0;
    rectangle += std::abs(reach / to_rectangle - 1) < kRim ? 1 : 0;
  }
  return std::max(ellipse, rectangle) >= kFewestAtRim;
}

// Boxes of the seals in pixels of the small mask.
std::vector<cv::Rect> FindSeals(const cv::Mat& red, double dpi) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(red, labels, stats, centres, 8);
  std::vector<cv::Rect> seals;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    const auto [low, high] = std::minmax(box.width, box.height);
    if (low < kSmallestSide * dpi || high > kLargestSide * dpi || high > 1.6 * low) continue;
    if (HasRim(labels(box) == i)) seals.push_back(box);
  }
  return seals;
}

}  // namespace

void FadeSeals(const Raster& colour, double dpi, Raster& grey) {
  std::vector<cv::Mat> channels;
  cv::split(View(colour), channels);
  const cv::Mat redness = RednessOf(channels);
  const double factor = std::max(1.0, dpi / kSmallDpi);
  cv::Mat small;
  cv::resize(redness, small, {}, 1 / factor, 1 / factor, cv::INTER_AREA);
  cv::Mat to = View(grey);
  for (const cv::Rect& seal : FindSeals(small > kReddish, dpi / factor)) {
    const int rim = static_cast<int>(factor * 2);
    const cv::Rect box =
        cv::Rect(static_cast<int>(seal.x * factor) - rim, static_cast<int>(seal.y * factor) - rim,
                 static_cast<int>(seal.width * factor) + 2 * rim,
                 static_cast<int>(seal.height * factor) + 2 * rim) &
        cv::Rect(0, 0, grey.width, grey.height);
    // In red light the ink of the seal is paper and black print is black.
    cv::Mat in_red_light;
    channels[0](box).convertTo(in_red_light, CV_8U, 1.3);
    in_red_light.setTo(255, (redness(box) > kRed) & (channels[0](box) > 140));
    in_red_light.copyTo(to(box), redness(box) > kTinged);
  }
}

}  // namespace sumikeshi
