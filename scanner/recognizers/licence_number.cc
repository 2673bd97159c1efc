// 運転免許証番号: 12 digits, printed 第…号.
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/check_digits.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kDigits = 12;

// "第 300912345610 号"
bool IsNumbered(std::string_view text, Span span) {
  std::string_view before = text.substr(0, span.begin);
  std::string_view after = text.substr(span.end);
  while (before.ends_with(' ') || before.ends_with('\t')) before.remove_suffix(1);
  while (after.starts_with(' ') || after.starts_with('\t')) after.remove_prefix(1);
  return before.ends_with("第") && after.starts_with("号");
}

double Confidence(const DigitRun& run, Evidence evidence, bool numbered) {
  const bool right = IsLicenceNumber(run.digits);
  if (evidence == Evidence::kLabel) return right ? 0.99 : 0.85;
  if (evidence == Evidence::kOther || run.glued || run.broken || !right) return 0;
  if (numbered) return 0.9;
  return evidence == Evidence::kContext && run.shape == "12" ? 0.7 : 0;
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : NumbersOfLength(page.view, page.runs, kDigits, kDigits)) {
    const double confidence =
        Confidence(run, page.numbers.For(run.span, Category::kLicenceNumber).evidence,
                   IsNumbered(page.view.text, run.span));
    if (confidence > 0) found.push_back({run.span, Category::kLicenceNumber, "", confidence, {}});
  }
}

}  // namespace

const Recognizer kLicenceNumberRecognizer = {
    "licence_number",
    "道路交通法 93条1項1号, 同施行規則 別記様式第14; 公安委員会コード",
    Find,
    {
        "運転免許証番号 第⟦300910000040⟧号",
        "第 ⟦300912345610⟧ 号",
        "免許証番号:⟦３００９１２３４５６１０⟧",
        "運転免許証の番号 ⟦300912345678⟧",
        "免許の条件等 眼鏡等\n東京都公安委員会 ⟦620565432150⟧",
    },
    {
        "第123456789012号",
        "300912345610",
        "医師免許番号 300912345610",
        "証券番号 第300912345610号",
        "免許証の有効期限 2029年08月01日",
        "運転免許証の写しをお送りください。受付番号 300912345610",
    },
};

}  // namespace sumikeshi
