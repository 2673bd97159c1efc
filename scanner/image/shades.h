// Where shaded areas begin and end: forms set their labels on grey instead of drawing rules.
#pragma once

#include <vector>

#include "scanner/image/rules.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Straight upright edges of shaded areas, as boxes one or two pixels across.
struct ShadeEdges {
  std::vector<Box> horizontal;  // 4 mm and longer
  std::vector<Box> vertical;
};

// Edges on an upright page, to some 0.5 mm. Print, rules, folds and shadows have none.
[[nodiscard]] ShadeEdges FindShadeEdges(const Raster& grey, double dpi);

// Adds the edges that lead from one rule of a table to another and where no rule stands.
void AddEdges(const ShadeEdges& edges, double dpi, Rules& rules);

}  // namespace sumikeshi
