// Which parts of a text deserve a close look: the triggers in it, each judged by what stands near.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/document.h"

namespace sumikeshi {

enum class Telling : std::uint8_t;  // see scanner/recognizers/tagged.h

// A place where something may be found, and the text round it that has a say.
struct Interest {
  Span place;
  Span context;
};

// Spans are bytes of the text.
struct Interests {
  std::vector<Interest> places;     // sorted by where they begin
  std::vector<std::size_t> labels;  // where labels and questions of any kind may stand, sorted
  // Delimited lines under a line of labels, the labels included: there everything may be found.
  std::vector<Span> tables;
};

// What was said of sentences before, by their words: the same letter to many, the same page of
// small print cost a look-up the second time. Bounded; for one thread at a time.
class Judgements {
 public:
  [[nodiscard]] std::optional<Telling> Find(std::string_view words) const;
  void Keep(std::string_view words, Telling telling);

 private:
  struct Slot {
    std::string words;
    Telling telling{};
  };
  std::vector<Slot> slots_;  // by hash; the last one stays
};

// `text` is well-formed UTF-8.
[[nodiscard]] Interests FindInterests(std::string_view text, Judgements& known);

}  // namespace sumikeshi
