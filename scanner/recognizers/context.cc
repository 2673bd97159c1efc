// Guards and cues of dictionaries/ja/context.tsv, applied to the sentence round a term.
//
// A sentence is read once for cues. Words for a person (私, 母, 被保険者) and personal predicates
// (と診断, 服用, しております) are weighed against general statements (増えて, 予防), instructions
// (記入しない) and what turns the term into a product, an organisation or a place (がん保険). A cue
// in the same clause as the term counts for more than one elsewhere.
#include "scanner/recognizers/context.h"

#include <algorithm>
#include <array>

#include "dictionaries/dictionaries.h"
#include "scanner/recognizers/prose.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kLongestSentence = 200;  // characters looked at on either side
constexpr std::size_t kLongestPredicate = 34;  // characters after the term
constexpr std::size_t kSampleReach = 40;       // characters between 記入例 and what it shows

enum Role : std::uint32_t {
  kSubject,   // a person of this document
  kPersonal,  // a predicate or time that tells of one person
  kPolite,    // an ending that a writer uses of people, and of other things too
  kGeneral,   // a statement about no person
  kAgainst,   // an instruction, a condition, an advertisement
  kPet,
  kNeutral,    // a longer word that only looks like a cue (文様を)
  kNotUnion,   // a body that has members and officers as a union has
  kNotVictim,  // damage by nature
  kSample,
  kAfter,      // right after the term: product, organisation, place
  kBefore,     // right before the term: the same
  kModifier,   // right before the term and part of the fact
  kPredicate,  // right after the term and part of the fact, though no particle
  kClauseEnd,  // a conjunction that ends the clause
  kAsks,       // ends a question
  kWindow,     // the time that a question asks about (過去5年以内に)
  kTells,      // a question that has it says something too (母は…ですが、)
  kOther,      // what is asked is not the fact (使える給付金はありますか)
};

constexpr std::array<std::string_view, 19> kRoles = {
    "subject",    "personal",   "polite", "general", "against", "pet",      "neutral",
    "not_union",  "not_victim", "sample", "after",   "before",  "modifier", "predicate",
    "clause_end", "asks",       "window", "tells",   "other"};
static_assert(kRoles.size() == kOther + 1);

struct Cues {
  PhraseTable forward;   // read in running text
  PhraseTable backward;  // before and modifier, reversed: read from the term to the left
};

Cues LoadCues() {
  Cues cues;
  std::string_view file = kContextCues;
  while (!file.empty()) {
    const std::size_t line_end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, line_end);
    file.remove_prefix(std::min(line_end + 1, file.size()));
    const std::size_t tab = line.find('\t');
    if (tab == line.npos || line.front() == '#') continue;
    const auto role = std::ranges::find(kRoles, line.substr(0, tab));
    if (role == kRoles.end()) continue;
    const auto value = static_cast<std::uint32_t>(role - kRoles.begin());
    const bool backward = value == kBefore || value == kModifier;
    for (const std::string& form : ExpandBraces(line.substr(tab + 1))) {
      std::u32string text = ToCharacters(form);
      if (backward) std::ranges::reverse(text);
      (backward ? cues.backward : cues.forward).Add(text, value);
    }
  }
  cues.forward.Sort();
  cues.backward.Sort();
  return cues;
}

const Cues& TheCues() {
  static const Cues kCues = LoadCues();
  return kCues;
}

// Length of the longest cue with `role` at `at`, 0 when there is none.
std::size_t CueAt(std::u32string_view text, std::size_t at, Role role) {
  if (at >= text.size()) return 0;
  std::vector<PhraseTable::Hit> hits;
  TheCues().forward.Lookup(text, at, hits);
  for (const PhraseTable::Hit& hit : hits) {
    if (hit.value == role) return hit.length;
  }
  return 0;
}

