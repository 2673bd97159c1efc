// poppler's programs, run apart: no shell, no temporary file, with a deadline and limits.
#pragma once

#include "scanner/documents/codec.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// A PDF that poppler reads from memory. Const calls are thread-safe.
// Errors: kEnvironment (no poppler-utils), kTimeout, kCorrupt.
class Poppler {
 public:
  [[nodiscard]] static Result<Poppler> Open(Bytes pdf);
  Poppler(Poppler&& other) noexcept;
  Poppler& operator=(Poppler&&) = delete;
  ~Poppler();

  [[nodiscard]] Result<int> CountPages() const;
  // The crop box of a page (from 1) as RGB in exactly this many pixels before it is turned as
  // /Rotate says; the result is turned, and `sideways` says whether that swaps its sides.
  [[nodiscard]] Result<Raster> Render(int page, int width, int height, bool sideways) const;

 private:
  explicit Poppler(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace sumikeshi
