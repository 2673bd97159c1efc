// The sequence model: every character is outside, begins a fact of a category, or goes on with it.
//
// A conditional random field over 21 labels. A feature has one weight for beginning, one for being
// inside, and one for each category; the labels share them, so that what tells a fact of one
// category helps to tell those of others. Transitions depend on the kinds of labels alone.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace sumikeshi::tagger {

inline constexpr std::size_t kCategories = 10;  // the first ten of Category
inline constexpr std::size_t kColumns = 2 + kCategories;
inline constexpr std::size_t kLabels = 1 + 2 * kCategories;
inline constexpr std::size_t kOutside = 0;

[[nodiscard]] constexpr std::size_t BeginOf(std::size_t category) { return 2 * category + 1; }
[[nodiscard]] constexpr std::size_t InsideOf(std::size_t category) { return 2 * category + 2; }
[[nodiscard]] constexpr bool IsBegin(std::size_t label) { return label % 2 == 1; }
[[nodiscard]] constexpr std::size_t CategoryOf(std::size_t label) { return (label - 1) / 2; }

// Sums of weights at a character: to begin, to be inside, by category.
using Columns = std::array<float, kColumns>;

enum Transition : std::size_t {
  kOutsideOutside,
  kOutsideBegin,
  kBeginOutside,
  kBeginBegin,
  kBeginInside,
  kInsideOutside,
  kInsideBegin,
  kInsideInside,
  kTransitions,
};
using Transitions = std::array<float, kTransitions>;

// The transition between two labels; kTransitions where there is none.
[[nodiscard]] Transition TransitionOf(std::size_t from, std::size_t to);

// Of each character and label: scaled forward and backward sums.
struct Lattice {
  using Row = std::array<double, kLabels>;
  std::vector<Row> factors;
  std::vector<Row> forward;
  std::vector<Row> backward;
  std::vector<double> scale;

  // The probability of each label at a character.
  [[nodiscard]] Row Marginals(std::size_t at) const;
};

[[nodiscard]] Lattice MakeLattice(const std::vector<Columns>& scores,
                                  const Transitions& transitions);

// The most probable labels; `reluctance` makes being outside that much less likely.
[[nodiscard]] std::vector<std::size_t> BestLabels(const std::vector<Columns>& scores,
                                                  const Transitions& transitions, float reluctance);

// The same on every machine, as the library's are not. Log of zero is that of a tiny number.
[[nodiscard]] double Exp(double x);
[[nodiscard]] double Log(double x);

}  // namespace sumikeshi::tagger
