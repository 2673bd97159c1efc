// Telephone numbers of Japan: ordinary personal data, for pseudonymising and reports.
//
// Limit: free-of-charge and service numbers (0120, 0800, 0570) name companies and are left out.
#include <re2/re2.h>

#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

bool IsService(std::string_view digits) {
  return digits.starts_with("0120") || digits.starts_with("0800") || digits.starts_with("0570");
}

// 10 digits of a line, 11 of a mobile or IP phone, with the leading 0.
bool IsPhone(std::string_view digits) {
  static const re2::RE2 kLine("0[1-9][0-9]{8}|0[5-9]0[0-9]{8}");
  return re2::RE2::FullMatch(digits, kLine) && !IsService(digits);
}

bool IsPhoneShape(const DigitRun& run) {
  static const re2::RE2 kShape("[2-5]-[1-4]-4|3-4-4|3-8");
  return run.hyphens && re2::RE2::FullMatch(run.shape, kShape);
}

void FindRuns(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : page.runs) {
    if (!IsPhone(run.digits)) continue;
    const Evidence said = page.numbers.For(run.span, Category::kPhone).evidence;
    const bool mobile = run.digits.size() == 11 && !run.glued;
    double confidence = 0;
    if (said == Evidence::kLabel) confidence = 0.97;
    if (said == Evidence::kNone || said == Evidence::kContext) {
      confidence = IsPhoneShape(run) ? 0.9 : (mobile ? 0.7 : 0);
    }
    if (confidence > 0) found.push_back({run.span, Category::kPhone, "", confidence, {}});
  }
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  static const re2::RE2 kBrackets(
      R"((\(?0[0-9]{1,4}\) ?[0-9]{1,4}-[0-9]{4}|0[0-9]{1,4}\([0-9]{1,4}\)[0-9]{4}))");
  static const re2::RE2 kAbroad(R"((\+81[ \-]?(?:\(0\))?[1-9][0-9]{0,3}(?:[ \-]?[0-9]{2,4}){2}))");
  FindRuns(page, found);
  for (const re2::RE2* pattern : {&kBrackets, &kAbroad}) {
    for (const std::vector<Span>& groups : FindPattern(page.view.text, *pattern)) {
      if (IsInsideWord(page.view.text, groups[0])) continue;
      if (page.numbers.For(groups[0], Category::kPhone).evidence == Evidence::kOther) continue;
      found.push_back({groups[0], Category::kPhone, "", 0.9, {}});
    }
  }
}

}  // namespace

const Recognizer kPhoneRecognizer = {
    "phone",
    "電気通信番号計画 (令和元年総務省告示6号)",
    Find,
    {
        "電話 ⟦03-1234-5678⟧",
        "TEL:⟦０９０−１２３４−５６７８⟧",
        "⟦090ー1234ー5678⟧",
        "⟦(03)1234-5678⟧",
        "電話番号 ⟦0312345678⟧",
        "電話 ⟦+81 90-1234-5606⟧",
    },
    {
        "0120-123-456",
        "証券番号 03-1234-5678",
        "0312345678",
        "1234-5678-9018",
        "2026-11-22",
    },
};

}  // namespace sumikeshi
