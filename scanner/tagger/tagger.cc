// Sums the weights of a sentence's features, and reads facts off its labels.
#include "scanner/tagger/tagger.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace sumikeshi::tagger {
namespace {

constexpr std::string_view kMagic = "SKTAG1\n";
constexpr float kReluctance = 1;  // how much unlikelier being outside is made: finds more

void Append(std::string& bytes, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift & 0xFFU);
}

// Little-endian values, one after the other.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint8_t Byte() {
    if (at_ >= bytes_.size()) {
      short_ = true;
      return 0;
    }
    return static_cast<std::uint8_t>(bytes_[at_++]);
  }
  [[nodiscard]] std::uint32_t Word() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) value |= std::uint32_t{Byte()} << shift;
    return value;
  }
  [[nodiscard]] float Float() { return std::bit_cast<float>(Word()); }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
  [[nodiscard]] bool ran_short() const { return short_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool short_ = false;
};

// The mean log odds that the characters of a span are not outside.
double LogOdds(const Lattice& lattice, Span span) {
  double sum = 0;
  for (std::size_t i = span.begin; i < span.end; ++i) {
    const double outside = lattice.Marginals(i)[kOutside];
    sum += Log(1 - outside) - Log(outside);
  }
  return sum / static_cast<double>(span.end - span.begin);
}

}  // namespace

std::string WriteModel(const Model& model) {
  std::string bytes(kMagic);
  for (const float transition : model.transitions)
    Append(bytes, std::bit_cast<std::uint32_t>(transition));
  Append(bytes, std::bit_cast<std::uint32_t>(model.slope));
  Append(bytes, std::bit_cast<std::uint32_t>(model.offset));
  Append(bytes, static_cast<std::uint32_t>(model.entries.size()));
  for (const Model::Entry& entry : model.entries) {
    Append(bytes, entry.feature);
    for (const std::int8_t weight : entry.weights) bytes += static_cast<char>(weight);
  }
  return bytes;
}

Result<Model> ReadModel(std::string_view bytes) {
  const auto damaged = [] {
    return std::unexpected(Error{ErrorCode::kInternal, "tagger", "damaged model"});
  };
  if (!bytes.starts_with(kMagic)) return damaged();
  ByteReader reader(bytes.substr(kMagic.size()));
  Model model;
  for (float& transition : model.transitions) transition = reader.Float();
  model.slope = reader.Float();
  model.offset = reader.Float();
  const std::size_t count = reader.Word();
  if (reader.ran_short() || reader.left() != count * (sizeof(std::uint32_t) + kColumns)) {
    return damaged();
  }
  model.entries.resize(count);
  for (Model::Entry& entry : model.entries) {
    entry.feature = reader.Word();
    for (std::int8_t& weight : entry.weights) weight = static_cast<std::int8_t>(reader.Byte());
  }
  if (!std::ranges::is_sorted(model.entries, {}, &Model::Entry::feature)) return damaged();
  return model;
}

Tagger::Tagger(Model model) : model_(std::move(model)) {
  index_.resize((std::size_t{1} << kIndexBits) + 1);
  for (const Model::Entry& entry : model_.entries) {
    ++index_[(entry.feature >> (32 - kIndexBits)) + 1];
  }
  for (std::size_t i = 1; i < index_.size(); ++i) index_[i] += index_[i - 1];
}

void Tagger::Add(std::uint32_t feature, Columns& sums) const {
  const std::size_t bucket = feature >> (32 - kIndexBits);
  for (std::size_t i = index_[bucket]; i < index_[bucket + 1]; ++i) {
    const Model::Entry& entry = model_.entries[i];
    if (entry.feature != feature) continue;
    for (std::size_t k = 0; k < kColumns; ++k) sums[k] += static_cast<float>(entry.weights[k]);
    return;
  }
}

std::vector<Tag> Tagger::TagSentence(const FeatureReader& sentence) const {
  if (sentence.size() == 0) return {};
  Columns common{};
  for (const std::uint32_t feature : sentence.OfSentence()) Add(feature, common);
  std::vector<Columns> scores(sentence.size(), common);
  std::vector<std::uint32_t> features;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    features.clear();
    sentence.AtCharacter(i, features);
    for (const std::uint32_t feature : features) Add(feature, scores[i]);
    for (float& sum : scores[i]) sum /= Model::kSteps;
  }
  const std::vector<std::size_t> labels = BestLabels(scores, model_.transitions, kReluctance);
  if (std::ranges::all_of(labels, [](std::size_t label) { return label == kOutside; })) return {};
  const Lattice lattice = MakeLattice(scores, model_.transitions);
  std::vector<Tag> tags;
  for (std::size_t i = 0; i < labels.size();) {
    std::size_t end = i + 1;
    if (labels[i] != kOutside) {
      while (end < labels.size() && labels[end] == InsideOf(CategoryOf(labels[i]))) ++end;
      const double odds = LogOdds(lattice, {i, end});
      tags.push_back({{i, end},
                      static_cast<Category>(CategoryOf(labels[i])),
                      1 / (1 + Exp(-(model_.slope * odds + model_.offset)))});
    }
    i = end;
  }
  return tags;
}

}  // namespace sumikeshi::tagger
