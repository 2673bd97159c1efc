// 在留カード番号 and 特別永住者証明書番号: two letters, eight digits, two letters.
//
// The form is rare enough to stand alone, unless a label says that it is something else.
#include <re2/re2.h>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

double Confidence(Evidence said, bool exact) {
  switch (said) {
    case Evidence::kLabel:
      return exact ? 0.99 : 0.85;
    case Evidence::kContext:
      return exact ? 0.8 : 0;
    case Evidence::kNone:
      return exact ? 0.6 : 0;
    case Evidence::kOther:
      return 0;
  }
  return 0;
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  static const re2::RE2 kNumber("([A-Z]{2} ?[0-9]{8} ?[A-Z]{2})");
  static const re2::RE2 kMisread("([A-Z0-9]{2} ?[0-9OQDIlSBZ]{8} ?[A-Z0-9]{2})");
  for (const std::vector<Span>& groups :
       FindPattern(page.view.text, page.view.ocr ? kMisread : kNumber)) {
    if (IsInsideWord(page.view.text, groups[0])) continue;
    const bool exact = re2::RE2::FullMatch(Slice(page.view.text, groups[0]), kNumber);
    const double confidence =
        Confidence(page.numbers.For(groups[0], Category::kResidenceCard).evidence, exact);
    if (confidence > 0) {
      found.push_back({groups[0], Category::kResidenceCard, "", confidence, {}});
    }
  }
}

}  // namespace

const Recognizer kResidenceCardRecognizer = {
    "residence_card",
    "出入国管理及び難民認定法 19条の4, 同施行規則 19条の6",
    Find,
    {
        "在留カード番号 ⟦AB12345678CD⟧",
        "在留カード番号:⟦ＡＢ１２３４５６７８ＣＤ⟧",
        "特別永住者証明書番号 ⟦XY87654321ZW⟧",
        "⟦AB12345678CD⟧",
    },
    {
        "AB1234567CD",
        "EE123456789JP",
        "品番 AB12345678CD",
        "XAB12345678CD",
    },
};

}  // namespace sumikeshi
