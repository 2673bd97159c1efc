// Terms x context -> candidates.
#include "scanner/recognizers/facts.h"

#include <algorithm>

#include "scanner/recognizers/context.h"
#include "scanner/recognizers/terms.h"

namespace sumikeshi {
namespace {

bool Accepts(Grade grade, const Evidence& evidence) {
  if (evidence.veto) return false;
  if (grade == Grade::kMedium) return evidence.certain && evidence.personal > evidence.general;
  return evidence.personal >= evidence.general;
}

double Confidence(const TermMatch& match, const Evidence& evidence) {
  double confidence = evidence.own > 0 ? 0.95 : 0.8;
  if (match.term->grade == Grade::kMedium) confidence = 0.7;
  return match.exact ? confidence : confidence - 0.1;
}

// A name or an address is no fact, whatever its characters; nor is a printed label.
bool InHarmlessField(const View& view, Span span) {
  return std::ranges::any_of(view.fields, [&](const Field& field) {
    const auto holds = [&](Span outer) {
      return outer.begin <= span.begin && span.end <= outer.end;
    };
    return holds(field.label_span) ||
           (field.label != nullptr && field.label->use == FieldUse::kHarmless &&
            holds(field.value_span));
  });
}

}  // namespace

void FindFacts(const View& view, Category category, std::vector<Candidate>& found) {
  const Reading reading = Read(view);
  std::vector<Candidate> facts;
  for (const TermMatch& match : Terms().Match(reading.characters, view.ocr)) {
    if (match.term->category != category) continue;
    if (InHarmlessField(view, reading.Bytes(match.span))) continue;
    const Span revealing = RevealingSpan(reading, match);
    const Evidence evidence = Weigh(reading, match, revealing);
    if (!Accepts(match.term->grade, evidence)) continue;
    const Span span = reading.Bytes(revealing);
    const double confidence = Confidence(match, evidence);
    if (!facts.empty() && span.begin <= facts.back().span.end) {
      facts.back().span.end = std::max(facts.back().span.end, span.end);
      facts.back().confidence = std::max(facts.back().confidence, confidence);
    } else {
      facts.push_back({span, category, std::string(match.term->kind), confidence, {}});
    }
  }
  std::ranges::move(facts, std::back_inserter(found));
}

}  // namespace sumikeshi
