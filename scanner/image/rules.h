// Ruling lines: where they are, and the ink without them.
#pragma once

#include <vector>

#include "scanner/image/bitmap.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

struct Rules {
  std::vector<Box> horizontal;
  std::vector<Box> vertical;
  Bitmap ink;      // the page without rules; strokes that cross a rule are whole
  Bitmap removed;  // what was taken away
};

// Solid straight rules of an upright page, breaks of a few pixels allowed. Strokes of characters
// stay, also where they touch or cross a rule.
[[nodiscard]] Rules FindRules(const Bitmap& page, double dpi);

}  // namespace sumikeshi
