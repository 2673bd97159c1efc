// What stands where on an upright page, before anything is read.
#pragma once

#include <vector>

#include "scanner/image/components.h"
#include "scanner/image/lines.h"
#include "scanner/image/upright.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct Layout {
  UprightPage page;
  double dpi = 300;
  Components ink;          // without rules, specks and codes
  std::vector<Box> marks;  // the boxes of `ink`
  std::vector<Cell> cells;
  std::vector<LineOfMarks> lines;
  std::vector<Code> codes;
};

// Fails with kUnreadable when the page holds more marks than any writing does (noise).
[[nodiscard]] Result<Layout> AnalyseLayout(UprightPage page, double dpi);

}  // namespace sumikeshi
