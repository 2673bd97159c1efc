// Dictionary terms as a reader of pages misreads them: with look-alikes, with anything for what its
// data does not know, with one wrong character where it was in doubt.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/recognizers/terms.h"

namespace sumikeshi {

// A text that was read by OCR. Views: text and sureness must outlive it.
class MisreadText {
 public:
  // `sureness`: one for each character, 0 to 1.
  MisreadText(std::u32string_view text, std::span<const float> sureness);

  [[nodiscard]] std::u32string_view text() const { return text_; }
  // Each look-alike as the one that stands for all of its kind.
  [[nodiscard]] std::u32string_view folded() const { return folded_; }
  [[nodiscard]] float sureness(std::size_t at) const { return sureness_[at]; }

 private:
  std::u32string_view text_;
  std::span<const float> sureness_;
  std::u32string folded_;
};

// Immutable, thread-safe.
class MisreadTerms {
 public:
  // `terms` must outlive it.
  explicit MisreadTerms(std::span<const Term> terms);

  struct Hit {
    std::size_t length = 0;
    std::uint32_t term = 0;  // index
  };
  // The terms longer than `longest` that may have been written at `at`, the longest first. A term
  // of four characters and more may differ in one (of seven, in two) that readers confuse, and in
  // every character that the OCR data does not know; in one more character, whatever it is, the
  // shorter the term, the less sure the reader must have been of it.
  [[nodiscard]] std::vector<Hit> At(const MisreadText& text, std::size_t at,
                                    std::size_t longest) const;

 private:
  // A term with characters that the OCR data does not know: those may come out as anything.
  struct Gapped {
    std::u32string pattern;  // folded, 0 where any character may stand
    std::uint32_t term = 0;
  };
  using Pair = std::uint64_t;

  void AddGapped(const Term& term, std::uint32_t index);
  void AddNear(const Term& term, std::uint32_t index);
  void FindLookAlikes(const MisreadText& text, std::size_t at, std::vector<Hit>& hits) const;
  void FindGapped(const MisreadText& text, std::size_t at, std::vector<Hit>& hits) const;
  void FindNear(const MisreadText& text, std::size_t at, std::vector<Hit>& hits) const;

  std::span<const Term> terms_;
  PhraseTable folded_;
  // By the place and the character of the first one in the pattern that can be read.
  std::map<std::pair<std::size_t, char32_t>, std::vector<Gapped>> gapped_;
  // By length and the first two characters, or the last two, folded: of one wrong character, one
  // of both is right.
  std::vector<std::unordered_map<Pair, std::vector<std::uint32_t>>> by_first_;
  std::vector<std::unordered_map<Pair, std::vector<std::uint32_t>>> by_last_;
};

}  // namespace sumikeshi
