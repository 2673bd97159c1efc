// Terms and their context become facts with spans.
#include "scanner/recognizers/facts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/context.h"
#include "scanner/recognizers/prose.h"
#include "scanner/recognizers/terms.h"

namespace sumikeshi {
namespace {

// A term without a word for a person stands where its form is that of a statement or a list.
bool StandsAlone(const Standing& standing) {
  switch (standing.frame) {
    case Frame::kBare:
      return standing.general == 0;
    case Frame::kStatement:
      return standing.general <= 1;
    case Frame::kObject:
      return standing.general == 0;
    case Frame::kTopic:
      return false;
  }
  return false;
}

bool Accepts(Grade grade, const Standing& standing) {
  if (standing.veto) return false;
  if (grade == Grade::kMedium) {
    return standing.certain && standing.personal > standing.general;
  }
  if (standing.personal == 0) return StandsAlone(standing);
  return standing.personal + 1 >= standing.general;  // one stray word does not unmake a strong term
}

// A name or an address is no fact, whatever its characters; nor is a printed label. What stands as
// a relation (続柄) may be one: 養子.
bool InHarmlessField(const View& view, Span span) {
  return view.IsLabel(span) || std::ranges::any_of(view.fields, [&](const Field& field) {
           const Span value = field.value_span;
           return field.label != nullptr && field.label->use == FieldUse::kHarmless &&
                  field.label->kind != "RELATION" && value.begin <= span.begin &&
                  span.end <= value.end;
         });
}

// What stands as a relation is one, without a word about a person: 続柄　養女.
bool InRelation(const View& view, Span span) {
  return std::ranges::any_of(view.fields, [&](const Field& field) {
    return field.label->kind == "RELATION" && field.value_span.begin <= span.begin &&
           span.end <= field.value_span.end;
  });
}

// The words that lead to a fact in its clause (私は, 三年前に): on a page they are covered with it,
// for what is left of a clause betrays the rest, and how well it was read is not known.
Span WithLeadIn(const Reading& reading, Span span) {
  constexpr std::size_t kLongestLeadIn = 12;
  const auto ends_clause = [&](char32_t c) {
    return EndsSentence(c) || std::u32string_view(U"、,，：:；;「」『』（）()【】\t").contains(c);
  };
  const auto ends_date = [&](std::size_t at) {
    return at > 0 && reading.characters[at] == U'日' && IsDigit(reading.characters[at - 1]);
  };
  std::size_t begin = span.begin;
  while (begin > 0 && !ends_clause(reading.characters[begin - 1]) && !ends_date(begin - 1)) {
    if (span.begin - begin == kLongestLeadIn) return span;
    --begin;
  }
  return {begin, span.end};
}

constexpr std::size_t kNear = 60;  // characters: one story

// What could not stand alone stands beside a fact: they are about the same person.
void AcceptBesideFacts(std::vector<Judged>& all) {
  const auto near = [](const Judged& a, const Judged& b) {
    return a.clause.begin < b.clause.end + kNear && b.clause.begin < a.clause.end + kNear;
  };
  std::vector<bool> beside(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].accepted || all[i].standing.veto || all[i].standing.general > 1) continue;
    for (std::size_t k = i; k-- > 0 && near(all[k], all[i]) && !beside[i];) {
      beside[i] = all[k].accepted;
    }
    for (std::size_t k = i + 1; k < all.size() && near(all[i], all[k]) && !beside[i]; ++k) {
      beside[i] = all[k].accepted;
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i) all[i].accepted = all[i].accepted || beside[i];
}

// Whether nothing or a particle stands between two facts: 脳梗塞|で|倒れ.
bool Touches(std::string_view text, Span fact, Span next) {
  if (next.begin <= fact.end) return true;
  const std::string_view between = text.substr(fact.end, next.begin - fact.end);
  return between == "で" || between == "の" || between == "を" || between == "に" ||
         between == "が";
}

std::vector<Judged> JudgeTerms(const View& view, const Reading& reading,
                               const std::vector<TermMatch>& matches) {
  std::vector<Judged> all;
  for (const TermMatch& match : matches) {
    if (InHarmlessField(view, reading.Bytes(match.span))) continue;
    Judged judged{&match, RevealingSpan(reading, match), {}, false};
    judged.standing = Weigh(reading, match, judged.clause);
    judged.accepted = Accepts(match.term->grade, judged.standing) ||
                      (match.term->category == Category::kSocialStatus &&
                       InRelation(view, reading.Bytes(match.span)));
    all.push_back(judged);
  }
  AcceptBesideFacts(all);
  return all;
}

}  // namespace

double ConfidenceOf(const Judged& judged) {
  double confidence = judged.standing.own > 0 ? 0.95 : 0.8;
  if (judged.match->term->grade == Grade::kMedium) confidence = 0.7;
  return judged.match->exact ? confidence : confidence - 0.1;
}

Prose::Prose(const View& of)
    : view(of),
      reading(Read(of)),
      matches(Terms().Match(reading.characters, SurenessOf(of, reading))),
      judged(JudgeTerms(of, reading, matches)) {}

// Facts that touch are one. A term that could not stand alone belongs to the fact that its clause
// leads to (華族の|家柄でした).
std::vector<Candidate> FindFacts(const Prose& prose) {
  struct Open {
    std::size_t last = 0;  // of the facts, plus one
    Span leading;
  };
  const View& view = prose.view;
  std::vector<Candidate> facts;
  std::map<Category, Open> open;
  for (const Judged& judged : prose.judged) {
    const Category category = judged.match->term->category;
    auto& [last, leading] = open[category];
    Span span =
        prose.reading.Bytes(view.ocr ? WithLeadIn(prose.reading, judged.clause) : judged.clause);
    if (!judged.accepted) {
      leading = judged.standing.veto ? Span{} : span;
      continue;
    }
    if (leading.begin < span.begin && span.begin < leading.end) span.begin = leading.begin;
    const double confidence = ConfidenceOf(judged);
    if (last > 0 && Touches(view.text, facts[last - 1].span, span)) {
      Candidate& fact = facts[last - 1];
      fact.span.end = std::max(fact.span.end, span.end);
      fact.confidence = std::max(fact.confidence, confidence);
    } else {
      facts.push_back({span, category, std::string(judged.match->term->kind), confidence, {}});
      last = facts.size();
    }
  }
  return facts;
}

std::vector<Candidate> FindFacts(const View& view) { return FindFacts(Prose(view)); }

void AddFacts(const Analysis& page, Category category, std::vector<Candidate>& found) {
  std::ranges::copy_if(page.facts, std::back_inserter(found),
                       [&](const Candidate& fact) { return fact.category == category; });
}

}  // namespace sumikeshi
