// 記号 and 番号 that stand together: on a health insurance card, or in a ゆうちょ passbook.
#pragma once

#include <vector>

#include "scanner/text/view.h"

namespace sumikeshi {

struct SymbolAndNumber {
  Span symbol;
  Span number;
  Span branch;          // 枝番, empty without
  bool postal = false;  // of a ゆうちょ account
};

[[nodiscard]] std::vector<SymbolAndNumber> FindSymbolsAndNumbers(const View& view);

}  // namespace sumikeshi
