// What the tagger sees of a sentence: at each character the characters, runs, terms and cues round
// it, as hashes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/category.h"
#include "sumikeshi/document.h"

namespace sumikeshi::tagger {

// A term of the dictionaries in the sentence. Spans are characters of the sentence.
struct Hint {
  Span span;
  Category category = Category::kHealth;
  std::uint8_t grade = 0;
};

// A word that speaks for or against a person, or is a stop word. Roles are below kRoles.
struct Cue {
  Span span;
  std::uint8_t role = 0;
};

inline constexpr std::uint8_t kRoles = 16;

class FeatureReader {
 public:
  // The hints and cues outlive the reader.
  FeatureReader(std::u32string_view sentence, std::span<const Hint> hints,
                std::span<const Cue> cues);

  [[nodiscard]] std::size_t size() const { return folded_.size(); }
  // Those of the sentence as a whole count at each of its characters.
  [[nodiscard]] std::vector<std::uint32_t> OfSentence() const;
  // Appends those at one character.
  void AtCharacter(std::size_t at, std::vector<std::uint32_t>& features) const;

 private:
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  void AddGrams(std::size_t at, std::vector<std::uint32_t>& features) const;
  void AddRuns(std::size_t at, std::vector<std::uint32_t>& features) const;
  void AddCues(std::size_t at, std::vector<std::uint32_t>& features) const;
  void AddHints(std::size_t at, std::vector<std::uint32_t>& features) const;
  [[nodiscard]] std::uint64_t ClassAt(std::ptrdiff_t at) const;
  [[nodiscard]] std::u32string_view Slice(std::size_t begin, std::size_t length) const;
  [[nodiscard]] std::u32string_view TextOf(const Run& run) const;

  std::u32string folded_;
  std::vector<std::uint8_t> classes_;
  std::vector<Run> runs_;  // by character: the run of its class
  std::span<const Hint> hints_;
  std::span<const Cue> cues_;
  std::uint32_t roles_ = 0;  // bits: the roles of all cues
};

}  // namespace sumikeshi::tagger
