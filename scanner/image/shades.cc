// On a small copy of the page print and rules are closed over, so that only the ground is left. Its
// edge is where the means of the strips on both sides differ most; edges that go on straight for
// some millimetres are those of a shaded area.
#include "scanner/image/shades.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scanner/image/components.h"

namespace sumikeshi {
namespace {

constexpr double kSmallDpi = 75;
constexpr int kPrint = 7;        // pixels of the small page: print is closed over up to this
constexpr int kStrip = 5;        // ... compared on either side of an edge
constexpr double kContrast = 9;  // of 255
constexpr int kShortest = 11;    // ... along an edge
constexpr double kReach = 0.06;  // inches from an edge's end to the rule that it leads to
constexpr double kSame = 0.05;   // ... between an edge and a rule that is drawn along it
constexpr double kWhole = 0.7;   // of an edge's length must have been seen

// A pixel of the small page is the brightest of its block: close strokes are not mistaken for grey.
cv::Mat Ground(const Raster& grey, int block) {
  const cv::Mat page(grey.height, grey.width, CV_8UC1,
                     const_cast<std::uint8_t*>(grey.pixels.data()));
  cv::Mat brightest, small;
  cv::dilate(page, brightest, cv::Mat::ones(block, block, CV_8U), {0, 0});
  cv::resize(brightest, small, {page.cols / block, page.rows / block}, 0, 0, cv::INTER_NEAREST);
  cv::morphologyEx(small, small, cv::MORPH_CLOSE, cv::Mat::ones(kPrint, kPrint, CV_8U));
  return small;
}

// Where the ground changes from left to right, 255 on the one column of the steepest change.
cv::Mat Steps(const cv::Mat& ground) {
  cv::Mat kernel = cv::Mat::zeros(1, 2 * kStrip, CV_32F);
  kernel.colRange(0, kStrip).setTo(-1.0 / kStrip);
  kernel.colRange(kStrip, 2 * kStrip).setTo(1.0 / kStrip);
  cv::Mat change;
  cv::filter2D(ground, change, CV_32F, kernel, {kStrip, 0}, 0, cv::BORDER_REPLICATE);
  change = cv::abs(change);
  cv::Mat greatest;
  cv::dilate(change, greatest, cv::Mat::ones(1, 2 * kStrip - 1, CV_8U));
  cv::Mat steps = (change >= greatest) & (change >= kContrast);
  return steps;
}

// Upright edges, in pixels of the small page: a box per edge, one pixel across.
std::vector<cv::Rect> UprightEdges(const cv::Mat& ground) {
  cv::Mat steps = Steps(ground), wide, labels, stats, centres;
  cv::dilate(steps, wide, cv::Mat::ones(3, 3, CV_8U));
  const int count = cv::connectedComponentsWithStats(wide, labels, stats, centres);
  std::vector<cv::Rect> edges;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP) + 1,
                       stats.at<int>(i, cv::CC_STAT_WIDTH),
                       stats.at<int>(i, cv::CC_STAT_HEIGHT) - 2);
    if (box.height < kShortest || box.width > 5 + box.height / 60) continue;
    const cv::Mat seen = steps(box) & (labels(box) == i);
    if (cv::countNonZero(seen) < kWhole * box.height) continue;
    edges.emplace_back(static_cast<int>(std::lround(centres.at<double>(i, 0))), box.y, 1,
                       box.height);
  }
  return edges;
}

int End(const Box& box, bool vertical, bool last) {
  if (vertical) return last ? box.bottom : box.top;
  return last ? box.right : box.left;
}

bool StandsIn(const Box& edge, const std::vector<Box>& rules, int near, bool vertical) {
  const Box room = vertical ? Box{edge.left - near, edge.top, edge.right + near, edge.bottom}
                            : Box{edge.left, edge.top - near, edge.right, edge.bottom + near};
  const int length = End(edge, vertical, true) - End(edge, vertical, false);
  int covered = 0;
  for (const Box& rule : rules) {
    const Box part = Intersect(rule, room);
    if (!part.empty()) covered += End(part, vertical, true) - End(part, vertical, false);
  }
  return 2 * covered > length;
}

