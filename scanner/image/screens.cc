// Where dots stand as thick as no dirt does, the page is blurred to the grey it was: print is
// darker than any shade.
#include "scanner/image/screens.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "scanner/image/binarise.h"
#include "scanner/image/components.h"

namespace sumikeshi {
namespace {

constexpr double kTile = 0.1;       // inches
constexpr int kFewestDots = 6;      // in a tile
constexpr double kLargestDot = 14;  // pixels of ink at 300 dpi
constexpr double kBlur = 1.4;       // pixels at 300 dpi; closes a screen of 75 lines an inch
constexpr double kPrint = 0.6;      // darkness above which it is print

cv::Mat View(const Raster& page) {
  return {page.height, page.width, CV_8UC1, const_cast<std::uint8_t*>(page.pixels.data())};
}

// One pixel a tile, 255 where it is shaded or next to a shaded one.
cv::Mat ShadedTiles(const Raster& page, double dpi, int side) {
  cv::Mat dots = cv::Mat::zeros(page.height / side + 1, page.width / side + 1, CV_32S);
  const double unit = dpi / 300;
  for (const Component& mark : FindComponents(Binarise(page)).marks) {
    if (static_cast<double>(mark.area) > std::max(2.0, kLargestDot * unit * unit)) continue;
    ++dots.at<int>(mark.box.top / side, mark.box.left / side);
  }
  cv::Mat shaded = dots >= kFewestDots;
  cv::dilate(shaded, shaded, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  return shaded;
}

}  // namespace

void RemoveScreens(Raster& page, double dpi) {
  if (!page.bitonal) return;
  const int side = std::max(8, static_cast<int>(dpi * kTile));
  const cv::Mat shaded = ShadedTiles(page, dpi, side);
  if (cv::countNonZero(shaded) == 0) return;
  cv::Mat image = View(page), grey;
  cv::GaussianBlur(image, grey, {0, 0}, std::max(0.8, kBlur * dpi / 300));
  for (int row = 0; row < shaded.rows; ++row) {
    for (int column = 0; column < shaded.cols; ++column) {
      if (shaded.at<std::uint8_t>(row, column) == 0) continue;
      const cv::Rect tile =
          cv::Rect(column * side, row * side, side, side) & cv::Rect(0, 0, page.width, page.height);
      image(tile).setTo(255);
      image(tile).setTo(0, grey(tile) < 255 * (1 - kPrint));
    }
  }
}

}  // namespace sumikeshi
