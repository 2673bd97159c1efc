// 旅券番号: two letters and seven digits with a label, and the machine readable zone.
//
// Limit: a machine readable zone is found where a reader kept its '<' and its 44 columns.
#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/check_digits.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

// Columns of the second line of a TD3 zone (ICAO 9303 part 4): a field and its check digit.
bool FieldIsRight(std::string_view line, std::size_t begin, std::size_t length) {
  const auto check = MrzCheckDigit(line.substr(begin, length));
  return check && line[begin + length] == static_cast<char>('0' + *check);
}

constexpr std::size_t kDigits = 7;

void FindZones(const View& view, std::vector<Candidate>& found) {
  static const re2::RE2 kNames("(?:^|[^A-Z0-9<])(P[A-Z<][A-Z]{3}[A-Z<]{39})(?:[^A-Z0-9<]|$)");
  static const re2::RE2 kNumbers(
      "(?:^|[^A-Z0-9<])([A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{15}[0-9])"
      "(?:[^A-Z0-9<]|$)");
  const auto add = [&](Span span, double confidence) {
    found.push_back({span, Category::kPassportNumber, "MRZ", confidence, {}});
  };
  if (!view.text.contains('<')) return;
  for (const std::vector<Span>& groups : FindPattern(view.text, kNames)) add(groups[0], 0.9);
  for (const std::vector<Span>& groups : FindPattern(view.text, kNumbers)) {
    const std::string_view line = Slice(view.text, groups[0]);
    const bool right =
        FieldIsRight(line, 0, 9) && FieldIsRight(line, 13, 6) && FieldIsRight(line, 21, 6);
    add(groups[0], right ? 0.99 : 0.8);
  }
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  static const re2::RE2 kNumber("([A-Z]{2} ?[0-9]{7})");
  static const re2::RE2 kMisread("([A-Z][A-Z0-9] ?[0-9OIlSBZ]{7})");
  const bool digits = std::ranges::any_of(
      page.runs, [](const DigitRun& run) { return run.digits.size() >= kDigits; });
  for (const std::vector<Span>& groups :
       digits || page.view.ocr ? FindPattern(page.view.text, page.view.ocr ? kMisread : kNumber)
                               : std::vector<std::vector<Span>>{}) {
    if (IsInsideWord(page.view.text, groups[0])) continue;
    const Evidence said = page.numbers.For(groups[0], Category::kPassportNumber).evidence;
    const bool exact = re2::RE2::FullMatch(Slice(page.view.text, groups[0]), kNumber);
    double confidence = 0;
    if (said == Evidence::kLabel) confidence = exact ? 0.97 : 0.85;
    if (said == Evidence::kContext && exact) confidence = 0.7;
    if (confidence > 0) {
      found.push_back({groups[0], Category::kPassportNumber, "", confidence, {}});
    }
  }
  FindZones(page.view, found);
}

}  // namespace

const Recognizer kPassportNumberRecognizer = {
    "passport_number",
    "旅券法 6条, 旅券法施行規則; ICAO Doc 9303 part 4 (machine readable zone, check digits 7-3-1)",
    Find,
    {
        "旅券番号 ⟦TR1234567⟧",
        "パスポートNo.⟦ＭＺ０００００１１⟧",
        "Passport No. ⟦TK 7654321⟧",
        "⟦P<JPNYAMADA<<TARO<<<<<<<<<<<<<<<<<<<<<<<<<<<⟧\n"
        "⟦TR12345672JPN0001018M2501017<<<<<<<<<<<<<<08⟧",
        "旅券(パスポート)の写し\n番号は ⟦TR1234567⟧ です。",
    },
    {
        "TR1234567",
        "品番 TR1234567",
        "旅券番号は右上に印字されています。",
        "整理番号 AB12345678CD",
    },
};

}  // namespace sumikeshi
