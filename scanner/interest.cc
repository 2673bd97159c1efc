// Judges triggers by what stands near them, each test cheaper than a close look:
//
// - terms: the sentence round them is read, and tells a fact, or does so weakly near another;
// - labels: a separator, a gap or the end follows, as a field has it;
// - labels of numbers: enough digits stand near;
// - numbers: a group of digits has the form or the check digit of a known number;
// - questions: something stands behind them on their line.
#include "scanner/interest.h"

#include <algorithm>
#include <optional>
#include <string>

#include "scanner/recognizers/check_digits.h"
#include "scanner/recognizers/tagged.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"
#include "scanner/text/view.h"
#include "scanner/trigger_table.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kSentence = 900;    // bytes on either side of a term
constexpr std::size_t kNumberNear = 600;  // bytes behind the label of a number
constexpr std::size_t kNumberBefore = 120;
constexpr std::size_t kRoundNumber = 1000;  // bytes on either side that have a say
constexpr std::size_t kAround = 600;        // the same for other places
constexpr std::size_t kBeforePlace = 240;   // bytes before a trigger in which its finding begins
constexpr std::size_t kBlock = 1500;        // bytes of the lines below a label
constexpr std::size_t kBeforeLabel = 100;   // bytes: the bullets and the compound of a label
constexpr std::size_t kAnswer = 240;        // bytes behind a question
constexpr std::size_t kLongestLine = 8192;  // bytes looked through for its end
constexpr std::size_t kContextOfTerm = 600;
constexpr std::size_t kBeside =
    600;  // bytes between a weak fact and the one that it is believed by

// The digit that a character stands for, in any width or as kanji.
std::optional<char> DigitOf(char32_t c) {
  if (IsDigit(c)) return static_cast<char>(c);
  if (c >= U'０' && c <= U'９') return static_cast<char>(c - U'０' + U'0');
  if (c == U'○') return '0';
  const auto kanji = KanjiDigit(c);
  if (!kanji) return std::nullopt;
  return static_cast<char>('0' + *kanji);
}

bool JoinsDigits(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == 0x3000 || c == U'.' || c == U'・' ||
         c == U'ー' || c == U'(' || c == U')' || c == U'（' || c == U'）' || c == U'．' ||
         IsDash(c);
}

struct RawNumber {
  std::vector<std::string> groups;
  std::size_t end = 0;
  bool apart = false;  // brackets or a plus sign: a telephone number
  bool kanji = false;
};

// Groups of digits with nothing but joints between them.
RawNumber ReadNumber(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostGroups = 24;
  constexpr int kWidestJoint = 3;
  RawNumber number;
  number.end = at;
  int joint = kWidestJoint + 1;
  while (at < text.size() && number.groups.size() < kMostGroups) {
    const auto [c, next] = DecodeAt(text, at);
    if (const auto digit = DigitOf(c)) {
      if (joint > 0) number.groups.emplace_back();
      number.groups.back() += *digit;
      number.kanji |= c > 0x7F && !(c >= U'０' && c <= U'９');
      number.end = next;
      joint = 0;
    } else if (JoinsDigits(c) && joint < kWidestJoint) {
      number.apart |= c == U'(' || c == U')' || c == U'（' || c == U'）';
      ++joint;
    } else {
      break;
    }
    at = next;
  }
  return number;
}

// Whether digits that stand together may be a number that a recognizer takes without a label.
bool MayStandAlone(const std::string& digits, std::size_t groups) {
  switch (digits.size()) {
    case 8:
      return groups == 1 && IsInsurerNumber(digits);
    case 10:
      return digits.front() == '0' || groups == 2;
    case 11:
      return digits.front() == '0';
    case 12:
      return IsMyNumber(digits) || IsLicenceNumber(digits);
    case 14:
    case 15:
    case 16:
    case 17:
    case 18:
    case 19:
      return HasCardPrefix(digits) && IsLuhn(digits);
    default:
      return false;
  }
}

bool IsUpper(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'Ａ' && c <= U'Ｚ'); }

// Two letters (of a passport or a residence card) stand before `at`, perhaps with a space between.
bool FollowsLetters(std::string_view text, std::size_t at) {
  int letters = 0;
  while (at > 0 && letters < 2) {
    const std::size_t before = CharacterStart(text, at - 1);
    const char32_t c = DecodeAt(text, before).character;
    const bool space = c == U' ' || c == 0x3000;
    if (!IsUpper(c) && !(space && letters == 0)) return false;
    letters += space ? 0 : 1;
    at = before;
  }
  return letters == 2;
}

