// Small thin marks are chained to the nearest one that goes on in the same row; a chain is a rule
// when its dashes are alike. A row of 一 or ー is not: its strokes are longer than dashes and few.
#include "scanner/image/dashes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include "scanner/image/components.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kFewestDashes = 5;

struct Sizes {
  explicit Sizes(double dpi)
      : thickest(Pixels(dpi, 0.028)),
        longest(Pixels(dpi, 0.13)),
        gap(Pixels(dpi, 0.17)),
        offset(std::max(1, Pixels(dpi, 0.006))),
        shortest_rule(Pixels(dpi, 0.38)) {}
  static int Pixels(double dpi, double inches) {
    return static_cast<int>(std::lround(dpi * inches));
  }
  int thickest, longest, gap, offset, shortest_rule;
};

// A dash along its rule: `begin` .. `end`, its middle at `across`.
struct Dash {
  int begin, end, across;
  std::size_t mark;
};

using Chain = std::vector<Dash>;

std::vector<Chain> ChainsOf(std::vector<Dash> dashes, const Sizes& sizes) {
  std::ranges::sort(dashes, {}, [](const Dash& d) { return std::pair(d.begin, d.across); });
  std::vector<Chain> chains;
  std::map<int, std::size_t> latest;  // the chain that ends last, by place across
  for (const Dash& dash : dashes) {
    std::size_t best = chains.size();
    for (int across = dash.across - sizes.offset; across <= dash.across + sizes.offset; ++across) {
      const auto found = latest.find(across);
      if (found == latest.end()) continue;
      const Dash& last = chains[found->second].back();
      const int gap = dash.begin - last.end;
      if (gap < 1 || gap > sizes.gap || std::abs(last.across - dash.across) > sizes.offset)
        continue;
      if (best == chains.size() || last.end > chains[best].back().end) best = found->second;
    }
    if (best == chains.size()) chains.emplace_back();
    chains[best].push_back(dash);
    latest[dash.across] = best;
  }
  return chains;
}

bool IsRule(const Chain& chain, const Sizes& sizes) {
  if (chain.size() < kFewestDashes) return false;
  if (chain.back().end - chain.front().begin < sizes.shortest_rule) return false;
  std::vector<int> lengths, gaps;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    lengths.push_back(chain[i].end - chain[i].begin);
    if (i > 0) gaps.push_back(chain[i].begin - chain[i - 1].end);
  }
  // Most are near the median; where other rules cross, a dash or a gap comes out shorter.
  const auto alike = [](std::vector<int> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    const int median = *middle, slack = std::max(2, median / 2);
    const auto near =
        std::ranges::count_if(values, [&](int value) { return std::abs(value - median) <= slack; });
    return near * 3 >= std::ssize(values) * 2;
  };
  return alike(std::move(lengths)) && alike(std::move(gaps));
}

void TakeOneDirection(const Components& marks, bool horizontal, const Sizes& sizes, Rules& rules) {
  std::vector<Dash> dashes;
  for (std::size_t i = 0; i < marks.marks.size(); ++i) {
    const Box& box = marks.marks[i].box;
    const int length = horizontal ? box.width() : box.height();
    const int thickness = horizontal ? box.height() : box.width();
    // A dot may come out a little higher than wide.
    if (thickness > sizes.thickest || length > sizes.longest || length + sizes.offset < thickness) {
      continue;
    }
    dashes.push_back(horizontal ? Dash{box.left, box.right, (box.top + box.bottom) / 2, i}
                                : Dash{box.top, box.bottom, (box.left + box.right) / 2, i});
  }
  for (const Chain& chain : ChainsOf(std::move(dashes), sizes)) {
    if (!IsRule(chain, sizes)) continue;
    Box rule;
    for (const Dash& dash : chain) {
      rule = Unite(rule, marks.marks[dash.mark].box);
      for (const Run& run : marks.RunsOfMark(dash.mark)) {
        rules.ink.Fill(run, false);
        rules.removed.Fill(run);
      }
    }
    (horizontal ? rules.horizontal : rules.vertical).push_back(rule);
  }
}

}  // namespace

Rules TakeDashedRules(Rules rules, double dpi) {
  const Sizes sizes(dpi);
  const Components marks = FindComponents(rules.ink);
  TakeOneDirection(marks, true, sizes, rules);
  TakeOneDirection(marks, false, sizes, rules);
  return rules;
}

}  // namespace sumikeshi
