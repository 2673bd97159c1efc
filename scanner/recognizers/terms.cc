// Dictionary terms in running text: leftmost-longest by narrowing a sorted table.
//
// Idea: all phrases stand sorted in one table. At each character of the text it and the next one
// pick the range of phrases that begin so; each further one narrows it by binary search. A phrase
// that ends there is a match. Most pairs of characters begin no phrase and cost one look at a bit.
#include "scanner/recognizers/terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>

#include "dictionaries/dictionaries.h"
#include "scanner/recognizers/misread_terms.h"
#include "scanner/recognizers/prose.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kTailWindow = 16;  // characters between the two parts of 本籍〜青森
constexpr std::size_t kOpenLeft = 12;    // characters of a name before 〜教の信者
constexpr std::size_t kValueGap = 8;     // characters between 血糖値 and its number
constexpr std::size_t kPlane = 0x10000;  // no term begins outside the basic plane
constexpr std::string_view kWild = "〜";

Grade GradeOf(std::string_view letter) {
  if (letter == "M") return Grade::kMedium;
  if (letter == "V") return Grade::kValue;
  return Grade::kStrong;
}

// A term of one or two kanji is often a piece of a longer word: only these may stand beside it.
constexpr std::u32string_view kKanjiBefore =
    U"父母夫妻兄弟姉妹娘私僕俺彼子孫氏様者時後前歳年月日在来先他中現旧元再両右左急軽重初肺胃腸肝腎"
    U"脳心頭首肩腰膝足腕手眼耳鼻"
    U"喉顎皮血骨筋痔歯舌胸腹背";
constexpr std::u32string_view kKanjiAfter =
    U"治手患疑歴症中等後術発再悪入通療検診薬加経既持合併性専状完寛予以罪犯容被事逮送信教徒会員者式"
    U"派人系"
    U"出生届裁判前科刑服役釈放";

bool KanjiEdgesAgree(std::u32string_view text, Span span) {
  if (span.end - span.begin > 2 || !IsHan(text[span.begin])) return true;
  if (span.begin > 0 && IsHan(text[span.begin - 1]) &&
      kKanjiBefore.find(text[span.begin - 1]) == kKanjiBefore.npos) {
    return false;
  }
  return span.end >= text.size() || !IsHan(text[span.end - 1]) || !IsHan(text[span.end]) ||
         kKanjiAfter.find(text[span.end]) != kKanjiAfter.npos;
}

// A katakana or Latin term must be a word of its own: ガン is not in スローガン, ED not in LED.
bool EdgesAgree(std::u32string_view text, Span span) {
  const char32_t first = text[span.begin];
  const char32_t last = text[span.end - 1];
  const char32_t before = span.begin > 0 ? text[span.begin - 1] : U' ';
  const char32_t after = span.end < text.size() ? text[span.end] : U' ';
  const bool is_long = span.end - span.begin >= 5;
  if (IsKatakana(first) && IsKatakana(before)) return false;
  if (IsKatakana(last) && IsKatakana(after) && !is_long) return false;
  if (IsAsciiLetter(first) && (IsAsciiLetter(before) || before == U'-')) return false;
  if (IsAsciiLetter(last) && IsAsciiLetter(after)) return false;
  if (IsDigit(first) && (IsDigit(before) || before == U'.')) return false;
  if (IsDigit(last) && IsDigit(after)) return false;
  return KanjiEdgesAgree(text, span);
}

// 〜炎 is not in 炎上, 〜癌 not in 癌学会: what may stand behind a suffix.
bool EndsWord(std::u32string_view text, std::size_t end) {
  if (end >= text.size()) return true;
  const char32_t last = text[end - 1];
  if (IsKatakana(last)) return !IsKatakana(text[end]);
  return !IsHan(last) || !IsHan(text[end]) || kKanjiAfter.contains(text[end]);
}

