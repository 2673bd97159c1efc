// Dashed and dotted ruling lines.
#pragma once

#include "scanner/image/rules.h"

namespace sumikeshi {

// Moves dashed rules from the ink to the rules: five and more like dashes in a row, as far apart
// from each other, 10 mm and more in all. Rows of dots that lead the eye (・・・・) count as rules.
[[nodiscard]] Rules TakeDashedRules(Rules rules, double dpi);

}  // namespace sumikeshi
