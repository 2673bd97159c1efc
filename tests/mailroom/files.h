// Writes scanned pages to files, byte for byte the same each time.
#pragma once

#include <filesystem>
#include <span>

#include "sumikeshi/result.h"
#include "tests/mailroom/canvas.h"
#include "tests/mailroom/scan.h"

namespace sumikeshi::mailroom {

// quality is that of JPEG containers, 1 to 100. Containers of one page take the first.
[[nodiscard]] Result<void> WritePages(const std::filesystem::path& path, Container container,
                                      std::span<const Raster> pages, int quality);

}  // namespace sumikeshi::mailroom