// Where the tail of 本籍〜青森 ends, if one stands in the same clause: the first that does.
std::optional<std::size_t> TailEnd(std::u32string_view text, std::size_t from,
                                   std::span<const std::u32string> tails) {
  std::size_t limit = from;
  while (limit < text.size() && limit - from < kTailWindow && !EndsSentence(text[limit])) ++limit;
  std::optional<std::size_t> nearest;
  for (const std::u32string& tail : tails) {
    const std::size_t at = text.substr(from, limit - from + tail.size()).find(tail);
    if (at == text.npos) continue;
    const std::size_t end = from + at + tail.size();
    if (!nearest || end < *nearest) nearest = end;
  }
  return nearest;
}

// Where the number of 血糖値180 ends, if one follows.
std::optional<std::size_t> ValueEnd(std::u32string_view text, std::size_t from) {
  constexpr std::u32string_view kOfNumbers = U"値約数度平均毎分";
  std::size_t at = from;
  while (at < text.size() && at - from <= kValueGap && !IsDigit(text[at])) {
    const bool other_word =
        IsKatakana(text[at]) || (IsHan(text[at]) && !kOfNumbers.contains(text[at]));
    if (EndsSentence(text[at]) || text[at] == U'、' || other_word) return std::nullopt;
    ++at;
  }
  if (at >= text.size() || !IsDigit(text[at])) return std::nullopt;
  while (at < text.size() && (IsDigit(text[at]) || text[at] == U'.' || text[at] == U'/')) ++at;
  constexpr std::u32string_view kGoods = U"箱円個袋本枚種割点";
  if (at < text.size() && kGoods.find(text[at]) != kGoods.npos) return std::nullopt;
  return at;
}

std::size_t NameBegin(std::u32string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kOpenLeft && IsNamePart(text[begin - 1])) --begin;
  return begin;
}

// The place of a term whose text matched at [at, at + length), when the rest of it agrees.
std::optional<Span> Place(std::u32string_view text, const Term& term, std::size_t at,
                          std::size_t length) {
  Span span{at, at + length};
  const bool framed = term.open_left || !term.tails.empty();
  if (!framed && !EdgesAgree(text, span)) return std::nullopt;
  if (term.open_left && term.tails.empty() && !EndsWord(text, span.end)) return std::nullopt;
  if (!term.tails.empty()) {
    const auto end = TailEnd(text, span.end, term.tails);
    if (!end) return std::nullopt;
    span.end = *end;
  }
  if (term.grade == Grade::kValue) {
    const auto end = ValueEnd(text, span.end);
    if (!end) return std::nullopt;
    span.end = *end;
  }
  if (term.open_left) {
    span.begin = NameBegin(text, at);
    if (span.begin == at) return std::nullopt;
  }
  return span;
}

// Of two terms at one place: the one that reaches further, or takes in the name before it.
bool Wider(Span a, Span b) { return a.end > b.end || (a.end == b.end && a.begin < b.begin); }

}  // namespace

std::vector<std::string> ExpandBraces(std::string_view line) {
  const std::size_t open = line.find('{');
  const std::size_t close = line.find('}', open == line.npos ? 0 : open);
  if (open == line.npos || close == line.npos) return {std::string(line)};
  const std::vector<std::string> rests = ExpandBraces(line.substr(close + 1));
  std::vector<std::string> expanded;
  std::size_t begin = open + 1;
  while (begin <= close) {
    const std::size_t end = std::min(line.find(',', begin), close);
    for (const std::string& rest : rests) {
      std::string whole(line.substr(0, open));
      whole += line.substr(begin, end - begin);
      expanded.push_back(whole + rest);
    }
    begin = end + 1;
  }
  return expanded;
}

void PhraseTable::Add(std::u32string_view text, std::uint32_t value) {
  if (text.empty() || text.front() >= kPlane) return;
  phrases_.push_back(
      {static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(text.size()), value});
  pool_ += text;
}

