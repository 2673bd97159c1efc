// The size limits of a page, asked before anything is allocated for it.
#pragma once

#include <cstdint>

#include "sumikeshi/result.h"

namespace sumikeshi {

// kCorrupt for a page without pixels, kTooLarge above kMaxPageSide or kMaxPageArea.
[[nodiscard]] Result<void> CheckPageSize(std::int64_t width, std::int64_t height, int page);

// kCorrupt for a document without pages, kTooLarge above kMaxPages.
[[nodiscard]] Result<void> CheckPageCount(std::int64_t pages);

// "page 3", for Error::where.
[[nodiscard]] std::string PageName(int page);

}  // namespace sumikeshi
