// Labels with their decorations in a run of letters, and where the value begins.
//
// A label is a dictionary entry between boundaries. Before it may stand a number or a bullet
// (①, 3., ●, 【); behind it notes and suffixes (欄, 様, ※必須, (マイナンバー)), and then a
// separator, a gap, or the end. Anything else behind it makes it a word of a sentence. Compounds
// are read from their end, as Japanese puts the head last: 今回請求の傷病名 is a 傷病名.
#include "scanner/fields/label_reader.h"

#include <algorithm>
#include <array>

#include "scanner/fields/questions.h"
#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kLongestHead = 22;       // letters of a compound label
constexpr std::size_t kLongestExtension = 12;  // ... that a joint may add to a label
constexpr std::size_t kLongestDecoration = 8;  // bullets, brackets and numbers before a label
constexpr std::size_t kLongestNote = 60;       // ... in brackets or behind ※
constexpr std::size_t kGarbled = 2;            // letters that the reader may put before a label
constexpr std::size_t kSureLength = 4;         // labels that may be misread with confidence
constexpr float kSureSymbol = 0.9F;            // a symbol above it is not taken for misread lightly
constexpr float kGuessedSymbol = 0.75F;        // a symbol below it is no more than a guess

constexpr std::u32string_view kBullets = U"●○◯■□◆◇★☆▼▽▲△◎※*・·•▪►▶>→⇒✓√✔#-–—~〜§|'\"";
constexpr std::u32string_view kOpeners = U"【[〔「『《<(〈{";
constexpr std::u32string_view kClosers = U"】]〕」』》>)〉}";
constexpr std::u32string_view kSeparators = U":=|→⇒：＝";
constexpr std::u32string_view kStray = U".,。、-_'`!";  // dirt behind a label, when it is read
constexpr std::u32string_view kLeaders = U"…‥.";        // NFKC makes three full stops of the first

constexpr std::u32string_view kSuffixes[] = {U"記入欄", U"の欄", U"欄",   U"必須",
                                             U"任意",   U"様",   U"さま", U"等"};
constexpr std::u32string_view kJoints[] = {U"及び", U"および", U"並びに",   U"ならびに",
                                           U"又は", U"または", U"若しくは", U"もしくは",
                                           U"・",   U"/",      U"、",       U"と"};
// What goes on with a sentence even behind a gap: 「病名 は」. Not the が of がん or the は of
// はい.
constexpr std::u32string_view kParticles = U"はがをのにへとも";
constexpr std::u32string_view kConnections[] = {U"となった", U"となる", U"とされた", U"として",
                                                U"について", U"による", U"により",   U"における",
                                                U"に関する", U"のため"};
// What no compound label contains.
constexpr std::u32string_view kSentenceMarks = U"。、!?を";
// Not the illness, examination or state of a person.
constexpr std::u32string_view kThings[] = {
    U"ペット", U"愛犬", U"愛猫", U"動物", U"車両", U"車検", U"機器", U"システム", U"住宅",
    U"建物",   U"設備", U"耐震", U"事故", U"交渉", U"示談", U"物件", U"企業",     U"製品"};
constexpr std::u32string_view kNoteWords[] = {
    U"必須",     U"任意",     U"記入", U"場合", U"複数", U"選択",   U"西暦",   U"和暦", U"カナ",
    U"フリガナ", U"漢字",     U"本人", U"自署", U"該当", U"あれば", U"または", U"又は", U"及び",
    U"など",     U"ください", U"桁",   U"左詰", U"右詰", U"注",     U"例",     U"つ"};
constexpr std::u32string_view kInstructionWords[] = {U"記入",       U"記載",    U"省略", U"黒塗り",
                                                     U"マスキング", U"お書き",  U"提出", U"選択",
                                                     U"○で囲",      U"チェック"};
constexpr std::u32string_view kInstructionEnds[] = {U"ください", U"下さい", U"不要", U"不要です",
                                                    U"願います", U"こと",   U"省略", U"ませんよう"};
constexpr std::size_t kLongestInstruction = 40;

bool IsOneOf(char32_t letter, std::u32string_view set) { return set.contains(letter); }

