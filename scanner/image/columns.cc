// Characters of a line stand closer to each other than lines do. Marks that follow each other
// closely are chained, once downwards and once to the right; the block runs the way in which its
// chains are longer by far. Letter-spaced labels, one below the other, chain to short columns, and
// figures to narrow ones: both tell nothing.
#include "scanner/image/columns.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace sumikeshi {
namespace {

constexpr double kWidest = 1.5;  // em: across a line
constexpr std::size_t kMostMarks = 6'000;

constexpr double kNarrowest = 0.7;  // em: narrower ones are figures below each other
constexpr double kNear = 0.35;      // em: between characters of a line
constexpr double kWord = 1.3;       // em: a chain to the right that long is part of a row
// Where a page is known to be written downwards, shorter and looser columns are believed.
struct Limits {
  double near;      // em: between characters of a column
  double shortest;  // em: shorter columns tell nothing
  double plainly;   // times longer downwards than to the right
};
constexpr Limits kUnknown{kNear, 3.5, 2}, kDown{1.2, 1.5, 1};

Box Swapped(const Box& box) { return {box.top, box.left, box.bottom, box.right}; }

int Overlap(int a, int a_end, int b, int b_end) { return std::min(a_end, b_end) - std::max(a, b); }

// The bounds of marks that follow each other downwards, no wider than a line.
std::vector<Box> ChainsDown(std::vector<Box> marks, int em, double gap) {
  std::ranges::sort(marks, {}, [](const Box& b) { return std::pair(b.top, b.left); });
  std::vector<std::size_t> parent(marks.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  };
  const int near = std::max(1, static_cast<int>(gap * em));
  for (std::size_t i = 0; i < marks.size(); ++i) {
    for (std::size_t j = i + 1; j < marks.size(); ++j) {
      if (marks[j].top - marks[i].bottom > near) {
        // Sorted by top: nothing further down is nearer to this mark.
        break;
      }
      const int shared = Overlap(marks[i].left, marks[i].right, marks[j].left, marks[j].right);
      if (shared * 2 < std::min(marks[i].width(), marks[j].width())) continue;
      const std::size_t a = root(i), b = root(j);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<Box> chains(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    Box& chain = chains[root(i)];
    chain = Unite(chain, marks[i]);
  }
  std::erase_if(chains, [&](const Box& box) { return box.empty() || box.width() > kWidest * em; });
  return chains;
}

double LengthOf(const std::vector<Box>& chains, double shortest, double narrowest) {
  double length = 0;
  for (const Box& chain : chains) {
    if (chain.height() >= shortest && chain.width() >= narrowest) length += chain.height();
  }
  return length;
}

// The stretches across the page over which columns stand, from left to right.
std::vector<std::pair<int, int>> PlacesOf(std::vector<Box> chains, int em) {
  std::erase_if(chains, [&](const Box& chain) { return chain.height() < em; });
  // The longest first: they tell best where a column is.
  std::ranges::sort(chains, {}, [](const Box& b) { return std::pair(-b.height(), b.left); });
  std::vector<std::pair<int, int>> places;
  for (const Box& chain : chains) {
    const bool known = std::ranges::any_of(places, [&](const auto& place) {
      const int shared = Overlap(chain.left, chain.right, place.first, place.second);
      return shared * 2 >= std::min(chain.width(), place.second - place.first);
    });
    if (!known) places.emplace_back(chain.left, chain.right);
  }
  std::ranges::sort(places);
  return places;
}

}  // namespace

std::vector<std::vector<std::size_t>> FindColumns(std::span<const Box> boxes,
                                                  const std::vector<std::size_t>& marks, int em,
                                                  Writing writing) {
  const Limits& limits = writing == Writing::kDown ? kDown : kUnknown;
  if (marks.size() < 2 || marks.size() > kMostMarks) return {};
  std::vector<Box> upright, turned;
  for (const std::size_t mark : marks) {
    upright.push_back(boxes[mark]);
    turned.push_back(Swapped(boxes[mark]));
  }
  std::vector<Box> down = ChainsDown(std::move(upright), em, limits.near);
  const double length = LengthOf(down, limits.shortest * em, kNarrowest * em);
  if (length == 0) return {};
  const std::vector<Box> across = ChainsDown(std::move(turned), em, kNear);
  if (length < limits.plainly * LengthOf(across, kWord * em, 0)) return {};
  const std::vector<std::pair<int, int>> places = PlacesOf(std::move(down), em);
  std::vector<std::vector<std::size_t>> columns(places.size());
  for (const std::size_t mark : marks) {
    const Box& box = boxes[mark];
    if (box.width() > kWidest * em) continue;
    const auto distance = [&](const std::pair<int, int>& place) {
      return std::abs(box.left + box.right - place.first - place.second);
    };
    const auto nearest = std::ranges::min_element(places, {}, distance);
    columns[static_cast<std::size_t>(nearest - places.begin())].push_back(mark);
  }
  for (std::vector<std::size_t>& column : columns) {
    std::ranges::sort(column, {}, [&](std::size_t m) { return std::pair(boxes[m].top, m); });
  }
  std::ranges::reverse(columns);
  return columns;
}

}  // namespace sumikeshi