// The same for a cue that ends at `end`.
std::size_t CueBefore(std::u32string_view text, std::size_t end, Role role) {
  constexpr std::size_t kLongestCue = 12;
  std::u32string reversed(
      text.substr(end - std::min(end, kLongestCue), std::min(end, kLongestCue)));
  if (reversed.empty()) return 0;
  std::ranges::reverse(reversed);
  std::vector<PhraseTable::Hit> hits;
  TheCues().backward.Lookup(reversed, 0, hits);
  for (const PhraseTable::Hit& hit : hits) {
    if (hit.value == role) return hit.length;
  }
  return 0;
}

std::size_t SpanBegin(std::u32string_view text, std::size_t begin) {
  for (std::size_t length = CueBefore(text, begin, kModifier); length > 0;
       length = CueBefore(text, begin, kModifier)) {
    begin -= length;
  }
  return begin;
}

// Past a short remark in parentheses and a closing bracket, when the clause goes on behind them.
std::size_t SkipBrackets(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kLongestRemark = 16;
  if (at < text.size() && text[at] == U'(') {
    const std::size_t close = text.substr(at, kLongestRemark).find(U')');
    if (close != text.npos && text.substr(at, close).find(U'\n') == text.npos) at += close + 1;
  } else if (at < text.size() && (text[at] == U'」' || text[at] == U'』')) {
    ++at;
  }
  return at;
}

// Whether the clause goes on to say what is with the term: a particle or a verb of its own, a noun
// that belongs to it (治療中), or the rest of a longer word before a particle (庄屋の家|柄で).
bool Continues(std::u32string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (IsHiragana(text[at]) || CueAt(text, at, kPredicate) > 0) return true;
  if (at > 0 && IsHiragana(text[at - 1])) return !EndsClause(text[at]);
  constexpr std::size_t kLongestRest = 4;
  std::size_t rest = at;
  while (rest < text.size() && rest - at < kLongestRest && IsNamePart(text[rest])) ++rest;
  return rest > at && rest < text.size() && IsHiragana(text[rest]);
}

std::size_t SpanEnd(std::u32string_view text, const TermMatch& match) {
  const std::size_t term_end = match.span.end;
  std::size_t at = SkipBrackets(text, term_end);
  const bool open = !match.term->tails.empty() || match.term->category == Category::kHonseki;
  if (!open && !Continues(text, at)) return term_end;
  const std::size_t limit = std::min(text.size(), term_end + kLongestPredicate);
  while (at < limit && !EndsClause(text[at])) {
    const std::size_t conjunction = CueAt(text, at, kClauseEnd);
    if (conjunction > 0) return at + conjunction;
    ++at;
    if (at < limit && text[at] == U'(') at = std::min(limit, SkipBrackets(text, at));
  }
  return at;
}

Frame FrameOfParticle(std::u32string_view rest) {
  constexpr auto kStatements = std::to_array<std::u32string_view>(
      {U"です", U"でし", U"だ", U"であ", U"なの", U"な", U"のため", U"ので", U"ため", U"により",
       U"によ", U"のことで"});
  const auto begins = [&](std::u32string_view word) { return rest.starts_with(word); };
  if (std::ranges::any_of(kStatements, begins)) return Frame::kStatement;
  if (begins(U"で") && !begins(U"では") && !begins(U"でも")) return Frame::kStatement;
  constexpr std::u32string_view kTopics = U"はのもや";
  constexpr std::u32string_view kObjects = U"がをにへとよかで";
  if (kTopics.contains(rest.front())) return Frame::kTopic;
  if (kObjects.contains(rest.front()) || !IsHiragana(rest.front())) return Frame::kObject;
  return Frame::kStatement;
}

// 県職労の代議員です: what the person is, and nothing is said of the term itself.
bool IsNominalPredicate(std::u32string_view clause) {
  constexpr std::u32string_view kTopics = U"はがもを";
  if (clause.empty() || clause.front() != U'の') return false;
  if (clause.find_first_of(kTopics) != clause.npos) return false;
  return clause.ends_with(U"です") || clause.ends_with(U"でした") || clause.ends_with(U"だった");
}

