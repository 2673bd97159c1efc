// A cell is described by what no scanner changes: its shape, and how large its neighbours are
// beside it. Each is cut into steps of an eighth; what stands near the end of a step is looked up
// in both. One look-up a key finds every form that has such a cell, so that 700 forms cost as much
// as one.
#include "scanner/forms/form_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include "scanner/fields/label_matcher.h"
#include "scanner/fields/letter.h"

namespace sumikeshi {
namespace {

constexpr double kStep = 0.12;   // of the logarithm
constexpr double kDoubt = 0.04;  // ... that may be measured wrong
constexpr double kSmallest = 4;  // millimetres: smaller cells are too much alike
constexpr std::size_t kMostCells = 1500;
constexpr std::size_t kFewestLetters = 3;
constexpr std::size_t kMostLooked = 4000;  // postings of one key: what is everywhere tells nothing
constexpr int kNone = 63;                  // no neighbour

std::uint64_t HashOf(std::u32string_view letters) {
  std::uint64_t hash = 1469598103934665603U;
  for (const char32_t letter : letters) hash = (hash ^ letter) * 1099511628211U;
  return hash | (std::uint64_t{1} << 63U);
}

template <typename Characters>
std::uint64_t WordsOf(const Characters& characters) {
  std::u32string letters;
  for (std::string_view text : characters) {
    while (!text.empty()) {
      const Decoded decoded = DecodeUtf8(text);
      if (const char32_t letter = FoldLetter(decoded.character); letter > U' ') letters += letter;
      text.remove_prefix(decoded.length);
    }
  }
  return letters.size() < kFewestLetters ? 0 : HashOf(letters);
}

std::vector<std::string_view> CharactersOf(const Line& line) {
  std::vector<std::string_view> characters;
  for (const Symbol& symbol : line.symbols) characters.emplace_back(symbol.text);
  return characters;
}

// The nearest landmark that is a cell beside or below another.
struct Neighbours {
  std::optional<PaperBox> right;
  std::optional<PaperBox> below;
};

Neighbours NeighboursOf(std::span<const Landmark> all, const PaperBox& box) {
  Neighbours found;
  const double reach = 0.35 * std::min(box.width(), box.height());
  double right_gap = reach, below_gap = reach;
  for (const Landmark& other : all) {
    if (!other.cell) continue;
    const PaperBox& b = other.box;
    const double beside = std::abs(b.left - box.right), under = std::abs(b.top - box.bottom);
    if (beside < right_gap && std::abs(b.top - box.top) < reach) {
      right_gap = beside;
      found.right = b;
    }
    if (under < below_gap && std::abs(b.left - box.left) < reach) {
      below_gap = under;
      found.below = b;
    }
  }
  return found;
}

// The one or two steps that a ratio may fall into.
std::vector<int> StepsOf(double ratio, double doubt) {
  const double at = std::log(ratio) / kStep;
  std::vector<int> steps{static_cast<int>(std::floor(at))};
  for (const double other : {at - doubt / kStep, at + doubt / kStep}) {
    const int step = static_cast<int>(std::floor(other));
    if (step != steps.front()) steps.push_back(step);
  }
  return steps;
}

std::vector<std::uint64_t> KeysOf(std::span<const Landmark> all, const Landmark& mark,
                                  double doubt) {
  if (!mark.cell) {
    return mark.words == 0 ? std::vector<std::uint64_t>{} : std::vector<std::uint64_t>{mark.words};
  }
  const PaperBox& box = mark.box;
  const Neighbours beside = NeighboursOf(all, box);
  const std::array<std::vector<int>, 3> steps{
      StepsOf(box.width() / box.height(), doubt),
      beside.right ? StepsOf(beside.right->width() / box.width(), doubt) : std::vector<int>{kNone},
      beside.below ? StepsOf(beside.below->height() / box.height(), doubt)
                   : std::vector<int>{kNone}};
  std::vector<std::uint64_t> keys;
  for (const int shape : steps[0]) {
    for (const int right : steps[1]) {
      for (const int below : steps[2]) {
        const auto part = [](int step) { return static_cast<std::uint64_t>(step + 512) & 0x3FFU; };
        keys.push_back((part(shape) << 20U) | (part(right) << 10U) | part(below));
      }
    }
  }
  return keys;
}

bool IsLarge(const PaperBox& box, double unit) {
  return box.width() >= kSmallest * unit && box.height() >= kSmallest * unit;
}

}  // namespace

std::vector<Landmark> LandmarksOf(const FormPage& page) {
  std::vector<Landmark> all;
  for (const PaperBox& cell : page.cells) {
    if (IsLarge(cell, 1)) all.push_back({cell, true, 0});
  }
  for (const FormLine& line : page.print) {
    all.push_back({line.box, false, WordsOf(line.characters)});
  }
  return all;
}

std::vector<Landmark> LandmarksOf(const PageText& page) {
  std::vector<Landmark> all;
  if (page.cells.size() > kMostCells) return all;  // no form: a list
  const double unit = 0.9 * page.dpi / kMillimetresPerInch;
  const auto box_of = [](const Box& box) {
    return PaperBox{double(box.left), double(box.top), double(box.right), double(box.bottom)};
  };
  for (const Cell& cell : page.cells) {
    const PaperBox box = box_of(cell.interior);
    if (IsLarge(box, unit)) all.push_back({box, true, 0});
  }
  for (const Line& line : page.lines) {
    all.push_back({box_of(line.box), false, WordsOf(CharactersOf(line))});
  }
  return all;
}

void FormIndex::Add(std::span<const Landmark> landmarks) {
  for (std::size_t i = 0; i < landmarks.size(); ++i) {
    for (const std::uint64_t key : KeysOf(landmarks, landmarks[i], 0)) {
      postings_[key].push_back({static_cast<std::uint32_t>(pages_), static_cast<std::uint32_t>(i)});
    }
  }
  ++pages_;
}

std::vector<FormIndex::Candidate> FormIndex::Find(std::span<const Landmark> page,
                                                  std::size_t most) const {
  std::map<std::uint32_t, Candidate> candidates;
  for (std::size_t i = 0; i < page.size(); ++i) {
    std::map<std::uint32_t, double> counted;  // once a landmark of the page
    for (const std::uint64_t key : KeysOf(page, page[i], kDoubt)) {
      const auto found = postings_.find(key);
      if (found == postings_.end() || found->second.size() > kMostLooked) continue;
      const double weight = 1 / std::sqrt(static_cast<double>(found->second.size()));
      for (const Posting& posting : found->second) {
        candidates[posting.form_page].pairs.push_back({posting.landmark, i});
        double& counts = counted[posting.form_page];
        counts = std::max(counts, weight);
      }
    }
    for (const auto& [form_page, weight] : counted) candidates[form_page].score += weight;
  }
  std::vector<Candidate> ranked;
  for (auto& [form_page, candidate] : candidates) {
    candidate.form_page = form_page;
    ranked.push_back(std::move(candidate));
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, &Candidate::score);
  if (ranked.size() > most) ranked.resize(most);
  return ranked;
}

}  // namespace sumikeshi
