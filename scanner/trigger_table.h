// Words by which something may be found, looked for in UTF-8 as it stands.
//
// Idea: every character is folded to a class, so that all its forms (old, half and full width,
// look-alikes of labels, voiced marks apart) are one, and characters that may stand within a word
// (spaces, line breaks, dashes) to none. A position is looked at closely when the classes of two
// and three characters begin a word of the table, which few do; then tries of classes decide: one
// of labels, and one of terms, which have no look-alikes in text, by the finer classes of exact
// forms. So most of a text is decoded once and looked up twice a character, and never normalised.
// What is found is a superset of what the recognizers can find: they decide.
//
// Example: 糖　尿病 and ﾄｳﾆｮｳ病 pass where 糖尿病 and トウニョウ病 are words.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/text/utf8.h"

namespace sumikeshi {

// Why a place is looked at; bits.
enum TriggerKind : std::uint8_t {
  kTermTrigger = 1,         // a term of the dictionaries
  kFieldTrigger = 2,        // the label of a field that may be a finding
  kNumberLabelTrigger = 4,  // a word that says what a number near it is
  kQuestionTrigger = 8,     // the end of a question
  kNumberTrigger = 16,      // a number begins
  kMarkTrigger = 32,        // '@', "<<", combining marks
  kLabelTrigger = 64,       // any other label
  kStopTrigger = 128,       // a full stop, tab or line end
};

struct TriggerHit {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  std::uint8_t kinds = 0;
  std::uint8_t digits = 0;  // with kNumberLabelTrigger: how many digits its numbers have at least
};

class TriggerTable {
 public:
  // Over all dictionaries; built once, on first use.
  [[nodiscard]] static const TriggerTable& All();

  TriggerTable();

  // Calls `on_hit` for every trigger in `text`, well-formed UTF-8, in order of their first
  // characters: of terms that share it, and apart from them of other words, for the longest and all
  // kinds.
  template <typename OnHit>
  void Scan(std::string_view text, const OnHit& on_hit) const;

 private:
  static constexpr std::uint32_t kClassMask = 0xFFFF;
  static constexpr std::uint32_t kSkipped = 0;  // class of what may stand within a word
  static constexpr std::uint32_t kOther = 1;    // class of what is in no word
  static constexpr std::uint32_t kDigits = 2;   // class of a run of digits
  // Flags beside the class.
  static constexpr std::uint32_t kDigitFlag = 1U << 16;
  static constexpr std::uint32_t kMarkFlag = 1U << 17;
  static constexpr std::uint32_t kSingleFlag = 1U << 18;    // a word by itself
  static constexpr std::uint32_t kExpandedFlag = 1U << 19;  // stands for several characters
  static constexpr std::uint32_t kHalfKanaFlag = 1U << 20;  // a voiced mark may follow
  static constexpr std::uint32_t kLetterFlag = 1U << 21;    // begins terms, but no pair of letters
  static constexpr std::uint32_t kStopFlag = 1U << 22;
  // Of a pair of classes: whether words begin with it, whether it is one.
  static constexpr std::uint8_t kBeginsTerm = 1;
  static constexpr std::uint8_t kIsTerm = 2;
  static constexpr std::uint8_t kBeginsOther = 4;
  static constexpr std::uint8_t kIsOther = 8;
  static constexpr unsigned kPairBits = 18;
  static constexpr unsigned kTripleBits = 20;

  struct Node {
    std::uint8_t kinds = 0;
    std::uint8_t digits = 0xFF;
  };

  struct Builder;
  template <typename OnHit>
  struct Reporter;

  struct Symbol {
    std::uint32_t entry = 0;  // class and flags
    std::size_t next = 0;
    char32_t character = 0;    // the one of the basic plane that it is like
    std::uint32_t voiced = 0;  // of half-width kana: 1 and 2 for the marks behind it
  };
  [[nodiscard]] Symbol SymbolAt(std::string_view text, std::size_t at) const {
    const auto [character, next] = DecodeAt(text, at);
    if (character >= bmp_.size()) return Beyond(character, next);
    const std::uint32_t entry = bmp_[character];
    return (entry & kHalfKanaFlag) == 0 ? Symbol{entry, next, character, 0}
                                        : Voiced(text, character, next);
  }
  // Half-width kana with the mark behind it.
  [[nodiscard]] Symbol Voiced(std::string_view text, char32_t kana, std::size_t next) const;
  [[nodiscard]] Symbol Beyond(char32_t c, std::size_t next) const;
  // A trie in a hash table. An edge is the node that it comes from, a class and the node that it
  // leads to, in 24, 16 and 24 bits; 0 = free.
  struct Trie {
    static constexpr unsigned kNodeBits = 24;
    std::vector<std::uint64_t> edges;  // open addressing
    std::vector<Node> nodes;
    [[nodiscard]] std::size_t Slot(std::uint64_t key) const {
      return (key * 0x9E3779B97F4A7C15U >> 20U) & (edges.size() - 1);
    }
    // The node that `symbol` leads to; 0 = none.
    [[nodiscard]] std::uint32_t Follow(std::uint32_t node, std::uint32_t symbol) const {
      const std::uint64_t key = static_cast<std::uint64_t>(node) << 16U | symbol;
      for (std::size_t at = Slot(key);; at = (at + 1) & (edges.size() - 1)) {
        if (edges[at] >> kNodeBits == key) return edges[at] & ((1U << kNodeBits) - 1);
        if (edges[at] == 0) return 0;
      }
    }
  };
  // The longest word of the trie at `at`, with the kinds of all that begin there. `fine`: by exact
  // classes.
  [[nodiscard]] TriggerHit WordAt(const Trie& trie, bool fine, std::string_view text,
                                  std::size_t at) const;
  [[nodiscard]] std::uint32_t ExactClass(const Symbol& symbol) const;

