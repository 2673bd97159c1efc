// 保険者番号, 記号・番号・枝番 and 被保険者番号 of public health and care insurance.
//
// 保険者番号 has a check digit; 記号 and 番号 have no form of their own and follow their labels.
// Limit: 6-digit numbers of 国民健康保険 are found by label only, one in twenty would pass by
// chance.
#include <algorithm>
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/check_digits.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"
#include "scanner/recognizers/symbol_and_number.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kLongest = 10;

double LabelledConfidence(const DigitRun& run, std::string_view kind) {
  const bool insurer = kind == "INSURER" || kind == "PAYER";
  if ((insurer || kind.empty()) && IsInsurerNumber(run.digits)) return 0.99;
  if (kind == "RECIPIENT" && run.digits.size() == 7 && IsLuhn(run.digits)) return 0.99;
  if (kind == "BRANCH") return run.digits.size() <= 2 ? 0.9 : 0;
  return insurer && run.digits.size() < 6 ? 0 : 0.85;
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  const auto add = [&](Span span, std::string_view kind, double confidence) {
    if (span.empty() || confidence <= 0) return;
    found.push_back({span, Category::kInsuranceId, std::string(kind), confidence, {}});
  };
  const std::vector<SymbolAndNumber> pairs = FindSymbolsAndNumbers(page.view);
  const auto in_symbol = [&](Span span) {  // the digits of 都-1
    return std::ranges::any_of(pairs, [&](const SymbolAndNumber& pair) {
      return pair.symbol != span && pair.symbol.begin <= span.begin && span.end <= pair.symbol.end;
    });
  };
  for (const DigitRun& run : NumbersOfLength(page.view, page.runs, 1, kLongest)) {
    if (in_symbol(run.span)) continue;
    const auto [said, kind] = page.numbers.For(run.span, Category::kInsuranceId);
    if (said == Evidence::kLabel) {
      add(run.span, kind, LabelledConfidence(run, kind));
    } else if (said == Evidence::kContext && run.shape == "8" && !run.glued &&
               IsInsurerNumber(run.digits)) {
      add(run.span, "INSURER", 0.7);
    }
  }
  for (const SymbolAndNumber& pair : pairs) {
    if (pair.postal) continue;
    add(pair.symbol, "SYMBOL", 0.9);
    add(pair.number, "NUMBER", 0.9);
    add(pair.branch, "BRANCH", 0.9);
  }
}

}  // namespace

const Recognizer kInsuranceIdRecognizer = {
    "insurance_id",
    "健康保険法 194条の2, 高齢者の医療の確保に関する法律 161条の2, 介護保険法 (告知要求制限); "
    "昭和51年8月"
    "7日保発45号・庁保発34号 (検証番号)",
    Find,
    {
        "保険者番号 ⟦33120015⟧",
        "保険者番号:⟦０１１３００１２⟧",
        "保険者番号 ⟦138016⟧",
        "保険者番号 ⟦12345678⟧",
        "記号 ⟦21700023⟧ 番号 ⟦123⟧ (枝番) ⟦00⟧",
        "記号:⟦千代田⟧ 番号:⟦4567⟧",
        "被保険者証の記号 ⟦都-1⟧ 番号 ⟦89⟧",
        "公費負担者番号 ⟦54136015⟧",
        "介護保険 被保険者番号 ⟦0000123456⟧",
        "協会けんぽの健康保険に加入しています。⟦01130012⟧",
        "記号・番号 ⟦21700023⟧・⟦123⟧",
    },
    {
        "生年月日 19850315",
        "01130012",
        "ゆうちょ銀行 記号 10530 番号 12345671",
        "雇用保険被保険者番号 1234-567890-1",
        "保険者番号をご記入ください。",
        "証券番号 33120015",
        "健康保険 電話 33120015",
    },
};

}  // namespace sumikeshi
