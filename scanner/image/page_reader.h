// Pixels -> PageText: upright, deskewed, ruling lines away, cells and lines found, each line read.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "scanner/ocr/ocr_engine.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What is known about a page, or not wanted of it.
struct ReadOptions {
  // An earlier reading of the page, or of one of the same size: pose and scale are taken from it,
  // nothing is read to find them.
  const PageText* before = nullptr;
  // Pixels of the page as it came. Lines that touch none of them are not read again but taken from
  // `before`. None: all lines are read.
  std::optional<std::vector<Box>> regions;
  // Asked once the page is laid out (no lines yet) and before it is read, with its upright picture:
  // lines that are known from elsewhere, each with a millimetre of white round it. Where one stands
  // as a line was laid out, it is taken.
  std::function<std::vector<Line>(const PageText& laid_out, const Raster& upright)> recall;
};

// Reads the page. Thread-safe with one engine a thread; deterministic.
// An empty page gives no lines and no ink; a page that could not be looked at is an Error
// (kOcrFailed, kTooLarge, kTimeout, kUnreadable), never an empty PageText.
//
// Every mark of a line is covered by the symbols of the line together. A label and a value that
// stand apart in one row (more than 2.5 characters, 4 in a cell) are two lines. Ink that is in no
// line (pictures, circles, strokes too large or too small for text) is in `ink` only.
[[nodiscard]] Result<PageText> ReadPageText(const Raster& page, OcrEngine& engine);
[[nodiscard]] Result<PageText> ReadPageText(const Raster& page, OcrEngine& engine,
                                            const ReadOptions& options);

}  // namespace sumikeshi
