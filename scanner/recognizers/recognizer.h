// One recognizer: what it finds, where the rule comes from, and the examples that prove it.
//
// A recognizer is one file <id>.cc that defines `const Recognizer k<Name>Recognizer`, and one line
// in recognizers.def. It is stateless and thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/view.h"
#include "sumikeshi/category.h"

namespace sumikeshi {

struct Analysis;  // one view and what was worked out of it: see analysis.h

// A place in View::text that a recognizer holds for sensitive.
struct Candidate {
  Span span;  // bytes of View::text: the words that reveal the fact, not the whole sentence
  Category category = Category::kHealth;
  std::string kind;
  double confidence = 0;
  std::vector<Box> region;        // upright boxes to cover besides the span (fields on pages)
  std::string_view recognizer{};  // id of what found it; set by the driver
  std::string_view label{};       // of the field that is the whole of it

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// In an example the expected span is set in ⟦ ⟧; a rejected example has none.
struct Recognizer {
  std::string_view id;      // permanent: policies and ledgers cite it
  std::string_view source;  // law, ordinance or standard that the rule comes from
  void (*find)(const Analysis& page, std::vector<Candidate>& found);
  std::vector<std::string_view> matches;
  std::vector<std::string_view> rejects;
};

#define SUMIKESHI_RECOGNIZER(id, Name) extern const Recognizer k##Name##Recognizer;
#include "scanner/recognizers/recognizers.def"
#undef SUMIKESHI_RECOGNIZER

// All of recognizers.def, in its order.
[[nodiscard]] std::span<const Recognizer* const> AllRecognizers();

}  // namespace sumikeshi