  [[nodiscard]] static std::uint32_t PairHash(std::uint32_t a, std::uint32_t b) {
    return (a * 0x9E3779B1U ^ b * 0x85EBCA6BU) >> (32 - kPairBits);
  }
  [[nodiscard]] static std::uint32_t TripleHash(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return (a * 0x9E3779B1U ^ b * 0x85EBCA6BU ^ c * 0xC2B2AE35U) >> (32 - kTripleBits);
  }

  std::vector<std::uint32_t> bmp_;           // class and flags by character
  std::vector<std::uint16_t> exact_;         // exact class by character
  std::vector<std::uint32_t> voiced_;        // by half-width kana, with each of the two marks
  std::vector<std::uint16_t> exact_voiced_;  // the same
  struct Expansion {
    std::vector<std::uint32_t> classes;
    std::vector<std::uint32_t> exact;
  };
  std::map<char32_t, Expansion> expansions_;  // of ㈱, ㍻
  std::vector<std::uint8_t> pairs_;           // kBegins..., by the hash of two classes
  std::vector<std::uint8_t> triples_;         // bit set
  Trie terms_;
  Trie others_;
};

// One scan: what was reported last, so that a word that is met twice is reported once.
template <typename OnHit>
struct TriggerTable::Reporter {
  void Other(std::size_t at) {
    if (at == other) return;
    const TriggerHit hit = table.WordAt(table.others_, false, text, at);
    if (hit.kinds == 0) return;
    other = at;
    on_hit(hit);
  }
  void Term(std::size_t at) {
    if (at == term) return;
    const TriggerHit hit = table.WordAt(table.terms_, true, text, at);
    if (hit.kinds == 0) return;
    term = at;
    on_hit(hit);
  }
  void Both(std::size_t at) {
    Other(at);
    Term(at);
  }
  // What a character says by itself.
  void Flags(std::uint32_t entry, std::size_t here, std::size_t next) {
    if ((entry & kDigitFlag) != 0) on_hit({here, next, kNumberTrigger, 0});
    if ((entry & kMarkFlag) != 0) on_hit({here, next, kMarkTrigger, 0});
    if ((entry & kStopFlag) != 0) on_hit({here, next, kStopTrigger, 0});
    if ((entry & kSingleFlag) != 0) Other(here);
    if ((entry & kLetterFlag) != 0) Term(here);
  }

  const TriggerTable& table;
  std::string_view text;
  const OnHit& on_hit;
  std::size_t other = text.size() + 1;
  std::size_t term = text.size() + 1;
};

template <typename OnHit>
void TriggerTable::Scan(std::string_view text, const OnHit& on_hit) const {
  // A character that counts. Digits with marks between them are one to labels (11/22 1); to terms
  // `number` is where the last of them begins.
  struct Counted {
    std::uint32_t symbol = kOther;
    std::size_t at = 0;
    std::size_t number = 0;
  };
  Reporter<OnHit> report{*this, text, on_hit};
  Counted before;
  Counted earlier;
  std::uint8_t pair = 0;  // of the two
  std::size_t digits_end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    auto [entry, next, character, voiced] = SymbolAt(text, at);
    at = next;
    if (entry > kClassMask) {
      report.Flags(entry, here, next);
      if ((entry & kExpandedFlag) != 0) {
        // The word may begin before it or end behind it: both sides are looked at.
        for (const std::size_t begin : {here, before.at, earlier.at}) report.Both(begin);
        before = earlier = {kOther, here, here};
        pair = 0;
        continue;
      }
      entry &= kClassMask;
    }
    if (entry == kSkipped) continue;
    if (entry == kDigits) {
      const bool goes_on = here == std::exchange(digits_end, next);
      if (before.symbol == kDigits) {
        if (!goes_on) before.number = here;
        continue;
      }
    }
    const auto report_pair = [&](unsigned other, unsigned term, const Counted& place) {
      if ((pair & other) != 0) report.Other(place.at);
      if ((pair & term) == 0) return;
      report.Term(place.at);
      if (place.number != place.at) report.Term(place.number);
    };
    if ((pair & (kBeginsTerm | kBeginsOther)) != 0) {
      const std::uint32_t bit = TripleHash(earlier.symbol, before.symbol, entry);
      if ((triples_[bit >> 3] >> (bit & 7U) & 1U) != 0) {
        report_pair(kBeginsOther, kBeginsTerm, earlier);
      }
    }
    pair = pairs_[PairHash(before.symbol, entry)];
    if (pair != 0) report_pair(kIsOther, kIsTerm, before);
    earlier = before;
    before = {entry, here, here};
  }
}

}  // namespace sumikeshi
