// The learned tagger: finds the words of a sentence that tell a sensitive fact.
//
// It is trained by bench/tagger from tests/corpus; scanner/tagger has what both sides share.
#pragma once

#include <array>
#include <cstdint>
#include <span>
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

// What the confidence of a tag is made of.
enum EvidenceOf : std::size_t {
  kOne,        // 1
  kMeanOdds,   // log odds of its characters not to be outside: mean,
  kMostOdds,   // of the surest
  kLeastOdds,  // and of the least sure
  kAnyOdds,    // log odds that some of them are not
  kLogLength,  // of its length
  kOfRuling,   // 1 by the strength of the surest ruling that it touches
  kOfCategory = kOfRuling + 5,
  kEvidence = kOfCategory + kCategories,
};
using Evidence = std::array<float, kEvidence>;

struct Tag {
  Span span;  // characters of the sentence
  Category category = Category::kHealth;
  Evidence evidence{};
  double confidence = 0;  // calibrated: of those at 0.9, nine in ten touch a fact
};

// Whether two places in a text are parts of one story.
[[nodiscard]] bool AreNear(Span a, Span b);

// Which of the tags of one text, in order, stand: those at `threshold`, and beside such a one those
// at `beside`, for they tell of the same person.
[[nodiscard]] std::vector<bool> Standing(std::span<const Tag> tags, double threshold,
                                         double beside);

// What is learned. Weights are kept in steps of 1/kSteps; a feature that is not there has none.
struct Model {
  static constexpr float kSteps = 160;
  struct Entry {
    std::uint32_t feature = 0;
    std::array<std::int8_t, kColumns> weights{};
  };

  Transitions transitions{};
  Evidence calibration{};      // the confidence is the logistic function of its product with the
                               // evidence
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
