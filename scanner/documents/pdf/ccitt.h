// CCITT Group 4 data as PDF streams hold them.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/documents/codec.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// A bitonal page; black where the coder saw black runs.
[[nodiscard]] Result<Raster> DecodeG4(Bytes data, int width, int height);

// The data of a bitonal page, for /K -1 and /BlackIs1 false.
[[nodiscard]] Result<std::vector<std::uint8_t>> EncodeG4(const Raster& page);

}  // namespace sumikeshi
