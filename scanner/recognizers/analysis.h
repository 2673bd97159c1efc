// What the recognizers share about one view, worked out once: digit runs, what is said about
// numbers, and the facts that prose tells.
#pragma once

#include <vector>

#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/facts.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"
#include "scanner/text/view.h"

namespace sumikeshi {

struct Analysis {
  // `view` has its fields, and outlives the analysis.
  explicit Analysis(const View& of)
      : view(of), runs(FindDigitRuns(of)), numbers(of), facts(FindFacts(of)) {}
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  const View& view;
  const std::vector<DigitRun> runs;
  const NumberEvidence numbers;
  const std::vector<Candidate> facts;  // of all categories of terms, in order
};

}  // namespace sumikeshi