// By first character in one pass, then each small group by comparison.
void PhraseTable::Sort() {
  first_.assign(kPlane + 1, 0);
  for (const Phrase& phrase : phrases_) ++first_[pool_[phrase.begin] + 1];
  for (std::size_t c = 1; c < first_.size(); ++c) first_[c] += first_[c - 1];
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  std::vector<Phrase> grouped(phrases_.size());
  for (const Phrase& phrase : phrases_) grouped[next[pool_[phrase.begin]]++] = phrase;
  phrases_ = std::move(grouped);
  const auto text_of = [this](const Phrase& phrase) { return TextOf(phrase); };
  for (std::size_t c = 0; c < kPlane; ++c) {
    if (first_[c + 1] - first_[c] < 2) continue;
    std::ranges::stable_sort(phrases_.begin() + first_[c], phrases_.begin() + first_[c + 1], {},
                             text_of);
  }
  GroupPairs();
}

void PhraseTable::GroupPairs() {
  groups_.assign(std::bit_ceil(2 * phrases_.size() + 2), {});
  for (std::size_t i = 0; i < phrases_.size();) {
    const std::u32string_view text = TextOf(phrases_[i]);
    if (text.size() == 1) {
      singles_.set(text[0]);
      ++i;
      continue;
    }
    Group group{PairOf(text[0], text[1]), static_cast<std::uint32_t>(i), 0};
    while (i < phrases_.size() && TextOf(phrases_[i]).starts_with(text.substr(0, 2))) ++i;
    group.end = static_cast<std::uint32_t>(i);
    pairs_.set(Hash(group.pair));
    std::size_t at = Hash(group.pair) & (groups_.size() - 1);
    while (groups_[at].pair != 0) at = (at + 1) & (groups_.size() - 1);
    groups_[at] = group;
  }
}

PhraseTable::Group PhraseTable::GroupOf(std::uint64_t pair) const {
  if (!pairs_[Hash(pair)]) return {};
  std::size_t at = Hash(pair) & (groups_.size() - 1);
  while (groups_[at].pair != pair && groups_[at].pair != 0) at = (at + 1) & (groups_.size() - 1);
  return groups_[at];
}

void PhraseTable::Lookup(std::u32string_view text, std::size_t at, std::vector<Hit>& hits) const {
  hits.clear();
  if (text[at] >= kPlane) return;
  if (singles_[text[at]]) {
    for (auto single = phrases_.begin() + first_[text[at]];
         single != phrases_.end() && single->length == 1 && pool_[single->begin] == text[at];
         ++single) {
      hits.push_back({1, single->value});
    }
  }
  const Group group = at + 1 < text.size() ? GroupOf(PairOf(text[at], text[at + 1])) : Group{};
  auto low = phrases_.begin() + group.begin;
  auto high = phrases_.begin() + group.end;
  for (std::size_t length = 2; low != high; ++length) {
    for (; low != high && low->length == length; ++low) hits.push_back({length, low->value});
    if (low == high || at + length >= text.size()) break;
    const auto key = [&](const Phrase& phrase) { return pool_[phrase.begin + length]; };
    const auto range = std::ranges::equal_range(low, high, text[at + length], {}, key);
    low = range.begin();
    high = range.end();
  }
  std::ranges::reverse(hits);
}

Lexicon::Lexicon() {
  Load(kHealthTerms, Category::kHealth, false);
  Load(kEdictHealthTerms, Category::kHealth, false);
  Load(kReligionTerms, Category::kReligion, false);
  Load(kCreedTerms, Category::kCreed, false);
  Load(kRaceTerms, Category::kRace, false);
  Load(kSocialStatusTerms, Category::kSocialStatus, false);
  Load(kHonsekiTerms, Category::kHonseki, false);
  Load(kUnionTerms, Category::kUnion, false);
  Load(kCrimeTerms, Category::kCrime, false);
  Load(kVictimTerms, Category::kVictim, false);
  Load(kSexualTerms, Category::kSexual, false);
  Load(kStopTerms, Category::kHealth, true);
  for (std::uint32_t i = 0; i < terms_.size(); ++i) exact_.Add(terms_[i].text, i);
  exact_.Sort();
}

