// Straight strokes drawn through unused cells.
#pragma once

#include "scanner/image/components.h"

namespace sumikeshi {

// The marks without those that are nothing but a slanting straight line of 10 mm and more: a cell
// that is struck out so holds no value. A line that touches writing is part of it and stays.
[[nodiscard]] Components DropDiagonals(const Components& all, double dpi);

}  // namespace sumikeshi
