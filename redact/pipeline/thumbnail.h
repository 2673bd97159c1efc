// Small pictures of redacted pages for the report.
#pragma once

#include <cstdint>
#include <vector>

#include "sumikeshi/document.h"

namespace sumikeshi {

// The page as a PNG whose longer side has at most `side` pixels; empty when it cannot be encoded.
[[nodiscard]] std::vector<std::uint8_t> EncodeThumbnail(const Raster& page, int side);

}  // namespace sumikeshi
