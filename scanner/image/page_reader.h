// Pixels -> PageText: upright, deskewed, ruling lines away, cells and lines found, each line read.
#pragma once

#include "scanner/ocr/ocr_engine.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Reads the page. Thread-safe with one engine a thread; deterministic.
// An empty page gives no lines and no ink; a page that could not be looked at is an Error
// (kOcrFailed, kTooLarge, kTimeout, kUnreadable), never an empty PageText.
[[nodiscard]] Result<PageText> ReadPageText(const Raster& page, OcrEngine& engine);

}  // namespace sumikeshi
