// Values of medical papers whose label is in no dictionary or could not be read: on a certificate
// or the results of a check-up they are health information, unless they are plainly
// something else.
#include <algorithm>
#include <array>

#include "scanner/fields/page_fields.h"
#include "scanner/fields/questions.h"
#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr std::u32string_view kCertificates[] = {U"診断書",     U"入院証明書", U"通院証明書",
                                                 U"治療証明書", U"検案書",     U"診療情報提供書"};
constexpr std::u32string_view kCheckups[] = {U"健康診断", U"人間ドック", U"検査結果", U"健診"};

// Papers that only speak of them.
constexpr std::u32string_view kOthers[] = {U"請求", U"同意", U"依頼", U"案内",
                                           U"願",   U"申込", U"説明", U"について"};

constexpr std::size_t kLongestValue = 40;  // letters: what is longer is prose
constexpr std::size_t kShortestName = 2;   // letters of each part of a name in kana
constexpr std::size_t kLongestResult = 6;  // letters of a number that may be a measurement

bool ContainsAny(Letters letters, std::span<const std::u32string_view> words) {
  return std::ranges::any_of(words, [&](auto w) { return Contains(letters, w); });
}

// Dates, periods, ages, telephone numbers: nothing but digits and their units.
bool IsNumbers(Letters letters) {
  constexpr std::u32string_view kUnits =
      U"年月日時分歳才円回間令和平成昭大正西暦元からまで〜~-一ー・./():〒 ";
  const auto others = std::ranges::count_if(letters, [&](const Letter& l) {
    return !IsDigit(l.character) && !kUnits.contains(l.character);
  });
  const bool any =
      std::ranges::any_of(letters, [](const Letter& l) { return IsDigit(l.character); });
  return any && 3 * static_cast<std::size_t>(others) <= letters.size();
}

// ヤマダ　タロウ: a name in kana, where a drug or an illness is one word.
bool IsNameInKana(Letters letters) {
  std::array<std::size_t, 2> parts{};
  std::size_t part = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!IsKatakana(letters[i].character)) return false;
    if (i > 0 && letters[i].gap > Gap::kNone && ++part == parts.size()) return false;
    ++parts[part];
  }
  return std::ranges::all_of(parts, [](std::size_t n) { return n >= kShortestName; });
}

bool IsAddress(Letters letters) {
  constexpr std::u32string_view kPlaces = U"都道府県市区町村";
  const auto place =
      std::ranges::find_if(letters, [&](const Letter& l) { return kPlaces.contains(l.character); });
  return place != letters.end() &&
         std::any_of(place, letters.end(), [](const Letter& l) { return IsDigit(l.character); });
}

bool IsPlainlyOther(Letters letters) {
  constexpr std::u32string_view kNoHealth[] = {U"病院",     U"医院", U"クリニック", U"診療所",
                                               U"センター", U"大学", U"会社",       U"男",
                                               U"女",       U"本人", U"配偶者"};
  return IsNumbers(letters) || IsNameInKana(letters) || IsAddress(letters) ||
         ContainsAny(letters, kNoHealth) || letters.back().character == U'科';
}

bool IsMeasurement(Letters letters) {
  return letters.size() <= kLongestResult && std::ranges::all_of(letters, [](const Letter& l) {
           return IsDigit(l.character) || l.character == U'.' || l.character == U'-' ||
                  l.character == U'+';
         });
}

bool IsTitled(const std::vector<Letters>& titles, std::span<const std::u32string_view> words) {
  return std::ranges::any_of(titles, [&](Letters title) {
    return ContainsAny(title, words) && !ContainsAny(title, kOthers);
  });
}

}  // namespace

void FindUnnamedFields(const PageLayout& layout, FieldSink& sink) {
  const std::vector<Letters> titles = layout.Titles();
  const bool checkup = IsTitled(titles, kCheckups);
  if ((!checkup && !IsTitled(titles, kCertificates)) || layout.reader().needs().animal()) return;
  for (int i = 0; i < static_cast<int>(layout.cells().size()); ++i) {
    const Block& cell = layout.cell(i);
    const Letters letters(cell.letters);
    if (letters.empty() || letters.size() > kLongestValue || !cell.readings.empty()) continue;
    if (layout.LeftOf(i).empty() || sink.Claims(layout.BoxOf(letters))) continue;
    if (IsPlainlyOther(letters) && !(checkup && IsMeasurement(letters))) continue;
    sink.Add(AnswerRule(Category::kHealth), {}, {PieceOfCell(layout, i, IsOptions(letters))});
  }
}

}  // namespace sumikeshi
