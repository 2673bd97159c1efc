// The sentences of a reading as the tagger sees them.
#pragma once

#include <span>
#include <vector>

#include "scanner/recognizers/terms.h"
#include "scanner/tagger/features.h"

namespace sumikeshi {

struct Sentence {
  Span span;                        // characters of the reading
  std::vector<tagger::Hint> hints;  // these and the cues in characters of the sentence
  std::vector<tagger::Cue> cues;
};

// All sentences, each with what the dictionaries know in it. `matches` are those of the reading.
[[nodiscard]] std::vector<Sentence> SplitSentences(const Reading& reading,
                                                   std::span<const TermMatch> matches);

}  // namespace sumikeshi