// Whether the end of the edge lies at one of the rules across.
bool LeadsTo(const Box& edge, const std::vector<Box>& across, int reach, bool vertical, bool last) {
  Box end = edge;
  const int at = End(edge, vertical, last);
  if (vertical) {
    end.top = end.bottom = at;
  } else {
    end.left = end.right = at;
  }
  end = {end.left - reach, end.top - reach, end.right + reach, end.bottom + reach};
  return std::ranges::any_of(across,
                             [&](const Box& rule) { return !Intersect(rule, end).empty(); });
}

std::vector<Box> AddOneDirection(const std::vector<Box>& edges, const std::vector<Box>& across,
                                 double dpi, bool vertical, std::vector<Box>& along) {
  const int reach = static_cast<int>(kReach * dpi), same = static_cast<int>(kSame * dpi);
  const std::vector<Box> drawn = along;
  std::vector<Box> added;
  for (Box edge : edges) {
    if (StandsIn(edge, drawn, same, vertical) || !LeadsTo(edge, across, reach, vertical, false) ||
        !LeadsTo(edge, across, reach, vertical, true)) {
      continue;
    }
    (vertical ? edge.top : edge.left) -= reach / 2;
    (vertical ? edge.bottom : edge.right) += reach / 2;
    along.push_back(edge);
    added.push_back(edge);
  }
  return added;
}

// A dashed rule with too few dashes to be known by itself stands on the edge: its dashes are none
// of the writing.
void TakeDashes(const std::vector<Box>& edges, double dpi, Rules& rules) {
  const int thickest = static_cast<int>(0.03 * dpi), longest = static_cast<int>(0.13 * dpi);
  const int near = static_cast<int>(kSame * dpi);
  const Components marks = FindComponents(rules.ink);
  for (std::size_t i = 0; i < marks.marks.size(); ++i) {
    const Box& mark = marks.marks[i].box;
    if (mark.width() > thickest || mark.height() > longest) continue;
    const bool on_edge = std::ranges::any_of(
        edges, [&](const Box& edge) { return Intersect(mark, Grow(edge, near)) == mark; });
    if (!on_edge) continue;
    for (const Run& run : marks.RunsOfMark(i)) {
      rules.ink.Fill(run, false);
      rules.removed.Fill(run);
    }
  }
}

}  // namespace

ShadeEdges FindShadeEdges(const Raster& grey, double dpi) {
  const int block = std::max(1, static_cast<int>(std::lround(dpi / kSmallDpi)));
  ShadeEdges edges;
  if (std::min(grey.width, grey.height) < 4 * kPrint * block) return edges;
  const cv::Mat ground = Ground(grey, block);
  const auto large = [&](int at) { return at * block; };
  for (const cv::Rect& edge : UprightEdges(ground)) {
    const int x = large(edge.x);
    edges.vertical.push_back({x - 1, large(edge.y), x + 1, large(edge.y + edge.height)});
  }
  for (const cv::Rect& edge : UprightEdges(ground.t())) {
    const int y = large(edge.x);
    edges.horizontal.push_back({large(edge.y), y - 1, large(edge.y + edge.height), y + 1});
  }
  return edges;
}

void AddEdges(const ShadeEdges& edges, double dpi, Rules& rules) {
  const std::vector<Box> vertical = rules.vertical;
  const std::vector<Box> added =
      AddOneDirection(edges.vertical, rules.horizontal, dpi, true, rules.vertical);
  AddOneDirection(edges.horizontal, vertical, dpi, false, rules.horizontal);
  if (!added.empty()) TakeDashes(added, dpi, rules);
}

}  // namespace sumikeshi
