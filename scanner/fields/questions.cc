// Disclosure questions (…を受けたことがありますか): their answers are fields without a label.
#include "scanner/fields/questions.h"

#include <algorithm>

#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr std::u32string_view kHealthWords[] = {
    U"病",     U"医師",   U"診察", U"診療", U"治療", U"入院", U"手術",       U"検査",
    U"薬",     U"投薬",   U"障害", U"妊娠", U"がん", U"癌",   U"健康",       U"喫煙",
    U"たばこ", U"タバコ", U"飲酒", U"介護", U"症状", U"けが", U"ケガ",       U"異常",
    U"診断",   U"通院",   U"欠損", U"視力", U"聴力", U"腫瘍", U"分娩",       U"出産",
    U"休職",   U"療養",   U"体調", U"疾患", U"傷",   U"吸",   U"アレルギー", U"持病"};
constexpr std::u32string_view kCrimeWords[] = {U"犯罪", U"逮捕", U"刑罰", U"前科",
                                               U"有罪", U"起訴", U"刑事"};
constexpr std::u32string_view kCreedWords[] = {U"宗教", U"信仰", U"信条", U"政党"};
constexpr std::u32string_view kUnionWords[] = {U"労働組合", U"組合員", U"労組"};
constexpr std::u32string_view kEndings[] = {U"ますか",   U"ですか",   U"ましたか", U"でしたか",
                                            U"ませんか", U"のこと。", U"事がある", U"ことがある"};
// Asked of everyone, about nobody's health.
constexpr std::u32string_view kOtherWords[] = {U"職業", U"契約",   U"保険に",     U"振込",  U"住所",
                                               U"送付", U"希望",   U"満足",       U"運転",  U"外国",
                                               U"同意", U"ご存知", U"アンケート", U"反社会"};
constexpr std::u32string_view kOptions[] = {
    U"はい", U"いいえ", U"あり", U"なし",   U"ある",   U"ない",   U"有り",        U"無し",
    U"有",   U"無",     U"該当", U"非該当", U"する",   U"しない", U"した",        U"YES",
    U"NO",   U"Yes",    U"No",   U"いる",   U"いない", U"受けた", U"受けていない"};
// Options that are words of sentences too.
constexpr std::u32string_view kOutcomes[] = {
    U"治癒",   U"軽快", U"継続", U"死亡", U"中止",   U"転医", U"不変",   U"観血",
    U"非観血", U"開頭", U"開胸", U"開腹", U"要支援", U"支援", U"要介護", U"介護",
    U"陽性",   U"陰性", U"左",   U"右",   U"良性",   U"悪性", U"一時",   U"永久"};
// Those of treatments, that are ringed on certificates.
constexpr std::u32string_view kTreatmentOutcomes[] = {
    U"治癒", U"軽快", U"継続",   U"死亡",   U"中止",   U"転医",  U"不変",   U"増悪",
    U"寛解", U"観血", U"非観血", U"開頭",   U"開胸",   U"開腹",  U"経皮的", U"内視鏡",
    U"良性", U"悪性", U"要支援", U"要介護", U"通院中", U"治療中"};
constexpr std::u32string_view kOptionMarks = U"・/、,.()○〇◯●□☑✓レ☐■0Oo|:;~-ー12①②";
constexpr std::size_t kShortestQuestion = 8;
constexpr std::size_t kLongestQuestion = 120;
constexpr std::size_t kLongestOptions = 40;

bool ContainsAny(Letters letters, std::span<const std::u32string_view> words) {
  return std::ranges::any_of(words, [&](auto w) { return Contains(letters, w); });
}

}  // namespace

const LabelRule* ReadQuestion(Letters letters, const PageNeeds& needs) {
  if (letters.size() < kShortestQuestion) return nullptr;
  const bool asks = ContainsAny(letters, kEndings) || letters.back().character == U'か' ||
                    StartsWith(letters.last(2), U"か。") || StartsWith(letters.last(2), U"か?") ||
                    StartsWith(letters.last(2), U"こと");
  if (!asks) return nullptr;
  if (const LabelRule* rule = ReadTopic(letters, needs)) return rule;
  const bool disclosure = needs.Meets(LabelNeed::kDisclosure) && !needs.animal();
  return disclosure && !ContainsAny(letters, kOtherWords) ? &AnswerRule(Category::kHealth)
                                                          : nullptr;
}

const LabelRule* ReadTopic(Letters letters, const PageNeeds& needs) {
  // The letter before a number may be anything: 問2 is read as 癌2.
  if (letters.size() > 2 && IsDigit(letters[1].character)) letters = letters.subspan(2);
  if (ContainsAny(letters, kHealthWords)) {
    return needs.animal() ? nullptr : &AnswerRule(Category::kHealth);
  }
  if (ContainsAny(letters, kCrimeWords)) return &AnswerRule(Category::kCrime);
  if (ContainsAny(letters, kCreedWords)) return &AnswerRule(Category::kReligion);
  if (ContainsAny(letters, kUnionWords)) return &AnswerRule(Category::kUnion);
  return nullptr;
}

bool IsOptions(Letters letters) {
  if (letters.size() > kLongestOptions) return false;
  std::size_t options = 0;
  std::size_t noise = 0;  // circles are read as letters
  while (!letters.empty()) {
    std::size_t step = 0;
    for (const std::u32string_view word : kOptions) {
      if (StartsWith(letters, word)) step = std::max(step, word.size());
    }
    if (step > 0) {
      ++options;
    } else if (!kOptionMarks.contains(letters.front().character)) {
      ++noise;
    }
    letters = letters.subspan(std::max<std::size_t>(step, 1));
  }
  return options > 0 && noise < options;
}

bool IsOptionList(Letters letters) {
  const auto option = [&](auto words) -> std::size_t {
    std::size_t length = 0;
    for (const std::u32string_view word : words) {
      if (StartsWith(letters, word)) length = std::max(length, word.size());
    }
    return length;
  };
  const std::size_t length = std::max(option(std::span(kOptions)), option(std::span(kOutcomes)));
  return length > 0 && length + 1 < letters.size() && letters.size() <= kLongestOptions &&
         (letters[length].character == U'・' || letters[length].character == U'/');
}

std::size_t OutcomeAt(Letters letters) {
  std::size_t length = 0;
  for (const std::u32string_view word : kTreatmentOutcomes) {
    if (StartsWith(letters, word)) length = std::max(length, word.size());
  }
  return length;
}

std::optional<Question> ReadQuestionLine(Letters line, const PageNeeds& needs) {
  std::size_t begin = 0;  // of the sentence
  for (std::size_t i = kShortestQuestion; i < line.size(); ++i) {
    const char32_t before = line[i - 1].character;
    const bool mark = before == U'。' || before == U'?' || before == U':';
    if (!mark && line[i].gap == Gap::kNone) continue;
    begin = std::max(begin, i - std::min(i, kLongestQuestion));
    Letters question = line.subspan(begin, i - begin);
    if (mark && before != U':') begin = i;
    while (!question.empty() && question.back().character == U':') {
      question = question.first(question.size() - 1);
    }
    const LabelRule* rule = ReadQuestion(question, needs);
    const bool answered = line[i].gap >= Gap::kWide || IsOptions(line.subspan(i));
    if (rule != nullptr && answered) return Question{rule, i};
  }
  return std::nullopt;
}

}  // namespace sumikeshi
