// What rules and tagger find on labelled lines, and how right it is.
#include "bench/tagger/measure.h"

#include <algorithm>
#include <cmath>
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

void Mark(std::vector<bool>& characters, Span span) {
  for (std::size_t i = span.begin; i < span.end; ++i) characters[i] = true;
}

// Numbers and fields.
std::vector<bool> FindOthers(const Analysis& page, std::size_t characters) {
  std::vector<Candidate> found;
  for (const Recognizer* recognizer : AllRecognizers()) {
    if (recognizer->id != "tagger") recognizer->find(page, found);
  }
  std::erase_if(found, [](const Candidate& c) { return c.category <= Category::kSexual; });
  for (const Field& field : page.view.fields) {
    if (field.label->use != FieldUse::kSensitive) continue;
    found.push_back({field.value_span, field.label->category, "", 1, {}});
  }
  std::vector<bool> others(characters);
  for (const Candidate& candidate : found) {
    if (candidate.span.empty() || !IsSensitive(candidate.category)) continue;
    Mark(others, page.view.SourceSpan(candidate.span));
  }
  return others;
}

bool IsRight(const Example& example, const Tag& tag) {
  return std::ranges::any_of(example.phrases, [&](const Phrase& phrase) {
    return phrase.span.begin < tag.span.end && tag.span.begin < phrase.span.end;
  });
}

// By character.
std::vector<bool> Reported(const Outcome& outcome, const Finder& finder) {
  std::vector<bool> reported = outcome.by_others;
  std::vector<bool> stands(outcome.tags.size());
  if (finder.tagger) stands = Standing(outcome.tags, finder.threshold, finder.beside);
  for (std::size_t i = 0; i < stands.size(); ++i) {
    if (stands[i]) Mark(reported, outcome.tags[i].span);
  }
  for (const Ruled& fact : outcome.facts) {
    bool believed = fact.confidence >= finder.rules;
    for (std::size_t i = 0; i < stands.size() && !believed; ++i) {
      believed = stands[i] && AreNear(outcome.tags[i].span, fact.span);
    }
    if (believed) Mark(reported, fact.span);
  }
  return reported;
}

}  // namespace

Outcome Look(const Tagger& tagger, const Example& example) {
  Outcome outcome{&example, {}, {}, {}};
  View view = MakeView(example.text);
  view.fields = FindFields(view);
  const Analysis page(view, tagger);
  for (Tag tag : page.tags) {
    tag.span = view.SourceSpan(page.prose.reading.Bytes(tag.span));
    outcome.tags.push_back(tag);
  }
  for (const Fact& fact : NarrowFacts(page.prose, page.tags)) {
    outcome.facts.push_back(
        {view.SourceSpan(page.prose.reading.Bytes(fact.words)), ConfidenceOf(*fact.judged)});
  }
  outcome.by_others = FindOthers(page, example.text.characters.size());
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
    std::vector<bool> reported = Reported(outcome, finder);
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

// Gradient descent with a step of its own for each weight.
Evidence Calibrate(std::span<Outcome> outcomes) {
  constexpr int kIterations = 3000;
  constexpr double kRate = 0.1;
  constexpr double kPull = 1e-3;
  std::array<double, kEvidence> weights{}, squares{};
  squares.fill(1e-6);
  const auto confidence = [&](const Tag& tag) {
    double sum = 0;
    for (std::size_t i = 0; i < kEvidence; ++i) {
      sum += weights[i] * static_cast<double>(tag.evidence[i]);
    }
    return 1 / (1 + Exp(-sum));
  };
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    std::array<double, kEvidence> slopes{};
    double count = 1;
    for (const Outcome& outcome : outcomes) {
      for (const Tag& tag : outcome.tags) {
        const double error = confidence(tag) - (IsRight(*outcome.example, tag) ? 1 : 0);
        for (std::size_t i = 0; i < kEvidence; ++i) {
          slopes[i] += error * static_cast<double>(tag.evidence[i]);
        }
        ++count;
      }
    }
    for (std::size_t i = 0; i < kEvidence; ++i) {
      const double slope = slopes[i] / count + kPull * weights[i];
      squares[i] += slope * slope;
      weights[i] -= kRate * slope / std::sqrt(squares[i]);
    }
  }
  for (Outcome& outcome : outcomes) {
    for (Tag& tag : outcome.tags) tag.confidence = confidence(tag);
  }
  Evidence fit{};
  std::ranges::transform(weights, fit.begin(), [](double w) { return static_cast<float>(w); });
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
