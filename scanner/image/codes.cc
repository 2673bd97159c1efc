// The search is ours, since a reader finds only what it can decode; the decoding is ZXing's.
#include "scanner/image/codes.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace sumikeshi {
namespace {

constexpr double kLeastModule = 1.5;  // pixels
constexpr double kSmallestCode = 10;  // modules; a Micro QR code has 11
constexpr std::size_t kFewestBars = 18;
constexpr int kRim = 2;              // pixels: the blur round the edge of a symbol
constexpr int kMostFinders = 2'000;  // more is a pattern, not codes

struct Finder {
  double x = 0, y = 0;  // centre
  double module = 0;    // pixels
};

// Lengths in the proportions 1:1:3:1:1.
std::optional<double> ModuleOf(const std::array<int, 5>& lengths) {
  double sum = 0;
  for (const int length : lengths) sum += length;
  const double module = sum / 7;
  if (module < kLeastModule) return std::nullopt;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const double wanted = i == 2 ? 3 * module : module;
    if (std::abs(lengths[i] - wanted) > std::max(1.0, wanted * 0.45)) return std::nullopt;
  }
  return module;
}

Box Around(const Finder& finder, double modules) {
  const double reach = modules * finder.module;
  return {static_cast<int>(std::lround(finder.x - reach)),
          static_cast<int>(std::lround(finder.y - reach)),
          static_cast<int>(std::lround(finder.x + reach)),
          static_cast<int>(std::lround(finder.y + reach))};
}

double Density(const Bitmap& page, const Box& box) {
  const double area = double(box.width()) * box.height();
  return area <= 0 ? 0 : static_cast<double>(page.Count(box)) / area;
}

// A solid middle, a ring of paper, a ring of ink.
bool IsFinder(const Bitmap& page, const Finder& finder) {
  const Box inner = Around(finder, 1.3), middle = Around(finder, 1.6), gap = Around(finder, 2.4),
            outer = Around(finder, 3.4);
  const auto ring = [&](const Box& box, const Box& hole) {
    const double area = double(box.width()) * box.height() - double(hole.width()) * hole.height();
    return static_cast<double>(page.Count(box) - page.Count(hole)) / std::max(1.0, area);
  };
  return Density(page, inner) > 0.85 && ring(gap, middle) < 0.35 && ring(outer, gap) > 0.6;
}

// Ink and paper along a column through (x, y): the five lengths round the middle one.
std::optional<double> VerticalModule(const Bitmap& page, int x, int& y, double module) {
  const int limit = static_cast<int>(module * 3) + 2;
  const auto count = [&](int from, int step, bool ink) {
    int length = 0;
    for (int at = from; at >= 0 && at < page.height() && length <= limit; at += step, ++length) {
      if (page.Get(x, at) != ink) break;
    }
    return length;
  };
  const int up = count(y, -1, true), down = count(y + 1, 1, true);
  const int gap_up = count(y - up, -1, false), gap_down = count(y + 1 + down, 1, false);
  const int ring_up = count(y - up - gap_up, -1, true);
  const int ring_down = count(y + 1 + down + gap_down, 1, true);
  const auto vertical = ModuleOf({ring_up, gap_up, up + down, gap_down, ring_down});
  if (!vertical || *vertical > module * 1.4 || *vertical < module / 1.4) return std::nullopt;
  y += (down - up + 1) / 2;
  return vertical;
}

