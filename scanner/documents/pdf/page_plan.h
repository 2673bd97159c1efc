// How each page of a PDF is read: its one full-page image taken out as it is, or rendered.
#pragma once

#include <qpdf/QPDFObjectHandle.hh>

#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

enum class PdfPageKind {
  kJpeg,      // one DCT image, grey or RGB
  kG4,        // one CCITT Group 4 image
  kSamples,   // one image of plain or losslessly compressed samples
  kRendered,  // anything else, by poppler
};

struct PdfPagePlan {
  PdfPageKind kind = PdfPageKind::kRendered;
  double left = 0;  // crop box, in units of 1/72 inch x user_unit
  double bottom = 0;
  double page_width = 0;
  double page_height = 0;
  int rotate = 0;  // 0, 90, 180, 270: clockwise when shown
  double user_unit = 1;
  int width = 0;  // pixels of the unrotated page
  int height = 0;
  QPDFObjectHandle image;  // not for kRendered

  [[nodiscard]] double dpi_x() const { return width * 72 / (page_width * user_unit); }
  [[nodiscard]] double dpi_y() const { return height * 72 / (page_height * user_unit); }
};

// `number` counts from 1. Errors: kCorrupt, kTooLarge. May throw what qpdf throws.
[[nodiscard]] Result<PdfPagePlan> PlanPdfPage(QPDFObjectHandle page, int number);

}  // namespace sumikeshi
