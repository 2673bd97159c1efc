// 基礎年金番号: 10 digits, printed 4-6, without a published check digit.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kDigits = 10;

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : NumbersOfLength(page.view, page.runs, kDigits, kDigits)) {
    const Evidence said = page.numbers.For(run.span, Category::kPensionNumber).evidence;
    const bool printed = run.shape == "4-6" && !run.glued && !run.broken;
    double confidence = 0;
    if (said == Evidence::kLabel) confidence = 0.95;
    if (said == Evidence::kContext && printed) confidence = 0.7;
    if (confidence > 0) found.push_back({run.span, Category::kPensionNumber, "", confidence, {}});
  }
}

}  // namespace

const Recognizer kPensionNumberRecognizer = {
    "pension_number",
    "国民年金法 14条, 108条の4 (基礎年金番号の利用制限); 国民年金法施行規則 1条",
    Find,
    {
        "基礎年金番号 ⟦1234-567890⟧",
        "基礎年金番号:⟦１２３４５６７８９０⟧",
        "年金手帳の番号\n⟦1234-567890⟧",
        "年金番号 ⟦1234 567890⟧",
        "基礎年金番号 ⟦1 2 3 4 5 6 7 8 9 0⟧",
    },
    {
        "1234-567890",
        "電話 0312345678",
        "雇用保険被保険者番号 1234-567890-1",
        "年金事務所 電話番号 0312345678",
        "医療機関コード 1310123458",
        "基礎年金番号は年金手帳に書かれています。",
    },
};

}  // namespace sumikeshi
