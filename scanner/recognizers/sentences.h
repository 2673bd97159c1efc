// The sentences of a reading as the tagger sees them.
#pragma once

#include <vector>

#include "scanner/recognizers/facts.h"
#include "scanner/tagger/features.h"

namespace sumikeshi {

enum class Sentences { kAll, kTelling };  // kTelling: those of which MayTell is true

// The sentences, each with what the dictionaries and the rules know of it.
[[nodiscard]] std::vector<tagger::Sentence> SplitSentences(const Prose& prose, Sentences wanted);

// The characters of one.
[[nodiscard]] std::u32string_view TextOf(const Prose& prose, const tagger::Sentence& sentence);

// Words that are rare where no fact is told, though they are no terms: a quick search of a text
// stops at them and at terms.
[[nodiscard]] std::vector<std::u32string> TellingWords();

// Whether a fact may be in it at all: it has a term, or a word that facts are told with.
[[nodiscard]] bool MayTell(const tagger::Sentence& sentence);

}  // namespace sumikeshi
