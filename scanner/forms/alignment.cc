// Linear least squares over coordinates of about one: x (g x + h y + 1) = a x + b y + c.
#include "scanner/forms/alignment.h"

#include <cmath>
#include <cstddef>
#include <opencv2/core.hpp>

namespace sumikeshi {
namespace {

constexpr double kPaperUnit = 200;  // millimetres
constexpr double kPageUnit = 2000;  // pixels

std::optional<Transform> Fit(std::span<const PointPair> pairs, int unknowns) {
  const int rows = 2 * static_cast<int>(pairs.size());
  if (rows < unknowns) return std::nullopt;
  cv::Mat left = cv::Mat::zeros(rows, unknowns, CV_64F), right(rows, 1, CV_64F), solution;
  for (int i = 0; i < rows; i += 2) {
    const PointPair& pair = pairs[static_cast<std::size_t>(i / 2)];
    const double x = pair.paper.x / kPaperUnit, y = pair.paper.y / kPaperUnit;
    for (int axis = 0; axis < 2; ++axis) {
      const double to = (axis == 0 ? pair.page.x : pair.page.y) / kPageUnit;
      auto* row = left.ptr<double>(i + axis);
      row[3 * axis] = x;
      row[3 * axis + 1] = y;
      row[3 * axis + 2] = 1;
      if (unknowns == 8) {
        row[6] = -x * to;
        row[7] = -y * to;
      }
      right.at<double>(i + axis) = to;
    }
  }
  // Points in one line leave the map open: the smallest singular value tells.
  const cv::SVD parts(left);
  if (parts.w.at<double>(unknowns - 1) < 1e-4 * parts.w.at<double>(0)) return std::nullopt;
  parts.backSubst(right, solution);
  const auto at = [&](int i) { return solution.at<double>(i); };
  constexpr double kScale = kPageUnit / kPaperUnit;
  Transform fitted{at(0) * kScale, at(1) * kScale, at(2) * kPageUnit,
                   at(3) * kScale, at(4) * kScale, at(5) * kPageUnit};
  if (unknowns == 8) {
    fitted.g = at(6) / kPaperUnit;
    fitted.h = at(7) / kPaperUnit;
  }
  return fitted;
}

}  // namespace

std::optional<Transform> FitAffine(std::span<const PointPair> pairs) { return Fit(pairs, 6); }

std::optional<Transform> FitPerspective(std::span<const PointPair> pairs) { return Fit(pairs, 8); }

double ResidualOf(const Transform& paper_to_page, std::span<const PointPair> pairs) {
  double sum = 0;
  for (const PointPair& pair : pairs) {
    const Point at = Map(paper_to_page, pair.paper);
    sum +=
        (at.x - pair.page.x) * (at.x - pair.page.x) + (at.y - pair.page.y) * (at.y - pair.page.y);
  }
  return pairs.empty() ? 0 : std::sqrt(sum / static_cast<double>(pairs.size()));
}

}  // namespace sumikeshi
