// Bank accounts: account numbers by label, 記号番号 of ゆうちょ. Numbers of banks and branches are
// public.
#include <re2/re2.h>

#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/recognizers/recognizer.h"
#include "scanner/recognizers/symbol_and_number.h"

namespace sumikeshi {
namespace {

bool HasLength(const DigitRun& run, std::string_view kind) {
  const std::size_t digits = run.digits.size();
  if (kind == "SYMBOL") return digits == 5;
  return digits >= 4 && digits <= 8 && run.shape != "3-4";  // 3-4 is a postal code
}

// "普通 1234567" beside the name of a bank.
void FindTyped(const View& view, std::vector<Candidate>& found) {
  static const re2::RE2 kTyped(
      R"((?:普通|当座|貯蓄)(?:預金|貯金|口座)?[ \t():・]{0,3}(?:口座番号|番号|No\.?)?[ \t:]{0,2})"
      R"(([0-9]{7})(?:[^0-9\-]|$))");
  static const re2::RE2 kBank(
      "銀行|信用金庫|信用組合|労働金庫|農業協同組合|信金|信組|JA|支店|振込|口座");
  constexpr std::size_t kNear = 200;
  for (const std::vector<Span>& groups : FindPattern(view.text, kTyped)) {
    if (re2::RE2::PartialMatch(Around(view.text, groups[0], kNear), kBank)) {
      found.push_back({groups[0], Category::kBankAccount, "ACCOUNT", 0.95, {}});
    }
  }
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : NumbersOfLength(page.view, page.runs, 4, 8)) {
    const auto [said, kind] = page.numbers.For(run.span, Category::kBankAccount);
    if (said == Evidence::kLabel && !run.glued && HasLength(run, kind)) {
      found.push_back({run.span, Category::kBankAccount, std::string(kind), 0.9, {}});
    }
  }
  FindTyped(page.view, found);
  for (const SymbolAndNumber& pair : FindSymbolsAndNumbers(page.view)) {
    if (!pair.postal) continue;
    found.push_back({pair.symbol, Category::kBankAccount, "SYMBOL", 0.95, {}});
    found.push_back({pair.number, Category::kBankAccount, "ACCOUNT", 0.95, {}});
  }
}

}  // namespace

const Recognizer kBankAccountRecognizer = {
    "bank_account",
    "全国銀行協会 統一金融機関コード・店番号, 口座番号7桁; ゆうちょ銀行 記号番号の体系",
    Find,
    {
        "口座番号 ⟦1234567⟧",
        "みどり銀行 本町支店 普通 ⟦7654321⟧",
        "口座番号:⟦１２３４５６７⟧",
        "ゆうちょ銀行 記号 ⟦10530⟧ 番号 ⟦12345671⟧",
        "店番 123 普通預金 ⟦1234567⟧",
        "口座番号\n⟦0123456⟧",
    },
    {
        "証券番号 1234567",
        "〒123-4567",
        "普通 1234567",
        "口座番号は届出印とともにご記入ください。",
        "記号 21700023 番号 123",
        "電話 03-1234-5678",
    },
};

}  // namespace sumikeshi
