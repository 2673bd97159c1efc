// Seen from a side of the picture, the ground is dark up to the edge of the sheet, row after row;
// where the paper begins it becomes brighter at once, in light and in shadow. A line through most
// of these places is the edge of the sheet, and four of them are its outline. A side without ground
// is taken to be where the picture ends.
#include "scanner/image/photo.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

namespace sumikeshi {
namespace {

constexpr int kSmallSide = 500;      // pixels of the longer side on which edges are looked for
constexpr double kDeepest = 0.25;    // of the picture: how far in an edge may lie
constexpr double kBrighter = 1.25;   // times the ground
constexpr double kSameGround = 1.2;  // how much the ground may vary
constexpr double kOnLine = 1.5;      // pixels from the line
constexpr double kMostOnLine = 0.6;  // of the rows, for an edge
constexpr double kSteepest = 0.2;    // an edge's slope against its side
constexpr std::size_t kFewestEdges = 3;
constexpr double kStep = 2;  // pixels over which paper begins

// A line across a side: depth = at + slope * along.
struct Edge {
  double at = 0;
  double slope = 0;
  bool seen = false;
};

cv::Mat View(const Raster& grey) {
  return {grey.height, grey.width, CV_8UC1, const_cast<std::uint8_t*>(grey.pixels.data())};
}

// How deep the ground reaches in a row that begins at the picture's side; 0 without ground.
int GroundDepth(const std::uint8_t* row, int width) {
  const int deepest = static_cast<int>(width * kDeepest);
  constexpr int kAhead = 3;  // the paper's brightness, beyond the blur of the edge
  double ground = row[0];
  for (int x = 1; x < deepest; ++x) {
    if (row[x + kAhead - 1] > ground * kBrighter && row[x + kAhead] > ground * kBrighter) {
      return x + static_cast<int>(kStep) - 1;
    }
    if (row[x] > ground * kSameGround || row[x] * kSameGround < ground) return 0;
    ground += (row[x] - ground) / 8;
  }
  return 0;
}

// The line on which most of the depths lie.
Edge FitEdge(const std::vector<int>& depths) {
  const int count = static_cast<int>(depths.size());
  Edge best;
  int most = 0;
  const int step = std::max(1, count / 40);
  for (int i = 0; i < count; i += step) {
    for (int j = i + count / 4; j < count; j += step) {
      const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
      if (depths[a] == 0 || depths[b] == 0) continue;
      const double slope = double(depths[b] - depths[a]) / (j - i);
      if (std::abs(slope) > kSteepest) continue;
      const double at = depths[a] - slope * i;
      int on_line = 0;
      for (int k = 0; k < count; ++k) {
        const int depth = depths[static_cast<std::size_t>(k)];
        if (depth > 0 && std::abs(at + slope * k - depth) <= kOnLine) ++on_line;
      }
      if (on_line > most) most = on_line, best = {at, slope, true};
    }
  }
  if (most < kMostOnLine * count) return {};
  // Least squares over what lies on the line.
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (int k = 0; k < count; ++k) {
    const double depth = depths[static_cast<std::size_t>(k)];
    if (depth == 0 || std::abs(best.at + best.slope * k - depth) > kOnLine) continue;
    n += 1, x += k, y += depth, xx += double(k) * k, xy += k * depth;
  }
  best.slope = (n * xy - x * y) / (n * xx - x * x);
  best.at = (y - best.slope * x) / n;
  return best;
}

// The edge seen from the left side of the picture.
Edge EdgeFromLeft(const cv::Mat& picture) {
  std::vector<int> depths;
  for (int y = 0; y < picture.rows; ++y) {
    depths.push_back(GroundDepth(picture.ptr(y), picture.cols));
  }
  return FitEdge(depths);
}

// Where x = vertical.at + vertical.slope * y and y = horizontal.at + horizontal.slope * x.
Point Crossing(const Edge& vertical, const Edge& horizontal) {
  const double y =
      (horizontal.at + horizontal.slope * vertical.at) / (1 - horizontal.slope * vertical.slope);
  return {vertical.at + vertical.slope * y, y};
}

double Distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

Transform TransformFrom(const std::array<Point, 4>& from, const std::array<Point, 4>& to) {
  std::array<cv::Point2f, 4> a, b;
  for (std::size_t i = 0; i < 4; ++i) {
    a[i] = {static_cast<float>(from[i].x), static_cast<float>(from[i].y)};
    b[i] = {static_cast<float>(to[i].x), static_cast<float>(to[i].y)};
  }
  const cv::Mat m = cv::getPerspectiveTransform(a.data(), b.data());
  const auto at = [&](int row, int column) {
    return m.at<double>(row, column) / m.at<double>(2, 2);
  };
  return {at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1)};
}

}  // namespace

std::optional<std::array<Point, 4>> FindSheet(const Raster& grey) {
  if (grey.bitonal || std::min(grey.width, grey.height) < kSmallSide / 2) return std::nullopt;
  const double factor = std::max(1.0, double(std::max(grey.width, grey.height)) / kSmallSide);
  cv::Mat small;
  cv::resize(View(grey), small, {}, 1 / factor, 1 / factor, cv::INTER_AREA);
  cv::Mat mirrored, turned, turned_mirrored;
  cv::flip(small, mirrored, 1);
  cv::transpose(small, turned);
  cv::flip(turned, turned_mirrored, 1);
  Edge left = EdgeFromLeft(small), right = EdgeFromLeft(mirrored);
  Edge top = EdgeFromLeft(turned), bottom = EdgeFromLeft(turned_mirrored);
  const std::size_t seen = std::size_t{left.seen} + std::size_t{right.seen} +
                           std::size_t{top.seen} + std::size_t{bottom.seen};
  if (seen < kFewestEdges) return std::nullopt;
  right = {small.cols - right.at, -right.slope, right.seen};
  bottom = {small.rows - bottom.at, -bottom.slope, bottom.seen};
  std::array<Point, 4> corners{Crossing(left, top), Crossing(right, top), Crossing(right, bottom),
                               Crossing(left, bottom)};
  for (Point& corner : corners) {
    corner.x *= double(grey.width) / small.cols, corner.y *= double(grey.height) / small.rows;
  }
  return corners;
}

ScaledPage FlattenPhoto(ScaledPage page) {
  const auto sheet = FindSheet(page.grey);
  if (!sheet) return page;
  const std::array<Point, 4>& s = *sheet;
  const double width = (Distance(s[0], s[1]) + Distance(s[3], s[2])) / 2;
  const double height = (Distance(s[0], s[3]) + Distance(s[1], s[2])) / 2;
  const std::array<Point, 4> flat{Point{0, 0}, Point{width, 0}, Point{width, height},
                                  Point{0, height}};
  const Transform from = TransformFrom(flat, s);
  ScaledPage flattened;
  flattened.grey = Warp(page.grey, from, static_cast<int>(std::ceil(width)),
                        static_cast<int>(std::ceil(height)));
  flattened.dpi = page.dpi;
  flattened.to_page = Chain(page.to_page, from);
  return flattened;
}

}  // namespace sumikeshi