Frame FrameOf(std::u32string_view text, const TermMatch& match, Span revealing) {
  const std::size_t at = SkipBrackets(text, match.span.end);
  if (!match.term->tails.empty() || match.term->category == Category::kHonseki) {
    return Frame::kStatement;
  }
  if (at >= text.size() || EndsClause(text[at])) {
    const bool of_another = revealing.begin > 0 && text[revealing.begin - 1] == U'の';
    return of_another ? Frame::kTopic : Frame::kBare;
  }
  const std::size_t clause = text[match.span.end - 1] == U'の' ? match.span.end - 1 : at;
  if (IsNominalPredicate(text.substr(clause, revealing.end - std::min(clause, revealing.end)))) {
    return Frame::kStatement;
  }
  const char32_t last = text[match.span.end - 1];
  constexpr std::u32string_view kParticles = U"はのがもやをにでとへ";
  if (kParticles.contains(last)) return FrameOfParticle(text.substr(match.span.end - 1));
  return FrameOfParticle(text.substr(at));
}

bool Overlaps(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

// A sample mark stands before the term on its line, or on the line above, there not as part
// of a name (見本太郎).
bool InSample(std::u32string_view text, std::size_t term) {
  const std::size_t from = term - std::min(term, kSampleReach);
  for (std::size_t at = from; at < term; ++at) {
    const std::size_t length = CueAt(text, at, kSample);
    if (length == 0) continue;
    const bool in_word = IsHan(text[at + length]);
    if (in_word && text.substr(at, term - at).find(U'\n') != text.npos) continue;
    if (text.substr(at, term - at).find(U'。') == text.npos) return true;
  }
  return false;
}

bool HasCue(std::u32string_view text, Span within, Role role) {
  for (std::size_t at = within.begin; at < within.end; ++at) {
    const std::size_t length = CueAt(text, at, role);
    if (length > 0 && at + length <= within.end) return true;
  }
  return false;
}

// Without the question mark and a remark in brackets (帝王切開を含みます).
std::size_t QuestionEnd(std::u32string_view text, Span sentence) {
  std::size_t end = sentence.end;
  while (end > sentence.begin && (EndsSentence(text[end - 1]) || text[end - 1] == U' ')) --end;
  if (end > sentence.begin && text[end - 1] == U')') {
    const std::size_t open = text.substr(0, end).rfind(U'(');
    if (open != text.npos && open > sentence.begin) end = open;
  }
  return end;
}

bool EndsWithQuestion(std::u32string_view text, Span sentence) {
  constexpr std::size_t kLongestEnding = 12;
  const std::size_t end = QuestionEnd(text, sentence);
  if (end <= sentence.begin || text[end - 1] != U'か') return false;
  const std::size_t low = std::max(sentence.begin, end - std::min(end, kLongestEnding));
  for (std::size_t at = low; at < end; ++at) {
    if (at + CueAt(text, at, kAsks) != end) continue;
    const bool of_past = text[end - 2] == U'た';
    return !of_past || HasCue(text, sentence, kWindow);
  }
  return false;
}

// Whether the term is the first part of a product, an organisation or a place (がん|保険). Behind a
// particle another thing begins (同性のパートナーを|保険金の受取人に).
bool IsNamedAfter(std::u32string_view text, const TermMatch& match) {
  constexpr std::u32string_view kParticles = U"をがにはへ";
  return !kParticles.contains(text[match.span.end - 1]) && CueAt(text, match.span.end, kAfter) > 0;
}

struct Counts {
  int subjects = 0;
  int own = 0;
  int elsewhere = 0;
  int polite = 0;
  int own_general = 0;
  int general = 0;
  int own_against = 0;
  int against = 0;
  bool pet = false;
  bool other_body = false;  // what makes the term mean something else in this category
};

Counts CountCues(std::u32string_view text, Span sentence, const TermMatch& match, Span revealing) {
  Counts counts;
  const Span term = match.span;
  const Category category =
      match.term->kind == "UNION_NAME" ? Category::kHealth : match.term->category;
  std::vector<PhraseTable::Hit> hits;
  for (std::size_t at = sentence.begin; at < sentence.end;) {
    TheCues().forward.Lookup(text, at, hits);
    std::size_t step = 1;
    for (const PhraseTable::Hit& hit : hits) {
      const Span cue{at, at + hit.length};
      if (hit.value > kNotVictim) continue;
      const bool inside = at >= term.begin && cue.end <= term.end;
      if (inside && hit.value != kPersonal && hit.value != kPet) continue;
      const bool own = Overlaps(cue, revealing);
      if (hit.value == kSubject) ++counts.subjects;
      if (hit.value == kPersonal) ++(own ? counts.own : counts.elsewhere);
      if (hit.value == kPolite && own) ++counts.polite;
      if (hit.value == kGeneral) ++(own ? counts.own_general : counts.general);
      if (hit.value == kAgainst) ++(own ? counts.own_against : counts.against);
      if (hit.value == kPet) counts.pet = true;
      if (hit.value == kNotUnion) counts.other_body |= category == Category::kUnion;
      if (hit.value == kNotVictim) counts.other_body |= category == Category::kVictim;
      step = hit.length;
      break;
    }
    at += step;
  }
  return counts;
}

}  // namespace

