// Trains the tagger: AdaGrad on the likelihood of the labels of one sentence after the other.
//
// Features are dropped at random, so that none relies on its neighbours, and weights pulled to
// zero. The weights after each of the later rounds are averaged. What rounds to zero is left out.
#include "bench/tagger/trainer.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>

namespace sumikeshi::tagger {
namespace {

constexpr int kRounds = 8;
constexpr float kRate = 0.1F;
constexpr float kPull = 0.03F;         // of a weight to zero, at each step
constexpr float kFirst = 0.1F;         // of the squared gradients: slows the first steps
constexpr float kSettled = 2e-3F;      // a character whose labels are surer teaches nothing
constexpr float kLeast = 0.1F;         // a feature all of whose weights are smaller is left out
constexpr std::uint32_t kDropped = 2;  // one feature in so many is left out

// The first examples' features in the order of their appearance.
class Numbering {
 public:
  std::uint32_t Of(std::uint32_t feature) {
    const auto [place, is_new] =
        numbers_.try_emplace(feature, static_cast<std::uint32_t>(features_.size()));
    if (is_new) features_.push_back(feature);
    return place->second;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& features() const { return features_; }

 private:
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
  std::vector<std::uint32_t> features_;
};

class Trainer {
 public:
  explicit Trainer(std::span<const Example* const> examples) {
    for (const Example* example : examples) {
      for (TrainingSentence sentence : example->sentences) {
        for (std::uint32_t& feature : sentence.of_sentence) feature = numbering_.Of(feature);
        for (std::uint32_t& feature : sentence.features) feature = numbering_.Of(feature);
        sentences_.push_back(std::move(sentence));
      }
    }
    const std::size_t count = numbering_.features().size();
    weights_.resize(count);
    sums_.resize(count);
    squares_.resize(count);
    for (Columns& square : squares_) square.fill(kFirst);
    transition_squares_.fill(kFirst);
  }

  Model Run() {
    std::vector<const TrainingSentence*> order;
    for (const TrainingSentence& sentence : sentences_) order.push_back(&sentence);
    int averaged = 0;
    for (int round = 0; round < kRounds; ++round) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
      for (const TrainingSentence* sentence : order) Step(*sentence);
      if (round + 1 < kRounds / 2) continue;
      ++averaged;
      for (std::size_t i = 0; i < weights_.size(); ++i) {
        for (std::size_t k = 0; k < kColumns; ++k) sums_[i][k] += weights_[i][k];
      }
      for (std::size_t k = 0; k < kTransitions; ++k) transition_sums_[k] += transitions_[k];
    }
    return Finish(static_cast<float>(averaged));
  }

 private:
  Model Finish(float rounds) const {
    constexpr float kMost = 127;
    Model model;
    for (std::size_t k = 0; k < kTransitions; ++k) {
      model.transitions[k] = transition_sums_[k] / rounds;
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      Model::Entry entry{numbering_.features()[i], {}};
      float largest = 0;
      for (std::size_t k = 0; k < kColumns; ++k) {
        const float steps = std::round(sums_[i][k] / rounds * Model::kSteps);
        entry.weights[k] = static_cast<std::int8_t>(std::clamp(steps, -kMost, kMost));
        largest = std::max(largest, std::abs(steps));
      }
      if (largest >= kLeast * Model::kSteps) model.entries.push_back(entry);
    }
    std::ranges::sort(model.entries, {}, &Model::Entry::feature);
    return model;
  }

  bool Keeps() { return random_() % kDropped != 0; }

  // Features that are kept count for the dropped ones too.
  void Add(std::uint32_t feature, Columns& sums) const {
    constexpr float kShare = static_cast<float>(kDropped) / static_cast<float>(kDropped - 1);
    for (std::size_t k = 0; k < kColumns; ++k) sums[k] += kShare * weights_[feature][k];
  }

