// Who and what a term is about: the sentence round it, what speaks for a person, what against.
#pragma once

#include <cstddef>

#include "scanner/recognizers/terms.h"

namespace sumikeshi {

// The sentence that holds `at`, in characters of the Reading.
[[nodiscard]] Span SentenceRound(const Reading& reading, std::size_t at);

// The words that reveal the fact: modifiers before the term (重度の, 2型), the term, and the
// predicate of a personal statement up to the end of its clause (を信仰しております).
[[nodiscard]] Span RevealingSpan(const Reading& reading, const TermMatch& match);

// How the term stands in its clause: what a term without any word for a person is judged by.
enum class Frame {
  kBare,       // 高血圧、糖尿病
  kStatement,  // 天理教です, 糖尿病のため, 盗まれて
  kObject,     // 被害届を, 前科が
  kTopic,      // 糖尿病は, うつ病の: general statements begin so
};

// What the sentence says about the term. Weights are counted, not probabilities.
struct Standing {
  int own = 0;           // personal words in the revealing span (と診断, 服用, しております)
  int personal = 0;      // all that speaks for a person of this document, `own` included
  int general = 0;       // instructions, general statements, advertising, lists of the law
  bool certain = false;  // a personal predicate, or a person with a polite ending
  bool polite = false;   // the clause of the term ends politely
  bool veto = false;     // product, organisation, place, pet, sample or question
  Frame frame = Frame::kBare;
};

// Whether the sentence of `words` only asks whether they are so (…と診断されたことがありますか): a
// form's print, of which nobody has said anything yet.
[[nodiscard]] bool OnlyAsks(const Reading& reading, Span words);

[[nodiscard]] Standing Weigh(const Reading& reading, const TermMatch& match, Span revealing);

}  // namespace sumikeshi
