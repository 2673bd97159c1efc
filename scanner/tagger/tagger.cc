// Sums the weights of a sentence's features, and reads facts off its labels.
#include "scanner/tagger/tagger.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace sumikeshi::tagger {
namespace {

constexpr std::string_view kMagic = "SKTAG3\n";
constexpr double kStraysAt = 0.8;           // probability to be outside
constexpr std::size_t kFewCharacters = 14;  // a sentence so short says little of its words
constexpr float kReluctance = 1;            // how much unlikelier being outside is made: finds more

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

// A slot of the table that holds no feature: those without weights are not kept.
bool IsFree(const Model::Entry& slot) {
  struct Words {
    std::array<std::uint32_t, kColumns / 4> of;
  };
  const auto [words] = std::bit_cast<Words>(slot.weights);
  return (words[0] | words[1] | words[2]) == 0;
}

// A slot as sixteen bytes, of which the first are the feature, and the same, each as 16 bits. They
// wrap: what the feature adds up to does not matter.
using Slot [[gnu::vector_size(sizeof(Model::Entry))]] = std::int8_t;
using WideWeights [[gnu::vector_size(2 * sizeof(Model::Entry))]] = std::uint16_t;
constexpr std::size_t kFeatureBytes = sizeof(std::uint32_t);
static_assert(sizeof(Model::Entry) == kFeatureBytes + kColumns);

double OddsOf(double outside) { return Log(1 - outside) - Log(outside); }

// Without the characters at its ends that are likelier outside.
Span Trimmed(const Lattice& lattice, Span span) {
  const auto strays = [&](std::size_t at) { return lattice.Marginals(at)[kOutside] > kStraysAt; };
  Span trimmed = span;
  while (!trimmed.empty() && strays(trimmed.begin)) ++trimmed.begin;
  while (!trimmed.empty() && strays(trimmed.end - 1)) --trimmed.end;
  return trimmed.empty() ? span : trimmed;
}

// The probability that all of `span` is outside.
double AllOutside(const Lattice& lattice, const Transitions& transitions, Span span) {
  const double stay = Exp(static_cast<double>(transitions[kOutsideOutside]));
  double product = lattice.forward[span.begin][kOutside];
  for (std::size_t i = span.begin + 1; i < span.end; ++i) product *= stay / lattice.scale[i];
  const Lattice::Row& last = lattice.forward[span.end - 1];
  double sum = 0;
  for (std::size_t label = 0; label < kLabels; ++label) {
    sum += last[label] * lattice.backward[span.end - 1][label];
  }
  return product * lattice.backward[span.end - 1][kOutside] / sum;
}

Evidence EvidenceFor(const Lattice& lattice, const Transitions& transitions, const Tag& tag,
                     std::span<const Ruling> rulings) {
  static constexpr double kMost = 12;
  const auto within = [](double odds) { return std::clamp(odds, -kMost, kMost); };
  double sum = 0;
  double most = -kMost;
  double least = kMost;
  for (std::size_t i = tag.span.begin; i < tag.span.end; ++i) {
    const double odds = within(OddsOf(lattice.Marginals(i)[kOutside]));
    sum += odds;
    most = std::max(most, odds);
    least = std::min(least, odds);
  }
  const auto length = static_cast<double>(tag.span.end - tag.span.begin);
  std::array<double, kOfRuling> values{1,
                                       sum / length,
                                       most,
                                       least,
                                       within(OddsOf(AllOutside(lattice, transitions, tag.span))),
                                       Log(length),
                                       lattice.scale.size() <= kFewCharacters ? 1.0 : 0.0};
  Evidence evidence{};
  std::ranges::transform(values, evidence.begin(),
                         [](double value) { return static_cast<float>(value); });
  std::size_t strongest = 0;
  bool ruled = false;
  for (const Ruling& ruling : rulings) {
    if (ruling.term.end <= tag.span.begin || tag.span.end <= ruling.term.begin) continue;
    ruled = true;
    strongest = std::max<std::size_t>(strongest, ruling.strength);
  }
  if (ruled) evidence[kOfRuling + strongest] = 1;
  evidence[kOfCategory + static_cast<std::size_t>(tag.category)] = 1;
  return evidence;
}

double Confidence(const Evidence& evidence, const Evidence& calibration) {
  double sum = 0;
  for (std::size_t i = 0; i < kEvidence; ++i) {
    sum += static_cast<double>(evidence[i]) * static_cast<double>(calibration[i]);
  }
  return 1 / (1 + Exp(-sum));
}

}  // namespace

