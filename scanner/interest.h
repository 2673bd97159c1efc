// Which parts of a text deserve a close look: the triggers in it, each judged by what stands near.
#pragma once

#include <string_view>
#include <vector>

#include "sumikeshi/document.h"

namespace sumikeshi {

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

// `text` is well-formed UTF-8.
[[nodiscard]] Interests FindInterests(std::string_view text);

}  // namespace sumikeshi
