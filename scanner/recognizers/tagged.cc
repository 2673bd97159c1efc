// The learned tagger beside the rules.
#include "scanner/recognizers/tagged.h"

#include <algorithm>

#include "scanner/recognizers/prose.h"
#include "scanner/recognizers/sentences.h"
#include "scanner/tagger/tagger.h"

namespace sumikeshi {
namespace {

// By cross-validation over the files of tests/corpus: see bench/README.md.
constexpr double kLeastConfidence = 0.6;
constexpr double kLeastBeside = 0.17;
constexpr double kSureRule = 0.9;           // of a rule that is believed without the tagger
constexpr double kSureShort = 0.8;          // ... in a sentence of at most
constexpr std::size_t kShortSentence = 20;  // characters
constexpr std::size_t kFewWords = 14;       // characters: a heading, or what a corpus has few of
constexpr double kDoubt = 0.68;             // ... a tag in it is believed so much less
constexpr double kSureHonseki = 0.7;        // kSureRule for a 本籍, whose forms are few

std::vector<tagger::Tag> Standers(std::span<const tagger::Tag> tags) {
  const std::vector<bool> stands = tagger::Standing(tags, kLeastConfidence, kLeastBeside);
  std::vector<tagger::Tag> standing;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (stands[i]) standing.push_back(tags[i]);
  }
  return standing;
}

bool Touch(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

// An address is a 本籍 only where the register is spoken of: 籍 (本籍, 戸籍, 除籍) or 筆頭者.
bool SpeaksOfRegister(std::u32string_view text, Span tag) {
  constexpr std::size_t kBefore = 60, kAfter = 30;
  const std::size_t from = tag.begin - std::min(tag.begin, kBefore);
  const std::u32string_view near = text.substr(from, tag.end + kAfter - from);
  return near.contains(U'籍') || near.contains(U"筆頭");
}

// In a short sentence the words are all there is, and the rules know them better.
bool IsSure(const Prose& prose, const Judged& judged) {
  const bool honseki = judged.match->term->category == Category::kHonseki;
  const Span sentence = SentenceRound(prose.reading, judged.match->span.begin);
  const bool is_short = sentence.end - sentence.begin <= kShortSentence;
  return ConfidenceOf(judged) >= (honseki ? kSureHonseki : is_short ? kSureShort : kSureRule);
}

// Latin print comes out of a Japanese reader in pieces, in which the tagger sees abbreviations.
bool IsLatin(std::u32string_view text, Span span) {
  constexpr auto kLongestAbbreviation = 8;
  const std::u32string_view words = text.substr(span.begin, span.end - span.begin);
  const auto latin = std::ranges::count_if(words, IsAsciiLetter);
  return latin > kLongestAbbreviation && latin > std::ranges::count_if(words, IsJapanese);
}

// A printed label is no fact, nor is anything in a name or an address.
bool IsHarmless(const View& view, Span span) {
  return view.IsLabel(span) || std::ranges::any_of(view.fields, [&](const Field& field) {
           const Span value = field.value_span;
           return field.label != nullptr && field.label->use == FieldUse::kHarmless &&
                  field.label->kind != "RELATION" && value.begin < span.end &&
                  span.begin < value.end;
         });
}

}  // namespace

const tagger::Tagger& TheTagger() {
  static const tagger::Tagger kTagger(tagger::ReadModel(kTaggerModel).value());
  return kTagger;
}

std::vector<tagger::Tag> TagProse(const Prose& prose, const tagger::Tagger& tagger) {
  std::vector<tagger::Tag> tags;
  for (const tagger::Sentence& sentence : SplitSentences(prose, Sentences::kTelling)) {
    const tagger::FeatureReader reader(TextOf(prose, sentence), sentence);
    for (tagger::Tag& tag : tagger.TagSentence(reader)) {
      tag.span.begin += sentence.span.begin;
      tag.span.end += sentence.span.begin;
      while (!tag.span.empty() && EndsSentence(prose.reading.characters[tag.span.end - 1])) {
        --tag.span.end;
      }
      if (tag.span.empty() || OnlyAsks(prose.reading, tag.span)) continue;
      if (tag.category == Category::kHonseki &&
          !SpeaksOfRegister(prose.reading.characters, tag.span)) {
        continue;
      }
      if (prose.view.ocr && IsLatin(prose.reading.characters, tag.span)) continue;
      if (sentence.span.end - sentence.span.begin <= kFewWords) tag.confidence *= kDoubt;
      if (!IsHarmless(prose.view, prose.reading.Bytes(tag.span))) tags.push_back(tag);
    }
  }
  return tags;
}

std::vector<Candidate> FindTagged(const Prose& prose, std::span<const tagger::Tag> tags) {
  std::vector<Candidate> found;
  for (const tagger::Tag& tag : Standers(tags)) {
    found.push_back({prose.reading.Bytes(tag.span), tag.category, "", tag.confidence, {}});
  }
  return found;
}

std::vector<Fact> NarrowFacts(const Prose& prose, std::span<const tagger::Tag> tags) {
  std::vector<Fact> facts;
  for (const Judged& judged : prose.judged) {
    if (!judged.accepted) continue;
    Span words{judged.clause.begin, judged.match->span.end};
    for (const tagger::Tag& tag : tags) {
      if (tag.confidence < kLeastBeside || !Touch(tag.span, words) ||
          tag.category != judged.match->term->category) {
        continue;
      }
      words.begin = std::min(words.begin, tag.span.begin);
      words.end = std::max(words.end, std::min(tag.span.end, judged.clause.end));
    }
    facts.push_back({words, &judged});
  }
  return facts;
}

std::vector<Candidate> FindFacts(const Prose& prose, std::span<const tagger::Tag> tags) {
  const std::vector<tagger::Tag> standing = Standers(tags);
  const std::vector<Fact> facts = NarrowFacts(prose, tags);
  std::vector<Fact> sure;
  const auto is_sure = [&](const Fact& fact) { return IsSure(prose, *fact.judged); };
  std::ranges::copy_if(facts, std::back_inserter(sure), is_sure);
  const auto believed = [&, near = tagger::AreNear](const Fact& fact) {
    return is_sure(fact) ||
           std::ranges::any_of(standing,
                               [&](const auto& tag) { return near(tag.span, fact.words); }) ||
           std::ranges::any_of(sure, [&](const Fact& other) {
             return other.judged->match->term->category == fact.judged->match->term->category &&
                    near(other.words, fact.words);
           });
  };
  std::vector<Candidate> found;
  for (const Fact& fact : facts) {
    if (!believed(fact)) continue;
    const Term& term = *fact.judged->match->term;
    found.push_back({prose.reading.Bytes(fact.words),
                     term.category,
                     std::string(term.kind),
                     ConfidenceOf(*fact.judged),
                     {}});
  }
  return found;
}

Telling WhatItTells(const View& view) {
  // With other sentences round it a tag may be so much surer.
  constexpr double kSurer = 2;
  const Prose prose(view);
  const std::vector<tagger::Tag> tags = TagProse(prose, TheTagger());
  const auto any_tag = [&](double confidence) {
    return std::ranges::any_of(
        tags, [&](const tagger::Tag& tag) { return tag.confidence >= confidence / kSurer; });
  };
  const auto is_sure = [&](const Judged& judged) {
    return judged.accepted && IsSure(prose, judged);
  };
  if (any_tag(kLeastConfidence) || std::ranges::any_of(prose.judged, is_sure)) {
    return Telling::kLikely;
  }
  return any_tag(kLeastBeside) || std::ranges::any_of(prose.judged, &Judged::accepted)
             ? Telling::kWeakly
             : Telling::kNothing;
}

}  // namespace sumikeshi
