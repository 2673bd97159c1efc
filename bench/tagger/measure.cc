// What rules and tagger find on labelled lines, and how right it is.
#include "bench/tagger/measure.h"

#include <algorithm>
#include <numeric>

#include "scanner/fields/fields.h"
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/sentences.h"

namespace sumikeshi::tagger {
namespace {

constexpr double kEnough = 0.6;

double Percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

bool IsSensitive(Category category) { return category <= Category::kBankAccount; }

// Everything but the tagger.
std::vector<bool> FindByRules(View& view, std::size_t characters) {
  view.fields = FindFields(view);
  std::vector<Candidate> found;
  const Analysis page(view);
  for (const Recognizer* recognizer : AllRecognizers()) {
    if (recognizer->id != "tagger") recognizer->find(page, found);
  }
  for (const Field& field : view.fields) {
    if (field.label->use != FieldUse::kSensitive) continue;
    found.push_back({field.value_span, field.label->category, "", 1, {}});
  }
  std::vector<bool> by_rules(characters);
  for (const Candidate& candidate : found) {
    if (candidate.span.empty() || !IsSensitive(candidate.category)) continue;
    const Span span = view.SourceSpan(candidate.span);
    for (std::size_t i = span.begin; i < span.end; ++i) by_rules[i] = true;
  }
  return by_rules;
}

bool IsRight(const Example& example, const Tag& tag) {
  return std::ranges::any_of(example.phrases, [&](const Phrase& phrase) {
    return phrase.span.begin < tag.span.end && tag.span.begin < phrase.span.end;
  });
}

double Odds(double confidence) { return Log(confidence) - Log(1 - confidence); }

}  // namespace

Outcome Look(const Tagger& tagger, const Example& example) {
  Outcome outcome{&example, {}, {}};
  View view = MakeView(example.text);
  const Reading reading = Read(view);
  const std::u32string_view text = reading.characters;
  const auto matches = Terms().Match(text, false);
  for (const Sentence& sentence : SplitSentences(reading, matches)) {
    const auto [begin, end] = sentence.span;
    const FeatureReader reader(text.substr(begin, end - begin), sentence.hints, sentence.cues);
    for (Tag tag : tagger.TagSentence(reader)) {
      tag.span = view.SourceSpan(reading.Bytes({tag.span.begin + begin, tag.span.end + begin}));
      outcome.tags.push_back(tag);
    }
  }
  outcome.by_rules = FindByRules(view, example.text.characters.size());
  return outcome;
}

double Score::Recall() const {
  return Percent(std::accumulate(found.begin(), found.end(), std::size_t{0}),
                 std::accumulate(phrases.begin(), phrases.end(), std::size_t{0}));
}

double Score::Alarms() const { return Percent(alarmed, negatives); }

double Score::Outside() const { return Percent(outside, characters); }

Score Measure(std::span<const Outcome> outcomes, const Finder& finder) {
  Score score;
  for (const Outcome& outcome : outcomes) {
    std::vector<bool> reported(outcome.by_rules.size());
    if (finder.rules) reported = outcome.by_rules;
    for (const Tag& tag : outcome.tags) {
      if (!finder.tagger || tag.confidence < finder.threshold) continue;
      for (std::size_t i = tag.span.begin; i < tag.span.end; ++i) reported[i] = true;
    }
    const bool any = std::ranges::find(reported, true) != reported.end();
    for (const Phrase& phrase : outcome.example->phrases) {
      const auto category = static_cast<std::size_t>(phrase.category);
      std::size_t hit = 0;
      for (std::size_t i = phrase.span.begin; i < phrase.span.end; ++i) {
        hit += reported[i] ? 1U : 0U;
        reported[i] = false;
      }
      const auto length = static_cast<double>(phrase.span.end - phrase.span.begin);
      ++score.phrases[category];
      if (static_cast<double>(hit) >= kEnough * length) ++score.found[category];
    }
    score.outside += static_cast<std::size_t>(std::ranges::count(reported, true));
    score.characters += reported.size();
    if (!outcome.example->phrases.empty()) continue;
    ++score.negatives;
    if (any) ++score.alarmed;
  }
  return score;
}

double ThresholdFor(std::span<const Outcome> outcomes, Finder finder, double alarms) {
  constexpr int kSteps = 100;
  for (int step = 1; step < kSteps; ++step) {
    finder.threshold = static_cast<double>(step) / kSteps;
    if (Measure(outcomes, finder).Alarms() <= alarms) return finder.threshold;
  }
  return 1;
}

Calibration Calibrate(std::span<Outcome> outcomes) {
  constexpr int kIterations = 4000;
  constexpr double kRate = 0.5;
  Calibration fit;
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    double slope = 0;
    double offset = 0;
    double count = 0;
    for (const Outcome& outcome : outcomes) {
      for (const Tag& tag : outcome.tags) {
        const double odds = Odds(tag.confidence);
        const double error = 1 / (1 + Exp(-(fit.slope * odds + fit.offset))) -
                             (IsRight(*outcome.example, tag) ? 1 : 0);
        slope += error * odds;
        offset += error;
        ++count;
      }
    }
    constexpr double kOddsScale = 10;  // of the squared log odds
    fit.slope -= kRate * slope / count / kOddsScale;
    fit.offset -= kRate * offset / count;
  }
  for (Outcome& outcome : outcomes) {
    for (Tag& tag : outcome.tags) {
      tag.confidence = 1 / (1 + Exp(-(fit.slope * Odds(tag.confidence) + fit.offset)));
    }
  }
  return fit;
}

Reliability MeasureReliability(std::span<const Outcome> outcomes) {
  constexpr double kBins = 10;
  Reliability reliability;
  for (const Outcome& outcome : outcomes) {
    for (const Tag& tag : outcome.tags) {
      const auto bin = static_cast<std::size_t>(tag.confidence * kBins);
      ++reliability.tags[bin];
      if (IsRight(*outcome.example, tag)) ++reliability.right[bin];
    }
  }
  return reliability;
}

}  // namespace sumikeshi::tagger