bool IsNumberOfInterest(std::string_view text, std::size_t begin, const RawNumber& number) {
  constexpr std::size_t kLongest = 19;
  const auto& groups = number.groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::string digits;
    for (std::size_t k = i; k < groups.size() && digits.size() + groups[k].size() <= kLongest;
         ++k) {
      digits += groups[k];
      if (MayStandAlone(digits, k - i + 1)) return true;
    }
  }
  std::size_t total = 0;
  for (const std::string& group : groups) total += group.size();
  if (total >= 9 && (number.apart || (begin > 0 && text[begin - 1] == '+'))) return true;
  if (total >= 10 && number.kanji) return true;
  return groups.front().size() >= 7 && FollowsLetters(text, begin);
}

class Judge {
 public:
  Judge(std::string_view text, Judgements& known) : text_(text), known_(known) {}

  void operator()(const TriggerHit& hit) {
    if (hit.kinds == kStopTrigger) {
      if (EndsSentence(hit)) ReadSentence(hit.begin, hit.end);
      return;
    }
    if ((hit.kinds & kTermTrigger) != 0 && hit.begin >= sentence_) terms_.push_back(hit);
    if ((hit.kinds & kNumberTrigger) != 0) LookAtNumber(hit);
    if ((hit.kinds & kMarkTrigger) != 0) LookAtMark(hit);
    if ((hit.kinds & (kFieldTrigger | kLabelTrigger)) != 0 && EndsSoon(hit.end)) {
      found_.labels.push_back(hit.begin);
      if ((hit.kinds & kFieldTrigger) != 0 && MayBeLabel(hit)) AddField(hit);
    }
    if ((hit.kinds & kNumberLabelTrigger) != 0 && HasDigits(hit)) AddNumber({hit.begin, hit.end});
    if ((hit.kinds & kQuestionTrigger) != 0 && MayBeAnswered(hit)) {
      found_.labels.push_back(hit.begin);
      Add({hit.begin, hit.end}, kAnswer);
    }
  }

  Interests Finish() && {
    ReadSentence(text_.size(), text_.size());
    AddTellers();
    std::ranges::stable_sort(found_.places, {},
                             [](const Interest& interest) { return interest.place.begin; });
    std::ranges::sort(found_.labels);
    return std::move(found_);
  }

 private:
  // `behind`: bytes after the place in which a finding may still begin.
  void Add(Span place, std::size_t behind = 0, std::size_t around = kAround) {
    place = {place.begin - std::min(place.begin, kBeforePlace), place.end + behind};
    place.end = std::min(place.end, text_.size());
    found_.places.push_back({place,
                             {place.begin - std::min(place.begin, around),
                              std::min(text_.size(), place.end + around)}});
  }
  void AddNumber(Span place) { Add(place, kNumberNear, kRoundNumber); }

  [[nodiscard]] char32_t At(std::size_t at) const {
    return at < text_.size() ? DecodeAt(text_, at).character : U'\n';
  }

  [[nodiscard]] std::size_t LineBegin(std::size_t at, std::size_t reach) const {
    const std::size_t low = CharacterStart(text_, at - std::min(at, reach));
    const std::size_t end = text_.substr(low, at - low).rfind('\n');
    return end == text_.npos ? low : low + end + 1;
  }

  [[nodiscard]] std::size_t LineEnd(std::size_t at) const {
    at = std::min(at, text_.size());
    const std::size_t end = text_.substr(at, kLongestLine).find('\n');
    return end == text_.npos ? CharacterStart(text_, std::min(text_.size(), at + kLongestLine))
                             : at + end;
  }

  // Whether no sentence goes on behind a full stop, tab or line end: at line ends, where what
  // stands before or behind is no Japanese in any form.
  [[nodiscard]] bool EndsSentence(const TriggerHit& stop) const {
    if (text_[stop.begin] != '\n') return true;
    constexpr std::u32string_view kEnds = U"。！？）」』】";
    const char next = stop.end < text_.size() ? text_[stop.end] : '\n';
    if (next == '\n' || (next > ' ' && next < 0x7F)) return true;
    std::size_t at = stop.begin;
    if (at > 0 && text_[at - 1] == '\r') --at;
    if (at == 0) return true;
    const char32_t before = At(CharacterStart(text_, at - 1));
    return before == U'\n' || (before > U' ' && before < 0x7F) || kEnds.contains(before);
  }

  // The sentence that ends at `end`, if there are terms in it: as a whole, or when it is long, what
  // stands round each of them.
  void ReadSentence(std::size_t end, std::size_t next) {
    std::size_t read_until = 0;
    for (const TriggerHit& term : terms_) {
      if (term.end <= read_until) continue;
      const Span near{
          std::max(sentence_, CharacterStart(text_, term.begin - std::min(term.begin, kSentence))),
          std::min(end, CharacterStart(text_, std::min(text_.size(), term.end + kSentence)))};
      read_until = near.end < end ? near.end - kContextOfTerm : near.end;
      switch (Read(text_.substr(near.begin, (near.end == end ? next : near.end) - near.begin))) {
        case Telling::kNothing:
          break;
        case Telling::kWeakly:
          weak_.push_back(near);
          break;
        case Telling::kLikely:
          likely_.push_back(near);
      }
    }
    terms_.clear();
    sentence_ = next;
  }

