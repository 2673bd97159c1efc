// Facts that the learned tagger finds in wordings that no dictionary has, and the words by which it
// tells what the rules find.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/recognizers/facts.h"
#include "scanner/tagger/tagger.h"

namespace sumikeshi {

// The one of models/tagger.bin.
[[nodiscard]] const tagger::Tagger& TheTagger();

// All that may be a fact, in characters of the reading, in order.
[[nodiscard]] std::vector<tagger::Tag> TagProse(const Prose& prose, const tagger::Tagger& tagger);

// Those of the tags that stand: surer than the threshold of the tagger, or near such a one.
[[nodiscard]] std::vector<Candidate> FindTagged(const Prose& prose,
                                                std::span<const tagger::Tag> tags);

// A fact of the rules in a text: its term and what the tagger holds for part of it.
struct Fact {
  Span words;  // characters of the reading
  const Judged* judged = nullptr;
};
[[nodiscard]] std::vector<Fact> NarrowFacts(const Prose& prose, std::span<const tagger::Tag> tags);

// Those that are believed: the surest, any 本籍, and any near a tag that stands, for the tagger
// knows the rules' say.
[[nodiscard]] std::vector<Candidate> FindFacts(const Prose& prose,
                                               std::span<const tagger::Tag> tags);

// What the text of `view` tells by itself, before what stands round it is known.
enum class Telling : std::uint8_t {
  kNothing,
  kWeakly,  // what is believed only near a surer fact
  kLikely,
};
[[nodiscard]] Telling WhatItTells(const View& view);

}  // namespace sumikeshi
