// Words by which something may be found, looked for in UTF-8 as it stands.
//
// Idea: every character is folded to a class, so that all its forms (old, half and full width,
// look-alikes of labels, voiced marks apart) are one, and characters that may stand within a word
// (spaces, line breaks, dashes) to none. A position is looked at closely when the classes of two
// and three characters begin a word of the table, which few do; then a trie of classes decides. So
// most of a text is decoded once and looked up twice a character, and never normalised. What is
// found is a superset of what the recognizers can find: they decide.
//
// Example: 糖　尿病 and ﾄｳﾆｮｳ病 pass where 糖尿病 and トウニョウ病 are words.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
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
  // characters (of words that share it, for the longest and all kinds).
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
  static constexpr unsigned kPairBits = 18;
  static constexpr unsigned kTripleBits = 20;

  struct Edge {
    std::uint64_t key = 0;  // node and class; 0 = free
    std::uint32_t node = 0;
  };
  struct Node {
    std::uint8_t kinds = 0;
    std::uint8_t digits = 0xFF;
  };

  struct Builder;

  struct Symbol {
    std::uint32_t entry = 0;  // class and flags
    std::size_t next = 0;
  };
  [[nodiscard]] Symbol SymbolAt(std::string_view text, std::size_t at) const {
    const auto [character, next] = DecodeAt(text, at);
    if (character >= bmp_.size()) return {EntryBeyond(character), next};
    const std::uint32_t entry = bmp_[character];
    return (entry & kHalfKanaFlag) == 0 ? Symbol{entry, next} : Voiced(text, character, next);
  }
  // Half-width kana with the mark behind it.
  [[nodiscard]] Symbol Voiced(std::string_view text, char32_t kana, std::size_t next) const;
  [[nodiscard]] std::uint32_t EntryBeyond(char32_t c) const;
  [[nodiscard]] std::uint32_t Follow(std::uint32_t node, std::uint32_t symbol) const;
  // The longest word at `at`, with the kinds of all that begin there.
  [[nodiscard]] TriggerHit WordAt(std::string_view text, std::size_t at) const;

  [[nodiscard]] static std::uint32_t PairHash(std::uint32_t a, std::uint32_t b) {
    return (a * 0x9E3779B1U ^ b * 0x85EBCA6BU) >> (32 - kPairBits);
  }
  [[nodiscard]] static std::uint32_t TripleHash(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return (a * 0x9E3779B1U ^ b * 0x85EBCA6BU ^ c * 0xC2B2AE35U) >> (32 - kTripleBits);
  }

  std::vector<std::uint32_t> bmp_;
  std::vector<std::uint32_t> voiced_;  // by half-width kana, with each of the two marks
                                       // class and flags by character
  std::map<char32_t, std::vector<std::uint32_t>> expansions_;  // classes of ㈱, ㍻
  std::vector<std::uint8_t> pairs_;                            // 1: begins a word, 2: is one
  std::vector<std::uint8_t> triples_;                          // bit set
  std::vector<Edge> edges_;                                    // open addressing
  std::vector<Node> nodes_;
};

template <typename OnHit>
void TriggerTable::Scan(std::string_view text, const OnHit& on_hit) const {
  std::uint32_t before = kOther;   // class of the last character that counts
  std::uint32_t earlier = kOther;  // of the one before it
  std::size_t before_at = 0;
  std::size_t earlier_at = 0;
  std::uint8_t pair = 0;                   // of the two
  std::size_t reported = text.size() + 1;  // the place reported last
  const auto report = [&](std::size_t at) {
    if (at == reported) return;
    const TriggerHit hit = WordAt(text, at);
    if (hit.kinds == 0) return;
    reported = at;
    on_hit(hit);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    auto [entry, next] = SymbolAt(text, at);
    at = next;
    if (entry > kClassMask) {
      if ((entry & kDigitFlag) != 0) on_hit({here, next, kNumberTrigger, 0});
      if ((entry & kMarkFlag) != 0) on_hit({here, next, kMarkTrigger, 0});
      if ((entry & (kSingleFlag | kExpandedFlag)) != 0) report(here);
      if ((entry & kExpandedFlag) != 0) {
        // The word may begin before it or end behind it: both sides are looked at.
        report(before_at);
        report(earlier_at);
        before = earlier = kOther;
        pair = 0;
        continue;
      }
      entry &= kClassMask;
    }
    if (entry == kSkipped || (entry == kDigits && before == kDigits)) continue;
    if ((pair & 1U) != 0) {
      const std::uint32_t bit = TripleHash(earlier, before, entry);
      if ((triples_[bit >> 3] >> (bit & 7U) & 1U) != 0) report(earlier_at);
    }
    pair = pairs_[PairHash(before, entry)];
    if ((pair & 2U) != 0) report(before_at);
    earlier = before;
    earlier_at = before_at;
    before = entry;
    before_at = here;
  }
}

}  // namespace sumikeshi