std::vector<Finder> FindFinders(const Bitmap& page, double dpi) {
  std::vector<Finder> finders;
  const int step = std::max(1, static_cast<int>(dpi / 150));
  for (int y = 0; y < page.height(); y += step) {
    const std::vector<Run> runs = RunsOfRow(page, y, 0, page.width());
    for (std::size_t i = 0; i + 2 < runs.size(); ++i) {
      const auto module =
          ModuleOf({runs[i].length(), runs[i + 1].left - runs[i].right, runs[i + 1].length(),
                    runs[i + 2].left - runs[i + 1].right, runs[i + 2].length()});
      if (!module) continue;
      const int x = (runs[i + 1].left + runs[i + 1].right) / 2;
      int middle = y;
      if (!VerticalModule(page, x, middle, *module)) continue;
      const Finder finder{x + 0.5, middle + 0.5, *module};
      const bool known = std::ranges::any_of(finders, [&](const Finder& other) {
        return std::abs(other.x - finder.x) < 3 * *module &&
               std::abs(other.y - finder.y) < 3 * *module;
      });
      if (!known && IsFinder(page, finder)) finders.push_back(finder);
      if (std::ssize(finders) > kMostFinders) return finders;
    }
  }
  return finders;
}

// From the finder outwards as long as there is ink: a code ends at its quiet zone.
Box GrowCode(const Bitmap& page, const Finder& finder) {
  constexpr double kInk = 0.08;
  const int strip = std::max(2, static_cast<int>(finder.module * 2));
  const int furthest = static_cast<int>(finder.module * 180);
  const Box whole{0, 0, page.width(), page.height()};
  const Box limit = Intersect(Grow(Around(finder, 3.5), furthest), whole);
  Box box = Intersect(Around(finder, 3.5), whole);
  for (bool grown = true; grown;) {
    grown = false;
    const std::array<Box, 4> sides{Box{box.left - strip, box.top, box.left, box.bottom},
                                   Box{box.right, box.top, box.right + strip, box.bottom},
                                   Box{box.left, box.top - strip, box.right, box.top},
                                   Box{box.left, box.bottom, box.right, box.bottom + strip}};
    for (const Box& side : sides) {
      const Box part = Intersect(side, limit);
      if (part.empty() || Density(page, part) < kInk) continue;
      box = Unite(box, part);
      grown = true;
    }
  }
  return box;
}

std::vector<Box> FindSquares(const Bitmap& page, double dpi) {
  std::vector<Box> squares;
  for (const Finder& finder : FindFinders(page, dpi)) {
    const bool known = std::ranges::any_of(squares, [&](const Box& box) {
      return finder.x >= box.left && finder.x < box.right && finder.y >= box.top &&
             finder.y < box.bottom;
    });
    if (known) continue;
    const Box box = GrowCode(page, finder);
    const double side = kSmallestCode * finder.module;
    const double density = Density(page, box);
    if (box.width() >= side && box.height() >= side && density > 0.25 && density < 0.75) {
      squares.push_back(box);
    }
  }
  return squares;
}

// Rows of bars that are solid over a twelfth of an inch.
std::vector<Box> FindBars(const Bitmap& page, double dpi) {
  std::vector<Box> found;
  const int height = std::max(4, static_cast<int>(dpi / 12));
  const int widest = std::max(3, static_cast<int>(dpi * 0.07));
  for (int y = 0; y + height <= page.height(); y += height / 2) {
    std::vector<Run> bars;
    const auto close = [&] {
      if (bars.size() >= kFewestBars) {
        const Box box{bars.front().left, y, bars.back().right, y + height};
        const bool joins = !found.empty() && std::ranges::any_of(found, [&](Box& other) {
          if (other.bottom < box.top ||
              Intersect({other.left, 0, other.right, 1}, {box.left, 0, box.right, 1}).width() * 2 <
                  box.width()) {
            return false;
          }
          other = Unite(other, box);
          return true;
        });
        if (!joins) found.push_back(box);
      }
      bars.clear();
    };
    for (const Run& run : RunsOfRow(page, y, 0, page.width())) {
      const Box bar{run.left, y, run.right, y + height};
      const bool solid = run.length() <= widest && Density(page, bar) > 0.85;
      if (!solid || (!bars.empty() && run.left - bars.back().right > widest)) close();
      if (solid) bars.push_back(run);
    }
    close();
  }
  return found;
}

Bitmap Transposed(const Bitmap& page) {
  Bitmap turned(page.height(), page.width());
  for (const Run& run : RunsOf(page)) {
    for (int x = run.left; x < run.right; ++x) turned.Fill({x, run.y, run.y + 1});
  }
  return turned;
}

