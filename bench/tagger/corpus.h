// Labelled lines as the tagger is trained and measured on them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bench/text/labelled_text.h"
#include "scanner/tagger/lattice.h"
#include "sumikeshi/result.h"

namespace sumikeshi::tagger {

// Features by character: those of character i are features[begins[i]..begins[i + 1]).
struct TrainingSentence {
  std::vector<std::uint32_t> of_sentence;
  std::vector<std::uint32_t> features;
  std::vector<std::uint32_t> begins;
  std::vector<std::uint8_t> labels;  // the true ones
  float weight = 1;
};

struct Example : LabelledText {
  std::vector<TrainingSentence> sentences;
};

// Lines "source<TAB>text" with ⟦category:words⟧.
[[nodiscard]] Result<std::vector<Example>> ReadExamples(const std::string& file);

// The same lines as if they had been read on a page, some characters wrongly: only to train on.
[[nodiscard]] std::vector<Example> MisreadExamples(std::span<const Example> examples);

// The terms of the dictionaries by themselves, as if they were in none, and some stop words: so the
// tagger learns what the words of a category look like.
[[nodiscard]] std::vector<Example> DictionaryExamples();

}  // namespace sumikeshi::tagger