  [[nodiscard]] Telling Read(std::string_view words) {
    if (const auto known = known_.Find(words)) return *known;
    const Telling telling = WhatItTells(MakeView(Text{ToCharacters(words)}));
    known_.Keep(words, telling);
    return telling;
  }

  // What tells a fact, and what does so weakly near such a one.
  void AddTellers() {
    for (const Span& likely : likely_) Add(likely, kBeforePlace);
    auto likely = likely_.begin();
    for (const Span& weak : weak_) {
      while (likely != likely_.end() && likely->end + kBeside < weak.begin) ++likely;
      if (likely != likely_.end() && likely->begin < weak.end + kBeside) Add(weak, kBeforePlace);
    }
  }

  void LookAtNumber(const TriggerHit& hit) {
    if (hit.begin < number_end_) return;
    const RawNumber number = ReadNumber(text_, hit.begin);
    if (number.groups.empty()) return;
    number_end_ = number.end;
    if (IsNumberOfInterest(text_, hit.begin, number)) AddNumber({hit.begin, number.end});
  }

  void LookAtMark(const TriggerHit& hit) {
    const char32_t mark = At(hit.begin);
    if (mark == U'<' || mark == U'＜') {
      if (At(hit.end) == mark && IsInZone(hit.begin)) Add({hit.begin, hit.end});
    } else if (mark == U'@' || mark == U'＠') {
      const char32_t next = At(hit.end);
      const bool address = IsAsciiLetter(next) || IsDigit(next) || next > 0x7F;
      if (hit.begin > 0 && address && text_[hit.begin - 1] > 0x20) Add({hit.begin, hit.end});
    } else {
      Add({hit.begin, hit.end});
    }
  }

  // Whether so many characters of a machine readable zone stand together.
  [[nodiscard]] bool IsInZone(std::size_t at) {
    constexpr std::size_t kColumns = 44;
    if (at < zone_end_) return false;
    const auto of_zone = [](char32_t c) {
      return IsUpper(c) || IsDigit(c) || c == U'<' || c == U'＜' || (c >= U'０' && c <= U'９');
    };
    std::size_t count = 0;
    std::size_t begin = at;
    while (begin > 0) {
      const std::size_t before = CharacterStart(text_, begin - 1);
      if (!of_zone(At(before)) || count > kColumns) break;
      begin = before;
      ++count;
    }
    zone_end_ = at;
    while (zone_end_ < text_.size() && of_zone(At(zone_end_))) {
      zone_end_ = DecodeAt(text_, zone_end_).next;
      ++count;
    }
    return count >= kColumns;
  }

  [[nodiscard]] static bool IsGap(char32_t c) {
    return c == U' ' || c == U'\t' || c == 0x3000 || c == U'\r';
  }

  // ①, ⑵, ⓐ
  [[nodiscard]] static bool IsEnclosed(char32_t c) { return c >= 0x2460 && c <= 0x24FF; }

  [[nodiscard]] bool MayBeLabel(const TriggerHit& hit) const {
    constexpr std::u32string_view kSeparators = U":：=＝|｜→⇒…‥.．】］]〕」』》>＞)）〉}｝\"'”；;";
    const char32_t next = At(hit.end);
    if (kSeparators.contains(next)) return true;
    const bool digit = IsDigit(next) || (next >= U'０' && next <= U'９') || IsEnclosed(next);
    if (IsGap(next) || next == U'\n' || digit) return BeginsLine(hit.begin) || Separated(hit.end);
    if (next < 0x80) return !IsAsciiLetter(next) && next != U'.';
    return HasSuffix(hit.end) && (BeginsLine(hit.begin) || Separated(hit.end));
  }

  // What may stand between a label and its value: a suffix, a joint, a note, an era.
  [[nodiscard]] bool HasSuffix(std::size_t at) const {
    constexpr std::string_view kSuffixes[] = {
        "記入欄", "の欄",   "欄",     "必須", "任意", "様",     "さま",     "等",
        "及び",   "および", "並びに", "なら", "又は", "または", "若しくは", "もし",
        "・",     "／",     "、",     "と",   "※",    "（",     "［",       "〔",
        "〈",     "＊",     "昭和",   "平成", "令和", "大正",   "明治",     "西暦"};
    const std::string_view rest = text_.substr(at);
    return std::ranges::any_of(kSuffixes, [&](auto suffix) { return rest.starts_with(suffix); });
  }