std::size_t SkipNumber(Letters letters) {
  std::size_t i = 0;
  const bool bracket = !letters.empty() && letters[0].character == U'(';
  if (bracket) ++i;
  if (i < letters.size() && (letters[i].character == U'Q' || letters[i].character == U'問')) ++i;
  const std::size_t digits = i;
  while (i < letters.size() && i < digits + 2 && IsDigit(letters[i].character)) ++i;
  if (i == digits) return 0;
  if (i < letters.size() && IsOneOf(letters[i].character, U".,)、")) return i + 1;
  if (bracket || i == letters.size() || IsDigit(letters[i].character)) return 0;
  // ①病名 comes as 1病名; 12桁… and 1日… are words.
  return IsHan(letters[i].character) && !IsOneOf(letters[i].character, U"日年月桁回号人名円歳週")
             ? i
             : 0;
}

// (主), (ア), (a) before an item of a list.
bool IsMarker(Letters letters) {
  return letters.size() > 3 && letters[0].character == U'(' && letters[2].character == U')';
}

// ウ 合併症, A 既往症: the letter of an item, also where the gap behind it was not seen.
bool IsItemLetter(Letters letters, std::size_t at) {
  if (at + 2 >= letters.size()) return false;
  const Letter& next = letters[at + 1];
  const bool kana = IsOneOf(letters[at].character, U"アイウエオカキク");
  const bool latin = IsOneOf(letters[at].character, U"ABCDEFGabcdefg");
  return (kana && IsHan(next.character)) || ((kana || latin) && next.gap > Gap::kNone);
}

// Options to tick (□開頭□開胸□その他); a box is read as 口.
bool HasBoxes(Letters letters) {
  return !letters.empty() && IsOneOf(letters.front().character, U"□☐☑☒■口") &&
         std::ranges::count_if(
             letters, [](const Letter& l) { return IsOneOf(l.character, U"□☐☑☒■口"); }) > 1;
}

