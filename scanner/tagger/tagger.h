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
  kOfShort,    // 1 in a sentence of few characters
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
  [[nodiscard]] bool MayHave(std::uint32_t feature) const {
    const std::uint32_t bit = feature & kPresentMask;
    return (present_[bit >> 6U] >> (bit & 63U) & 1U) != 0;
  }
  using Sums = std::array<std::int32_t, kColumns>;
  // Adds the weights of those features that have any. Uses up `features`.
  void Add(std::vector<std::uint32_t>& features, Sums& sums) const;
  // Null where the feature has none.
  [[nodiscard]] const Model::Entry* Find(std::uint32_t feature) const;

  // Most features of a text have no weights: these bits tell so without a look at the table, which
  // is too large for the nearer caches.
  static constexpr std::uint32_t kPresentMask = (1U << 22U) - 1;

  Transitions transitions_;
  Evidence calibration_;
  std::vector<std::uint64_t> present_;  // bits, by the last ones of the feature
  std::vector<Model::Entry> slots_;     // open addressing by the first bits; free where all is 0
  unsigned shift_ = 0;                  // from a feature to its slot
};

}  // namespace tagger
}  // namespace sumikeshi
