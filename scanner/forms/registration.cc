// RANSAC without chance: the largest pairs of cells, or pairs of lines far apart, each propose a
// map; the one under which most landmarks meet is fitted to them, and to more of them, in steps.
#include "scanner/forms/registration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "scanner/fields/page_layout.h"
#include "scanner/forms/alignment.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kMostProposals = 60;
constexpr double kSquare = 0.08;  // most difference of the scales across and down (logarithm)
// Millimetres within which an edge is in its place: as proposed, and as fitted again and again.
constexpr double kRough = 2.5;
constexpr std::array<double, 3> kFiner{2.0, 1.2, 1.0};
constexpr double kMostResidual = 0.6;
constexpr std::size_t kFewestCells = 6;
constexpr double kShareOfCells = 0.6;
constexpr std::size_t kFewestLines = 8;
constexpr double kShareOfLines = 0.25;  // a value behind a label makes another line of it
constexpr double kFarApart = 40;        // millimetres

double AreaOf(const PaperBox& box) { return box.width() * box.height(); }
Point MiddleOf(const PaperBox& box) {
  return {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
}
Box Whole(const PaperBox& box) {
  return {static_cast<int>(box.left), static_cast<int>(box.top), static_cast<int>(box.right) + 1,
          static_cast<int>(box.bottom) + 1};
}

// Pixels a millimetre.
double ScaleOf(const Transform& t) { return std::sqrt(std::abs(t.a * t.e - t.b * t.d)); }

class Matcher {
 public:
  Matcher(std::span<const Landmark> form, std::span<const Landmark> page, bool cells)
      : cells_(cells), form_(form), page_(page), index_(BoxesOf(page), Side(page), Side(page)) {
    for (const Landmark& mark : form) total_ += Counts(mark) ? 1 : 0;
  }

  [[nodiscard]] bool Counts(const Landmark& mark) const {
    return mark.cell == cells_ && (mark.cell || mark.words != 0);
  }
  [[nodiscard]] std::size_t total() const { return total_; }

  // Which landmark of the page each of the form is, under the map, within `slack` millimetres.
  [[nodiscard]] std::vector<LandmarkPair> Match(const Transform& t, double slack) const {
    std::vector<LandmarkPair> pairs;
    const double within = slack * ScaleOf(t);
    for (std::size_t i = 0; i < form_.size(); ++i) {
      if (!Counts(form_[i])) continue;
      const PaperBox at = Mapped(form_[i].box, t);
      const Point middle = MiddleOf(at);
      const int x = static_cast<int>(middle.x), y = static_cast<int>(middle.y);
      double best = within;
      std::optional<std::size_t> found;
      for (const int k : index_.In({x, y, x + 1, y + 1})) {
        const auto other = static_cast<std::size_t>(k);
        const double apart = Distance(at, page_[other].box);
        if (!Counts(page_[other]) || page_[other].words != form_[i].words || apart > best) continue;
        best = apart;
        found = other;
      }
      if (found) pairs.push_back({i, *found});
    }
    return pairs;
  }

  [[nodiscard]] std::vector<PointPair> Corners(std::span<const LandmarkPair> pairs) const {
    std::vector<PointPair> corners;
    for (const LandmarkPair& pair : pairs) {
      const PaperBox& a = form_[pair.of_form].box;
      const PaperBox& b = page_[pair.of_page].box;
      corners.push_back({{a.left, a.top}, {b.left, b.top}});
      corners.push_back({{a.right, a.bottom}, {b.right, b.bottom}});
      corners.push_back({{a.right, a.top}, {b.right, b.top}});
      corners.push_back({{a.left, a.bottom}, {b.left, b.bottom}});
    }
    return corners;
  }

 private:
  static PaperBox Mapped(const PaperBox& box, const Transform& t) {
    const Point a = Map(t, {box.left, box.top}), b = Map(t, {box.right, box.bottom});
    return {a.x, a.y, b.x, b.y};
  }
  static double Distance(const PaperBox& a, const PaperBox& b) {
    return std::max({std::abs(a.left - b.left), std::abs(a.top - b.top),
                     std::abs(a.right - b.right), std::abs(a.bottom - b.bottom)});
  }
  static std::vector<Box> BoxesOf(std::span<const Landmark> page) {
    std::vector<Box> boxes;
    for (const Landmark& mark : page) boxes.push_back(Whole(mark.box));
    return boxes;
  }
  static int Side(std::span<const Landmark> page) {
    double side = 1;
    for (const Landmark& mark : page) side = std::max({side, mark.box.right, mark.box.bottom});
    return static_cast<int>(side) + 2;
  }

  bool cells_;
  std::span<const Landmark> form_;
  std::span<const Landmark> page_;
  BoxIndex index_;
  std::size_t total_ = 0;
};

// The map of one cell onto another: both are upright.
std::optional<Transform> FromCells(const PaperBox& form, const PaperBox& page) {
  const double across = page.width() / form.width(), down = page.height() / form.height();
  if (std::abs(std::log(across / down)) > kSquare) return std::nullopt;
  return Transform{across, 0, page.left - across * form.left, 0, down, page.top - down * form.top};
}

// The map that keeps shapes of two middles onto two others; upright within a few degrees.
std::optional<Transform> FromLines(const Landmark& form_a, const Landmark& form_b,
                                   const Landmark& page_a, const Landmark& page_b) {
  const Point a = MiddleOf(form_a.box), b = MiddleOf(form_b.box);
  const Point c = MiddleOf(page_a.box), d = MiddleOf(page_b.box);
  const double x = b.x - a.x, y = b.y - a.y, square = x * x + y * y;
  if (square < kFarApart * kFarApart) return std::nullopt;
  const double cosine = ((d.x - c.x) * x + (d.y - c.y) * y) / square;
  const double sine = ((d.y - c.y) * x - (d.x - c.x) * y) / square;
  if (cosine <= 0 || std::abs(sine) > 0.05 * cosine) return std::nullopt;
  return Transform{cosine, -sine,  c.x - cosine * a.x + sine * a.y,
                   sine,   cosine, c.y - sine * a.x - cosine * a.y};
}

std::vector<Transform> ProposalsOf(const Matcher& matcher, std::span<const Landmark> form,
                                   std::span<const Landmark> page,
                                   std::span<const LandmarkPair> pairs, bool cells) {
  std::vector<LandmarkPair> useful;
  std::ranges::copy_if(pairs, std::back_inserter(useful), [&](const LandmarkPair& pair) {
    return matcher.Counts(form[pair.of_form]);
  });
  std::ranges::stable_sort(useful, std::ranges::greater{}, [&](const LandmarkPair& pair) {
    return AreaOf(form[pair.of_form].box);
  });
  std::vector<Transform> proposals;
  for (std::size_t i = 0; i < useful.size() && proposals.size() < kMostProposals; ++i) {
    const auto& [form_i, page_i] = useful[i];
    if (cells) {
      if (const auto map = FromCells(form[form_i].box, page[page_i].box)) proposals.push_back(*map);
      continue;
    }
    for (std::size_t k = i + 1; k < std::min(useful.size(), i + 6); ++k) {
      const auto& [form_k, page_k] = useful[k];
      const auto map = FromLines(form[form_i], form[form_k], page[page_i], page[page_k]);
      if (map) proposals.push_back(*map);
    }
  }
  return proposals;
}

// By cells alone, or by lines alone.
std::optional<Registration> RegisterBy(bool cells, std::span<const Landmark> form,
                                       std::span<const Landmark> page,
                                       std::span<const LandmarkPair> pairs) {
  const Matcher matcher(form, page, cells);
  const std::size_t fewest = cells ? kFewestCells : kFewestLines;
  if (matcher.total() < fewest) return std::nullopt;
  std::vector<LandmarkPair> best;
  for (const Transform& proposal : ProposalsOf(matcher, form, page, pairs, cells)) {
    auto met = matcher.Match(proposal, kRough);
    if (met.size() > best.size()) best = std::move(met);
    if (50 * best.size() >= 49 * matcher.total()) break;  // a row or column further fits nearly so
  }
  if (best.size() < 3) return std::nullopt;
  std::optional<Transform> map;
  for (const double slack : kFiner) {
    const std::vector<PointPair> corners = matcher.Corners(best);
    const bool many = slack < kFiner[0] && best.size() >= 2 * fewest;
    map = many ? FitPerspective(corners) : FitAffine(corners);
    if (!map) return std::nullopt;
    best = matcher.Match(*map, slack);
    if (best.size() < fewest) return std::nullopt;
  }
  const double least = cells ? kShareOfCells : kShareOfLines;
  const Registration found{*map,
                           static_cast<double>(best.size()) / static_cast<double>(matcher.total()),
                           ResidualOf(*map, matcher.Corners(best)) / ScaleOf(*map)};
  if (found.matched < least || found.residual > kMostResidual) return std::nullopt;
  return found;
}

}  // namespace

std::optional<Registration> Register(std::span<const Landmark> form, std::span<const Landmark> page,
                                     std::span<const LandmarkPair> pairs) {
  const auto by_cells = RegisterBy(true, form, page, pairs);
  return by_cells ? by_cells : RegisterBy(false, form, page, pairs);
}

}  // namespace sumikeshi
