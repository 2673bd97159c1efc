// Dates of birth: a date with its label, or with 生 or 生まれ after it. Ordinary personal data.
#include <re2/re2.h>

#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

void Find(const Analysis& page, std::vector<Candidate>& found) {
  static const re2::RE2 kDate(
      R"(((?:(?:明治|大正|昭和|平成|令和|西暦|[MTSHR]\.?) ?)?(?:[0-9]{1,4}|元)(?:年| ?[./\-] ?) ?)"
      R"((?:0?[1-9]|1[0-2])(?:月| ?[./\-] ?) ?(?:3[01]|[12][0-9]|0?[1-9])日?|(?:19|20)[0-9]{6})"
      R"()(?:[^0-9/.\-]|$))");
  for (const std::vector<Span>& groups : FindPattern(page.view.text, kDate)) {
    if (groups[0].begin > 0 && page.view.text[groups[0].begin - 1] >= '0' &&
        page.view.text[groups[0].begin - 1] <= '9') {
      continue;
    }
    const bool born = std::string_view(page.view.text).substr(groups[0].end).starts_with("生");
    const Evidence said = page.numbers.For(groups[0], Category::kBirthDate).evidence;
    if (born || said == Evidence::kLabel) {
      found.push_back({groups[0], Category::kBirthDate, "", 0.95, {}});
    }
  }
}

}  // namespace

const Recognizer kBirthDateRecognizer = {
    "birth_date",
    "個人情報の保護に関する法律 2条1項1号; 元号の始期は各改元政令",
    Find,
    {
        "生年月日 ⟦昭和53年3月15日⟧",
        "生年月日:⟦１９８５／３／１５⟧",
        "⟦平成2年12月1日⟧生",
        "生年月日 ⟦S53.3.15⟧",
        "生年月日 ⟦昭和五十三年三月十五日⟧",
    },
    {
        "作成日 2026年11月22日",
        "平成20年4月1日施行",
        "生年月日をご記入ください。",
        "2026/11/22",
    },
};

}  // namespace sumikeshi
