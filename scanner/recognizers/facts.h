// Sensitive facts about a person in running text: what the term recognizers share.
#pragma once

#include <vector>

#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {

// The facts of all categories: terms of the dictionaries that the context lets stand, each with the
// words that reveal it. Facts of one category that touch are one. Confidence: 0.95 with a personal
// predicate, 0.8 by itself, 0.7 for a term that needed its context; 0.1 less where a look-alike was
// read.
[[nodiscard]] std::vector<Candidate> FindFacts(const View& view);

// Those of one category.
void AddFacts(const Analysis& page, Category category, std::vector<Candidate>& found);

}  // namespace sumikeshi
