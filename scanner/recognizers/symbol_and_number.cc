// 記号 and 番号 that stand together. The symbol of a ゆうちょ account has five digits and ends in 0
// (総合 1xxx0, 振替 0xxx0), the number of a 総合口座 ends in 1; that of a health insurance card is
// free (21700023, 千代田, 都-1). Where the form fits both, the words around decide.
#include "scanner/recognizers/symbol_and_number.h"

#include <re2/re2.h>

#include <string_view>

#include "scanner/recognizers/patterns.h"

namespace sumikeshi {
namespace {

bool IsPostal(std::string_view text, const SymbolAndNumber& pair) {
  static const re2::RE2 kSymbol("[01][0-9]{3}0");
  static const re2::RE2 kBank("ゆうちょ|通帳|貯金|振替|振込|口座|銀行");
  static const re2::RE2 kHealth("健康保険|保険証|被保険者|保険者|資格確認|枝番|医療");
  if (!re2::RE2::FullMatch(Slice(text, pair.symbol), kSymbol)) return false;
  constexpr std::size_t kNear = 300;
  const std::string_view around = Around(text, {pair.symbol.begin, pair.number.end}, kNear);
  if (re2::RE2::PartialMatch(around, kBank)) return true;
  return !re2::RE2::PartialMatch(around, kHealth) && Slice(text, pair.number).ends_with('1');
}

}  // namespace

std::vector<SymbolAndNumber> FindSymbolsAndNumbers(const View& view) {
  static const re2::RE2 kApart(
      R"(記号\)?[ \t\n:]{0,3}([0-9A-Za-z\p{Han}\p{Katakana}\p{Hiragana}\-]{1,12}?)[ \t\n、・,/()]{0,3})"
      R"((?:の)?番号\)?[ \t\n:]{0,3}([0-9][0-9\-]{0,11})(?:[ \t\n、・,(]{0,3}枝番[) \t\n:]{0,3}([0-9]{1,2}))?)");
  static const re2::RE2 kTogether(
      R"(記号[ ・\-及びと]{0,6}番号\)?[ \t\n:]{0,3}([0-9A-Za-z\p{Han}\p{Katakana}]{1,10})[ ・\-/]{1,3})"
      R"(([0-9]{1,10})(?:[ \t\n、・,(]{0,3}枝番[) \t\n:]{0,3}([0-9]{1,2}))?)");
  std::vector<SymbolAndNumber> found;
  if (!view.text.contains("記号")) return found;
  for (const re2::RE2* pattern : {&kApart, &kTogether}) {
    for (const std::vector<Span>& groups : FindPattern(view.text, *pattern)) {
      SymbolAndNumber pair{groups[0], groups[1], groups[2], false};
      pair.postal = IsPostal(view.text, pair);
      found.push_back(pair);
    }
  }
  return found;
}

}  // namespace sumikeshi
