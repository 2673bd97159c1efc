// Facts that the learned tagger finds in wordings that no dictionary has.
#pragma once

#include <vector>

#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {

// In the sentences with a term of the dictionaries: the spans that are more likely facts than the
// threshold of the tagger says. `view` has its fields, if it has any.
[[nodiscard]] std::vector<Candidate> FindTagged(const View& view);

}  // namespace sumikeshi
