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
  std::string_view kind;  // of the term: MEDHIST, TREAT, ...
};

// A word that speaks for or against a person, or is a stop word. Roles are below kRoles.
struct Cue {
  Span span;
  std::uint8_t role = 0;
};

inline constexpr std::uint8_t kRoles = 16;

// A word whose meaning is known: 膝 is of the body, 祈る of faith.
struct Word {
  Span span;
  std::uint8_t meaning = 0;
  bool tells = false;  // rare where no fact is told
};

// What the rules say of a term: the words of its clause, and how sure they are (0: they refuse it).
struct Ruling {
  Span term;
  Span clause;
  Category category = Category::kHealth;
  std::uint8_t strength = 0;
};

// What stands before or behind the sentence in its paragraph, as bits: roles of cues, categories of
// what the rules hold for facts.
struct Neighbour {
  std::uint32_t roles = 0;
  std::uint32_t facts = 0;
};

// A sentence with all that the dictionaries and rules know of it.
struct Sentence {
  Span span;  // characters of the reading; the spans of the others are characters of the sentence
  std::vector<Hint> hints;
  std::vector<Cue> cues;
  std::vector<Word> words;
  std::vector<Ruling> rulings;
  Neighbour before;
  Neighbour after;
};

class FeatureReader {
 public:
  // `known` outlives the reader.
  FeatureReader(std::u32string_view text, const Sentence& known);

  [[nodiscard]] std::size_t size() const { return folded_.size(); }
  [[nodiscard]] std::span<const Ruling> rulings() const { return known_.rulings; }
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
  void AddTopics(std::vector<std::uint32_t>& features) const;
  void AddRuns(std::size_t at, std::vector<std::uint32_t>& features) const;
  void AddCues(std::size_t at, std::vector<std::uint32_t>& features) const;
  void AddHints(std::size_t at, std::vector<std::uint32_t>& features) const;
  void AddWords(std::size_t at, std::vector<std::uint32_t>& features) const;
  void AddRulings(std::size_t at, std::vector<std::uint32_t>& features) const;
  [[nodiscard]] std::uint64_t ClassAt(std::ptrdiff_t at) const;
  [[nodiscard]] std::u32string_view Slice(std::size_t begin, std::size_t length) const;
  [[nodiscard]] std::u32string_view TextOf(const Run& run) const;

  std::u32string folded_;
  std::vector<std::uint8_t> classes_;
  std::vector<Run> runs_;  // by character: the run of its class
  const Sentence& known_;
  std::uint32_t roles_ = 0;  // bits: the roles of all cues
  std::uint32_t facts_ = 0;  // bits: categories of what the rules may hold for facts
};

}  // namespace sumikeshi::tagger
