// Re-reads a written document as a stranger would, and says whether anything is left.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sumikeshi/document.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Every pixel of every box is one solid black. Errors: kVerifyFailed, kTooLarge (a box outside).
[[nodiscard]] Result<void> CheckSolid(const Raster& page, const std::vector<Box>& boxes);

// Outside the boxes the written page is the page that was read: same size and depth, and no pixel
// differs by more than `tolerance` levels (0 for lossless formats).
[[nodiscard]] Result<void> CheckUnchanged(const Raster& before, const Raster& after,
                                          const std::vector<Box>& boxes, int tolerance);

}  // namespace sumikeshi
