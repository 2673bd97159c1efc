// Sensitive facts about a person in running text: what the term recognizers share.
#pragma once

#include <vector>

#include "scanner/recognizers/context.h"
#include "scanner/recognizers/recognizer.h"
#include "scanner/recognizers/terms.h"

namespace sumikeshi {

// A term in its text, judged.
struct Judged {
  const TermMatch* match = nullptr;
  Span clause;  // characters of the reading: the words that reveal the fact, at their widest
  Standing standing;
  bool accepted = false;
};

// The text of a view with its terms and what the rules say of each.
struct Prose {
  explicit Prose(const View& of);  // outlives the prose; with its fields, if it has any
  Prose(const Prose&) = delete;
  Prose& operator=(const Prose&) = delete;

  const View& view;
  const Reading reading;
  const std::vector<TermMatch> matches;
  const std::vector<Judged> judged;  // in order; none in a printed label, a name or an address
};

// 0.95 with a personal predicate, 0.8 by itself, 0.7 for a term that needed its context; 0.1 less
// where a look-alike was read.
[[nodiscard]] double ConfidenceOf(const Judged& judged);

// The facts of all categories: terms of the dictionaries that the context lets stand, each with its
// clause. Facts of one category that touch are one.
[[nodiscard]] std::vector<Candidate> FindFacts(const Prose& prose);
[[nodiscard]] std::vector<Candidate> FindFacts(const View& view);

// Those of one category.
void AddFacts(const Analysis& page, Category category, std::vector<Candidate>& found);

}  // namespace sumikeshi
