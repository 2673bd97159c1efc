// The size limits of a page.
#include "scanner/documents/page_limits.h"

#include <fmt/format.h>

#include "scanner/documents/codec.h"

namespace sumikeshi {

Result<void> CheckPageSize(std::int64_t width, std::int64_t height, int page) {
  if (width <= 0 || height <= 0)
    return Fail(ErrorCode::kCorrupt, PageName(page), "no pixels", page);
  if (width > kMaxPageSide || height > kMaxPageSide || width * height > kMaxPageArea) {
    return Fail(ErrorCode::kTooLarge, PageName(page), fmt::format("{} x {} pixels", width, height),
                page);
  }
  return {};
}

Result<void> CheckPageCount(std::int64_t pages) {
  if (pages <= 0) return Fail(ErrorCode::kCorrupt, {}, "no pages");
  if (pages > kMaxPages) return Fail(ErrorCode::kTooLarge, {}, fmt::format("{} pages", pages));
  return {};
}

std::string PageName(int page) { return fmt::format("page {}", page); }

}  // namespace sumikeshi
