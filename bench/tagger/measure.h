// What rules and tagger find on labelled lines, and how right it is.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "bench/tagger/corpus.h"
#include "scanner/tagger/tagger.h"

namespace sumikeshi::tagger {

// A fact of the rules, in characters of the text, and how sure they are.
struct Ruled {
  Span span;
  double confidence = 0;
};

// A line with what was found in it, in characters of its text.
struct Outcome {
  const Example* example = nullptr;
  std::vector<Tag> tags;
  std::vector<Ruled> facts;     // what the rules find
  std::vector<bool> by_others;  // by character: numbers and fields
};

[[nodiscard]] Outcome Look(const Tagger& tagger, const Example& example);

struct Score {
  std::array<std::size_t, kCategories> phrases{};
  std::array<std::size_t, kCategories> found{};  // 60 % of their characters, by any category
  std::size_t negatives = 0;                     // lines without a phrase
  std::size_t alarmed = 0;
  std::size_t characters = 0;
  std::size_t outside = 0;  // reported outside phrases

  [[nodiscard]] double Recall() const;  // these in percent
  [[nodiscard]] double Alarms() const;
  [[nodiscard]] double Outside() const;
};

struct Finder {
  double rules = 1;  // the least confidence of a rule that is believed without the tagger
  bool tagger = false;
  double threshold = 0;  // of the tagger's confidence
  double beside = 1;     // the same beside a tag that stands
};

[[nodiscard]] Score Measure(std::span<const Outcome> outcomes, const Finder& finder);

// The lowest threshold at which at most `alarms` percent of the negatives are alarmed.
[[nodiscard]] double ThresholdFor(std::span<const Outcome> outcomes, Finder finder, double alarms);

// Makes the confidences of `outcomes` the probabilities of touching a phrase (logistic regression
// over the evidence); returns its weights.
[[nodiscard]] Evidence Calibrate(std::span<Outcome> outcomes);

// Of the tags in ten bins of confidence: how many there are, and how many touch a phrase.
struct Reliability {
  std::array<std::size_t, 11> tags{};
  std::array<std::size_t, 11> right{};
};
[[nodiscard]] Reliability MeasureReliability(std::span<const Outcome> outcomes);

}  // namespace sumikeshi::tagger
