// Examples of recognizers as tests read them: text with the expected spans between ⟦ and ⟧.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/recognizers/recognizer.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

struct Example {
  Text text;
  std::vector<Span> spans;  // code points of `text`, sorted
};

[[nodiscard]] Example ReadExample(std::string_view marked);

// The view that recognizers get: normalised, with its fields.
[[nodiscard]] View ViewOf(const Text& text);

// What `recognizer` finds, in code points of `text`, sorted, without repetition.
[[nodiscard]] std::vector<Span> FoundSpans(const Recognizer& recognizer, const Text& text);

// The words behind spans, for messages.
[[nodiscard]] std::string Quote(const Text& text, const std::vector<Span>& spans);

}  // namespace sumikeshi