  void Step(const TrainingSentence& sentence) {
    const std::size_t count = sentence.labels.size();
    std::vector<std::uint32_t> of_sentence;
    std::vector<std::vector<std::uint32_t>> kept(count);
    Columns common{};
    for (const std::uint32_t feature : sentence.of_sentence) {
      if (!Keeps()) continue;
      of_sentence.push_back(feature);
      Add(feature, common);
    }
    std::vector<Columns> scores(count, common);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::uint32_t at = sentence.begins[i]; at < sentence.begins[i + 1]; ++at) {
        if (!Keeps()) continue;
        kept[i].push_back(sentence.features[at]);
        Add(sentence.features[at], scores[i]);
      }
    }
    const Lattice lattice = MakeLattice(scores, transitions_);
    Columns total{};
    for (std::size_t i = 0; i < count; ++i) {
      const Columns gradient = GradientAt(lattice, i, sentence);
      for (std::size_t k = 0; k < kColumns; ++k) total[k] += gradient[k];
      const bool settled =
          std::ranges::all_of(gradient, [](float value) { return std::abs(value) < kSettled; });
      if (settled) continue;
      for (const std::uint32_t feature : kept[i]) Move(feature, gradient);
    }
    for (const std::uint32_t feature : of_sentence) Move(feature, total);
    MoveTransitions(lattice, sentence);
  }

  static Columns GradientAt(const Lattice& lattice, std::size_t at,
                            const TrainingSentence& sentence) {
    Lattice::Row row = lattice.Marginals(at);
    row[sentence.labels[at]] -= 1;
    Columns gradient{};
    for (std::size_t c = 0; c < kCategories; ++c) {
      const auto begin = static_cast<float>(row[BeginOf(c)]) * sentence.weight;
      const auto inside = static_cast<float>(row[InsideOf(c)]) * sentence.weight;
      gradient[0] += begin;
      gradient[1] += begin + inside;
      gradient[2 + c] = begin + inside;
    }
    return gradient;
  }

  static void Descend(float gradient, float& weight, float& square) {
    const float slope = gradient + kPull * weight;
    square += slope * slope;
    weight -= kRate * slope / std::sqrt(square);
  }

  void Move(std::uint32_t feature, const Columns& gradient) {
    for (std::size_t k = 0; k < kColumns; ++k) {
      Descend(gradient[k], weights_[feature][k], squares_[feature][k]);
    }
  }

  void MoveTransitions(const Lattice& lattice, const TrainingSentence& sentence) {
    std::array<double, kTransitions> factors{};
    for (std::size_t k = 0; k < kTransitions; ++k) {
      factors[k] = Exp(static_cast<double>(transitions_[k]));
    }
    std::array<double, kTransitions> expected{};
    for (std::size_t i = 1; i < sentence.labels.size(); ++i) {
      std::array<double, kTransitions> here{};
      double sum = 0;
      for (std::size_t from = 0; from < kLabels; ++from) {
        for (std::size_t to = 0; to < kLabels; ++to) {
          const Transition transition = TransitionOf(from, to);
          if (transition == kTransitions) continue;
          const double share = lattice.forward[i - 1][from] * lattice.factors[i][to] *
                               lattice.backward[i][to] * factors[transition];
          here[transition] += share;
          sum += share;
        }
      }
      for (std::size_t k = 0; k < kTransitions; ++k) expected[k] += here[k] / sum;
      expected[TransitionOf(sentence.labels[i - 1], sentence.labels[i])] -= 1;
    }
    for (std::size_t k = 0; k < kTransitions; ++k) {
      Descend(static_cast<float>(expected[k]) * sentence.weight, transitions_[k],
              transition_squares_[k]);
    }
  }

  Numbering numbering_;
  std::vector<TrainingSentence> sentences_;
  std::vector<Columns> weights_, sums_, squares_;
  Transitions transitions_{}, transition_sums_{}, transition_squares_{};
  std::mt19937 random_{1};
};

}  // namespace

Model Train(std::span<const Example* const> examples) { return Trainer(examples).Run(); }

}  // namespace sumikeshi::tagger
