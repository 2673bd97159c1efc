// The learned tagger: finds the words of a sentence that tell a sensitive fact.
//
// It is trained by bench/tagger from tests/corpus; scanner/tagger has what both sides share.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/tagger/features.h"
#include "scanner/tagger/lattice.h"
#include "sumikeshi/category.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// models/tagger.bin, which is compiled in.
extern const std::string_view kTaggerModel;

namespace tagger {

struct Tag {
  Span span;  // characters of the sentence
  Category category = Category::kHealth;
  double confidence = 0;  // calibrated: of those at 0.9, nine in ten touch a fact
};

// What is learned. Weights are kept in steps of 1/kSteps; a feature that is not there has none.
struct Model {
  static constexpr float kSteps = 160;
  struct Entry {
    std::uint32_t feature = 0;
    std::array<std::int8_t, kColumns> weights{};
  };

  Transitions transitions{};
  float slope = 1;             // of the calibration: the confidence is the logistic function of
  float offset = 0;            // slope x log odds + offset
  std::vector<Entry> entries;  // sorted by feature
};

[[nodiscard]] std::string WriteModel(const Model& model);
[[nodiscard]] Result<Model> ReadModel(std::string_view bytes);

// Immutable after construction.
class Tagger {
 public:
  explicit Tagger(Model model);

  // All that may be a fact, however unlikely, in order.
  [[nodiscard]] std::vector<Tag> TagSentence(const FeatureReader& sentence) const;

 private:
  static constexpr unsigned kIndexBits = 18;
  void Add(std::uint32_t feature, Columns& sums) const;

  Model model_;
  std::vector<std::uint32_t> index_;  // by the first bits of a feature: where its entries begin
};

}  // namespace tagger
}  // namespace sumikeshi
