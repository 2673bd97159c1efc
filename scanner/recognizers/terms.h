// The words that give a sensitive fact away, from dictionaries/ja, and where they stand in a text.
#pragma once

#include <bitset>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/view.h"
#include "sumikeshi/category.h"

namespace sumikeshi {

class MisreadTerms;
class MisreadText;

// The characters of View::text as prose runs: a line break in the middle of a sentence is left out.
struct Reading {
  std::u32string characters;
  std::vector<std::size_t> begins;  // byte of View::text where each begins; one entry more: the end
  std::vector<std::size_t> ends;    // byte after each

  [[nodiscard]] Span Bytes(Span of_characters) const;
};

[[nodiscard]] Reading Read(const View& view);

// What the reader thought of each character; empty where nothing was read by OCR.
[[nodiscard]] std::vector<float> SurenessOf(const View& view, const Reading& reading);

enum class Grade {
  kStrong,  // enough by itself where nothing speaks against a person
  kMedium,  // needs a person or a personal predicate in its sentence
  kValue,   // a measurement: needs its number
  kStop,    // no fact: the longer word that a term is part of (管理組合, がん保険)
};

struct Term {
  std::u32string text;  // what is looked up
  // One must follow in the clause (本籍は〜青森); empty: none needed.
  std::span<const std::u32string> tails;
  bool open_left = false;  // the name before it belongs to it (〜教の信者)
  Grade grade = Grade::kStrong;
  Category category = Category::kHealth;
  std::string_view kind;
};

struct TermMatch {
  Span span;  // characters of the Reading
  const Term* term = nullptr;
  bool exact = true;  // false: read with look-alikes
};

// Phrases in sorted order; looking one up narrows a range, character by character.
class PhraseTable {
 public:
  void Add(std::u32string_view text, std::uint32_t value);
  void Sort();  // after the last Add, before the first Lookup

  struct Hit {
    std::size_t length = 0;
    std::uint32_t value = 0;
  };
  // All phrases that begin at `at`, longest first.
  void Lookup(std::u32string_view text, std::size_t at, std::vector<Hit>& hits) const;

 private:
  struct Phrase {
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
    std::uint32_t value = 0;
  };
  [[nodiscard]] static std::uint64_t PairOf(char32_t a, char32_t b) {
    return static_cast<std::uint64_t>(a) << 32U | b;
  }
  [[nodiscard]] static std::size_t Hash(std::uint64_t pair) {
    return (pair ^ pair >> 27U) * 0x9E3779B97F4A7C15U >> (64U - kPairBits);
  }
  [[nodiscard]] std::u32string_view TextOf(const Phrase& phrase) const {
    return std::u32string_view(pool_).substr(phrase.begin, phrase.length);
  }

  std::u32string pool_;
  std::vector<Phrase> phrases_;
  std::vector<std::uint32_t> first_;  // by first character: where its phrases begin
  std::bitset<0x10000> singles_;      // phrases of one character
  // The phrases that begin with two characters, in a hash table; most pairs of a text have none,
  // which the bits tell.
  struct Group {
    std::uint64_t pair = 0;  // 0: free
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  void GroupPairs();
  [[nodiscard]] Group GroupOf(std::uint64_t pair) const;
  static constexpr unsigned kPairBits = 18;
  std::bitset<std::size_t{1} << kPairBits> pairs_;
  std::vector<Group> groups_;
};

// All alternatives of a line with {a,b} groups.
[[nodiscard]] std::vector<std::string> ExpandBraces(std::string_view line);

// Immutable after construction.
class Lexicon {
 public:
  // Reads all dictionaries that are compiled in.
  Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  // Leftmost-longest over all terms at once; stop words swallow what they hold and are not
  // returned. `sureness`: what the reader of a page thought of each character, 0 to 1: terms are
  // then found as readers misread them (misread_terms.h); empty where nothing was read by OCR.
  [[nodiscard]] std::vector<TermMatch> Match(std::u32string_view text,
                                             std::span<const float> sureness) const;
  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }
  // Whether a term that is no stop word is the beginning of `word`, and shorter.
  [[nodiscard]] bool HasBeginning(std::u32string_view word) const;

 private:
  struct Best {
    std::size_t length = 0;
    Span span;
    const Term* term = nullptr;
    bool exact = true;
  };
  [[nodiscard]] static const MisreadTerms& AsMisread();
  void Load(std::string_view file, Category category, bool stop);
  void Add(std::string_view form, const Term& traits);
  [[nodiscard]] Best BestAt(std::u32string_view text, const MisreadText* misread, std::size_t at,
                            std::vector<PhraseTable::Hit>& scratch) const;

  std::vector<Term> terms_;
  std::deque<std::vector<std::u32string>> tails_;  // of the terms
  PhraseTable exact_;
};

// The one built from the dictionaries, on first use.
[[nodiscard]] const Lexicon& Terms();

}  // namespace sumikeshi