// Lines are term, grade, kind; a stop file has only terms.
void Lexicon::Load(std::string_view file, Category category, bool stop) {
  while (!file.empty()) {
    const std::size_t line_end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, line_end);
    file.remove_prefix(std::min(line_end + 1, file.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::size_t grade = std::min(line.find('\t'), line.size());
    const std::size_t kind = std::min(line.find('\t', grade + 1), line.size());
    Term traits;
    traits.category = category;
    traits.grade = stop ? Grade::kStop : GradeOf(line.substr(grade + 1, kind - grade - 1));
    if (kind < line.size()) traits.kind = line.substr(kind + 1);
    Add(line.substr(0, grade), traits);
  }
}

void Lexicon::Add(std::string_view form, const Term& traits) {
  Term term = traits;
  if (form.starts_with(kWild)) {
    term.open_left = true;
    form.remove_prefix(kWild.size());
  }
  const std::size_t wild = std::min(form.find(kWild), form.size());
  if (wild < form.size()) {
    std::vector<std::u32string>& tails = tails_.emplace_back();
    for (const std::string& tail : ExpandBraces(form.substr(wild + kWild.size()))) {
      tails.push_back(ToCharacters(tail));
    }
    term.tails = tails;
  }
  for (const std::string& text : ExpandBraces(form.substr(0, wild))) {
    term.text = ToCharacters(text);
    terms_.push_back(term);
  }
}

const MisreadTerms& Lexicon::AsMisread() {
  static const MisreadTerms kMisread(Terms().terms());
  return kMisread;
}

Lexicon::Best Lexicon::BestAt(std::u32string_view text, const MisreadText* misread, std::size_t at,
                              std::vector<PhraseTable::Hit>& scratch) const {
  Best best;
  exact_.Lookup(text, at, scratch);
  for (const PhraseTable::Hit& hit : scratch) {
    if (hit.length < best.length) break;
    const Term& term = terms_[hit.value];
    const auto span = Place(text, term, at, hit.length);
    if (!span || (best.term != nullptr && !Wider(*span, best.span))) continue;
    best = {hit.length, *span, &term, true};
  }
  if (misread == nullptr) return best;
  for (const MisreadTerms::Hit& hit : AsMisread().At(*misread, at, best.length)) {
    const Term& term = terms_[hit.term];
    if (const auto span = Place(text, term, at, hit.length)) {
      return {hit.length, *span, &term, false};
    }
  }
  return best;
}

std::vector<TermMatch> Lexicon::Match(std::u32string_view text,
                                      std::span<const float> sureness) const {
  const std::optional<MisreadText> misread =
      sureness.empty() ? std::nullopt : std::optional<MisreadText>({text, sureness});
  std::vector<TermMatch> matches;
  std::vector<PhraseTable::Hit> scratch;
  std::size_t at = 0;
  while (at < text.size()) {
    const Best best = BestAt(text, misread ? &*misread : nullptr, at, scratch);
    if (best.term == nullptr) {
      ++at;
      continue;
    }
    if (best.term->grade != Grade::kStop) matches.push_back({best.span, best.term, best.exact});
    at += best.length;
  }
  return matches;
}

bool Lexicon::HasBeginning(std::u32string_view word) const {
  std::vector<PhraseTable::Hit> hits;
  exact_.Lookup(word, 0, hits);
  return std::ranges::any_of(hits, [&](const PhraseTable::Hit& hit) {
    return hit.length < word.size() && terms_[hit.value].grade != Grade::kStop;
  });
}

const Lexicon& Terms() {
  static const Lexicon kLexicon;
  return kLexicon;
}

}  // namespace sumikeshi
