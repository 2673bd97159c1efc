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

// Most are near the usual one; where other rules cross, a dash or a gap comes out shorter.
bool MostAreNear(std::vector<int> offsets, int slack) {
  const auto near =
      std::ranges::count_if(offsets, [&](int offset) { return std::abs(offset) <= slack; });
  return near * 3 >= std::ssize(offsets) * 2;
}

// The usual length of a dash and of the gap to the next.
struct Pattern {
  int length = 0;
  int gap = 0;
};

int PartOf(std::vector<int> values, std::size_t of) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() / of);
  std::ranges::nth_element(values, place);
  return *place;
}

std::vector<int> LengthsOf(const Chain& chain) {
  std::vector<int> lengths;
  for (const Dash& dash : chain) lengths.push_back(dash.end - dash.begin);
  return lengths;
}

std::vector<int> GapsOf(const Chain& chain) {
  std::vector<int> gaps;
  for (std::size_t i = 1; i < chain.size(); ++i) gaps.push_back(chain[i].begin - chain[i - 1].end);
  return gaps;
}

// A dash that hangs on another rule is not in the chain: its gap is one dash longer.
Pattern PatternOf(const Chain& chain) {
  return {PartOf(LengthsOf(chain), 2), PartOf(GapsOf(chain), 4)};
}

bool Fits(const Chain& chain, const Pattern& usual) {
  std::vector<int> lengths = LengthsOf(chain), gaps = GapsOf(chain);
  const int step = usual.length + usual.gap;
  for (int& value : lengths) value -= usual.length;
  for (int& value : gaps) value -= usual.gap + (value - usual.gap + step / 2) / step * step;
  return MostAreNear(std::move(lengths), std::max(2, usual.length / 2)) &&
         MostAreNear(std::move(gaps), std::max(2, usual.gap / 2));
}

bool IsLongRule(const Chain& chain, const Sizes& sizes) {
  return chain.size() >= kFewestDashes &&
         chain.back().end - chain.front().begin >= sizes.shortest_rule &&
         Fits(chain, PatternOf(chain));
}

// Whether the chain leads from one rule to another across, as the side of a cell does.
bool LeadsAcross(const Chain& chain, bool horizontal, const std::vector<Box>& across,
                 const Sizes& sizes) {
  const int at = chain.front().across;
  const auto is_at = [&](int place) {
    return std::ranges::any_of(across, [&](const Box& rule) {
      const auto [begin, end] =
          horizontal ? std::pair(rule.top, rule.bottom) : std::pair(rule.left, rule.right);
      const int middle = horizontal ? (rule.left + rule.right) / 2 : (rule.top + rule.bottom) / 2;
      return begin - sizes.gap <= at && at <= end + sizes.gap &&
             std::abs(middle - place) <= sizes.gap;
    });
  };
  return is_at(chain.front().begin) && is_at(chain.back().end);
}

// Finds the dashed rules among marks that are ink of no other rule.
class DashedRules {
 public:
  DashedRules(Rules rules, double dpi)
      : sizes_(dpi),
        rules_(std::move(rules)),
        marks_(FindComponents(rules_.ink)),
        taken_(marks_.marks.size()) {}

  Rules Take() && {
    std::vector<Box> horizontal = TakeLong(true), vertical = TakeLong(false);
    if (!patterns_.empty()) {
      const Pattern usual = UsualPattern();
      const std::vector<Box> rows = Both(rules_.horizontal, horizontal);
      const std::vector<Box> columns = Both(rules_.vertical, vertical);
      horizontal = Both(horizontal, TakeShort(true, usual, columns));
      vertical = Both(vertical, TakeShort(false, usual, rows));
    }
    TakeCrossings(horizontal, vertical);
    rules_.horizontal = Both(rules_.horizontal, horizontal);
    rules_.vertical = Both(rules_.vertical, vertical);
    return std::move(rules_);
  }

 private:
  static std::vector<Box> Both(std::vector<Box> boxes, const std::vector<Box>& more) {
    boxes.insert(boxes.end(), more.begin(), more.end());
    return boxes;
  }