  // A separator, a gap or the end of the line stands a few letters behind a label.
  [[nodiscard]] bool EndsSoon(std::size_t at) const {
    constexpr int kLongestSuffix = 16;
    for (int i = 0; i < kLongestSuffix; ++i) {
      const char32_t c = At(at);
      if ((c < 0x100 && !IsAsciiLetter(c)) || (c >= U'０' && c <= U'９')) return true;
      if (!IsHan(c) && !IsKatakana(c) && !IsHiragana(c) && c != U'。') return true;
      at = DecodeAt(text_, at).next;
    }
    return false;
  }

  // A colon or the like follows, perhaps behind a gap or a suffix.
  [[nodiscard]] bool Separated(std::size_t at) const {
    constexpr int kLongestSuffix = 16;
    constexpr std::u32string_view kSeparators = U":：=＝|｜→⇒…‥】］]〕》>＞\"";
    for (int i = 0; i < kLongestSuffix && at < text_.size(); ++i) {
      if (kSeparators.contains(At(at))) return true;
      at = DecodeAt(text_, at).next;
    }
    return false;
  }

  // A line or a column begins so near before `at` that a label may be what ends there.
  [[nodiscard]] bool BeginsLine(std::size_t at) const {
    const std::size_t low = CharacterStart(text_, at - std::min(at, kBeforeLabel));
    if (low == 0) return true;
    constexpr std::u32string_view kBreaks = U"\n\t 　";
    while (at > low) {
      at = CharacterStart(text_, at - 1);
      if (kBreaks.contains(At(at))) return true;
    }
    return false;
  }

  // A field; under a line of several labels, all the lines that are cut like it.
  void AddField(const TriggerHit& hit) {
    if (!found_.tables.empty() && hit.begin < found_.tables.back().end) return;
    Add({hit.begin, hit.end}, kBlock);
    const std::size_t begin = LineBegin(hit.begin, kSentence);
    std::size_t end = LineEnd(hit.end);
    const std::string_view line = text_.substr(begin, end - begin);
    for (const char delimiter : {'\t', ',', '|', ';'}) {
      if (!line.contains(delimiter)) continue;
      const std::size_t header_end = end;
      bool quoted = std::ranges::count(line, '"') % 2 != 0;
      while (end < text_.size() && end - begin < kLongestTable) {
        const std::size_t next = LineEnd(end + 1);
        const std::string_view row = text_.substr(end + 1, next - end - 1);
        if (!quoted && !row.contains(delimiter)) break;
        if (std::ranges::count(row, '"') % 2 != 0) quoted = !quoted;
        end = next;
      }
      if (end > header_end) found_.tables.push_back({begin, end});
      return;
    }
  }

  [[nodiscard]] bool HasDigits(const TriggerHit& hit) const {
    const std::size_t low = CharacterStart(text_, hit.begin - std::min(hit.begin, kNumberBefore));
    const std::size_t high = std::min(text_.size(), hit.end + kNumberNear);
    std::size_t digits = 0;
    for (std::size_t at = low; at < high && digits < hit.digits;) {
      const auto [c, next] = DecodeAt(text_, at);
      digits += DigitOf(c).has_value() ? 1 : 0;
      at = next;
    }
    return digits >= hit.digits;
  }

  // Short words or a gap stand behind the question.
  [[nodiscard]] bool MayBeAnswered(const TriggerHit& hit) const {
    std::size_t at = hit.end;
    constexpr std::u32string_view kEnds = U"。？?.．:：";
    while (at < text_.size() && kEnds.contains(At(at))) at = DecodeAt(text_, at).next;
    const std::size_t end = LineEnd(at);
    return at < end && (IsGap(At(at)) || end - at <= kAnswer);
  }

  static constexpr std::size_t kLongestTable = std::size_t{1} << 20;

  std::string_view text_;
  Judgements& known_;
  Interests found_;
  std::vector<TriggerHit> terms_;  // of the sentence that begins at sentence_
  std::size_t sentence_ = 0;
  std::vector<Span> likely_;  // sentences
  std::vector<Span> weak_;
  std::size_t number_end_ = 0;
  std::size_t zone_end_ = 0;
};

}  // namespace

std::optional<Telling> Judgements::Find(std::string_view words) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[std::hash<std::string_view>{}(words) % slots_.size()];
  return slot.words == words ? std::optional(slot.telling) : std::nullopt;
}

void Judgements::Keep(std::string_view words, Telling telling) {
  constexpr std::size_t kSlots = std::size_t{1} << 15U;
  slots_.resize(kSlots);
  Slot& slot = slots_[std::hash<std::string_view>{}(words) % kSlots];
  slot.words = words;
  slot.telling = telling;
}

Interests FindInterests(std::string_view text, Judgements& known) {
  Judge judge(text, known);
  TriggerTable::All().Scan(text, [&](const TriggerHit& hit) { judge(hit); });
  return std::move(judge).Finish();
}

}  // namespace sumikeshi
