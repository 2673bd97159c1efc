// Facts that the learned tagger finds in wordings that no dictionary has.
#include "scanner/recognizers/tagged.h"

#include <algorithm>

#include "scanner/recognizers/sentences.h"
#include "scanner/tagger/tagger.h"

namespace sumikeshi {
namespace {

// By cross-validation over the files of tests/corpus: see bench/README.md.
constexpr double kLeastConfidence = 0.85;

const tagger::Tagger& TheTagger() {
  static const tagger::Tagger kTagger(tagger::ReadModel(kTaggerModel).value());
  return kTagger;
}

// A printed label is no fact, nor is anything in a name or an address.
bool IsHarmless(const View& view, Span span) {
  return std::ranges::any_of(view.fields, [&](const Field& field) {
    const bool in_label = field.label_span.begin <= span.begin && span.end <= field.label_span.end;
    const Span value = field.value_span;
    return in_label || (field.label != nullptr && field.label->use == FieldUse::kHarmless &&
                        field.label->kind != "RELATION" && value.begin < span.end &&
                        span.begin < value.end);
  });
}

}  // namespace

std::vector<Candidate> FindTagged(const View& view) {
  std::vector<Candidate> found;
  const Reading reading = Read(view);
  const std::u32string_view text = reading.characters;
  for (const Sentence& sentence : SplitSentences(reading, Terms().Match(text, view.ocr))) {
    if (sentence.hints.empty()) continue;
    const auto [begin, end] = sentence.span;
    const tagger::FeatureReader reader(text.substr(begin, end - begin), sentence.hints,
                                       sentence.cues);
    for (const tagger::Tag& tag : TheTagger().TagSentence(reader)) {
      if (tag.confidence < kLeastConfidence) continue;
      const Span span = reading.Bytes({tag.span.begin + begin, tag.span.end + begin});
      if (!IsHarmless(view, span)) found.push_back({span, tag.category, "", tag.confidence, {}});
    }
  }
  return found;
}

}  // namespace sumikeshi