// The letters before a label that do not belong to it.
std::size_t SkipDecoration(Letters letters) {
  letters = letters.first(std::min(letters.size(), kLongestDecoration));
  std::size_t i = 0;
  while (i < letters.size()) {
    const Letters rest = letters.subspan(i);
    if (const std::size_t number = SkipNumber(rest); number > 0) {
      i += number;
    } else if (IsMarker(rest)) {
      i += 3;
    } else if (IsOneOf(rest[0].character, kBullets) || IsOneOf(rest[0].character, kOpeners)) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

bool ContainsAny(Letters letters, std::span<const std::u32string_view> words) {
  return std::ranges::any_of(words, [&](auto w) { return Contains(letters, w); });
}

bool IsNote(Letters letters) {
  return letters.empty() || ContainsAny(letters, kNoteWords) ||
         std::ranges::all_of(letters, [](const Letter& l) {
           return IsDigit(l.character) || IsOneOf(l.character, U"年月日/・西暦和号ヵか月歳円");
         });
}

// JAPAN ends in PAN, the label of a card number.
bool IsInsideWord(Letters letters, std::size_t at) {
  return IsAsciiLetter(letters[at - 1].character) && IsAsciiLetter(letters[at].character);
}

// Short labels that are the head of any compound they end.
bool IsSafeHead(std::string_view label) {
  constexpr std::string_view kHeads[] = {"病名", "病歴", "本籍", "症状", "戒名", "罪名", "術式",
                                         "死因", "所見", "薬名", "術名", "病状", "持病", "労組"};
  return std::ranges::find(kHeads, label) != std::end(kHeads);
}

const LabelRule& PlainRule() {
  static const LabelRule kPlain{
      {"", FieldUse::kHarmless, Category::kHealth, "TEXT"}, ValueType::kAny, LabelNeed::kNothing};
  return kPlain;
}

// 本閑 is 本籍, when the reader itself was guessing; ?名 could be anything.
bool IsLikelyShort(const LabelMatch& match, float sureness) {
  return match.wrong == 1 && sureness < kGuessedSymbol &&
         match.rules.front()->need == LabelNeed::kNothing && match.rules.front()->sensitive();
}

// All letters stand apart, as in 疾　病　名.
bool LetterSpaced(Letters letters) {
  return std::ranges::all_of(letters.subspan(1),
                             [](const Letter& l) { return l.gap > Gap::kNone; });
}

// The closing bracket, or the end when there is none.
std::size_t FindCloser(Letters letters, std::size_t at) {
  const std::size_t last = std::min(letters.size(), at + kLongestNote);
  while (at < last && !IsOneOf(letters[at].character, kClosers)) ++at;
  return at == last ? letters.size() : at;
}

// 個人番号　は、法令で…: no value begins so, however wide the gap before it.
bool GoesOnWithComma(Letters letters) {
  return letters.size() > 1 && IsOneOf(letters[0].character, kParticles) &&
         IsOneOf(letters[1].character, U"、,");
}

bool GoesOn(Letters letters) {
  const Letters first = letters.first(std::min<std::size_t>(letters.size(), 4));
  if (ContainsAny(first, kConnections)) return true;
  if (!IsOneOf(letters[0].character, kParticles) || letters.size() < 2) return false;
  const char32_t next = letters[1].character;
  return letters[1].gap > Gap::kNone || IsHan(next) || IsKatakana(next) || IsDigit(next);
}

bool StartsValue(const LabelMatch& match, const Letter& letter) {
  const ValueType type = match.rules.front()->value;
  if (type == ValueType::kDigits) return IsDigit(letter.character);
  if (type == ValueType::kDate) {
    return IsDigit(letter.character) || IsOneOf(letter.character, U"昭平令大明西");
  }
  return false;
}

// Behind the second part of 宗教・宗派 or 手術名及び手術日.
std::optional<std::size_t> SkipJoint(Letters letters, std::size_t at) {
  const Letters rest = letters.subspan(at);
  for (const std::u32string_view joint : kJoints) {
    if (!StartsWith(rest, joint)) continue;
    const std::size_t next = at + joint.size();
    const auto matches = LabelMatcher::Dictionary().Exact(letters.subspan(next));
    if (!matches.empty()) return next + matches.front().end;
    std::size_t end = next;
    while (end < letters.size() && letters[end].gap <= Gap::kNarrow &&
           !IsOneOf(letters[end].character, kSeparators) &&
           !IsOneOf(letters[end].character, kSentenceMarks)) {
      ++end;
    }
    const bool bounded = end == letters.size() || letters[end].gap > Gap::kNarrow ||
                         IsOneOf(letters[end].character, kSeparators);
    // 本籍/Registered Domicile
    const Letters other = letters.subspan(next, end - next);
    const bool latin =
        joint == U"/" && !other.empty() && std::ranges::all_of(other, [](const Letter& l) {
          return l.character < 0x80 && !IsDigit(l.character);
        });
    if (bounded && latin) return end;
    const bool weak = joint == U"、" || joint == U"と" || joint == U"/";
    if (bounded && !weak && end - next <= kLongestExtension) return end;
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

LabelReader::LabelReader(const View& view, const PageText* page)
    : needs_(view.text), page_(page), ocr_(view.ocr) {}

const LabelRule* LabelReader::Choose(std::span<const LabelRule* const> rules,
                                     bool inline_met) const {
  const LabelRule* best = nullptr;
  for (const LabelRule* rule : rules) {
    const bool met = rule->need == LabelNeed::kInline ? inline_met : needs_.Meets(rule->need);
    if (met && (best == nullptr || rule->need < best->need)) best = rule;
  }
  if (best == nullptr) return &PlainRule();
  const bool illness = best->sensitive() && best->label.category == Category::kHealth;
  return illness && needs_.animal() ? &PlainRule() : best;
}

LabelReading LabelReader::Make(const LabelMatch& match, const Tail& tail) const {
  LabelReading reading;
  reading.rule = Choose(match.rules, false);
  reading.inline_rule = Choose(match.rules, true);
  reading.end = tail.end;
  reading.value_begin = tail.value_begin;
  reading.separated = tail.separated;
  reading.note = tail.note;
  return reading;
}

std::optional<LabelReader::Tail> LabelReader::ReadTail(Letters letters, std::size_t at,
                                                       const LabelMatch& match) const {
  Tail tail{at, at, false, {}};
  for (std::size_t i = at;;) {
    tail.end = tail.value_begin = i;
    if (i == letters.size()) return tail;
    const Letter& letter = letters[i];
    const Letters rest = letters.subspan(i);
    const auto suffix =
        std::ranges::find_if(kSuffixes, [&](auto w) { return StartsWith(rest, w); });
    if (suffix != std::end(kSuffixes)) {
      i += suffix->size();
    } else if (IsOneOf(letter.character, U"([〔〈")) {
      const std::size_t close = FindCloser(letters, i);
      const Letters inside = letters.subspan(i + 1, close - i - 1);
      const bool note = IsNote(inside) || !LabelMatcher::Dictionary().Exact(inside).empty();
      if (!note && close == letters.size() && !IsUnit(inside)) {
        // A colon or a frame read as a bracket.
        tail.value_begin = i + 1;
        tail.separated = true;
        return tail;
      }
      if (!note) tail.note = {i + 1, close};
      i = std::min(close + 1, letters.size());
    } else if (IsOneOf(letter.character, kClosers) || IsOneOf(letter.character, U"*\"'")) {
      ++i;
    } else if (letter.character == U'※') {
      const std::size_t last = std::min(letters.size(), i + kLongestNote);
      while (++i < last && letters[i].gap < Gap::kWide) {
      }
    } else if (IsOneOf(letter.character, kSeparators) || StartsWith(rest, U"..") ||
               IsOneOf(letter.character, U"…‥")) {
      while (i < letters.size() && (IsOneOf(letters[i].character, kSeparators) ||
                                    IsOneOf(letters[i].character, kLeaders))) {
        ++i;
      }
      tail.value_begin = i;
      tail.separated = true;
      return tail;
    } else if (const auto joint = SkipJoint(letters, i)) {
      i = *joint;
    } else if (ocr_ && IsOneOf(letter.character, kStray) &&
               (i + 1 == letters.size() || letters[i + 1].gap > Gap::kNone)) {
      ++i;
    } else if (GoesOnWithComma(rest)) {
      return std::nullopt;
    } else if (letter.gap >= Gap::kNarrow) {
      return letter.gap != Gap::kWide && GoesOn(rest) ? std::nullopt : std::optional(tail);
    } else if (StartsValue(match, letter)) {
      return tail;
    } else if (i > at && IsOneOf(letters[i - 1].character, U"】]〕>")) {
      tail.separated = true;
      return tail;
    } else if (i == at && IsDigit(letter.character) &&
               (i + 1 == letters.size() || IsOneOf(letters[i + 1].character, kSeparators))) {
      ++i;  // 傷病名1
    } else {
      return std::nullopt;
    }
  }
}

std::optional<LabelReading> LabelReader::ReadHead(Letters letters, std::size_t at) const {
  for (const LabelMatch& match : LabelMatcher::Dictionary().Exact(letters.subspan(at))) {
    if (const auto tail = ReadTail(letters, at + match.end, match)) return Make(match, *tail);
  }
  return std::nullopt;
}

std::optional<LabelReading> LabelReader::ReadCompound(Letters letters, std::size_t at) const {
  std::size_t head_end = at;
  while (head_end < letters.size() && head_end - at <= kLongestHead &&
         !IsOneOf(letters[head_end].character, kSeparators) &&
         !IsOneOf(letters[head_end].character, U"((【[") &&
         (head_end == at || letters[head_end].gap <= Gap::kNarrow ||
          letters[head_end].gap == Gap::kLine)) {
    if (IsOneOf(letters[head_end].character, kSentenceMarks)) return std::nullopt;
    ++head_end;
  }
  if (head_end - at > kLongestHead) return std::nullopt;
  if (HasBoxes(letters.subspan(at, head_end - at))) return std::nullopt;
  for (std::size_t i = at + 1; i + 1 < head_end; ++i) {
    const Letters before = letters.subspan(at, i - at);
    if (IsInsideWord(letters, i)) continue;
    if (letters[i].gap == Gap::kNarrow && !LetterSpaced(letters.subspan(at, i + 2 - at))) continue;
    const bool after_no = before.back().character == U'の';
    for (const LabelMatch& match : LabelMatcher::Dictionary().Exact(letters.subspan(i))) {
      if (i + match.end > head_end) continue;
      const bool safe = after_no || IsSafeHead(match.rules.front()->label.text);
      if (match.length < (safe ? 2U : 3U)) continue;
      if (match.rules.back()->need != LabelNeed::kNothing && match.rules.size() == 1) continue;
      const auto tail = ReadTail(letters, i + match.end, match);
      if (!tail || tail->end < std::min(head_end, letters.size())) continue;
      if (ContainsAny(before, kThings)) return std::nullopt;
      LabelReading reading = Make(match, *tail);
      // A number or code of a kind that is not known promises nothing.
      if (reading.rule->label.kind == "POLICY_NO")
        reading.rule = reading.inline_rule = &PlainRule();
      reading.fit = LabelFit::kCompound;
      return reading;
    }
  }
  return std::nullopt;
}

float LabelReader::Sureness(const Letter& letter) const {
  if (page_ == nullptr || letter.line < 0) return 0;
  const auto& symbols = page_->lines[static_cast<std::size_t>(letter.line)].symbols;
  return symbols[static_cast<std::size_t>(letter.symbol)].confidence;
}

std::optional<LabelReading> LabelReader::ReadMisread(Letters letters, std::size_t at) const {
  std::optional<LabelReading> found;
  std::size_t length = 0;
  // 入院の状況 is not 入浴の状況: its 入院 is a word.
  std::size_t read_right = at;
  for (const LabelMatch& match : LabelMatcher::Dictionary().Exact(letters.subspan(at))) {
    read_right = std::max(read_right, at + match.end);
  }
  for (const LabelMatch& match : LabelMatcher::Dictionary().OneWrong(letters.subspan(at))) {
    if (found && match.length < length) break;
    if (at + match.wrong < read_right) continue;
    if (match.length < kSureLength && Sureness(letters[at + match.wrong]) > kSureSymbol) continue;
    if (match.length == 2 && !IsLikelyShort(match, Sureness(letters[at + match.wrong]))) continue;
    const auto tail = ReadTail(letters, at + match.end, match);
    if (!tail) continue;
    const LabelReading reading = Make(match, *tail);
    if (!found || (!found->inline_rule->sensitive() && reading.inline_rule->sensitive())) {
      found = reading;
      found->fit = LabelFit::kMisread;
      length = match.length;
    }
  }
  return found;
}

std::optional<LabelReading> LabelReader::ReadGarbled(Letters letters, std::size_t at) const {
  for (std::size_t i = at + 1; i <= at + kGarbled && i + 1 < letters.size(); ++i) {
    if (letters[i].gap > Gap::kNone) break;
    if (IsInsideWord(letters, i)) continue;
    std::optional<LabelReading> reading = ReadHead(letters, i + SkipDecoration(letters.subspan(i)));
    if (!reading) continue;
    const bool alone = reading->value_begin == letters.size();
    const bool sure =
        reading->inline_rule->sensitive() && alone && Sureness(letters[at]) < kSureSymbol;
    if (!reading->separated && !sure) continue;
    reading->fit = LabelFit::kMisread;
    return reading;
  }
  return std::nullopt;
}

std::optional<LabelReading> LabelReader::Read(Letters letters) const {
  const std::size_t at = SkipDecoration(letters);
  if (at == letters.size()) return std::nullopt;
  std::optional<LabelReading> reading = ReadHead(letters, at);
  const bool before = IsOneOf(letters[at].character, U"ごお御") || IsItemLetter(letters, at);
  if (!reading && before && at + 1 < letters.size()) reading = ReadHead(letters, at + 1);
  if (!reading && ocr_) reading = ReadMisread(letters, at);
  if (!reading) reading = ReadCompound(letters, at);
  if (!reading && ocr_) reading = ReadGarbled(letters, at);
  if (!reading) return std::nullopt;
  reading->begin = at;
  reading->value_end = letters.size();
  return reading;
}

// The letters before the first wide gap.
Letters UpToGap(Letters letters) {
  std::size_t end = std::min<std::size_t>(1, letters.size());
  while (end < letters.size() && letters[end].gap < Gap::kWide) ++end;
  return letters.first(end);
}

LabelReading LabelReader::UnknownLabel(Letters letters) {
  LabelReading reading;
  reading.rule = reading.inline_rule = &PlainRule();
  reading.end = reading.value_begin = reading.value_end = letters.size();
  reading.separated = true;
  return reading;
}

std::vector<LabelReading> LabelReader::Scan(Letters letters) const {
  std::vector<LabelReading> readings;
  for (std::size_t i = 0; i < letters.size();) {
    const bool first = i == 0 || letters[i].gap == Gap::kLine;
    std::optional<LabelReading> reading = Read(letters.subspan(i));
    if (reading && !first && !reading->separated) {
      const bool follows = !readings.empty() && !reading->alone();
      if (letters[i].gap < (follows ? Gap::kNarrow : Gap::kWide)) reading.reset();
    }
    if (reading && i >= 2 && StartsWith(letters.subspan(i - 2), U"</")) reading.reset();
    if (reading && !reading->separated && IsOptionList(UpToGap(letters.subspan(i))))
      reading.reset();
    if (reading) {
      reading->start = i;
      reading->begin += i;
      reading->end += i;
      reading->value_begin += i;
      reading->value_end = letters.size();
      if (!reading->note.empty()) reading->note = {reading->note.begin + i, reading->note.end + i};
      if (!readings.empty()) readings.back().value_end = std::max(i, readings.back().value_begin);
      readings.push_back(*reading);
    }
    std::size_t next = reading ? std::max(reading->value_begin, i + 1) : i + 1;
    while (next < letters.size() && letters[next].gap == Gap::kNone &&
           !(reading && next == reading->value_begin) &&
           !IsOneOf(letters[next - 1].character, U"、,;(。【[/<|{")) {
      ++next;
    }
    i = next;
  }
  const bool named = !letters.empty() && letters.size() <= kLongestHead &&
                     letters.back().character == U':' && readings.empty();
  if (named) readings.push_back(UnknownLabel(letters));
  return readings;
}

bool HasResult(Letters letters, const LabelReading& reading) {
  constexpr std::size_t kLongestResult = 3;
  const Letters inside = letters.subspan(reading.note.begin, reading.note.end - reading.note.begin);
  return inside.size() <= kLongestResult &&
         std::ranges::any_of(inside, [](const Letter& l) { return IsOneOf(l.character, U"+-±"); });
}

Letters NoteOf(Letters letters, const LabelReading& reading) {
  Span note = reading.note;
  if (HasResult(letters, reading)) note = {note.begin - 1, std::min(note.end + 1, letters.size())};
  return letters.subspan(note.begin, note.end - note.begin);
}

bool IsUnit(Letters letters) {
  constexpr std::size_t kLongestUnit = 8;
  const auto of_unit = [](const Letter& letter) {
    return IsAsciiLetter(letter.character) || IsOneOf(letter.character, U"/%μ万千個年回日本℃.");
  };
  const bool per =
      std::ranges::any_of(letters, [](const Letter& l) { return l.character == U'/'; });
  const auto misread =
      letters.size() - static_cast<std::size_t>(std::ranges::count_if(letters, of_unit));
  return !letters.empty() && letters.size() <= kLongestUnit &&
         misread <= (per && letters.size() > 2 ? 1U : 0U);
}

bool IsInstruction(Letters value) {
  if (value.empty() || value.size() > kLongestInstruction) return false;
  if (!ContainsAny(value, kInstructionWords) && !StartsWith(value, U"不要")) return false;
  while (!value.empty() && IsOneOf(value.back().character, U"。.)」")) {
    value = value.first(value.size() - 1);
  }
  return std::ranges::any_of(kInstructionEnds, [&](std::u32string_view end) {
    return value.size() >= end.size() && StartsWith(value.last(end.size()), end);
  });
}

}  // namespace sumikeshi
