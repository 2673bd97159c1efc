// Terms and their context become facts with spans.
#include "scanner/recognizers/facts.h"

#include <algorithm>

#include "scanner/recognizers/context.h"
#include "scanner/recognizers/prose.h"
#include "scanner/recognizers/terms.h"

namespace sumikeshi {
namespace {

// A term without a word for a person stands where its form is that of a statement or a list.
bool StandsAlone(const Evidence& evidence) {
  switch (evidence.frame) {
    case Frame::kBare:
      return evidence.general == 0;
    case Frame::kStatement:
      return evidence.general <= 1;
    case Frame::kObject:
      return evidence.polite && evidence.general == 0;
    case Frame::kTopic:
      return false;
  }
  return false;
}

bool Accepts(Grade grade, const Evidence& evidence) {
  if (evidence.veto) return false;
  if (grade == Grade::kMedium) return evidence.certain && evidence.personal > evidence.general;
  if (evidence.personal == 0) return StandsAlone(evidence);
  return evidence.personal + 1 >= evidence.general;  // one stray word does not unmake a strong term
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

// The words that lead to a fact in its clause (私は, 三年前に): on a page they are covered with it,
// for what is left of a clause betrays the rest, and how well it was read is not known.
Span WithLeadIn(const Reading& reading, Span span) {
  constexpr std::size_t kLongestLeadIn = 12;
  const auto ends_clause = [&](char32_t c) {
    return EndsSentence(c) || std::u32string_view(U"、,，：:；;「」『』（）()【】\t").contains(c);
  };
  std::size_t begin = span.begin;
  while (begin > 0 && !ends_clause(reading.characters[begin - 1])) {
    if (span.begin - begin == kLongestLeadIn) return span;
    --begin;
  }
  return {begin, span.end};
}

}  // namespace

// Facts that touch are one. A term that could not stand alone belongs to the fact that its clause
// leads to (華族の|家柄でした).
void FindFacts(const View& view, Category category, std::vector<Candidate>& found) {
  const Reading reading = Read(view);
  std::vector<Candidate> facts;
  Span leading;
  for (const TermMatch& match : Terms().Match(reading.characters, view.ocr)) {
    if (match.term->category != category) continue;
    if (InHarmlessField(view, reading.Bytes(match.span))) continue;
    const Span revealing = RevealingSpan(reading, match);
    const Evidence evidence = Weigh(reading, match, revealing);
    Span span = reading.Bytes(view.ocr ? WithLeadIn(reading, revealing) : revealing);
    if (!Accepts(match.term->grade, evidence)) {
      leading = evidence.veto ? Span{} : span;
      continue;
    }
    if (leading.begin < span.begin && span.begin < leading.end) span.begin = leading.begin;
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
