// Forward-backward and Viterbi over the labels of a sentence.
#include "scanner/tagger/lattice.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace sumikeshi::tagger {
namespace {

using Factors = std::array<double, kTransitions>;

// 1/1 to 1/13.
constexpr auto kInverses = [] {
  std::array<double, 13> inverses{};
  for (std::size_t i = 0; i < inverses.size(); ++i) inverses[i] = 1.0 / static_cast<double>(i + 1);
  return inverses;
}();

float ScoreOf(const Columns& columns, std::size_t label, float outside) {
  if (label == kOutside) return outside;
  const float inside = columns[1] + columns[2 + CategoryOf(label)];
  return IsBegin(label) ? inside + columns[0] : inside;
}

Lattice::Row FactorsOf(const Columns& columns) {
  Lattice::Row row{};
  float top = 0;
  for (std::size_t label = 0; label < kLabels; ++label) {
    top = std::max(top, ScoreOf(columns, label, 0));
  }
  for (std::size_t label = 0; label < kLabels; ++label) {
    row[label] = Exp(static_cast<double>(ScoreOf(columns, label, 0) - top));
  }
  return row;
}

Lattice::Row Forward(const Lattice::Row& before, const Lattice::Row& here, const Factors& t) {
  double begins = 0;
  double insides = 0;
  for (std::size_t c = 0; c < kCategories; ++c) {
    begins += before[BeginOf(c)];
    insides += before[InsideOf(c)];
  }
  Lattice::Row row{};
  row[kOutside] = here[kOutside] * (before[kOutside] * t[kOutsideOutside] +
                                    begins * t[kBeginOutside] + insides * t[kInsideOutside]);
  const double to_begin =
      before[kOutside] * t[kOutsideBegin] + begins * t[kBeginBegin] + insides * t[kInsideBegin];
  for (std::size_t c = 0; c < kCategories; ++c) {
    row[BeginOf(c)] = here[BeginOf(c)] * to_begin;
    row[InsideOf(c)] = here[InsideOf(c)] * (before[BeginOf(c)] * t[kBeginInside] +
                                            before[InsideOf(c)] * t[kInsideInside]);
  }
  return row;
}

Lattice::Row Backward(const Lattice::Row& after, const Lattice::Row& there, const Factors& t,
                      double scale) {
  const double outside = after[kOutside] * there[kOutside];
  double begins = 0;
  for (std::size_t c = 0; c < kCategories; ++c) begins += after[BeginOf(c)] * there[BeginOf(c)];
  Lattice::Row row{};
  row[kOutside] = (outside * t[kOutsideOutside] + begins * t[kOutsideBegin]) / scale;
  for (std::size_t c = 0; c < kCategories; ++c) {
    const double inside = after[InsideOf(c)] * there[InsideOf(c)];
    row[BeginOf(c)] =
        (outside * t[kBeginOutside] + begins * t[kBeginBegin] + inside * t[kBeginInside]) / scale;
    row[InsideOf(c)] =
        (outside * t[kInsideOutside] + begins * t[kInsideBegin] + inside * t[kInsideInside]) /
        scale;
  }
  return row;
}

struct Step {
  float score = 0;
  std::uint8_t label = 0;  // where it comes from
};

Step BestStep(const std::array<float, kLabels>& best, float from_outside, float from_begin,
              float from_inside) {
  Step step{best[kOutside] + from_outside, kOutside};
  for (std::size_t label = 1; label < kLabels; ++label) {
    const float score = best[label] + (IsBegin(label) ? from_begin : from_inside);
    if (score > step.score) step = {score, static_cast<std::uint8_t>(label)};
  }
  return step;
}

}  // namespace

Transition TransitionOf(std::size_t from, std::size_t to) {
  if (from == kOutside) {
    if (to == kOutside) return kOutsideOutside;
    return IsBegin(to) ? kOutsideBegin : kTransitions;
  }
  if (to == kOutside) return IsBegin(from) ? kBeginOutside : kInsideOutside;
  if (IsBegin(to)) return IsBegin(from) ? kBeginBegin : kInsideBegin;
  if (CategoryOf(from) != CategoryOf(to)) return kTransitions;
  return IsBegin(from) ? kBeginInside : kInsideInside;
}

Lattice::Row Lattice::Marginals(std::size_t at) const {
  Row row{};
  double sum = 0;
  for (std::size_t label = 0; label < kLabels; ++label) {
    row[label] = forward[at][label] * backward[at][label];
    sum += row[label];
  }
  for (double& value : row) value /= sum;
  return row;
}