Span SentenceRound(const Reading& reading, std::size_t at) {
  const std::u32string_view text = reading.characters;
  Span sentence{at, at};
  const std::size_t low = at - std::min(at, kLongestSentence);
  const std::size_t high = std::min(text.size(), at + kLongestSentence);
  while (sentence.begin > low && !EndsSentence(text[sentence.begin - 1])) --sentence.begin;
  while (sentence.end < high && !EndsSentence(text[sentence.end])) ++sentence.end;
  if (sentence.end < high && text[sentence.end] == U'?') ++sentence.end;
  return sentence;
}

Span RevealingSpan(const Reading& reading, const TermMatch& match) {
  return {SpanBegin(reading.characters, match.span.begin), SpanEnd(reading.characters, match)};
}

bool OnlyAsks(const Reading& reading, Span words) {
  const std::u32string_view text = reading.characters;
  const Span sentence = SentenceRound(reading, words.begin);
  return EndsWithQuestion(text, sentence) && !HasCue(text, sentence, kTells) &&
         !HasCue(text, {std::min(words.end, sentence.end), sentence.end}, kOther);
}

Standing Weigh(const Reading& reading, const TermMatch& match, Span revealing) {
  const std::u32string_view text = reading.characters;
  const Span sentence = SentenceRound(reading, match.span.begin);
  const Counts counts = CountCues(text, sentence, match, revealing);
  Standing standing;
  standing.own = std::min(counts.own, 2);
  const bool named = counts.subjects > 0;
  standing.personal = 2 * standing.own + std::min(counts.elsewhere, 2) + (named ? 1 : 0) +
                      (named && counts.polite > 0 ? 1 : 0);
  standing.certain = standing.own + counts.elsewhere + (named ? counts.polite : 0) > 0;
  // An instruction in another clause matters less once the term has a statement of its own.
  const bool states = revealing.end >= match.span.end + 2;
  standing.general = 2 * counts.own_general + std::min(counts.general, 3) + 6 * counts.own_against +
                     (standing.own > 0 || states ? 1 : 3) * counts.against;
  standing.polite = counts.polite > 0;
  standing.frame = FrameOf(text, match, revealing);
  standing.veto = counts.pet || counts.other_body || IsNamedAfter(text, match) ||
                  CueBefore(text, match.span.begin, kBefore) > 0 ||
                  InSample(text, match.span.begin) || OnlyAsks(reading, match.span);
  return standing;
}

}  // namespace sumikeshi
