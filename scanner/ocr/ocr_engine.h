// Reads the characters in one region of an image.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// kVerticalLine: a line that runs down the page, turned counter-clockwise so that it runs to the
// right in the image.
enum class OcrHint { kLine, kVerticalLine, kBlock, kDigits };

// Not thread-safe: one engine a thread. The same image and region always give the same answer,
// whatever was read before.
class OcrEngine {
 public:
  virtual ~OcrEngine() = default;
  // Sets the image (kGray8, upright); the engine keeps what it needs of it.
  [[nodiscard]] virtual Result<void> SetImage(const Raster& image) = 0;
  // The symbols in `region` of the image, in reading order, boxes in pixels of the image as the
  // engine reports them (they drift: the caller snaps them to the ink). Nothing there: empty.
  [[nodiscard]] virtual Result<std::vector<Symbol>> Read(const Box& region, OcrHint hint) = 0;
  // What reads: name, version and data ("tesseract 5.3.0 jpn"), for the ledger.
  [[nodiscard]] virtual std::string version() const = 0;
};

// Tesseract with the `jpn` data, and with `jpn_vert` from the first vertical line on. Fails with
// kEnvironment when the data is missing.
// It reads on the calling thread alone, whatever OMP_THREAD_LIMIT says.
[[nodiscard]] Result<std::unique_ptr<OcrEngine>> MakeTesseractEngine();

}  // namespace sumikeshi
