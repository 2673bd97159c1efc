// 住民票コード: 11 digits. Its check digit is not public, and phones have 11 digits too: by label
// only.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kDigits = 11;

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : NumbersOfLength(page.view, page.runs, kDigits, kDigits)) {
    if (page.numbers.For(run.span, Category::kJuminhyoCode).evidence == Evidence::kLabel) {
      found.push_back({run.span, Category::kJuminhyoCode, "", 0.95, {}});
    }
  }
}

}  // namespace

const Recognizer kJuminhyoCodeRecognizer = {
    "juminhyo_code",
    "住民基本台帳法 7条13号, 30条の37, 30条の38 (告知要求の禁止)",
    Find,
    {
        "住民票コード ⟦12345678901⟧",
        "住民票コード:⟦１２３４５６７８９０１⟧",
        "住民票コード\n⟦1234567 8901⟧",
        "住民票コード ⟦12345-67890-1⟧",
    },
    {
        "住民票コードの記載は不要です。",
        "携帯 09012345678",
        "12345678901",
        "住民票コード 090-1234",
    },
};

}  // namespace sumikeshi