  [[nodiscard]] std::vector<Chain> Chains(bool horizontal) const {
    std::vector<Dash> dashes;
    for (std::size_t i = 0; i < marks_.marks.size(); ++i) {
      const Box& box = marks_.marks[i].box;
      const int length = horizontal ? box.width() : box.height();
      const int thickness = horizontal ? box.height() : box.width();
      // A dot may come out a little higher than wide.
      if (taken_[i] || thickness > sizes_.thickest || length > sizes_.longest ||
          length + sizes_.offset < thickness) {
        continue;
      }
      dashes.push_back(horizontal ? Dash{box.left, box.right, (box.top + box.bottom) / 2, i}
                                  : Dash{box.top, box.bottom, (box.left + box.right) / 2, i});
    }
    return ChainsOf(std::move(dashes), sizes_);
  }

  void TakeMark(std::size_t mark) {
    taken_[mark] = true;
    for (const Run& run : marks_.RunsOfMark(mark)) {
      rules_.ink.Fill(run, false);
      rules_.removed.Fill(run);
    }
  }

  Box TakeChain(const Chain& chain) {
    Box rule;
    for (const Dash& dash : chain) {
      rule = Unite(rule, marks_.marks[dash.mark].box);
      TakeMark(dash.mark);
    }
    return rule;
  }

  std::vector<Box> TakeLong(bool horizontal) {
    std::vector<Box> found;
    for (const Chain& chain : Chains(horizontal)) {
      if (!IsLongRule(chain, sizes_)) continue;
      patterns_.push_back(PatternOf(chain));
      found.push_back(TakeChain(chain));
    }
    return found;
  }

  // What is too short to tell by itself, but has the dashes of the page's longer rules.
  std::vector<Box> TakeShort(bool horizontal, const Pattern& usual,
                             const std::vector<Box>& across) {
    std::vector<Box> found;
    for (const Chain& chain : Chains(horizontal)) {
      if (chain.size() < 2 || !Fits(chain, usual)) continue;
      if (LeadsAcross(chain, horizontal, across, sizes_)) found.push_back(TakeChain(chain));
    }
    return found;
  }

  [[nodiscard]] Pattern UsualPattern() const {
    std::vector<int> lengths, gaps;
    for (const Pattern& pattern : patterns_) {
      lengths.push_back(pattern.length), gaps.push_back(pattern.gap);
    }
    return {PartOf(std::move(lengths), 2), PartOf(std::move(gaps), 2)};
  }

  // Where a rule's next dash may stand.
  [[nodiscard]] Box Reach(const Box& rule, bool horizontal) const {
    const int x = horizontal ? sizes_.gap : sizes_.offset;
    const int y = horizontal ? sizes_.offset : sizes_.gap;
    return {rule.left - x, rule.top - y, rule.right + x, rule.bottom + y};
  }

  void TakeCrossings(std::vector<Box>& horizontal, std::vector<Box>& vertical);

  Sizes sizes_;
  Rules rules_;
  Components marks_;
  std::vector<bool> taken_;
  std::vector<Pattern> patterns_;  // of the long rules
};

// Where dashes of two rules meet they are one mark, neither's: all of it lies on the two rules, and
// a rule that ended before it reaches to it.
void DashedRules::TakeCrossings(std::vector<Box>& horizontal, std::vector<Box>& vertical) {
  for (std::size_t i = 0; i < marks_.marks.size(); ++i) {
    const Box& box = marks_.marks[i].box;
    if (taken_[i] || std::max(box.width(), box.height()) > sizes_.longest) continue;
    const auto rule_at = [&](std::vector<Box>& rules, bool is_horizontal) {
      return std::ranges::find_if(rules, [&](const Box& rule) {
        return !Intersect(Reach(rule, is_horizontal), box).empty();
      });
    };
    const auto row = rule_at(horizontal, true);
    const auto column = rule_at(vertical, false);
    if (row == horizontal.end() || column == vertical.end()) continue;
    const Box along = Reach(*row, true), down = Reach(*column, false);
    const bool all_on_rules = std::ranges::all_of(marks_.RunsOfMark(i), [&](const Run& run) {
      const Box place{run.left, run.y, run.right, run.y + 1};
      return Intersect(along, place) == place || Intersect(down, place) == place;
    });
    if (!all_on_rules) continue;
    TakeMark(i);
    *row = {std::min(row->left, box.left), row->top, std::max(row->right, box.right), row->bottom};
    *column = {column->left, std::min(column->top, box.top), column->right,
               std::max(column->bottom, box.bottom)};
  }
}

}  // namespace

Rules TakeDashedRules(Rules rules, double dpi) { return DashedRules(std::move(rules), dpi).Take(); }

}  // namespace sumikeshi
