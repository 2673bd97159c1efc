// What the recognizers share about one view, worked out once: digit runs, what is said about
// numbers, and the facts that prose tells.
#pragma once

#include <vector>

#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/facts.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"
#include "scanner/recognizers/tagged.h"
#include "scanner/text/view.h"

namespace sumikeshi {

struct Analysis {
  // `view` has its fields, and outlives the analysis.
  explicit Analysis(const View& of, const tagger::Tagger& tagger = TheTagger())
      : view(of),
        runs(FindDigitRuns(of)),
        numbers(of),
        prose(of),
        tags(TagProse(prose, tagger)),
        facts(of.ocr ? FindFacts(prose) : FindFacts(prose, tags)) {}
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  const View& view;
  const std::vector<DigitRun> runs;
  const NumberEvidence numbers;
  const Prose prose;
  const std::vector<tagger::Tag> tags;
  // Of all categories of terms, in order: on a page clauses, for how well they were read is not
  // known; in a text the words that reveal the fact.
  const std::vector<Candidate> facts;
};

}  // namespace sumikeshi
