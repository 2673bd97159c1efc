// The paper's brightness is the brightest 8-pixel tile in a neighbourhood of some 13 mm, smoothed;
// ink is what is darker than a fraction of it. The fraction comes from the page: Otsu's split of
// brightness relative to the paper. All full-size work is one comparison a pixel.
// Paper is nowhere taken for darker than a part of the page's brightest, so a black area stays ink.
// Source: N. Otsu, "A threshold selection method from gray-level histograms", 1979.
#include "scanner/image/binarise.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <opencv2/imgproc.hpp>

namespace sumikeshi {
namespace {

constexpr int kTile = 8;
// The split may lie nowhere else: fainter is dirt or show-through, darker would thin the strokes.
constexpr double kLowestFraction = 0.5;
constexpr double kHighestFraction = 0.82;
constexpr double kDarkestPaper = 0.4;  // of the brightest paper on the page
constexpr double kBlack = 60;          // no paper is darker than this

// Packs 64 comparisons pixel < limit into a word.
std::uint64_t PackWord(const std::uint8_t* pixels, const std::uint8_t* limits, int count) {
  std::array<std::uint8_t, 64> dark{};
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    dark[i] = pixels[i] < limits[i] ? 1 : 0;
  }
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, dark.data() + i * 8, 8);
    // Multiplying gathers the lowest bit of each byte in the top byte, first byte lowest.
    word |= ((eight * 0x0102040810204080ULL) >> 56) << (i * 8);
  }
  return word;
}

void PackRow(const std::uint8_t* pixels, const std::uint8_t* limits, std::span<std::uint64_t> row,
             int width) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int left = static_cast<int>(i * 64);
    row[i] = PackWord(pixels + left, limits + left, std::min(64, width - left));
  }
}

// Brightness of the paper, one pixel a tile.
cv::Mat PaperOf(const cv::Mat& tiles) {
  cv::Mat paper;
  cv::dilate(tiles, paper, cv::getStructuringElement(cv::MORPH_RECT, {19, 19}));
  cv::blur(paper, paper, {19, 19}, {-1, -1}, cv::BORDER_REPLICATE);
  double brightest = 255;
  cv::minMaxLoc(paper, nullptr, &brightest);
  cv::max(paper, std::max(kBlack, brightest * kDarkestPaper), paper);
  return paper;
}

// Otsu's split of brightness / paper, from every 4th pixel of every 4th row.
double InkFraction(const cv::Mat& grey, const cv::Mat& paper) {
  std::array<double, 256> histogram{};
  for (int y = 0; y < grey.rows; y += 4) {
    const std::uint8_t* pixels = grey.ptr(y);
    const std::uint8_t* base = paper.ptr(std::min(y / kTile, paper.rows - 1));
    for (int x = 0; x < grey.cols; x += 4) {
      const int white = std::max<int>(1, base[std::min(x / kTile, paper.cols - 1)]);
      ++histogram[static_cast<std::size_t>(std::min(255, pixels[x] * 255 / white))];
    }
  }
  double all = 0, sum = 0;
  for (std::size_t i = 0; i < 256; ++i) all += histogram[i], sum += histogram[i] * double(i);
  double below = 0, below_sum = 0, best = -1;
  std::size_t split = 180;
  for (std::size_t i = 0; i < 255; ++i) {
    below += histogram[i], below_sum += histogram[i] * double(i);
    const double above = all - below;
    if (below == 0 || above == 0) continue;
    const double distance = below_sum / below - (sum - below_sum) / above;
    const double spread = below * above * distance * distance;
    if (spread > best) best = spread, split = i;
  }
  return std::clamp((double(split) + 1) / 255, kLowestFraction, kHighestFraction);
}

}  // namespace

Bitmap Binarise(const Raster& grey) {
  Bitmap bitmap(grey.width, grey.height);
  const auto width = static_cast<std::size_t>(grey.width);
  std::vector<std::uint8_t> limits(width, 128);
  if (grey.bitonal) {
    for (int y = 0; y < grey.height; ++y) {
      PackRow(grey.pixels.data() + static_cast<std::size_t>(y) * width, limits.data(),
              bitmap.Row(y), grey.width);
    }
    return bitmap;
  }
  const cv::Mat image(grey.height, grey.width, CV_8UC1,
                      const_cast<std::uint8_t*>(grey.pixels.data()));
  cv::Mat tiles;
  cv::resize(image, tiles, {(grey.width + kTile - 1) / kTile, (grey.height + kTile - 1) / kTile}, 0,
             0, cv::INTER_AREA);
  const cv::Mat paper = PaperOf(tiles);
  const double fraction = InkFraction(image, paper);
  for (int y = 0; y < grey.height; ++y) {
    if (y % kTile == 0) {
      const std::uint8_t* base = paper.ptr(std::min(y / kTile, paper.rows - 1));
      for (std::size_t x = 0; x < width; ++x) {
        const std::size_t tile = x / kTile;
        limits[x] = static_cast<std::uint8_t>(base[tile] * fraction + 0.5);
      }
    }
    PackRow(image.ptr(y), limits.data(), bitmap.Row(y), grey.width);
  }
  return bitmap;
}

}  // namespace sumikeshi