Lattice MakeLattice(const std::vector<Columns>& scores, const Transitions& transitions) {
  Factors t{};
  for (std::size_t i = 0; i < kTransitions; ++i) t[i] = Exp(static_cast<double>(transitions[i]));
  const std::size_t count = scores.size();
  Lattice lattice;
  lattice.factors.reserve(count);
  lattice.forward.reserve(count);
  lattice.scale.reserve(count);
  lattice.backward.resize(count);
  // Before the sentence everything is outside.
  Lattice::Row before{};
  before[kOutside] = 1;
  for (std::size_t i = 0; i < count; ++i) {
    lattice.factors.push_back(FactorsOf(scores[i]));
    Lattice::Row row = Forward(before, lattice.factors[i], t);
    double sum = 0;
    for (const double value : row) sum += value;
    for (double& value : row) value /= sum;
    lattice.scale.push_back(sum);
    lattice.forward.push_back(row);
    before = row;
  }
  if (count > 0) lattice.backward[count - 1].fill(1);
  for (std::size_t i = count; i-- > 1;) {
    lattice.backward[i - 1] =
        Backward(lattice.backward[i], lattice.factors[i], t, lattice.scale[i]);
  }
  return lattice;
}

std::vector<std::size_t> BestLabels(const std::vector<Columns>& scores, const Transitions& t,
                                    float reluctance) {
  constexpr float kNever = -std::numeric_limits<float>::infinity();
  std::array<float, kLabels> best{};
  best.fill(kNever);
  best[kOutside] = 0;
  std::vector<std::array<std::uint8_t, kLabels>> from(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    // Whence it is best to come to the outside and to any beginning.
    const Step outside = BestStep(best, t[kOutsideOutside], t[kBeginOutside], t[kInsideOutside]);
    const Step begin = BestStep(best, t[kOutsideBegin], t[kBeginBegin], t[kInsideBegin]);
    std::array<float, kLabels> next{};
    next[kOutside] = outside.score - reluctance;
    from[i][kOutside] = outside.label;
    for (std::size_t c = 0; c < kCategories; ++c) {
      const std::size_t to_begin = BeginOf(c);
      const std::size_t to_inside = InsideOf(c);
      next[to_begin] = begin.score + ScoreOf(scores[i], to_begin, 0);
      from[i][to_begin] = begin.label;
      const float from_begin = best[to_begin] + t[kBeginInside];
      const float from_inside = best[to_inside] + t[kInsideInside];
      next[to_inside] = std::max(from_begin, from_inside) + ScoreOf(scores[i], to_inside, 0);
      from[i][to_inside] =
          static_cast<std::uint8_t>(from_begin >= from_inside ? to_begin : to_inside);
    }
    best = next;
  }
  std::vector<std::size_t> labels(scores.size());
  auto label = static_cast<std::size_t>(std::ranges::max_element(best) - best.begin());
  for (std::size_t i = scores.size(); i-- > 0;) {
    labels[i] = label;
    label = from[i][label];
  }
  return labels;
}

// 2^k x e^r with |r| <= ln 2 / 2, by its series.
double Exp(double x) {
  constexpr double kLowest = -700;
  constexpr int kBias = 1023;
  constexpr unsigned kMantissa = 52;
  x = std::clamp(x, kLowest, -kLowest);
  const double wanted = x / std::numbers::ln2 + 0.5;
  auto k = static_cast<std::int64_t>(wanted);
  if (static_cast<double>(k) > wanted) --k;
  const double r = x - static_cast<double>(k) * std::numbers::ln2;
  double term = 1;
  double sum = 1;
  for (const double inverse : kInverses) {
    term *= r * inverse;
    sum += term;
  }
  return sum * std::bit_cast<double>((k + kBias) << kMantissa);
}

// With x = m x 2^k: k ln 2 + 2 artanh((m - 1) / (m + 1)), by its series.
double Log(double x) {
  constexpr double kTiny = 1e-12;
  int exponent = 0;
  double m = std::frexp(std::max(x, kTiny), &exponent);
  if (m < std::numbers::sqrt2 / 2) {
    m *= 2;
    --exponent;
  }
  const double s = (m - 1) / (m + 1);
  double power = s;
  double sum = 0;
  for (int i = 1; i <= 21; i += 2) {
    sum += power / i;
    power *= s * s;
  }
  return exponent * std::numbers::ln2 + 2 * sum;
}

}  // namespace sumikeshi::tagger
