// 個人番号 (My Number): 12 digits, the last a check digit.
//
// One random number in ten passes the check, so it speaks only together with a label, a page that
// carries such numbers, or the grouping 4-4-4 of the card. Limit: 12 digits in one piece without
// any label are not reported.
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/check_digits.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kDigits = 12;
constexpr std::string_view kCardShape = "4-4-4";

// Shapes of other numbers of 12 digits: 会社法人等番号, +81 mobile phones, dates with a sequence.
bool LooksLikeAnother(const DigitRun& run) {
  return run.shape == "4-2-6" || run.shape == "2-2-4-4" || run.shape == "2-3-3-4" ||
         StartsWithDate(run.digits) ||
         run.digits.find_first_not_of(run.digits[0]) == std::string::npos;
}

double Confidence(const DigitRun& run, Evidence evidence) {
  const bool right = IsMyNumber(run.digits);
  switch (evidence) {
    case Evidence::kLabel:
      return right ? 0.99 : 0.85;
    case Evidence::kContext:
      return right && !run.glued && !run.broken && !LooksLikeAnother(run) ? 0.7 : 0;
    case Evidence::kNone: {
      const bool grouped = run.shape == kCardShape && !run.glued && !run.broken;
      return right && grouped && !LooksLikeAnother(run) ? 0.6 : 0;
    }
    case Evidence::kOther:
      return 0;
  }
  return 0;
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : NumbersOfLength(page.view, page.runs, kDigits, kDigits)) {
    const double confidence =
        Confidence(run, page.numbers.For(run.span, Category::kMyNumber).evidence);
    if (confidence > 0) found.push_back({run.span, Category::kMyNumber, "", confidence, {}});
  }
}

}  // namespace

const Recognizer kMyNumberRecognizer = {
    "my_number",
    "行政手続における特定の個人を識別するための番号の利用等に関する法律 2条5項, 同総務省令 "
    "(平成26年"
    "総務省令85号) 5条",
    Find,
    {
        "個人番号 ⟦1234 5678 9018⟧",
        "個人番号:⟦１２３４５６７８９０１８⟧",
        "マイナンバー(12桁)⟦9832-0567-3214⟧",
        "個人番号\n⟦123456789018⟧",
        "個人番号 ⟦123456789012⟧",
        "⟦1234 5678 9018⟧(個人番号)",
        "⟦1234-5678-9018⟧",
        "個人番号又は法人番号 ⟦123456789018⟧",
        "個人番号 ⟦1 2 3 4 5 6 7 8 9 0 1 8⟧",
        "個人番号は以下のとおりです。\n⟦123456789018⟧",
        "個人番号 ⟦１２３４―５６７８―９０１８⟧",
        "通知カードの写しを添付します。⟦123456789018⟧",
        "個人番号 ⟦一二三四五六七八九〇一八⟧",
    },
    {
        "法人番号 7000012050002",
        "会社法人等番号 0100-01-123403",
        "T7000012050002(登録番号)",
        "受付番号 202611220008",
        "電話 +81 90-1234-5606",
        "連絡先 819012345606",
        "運転免許証番号 第300910000040号",
        "123456789018",
        "お問い合わせ伝票番号 1234-5678-9018",
        "マイナンバーの記載がある書類の提出は不要です。受付番号 123456789018",
        "合計 1,234,567,890,128円",
        "個人番号は12桁の数字です。",
        "4111111111111111",
        "2026/11/22 10:15",
    },
};

}  // namespace sumikeshi