std::string WriteModel(const Model& model) {
  std::string bytes(kMagic);
  for (const float transition : model.transitions)
    Append(bytes, std::bit_cast<std::uint32_t>(transition));
  for (const float weight : model.calibration) {
    Append(bytes, std::bit_cast<std::uint32_t>(weight));
  }
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
  for (float& weight : model.calibration) weight = reader.Float();
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

Tagger::Tagger(Model model)
    : transitions_(model.transitions),
      calibration_(model.calibration),
      present_((kPresentMask + 1) / 64),
      slots_(std::bit_ceil(2 * model.entries.size() + 2)),
      shift_(33 - static_cast<unsigned>(std::bit_width(slots_.size()))) {
  for (const Model::Entry& entry : model.entries) {
    if (IsFree(entry)) continue;
    const std::uint32_t bit = entry.feature & kPresentMask;
    present_[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
    std::size_t at = entry.feature >> shift_;
    while (!IsFree(slots_[at])) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = entry;
  }
}

const Model::Entry* Tagger::Find(std::uint32_t feature) const {
  for (std::size_t at = feature >> shift_;; at = (at + 1) & (slots_.size() - 1)) {
    const Model::Entry& entry = slots_[at];
    if (IsFree(entry)) return nullptr;
    if (entry.feature == feature) return &entry;
  }
}

void Tagger::Add(std::vector<std::uint32_t>& features, Sums& sums) const {
  std::erase_if(features, [&](std::uint32_t feature) { return !MayHave(feature); });
  for (const std::uint32_t feature : features) __builtin_prefetch(&slots_[feature >> shift_]);
  // Bytes add up to what 16 bits hold.
  constexpr std::size_t kAtOnce = 255;
  for (std::size_t begin = 0; begin < features.size(); begin += kAtOnce) {
    WideWeights partial{};
    const std::size_t end = std::min(features.size(), begin + kAtOnce);
    for (std::size_t i = begin; i < end; ++i) {
      if (const Model::Entry* entry = Find(features[i])) {
        partial += __builtin_convertvector(std::bit_cast<Slot>(*entry), WideWeights);
      }
    }
    for (std::size_t k = 0; k < kColumns; ++k) {
      sums[k] += static_cast<std::int16_t>(partial[k + kFeatureBytes]);
    }
  }
}

std::vector<Tag> Tagger::TagSentence(const FeatureReader& sentence) const {
  if (sentence.size() == 0) return {};
  Sums common{};
  std::vector<std::uint32_t> features = sentence.OfSentence();
  Add(features, common);
  std::vector<Columns> scores(sentence.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    Sums sums = common;
    features.clear();
    sentence.AtCharacter(i, features);
    Add(features, sums);
    for (std::size_t k = 0; k < kColumns; ++k) {
      scores[i][k] = static_cast<float>(sums[k]) / Model::kSteps;
    }
  }
  const std::vector<std::size_t> labels = BestLabels(scores, transitions_, kReluctance);
  if (std::ranges::all_of(labels, [](std::size_t label) { return label == kOutside; })) return {};
  const Lattice lattice = MakeLattice(scores, transitions_);
  std::vector<Tag> tags;
  for (std::size_t i = 0; i < labels.size();) {
    std::size_t end = i + 1;
    if (labels[i] != kOutside) {
      while (end < labels.size() && labels[end] == InsideOf(CategoryOf(labels[i]))) ++end;
      Tag tag{Trimmed(lattice, {i, end}), static_cast<Category>(CategoryOf(labels[i])), {}, 0};
      tag.evidence = EvidenceFor(lattice, transitions_, tag, sentence.rulings());
      tag.confidence = Confidence(tag.evidence, calibration_);
      tags.push_back(tag);
    }
    i = end;
  }
  return tags;
}

bool AreNear(Span a, Span b) {
  constexpr std::size_t kNear = 80;  // characters
  return a.begin < b.end + kNear && b.begin < a.end + kNear;
}

std::vector<bool> Standing(std::span<const Tag> tags, double threshold, double beside) {
  std::vector<bool> stands(tags.size());
  for (std::size_t i = 0; i < tags.size(); ++i) {
    stands[i] = tags[i].confidence >= threshold ||
                (tags[i].confidence >= beside && std::ranges::any_of(tags, [&](const Tag& other) {
                   return other.confidence >= threshold && AreNear(other.span, tags[i].span);
                 }));
  }
  return stands;
}

}  // namespace sumikeshi::tagger