// Boxes of bars are as wide as their bars; the decoder knows one line of them only.
Box BoxOf(const ZXing::Result& result, const Box& bars) {
  const ZXing::Position& at = result.position();
  const auto [left, right] =
      std::minmax({at.topLeft().x, at.topRight().x, at.bottomLeft().x, at.bottomRight().x});
  const auto [top, bottom] =
      std::minmax({at.topLeft().y, at.topRight().y, at.bottomLeft().y, at.bottomRight().y});
  const bool square = result.format() == ZXing::BarcodeFormat::QRCode ||
                      result.format() == ZXing::BarcodeFormat::MicroQRCode;
  return square ? Box{left, top, right + 1, bottom + 1} : bars;
}

// In pixels of `grey`. `bars`: what FindBars would have found there.
std::optional<Code> Decode(const cv::Mat& grey, const Box& bars) {
  ZXing::DecodeHints hints;
  hints.setTryHarder(true).setTryRotate(true).setTryDownscale(true);
  hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::MicroQRCode |
                   ZXing::BarcodeFormat::Code128 | ZXing::BarcodeFormat::Code39 |
                   ZXing::BarcodeFormat::Code93 | ZXing::BarcodeFormat::ITF |
                   ZXing::BarcodeFormat::Codabar | ZXing::BarcodeFormat::EAN8 |
                   ZXing::BarcodeFormat::EAN13);
  hints.setMaxNumberOfSymbols(1);
  const ZXing::ImageView view(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum,
                              static_cast<int>(grey.step[0]));
  const ZXing::Results results = ZXing::ReadBarcodes(view, hints);
  if (results.empty() || !results.front().isValid()) return std::nullopt;
  return Code{BoxOf(results.front(), bars), results.front().text()};
}

}  // namespace

std::vector<Box> FindCodeBoxes(const Bitmap& page, double dpi) {
  std::vector<Box> boxes = FindSquares(page, dpi);
  std::ranges::copy(FindBars(page, dpi), std::back_inserter(boxes));
  for (const Box& box : FindBars(Transposed(page), dpi)) {
    boxes.push_back({box.top, box.left, box.bottom, box.right});
  }
  std::ranges::sort(boxes, {}, [](const Box& box) { return std::pair{box.top, box.left}; });
  return boxes;
}

Code ReadCode(const Raster& grey, const Box& box, double dpi) {
  const Box page{0, 0, grey.width, grey.height};
  const Box around = Intersect(Grow(box, std::max(4, static_cast<int>(dpi / 12))), page);
  if (around.empty()) return {box, {}};
  const cv::Mat whole(grey.height, grey.width, CV_8UC1,
                      const_cast<std::uint8_t*>(grey.pixels.data()));
  const cv::Mat part =
      whole(cv::Rect(around.left, around.top, around.width(), around.height())).clone();
  const Box inner{box.left - around.left, box.top - around.top, box.right - around.left,
                  box.bottom - around.top};
  const auto on_page = [&](Code code, int scale) {
    code.box = Grow({code.box.left / scale, code.box.top / scale, (code.box.right - 1) / scale + 1,
                     (code.box.bottom - 1) / scale + 1},
                    kRim);
    code.box = Intersect({code.box.left + around.left, code.box.top + around.top,
                          code.box.right + around.left, code.box.bottom + around.top},
                         page);
    return code;
  };
  if (const auto code = Decode(part, inner)) return on_page(*code, 1);
  const Box doubled{2 * inner.left, 2 * inner.top, 2 * inner.right, 2 * inner.bottom};
  cv::Mat larger;
  cv::resize(part, larger, {}, 2, 2, cv::INTER_CUBIC);
  if (const auto code = Decode(larger, doubled)) return on_page(*code, 2);
  cv::GaussianBlur(larger, larger, {0, 0}, 1.5);
  if (const auto code = Decode(larger, doubled)) return on_page(*code, 2);
  return {box, {}};
}

}  // namespace sumikeshi
