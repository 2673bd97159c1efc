// Payment card numbers: 14 to 19 digits with a brand's prefix and the Luhn check.
//
// Masked numbers (4111-****-****-1111) are no findings: too few digits stand in one run.
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/check_digits.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

bool IsCardShape(std::string_view shape) {
  return shape == "4-4-4-4" || shape == "4-6-5" || shape == "4-6-4" || shape == "4-4-4-4-3" ||
         shape == "6-13";
}

double Confidence(const DigitRun& run, Evidence evidence) {
  const bool prefix = HasCardPrefix(run.digits);
  const bool right = prefix && IsLuhn(run.digits);
  const bool clean = !run.glued && !run.broken;
  switch (evidence) {
    case Evidence::kLabel:
      if (right) return 0.99;
      return prefix || run.digits.size() == 16 ? 0.85 : 0;
    case Evidence::kContext:
      if (right && clean) return IsCardShape(run.shape) ? 0.95 : 0.7;
      return 0;
    case Evidence::kNone:
      if (!right || !clean || StartsWithDate(run.digits)) return 0;
      if (IsCardShape(run.shape)) return 0.9;
      return run.shape == "16" ? 0.55 : 0;
    case Evidence::kOther:
      return 0;
  }
  return 0;
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : NumbersOfLength(page.view, page.runs, 14, 19)) {
    const double confidence =
        Confidence(run, page.numbers.For(run.span, Category::kCardNumber).evidence);
    if (confidence > 0) found.push_back({run.span, Category::kCardNumber, "PAN", confidence, {}});
  }
}

}  // namespace

const Recognizer kCardNumberRecognizer = {
    "card_number",
    "割賦販売法 35条の16, ISO/IEC 7812-1 (Luhn), issuer ranges as published by the brands",
    Find,
    {
        "カード番号 ⟦4111 1111 1111 1111⟧",
        "カード番号:⟦４２４２４２４２４２４２４２４２⟧",
        "⟦5555-5555-5555-4444⟧ 12/29",
        "JCB ⟦3530111333300000⟧",
        "⟦3782 822463 10005⟧",
        "ダイナース ⟦30569309025904⟧",
        "カード番号 ⟦4111 1111 1111 1112⟧",
        "⟦4111111111111111⟧",
        "電話で伺ったところ ⟦4111 1111 1111 1111⟧ とのことです。",
        "クレジットカード番号\n⟦6200 0000 0000 0005⟧",
        "カード番号 ⟦4111 1111\n1111 1111⟧",
    },
    {
        "証券番号 4111-2345-6789",
        "お問合せ番号 4111 1111 1111 1112",
        "4111-****-****-1111",
        "下4桁 1111",
        "お客様番号 4111111111111111",
        "4111 1111 1111 1112",
        "1234567890123452",
        "2026112212345678",
        "ISBN 9784101010014",
        "41111111111111111111111",
    },
};

}  // namespace sumikeshi
