// How the samples of a PDF image are laid out, for the layouts that are read without rendering.
#pragma once

#include <qpdf/QPDFObjectHandle.hh>
#include <string>

#include "scanner/documents/pdf/page_plan.h"

namespace sumikeshi {

// kRendered for any image that this program would have to interpret: masks, unusual colour spaces,
// filters and parameters. May throw what qpdf throws.
[[nodiscard]] PdfPageKind KindOfPdfImage(QPDFObjectHandle image);

// The bytes of the image of a plan that is not rendered: a JPEG file, G4 data, or samples.
// May throw what qpdf throws.
[[nodiscard]] Result<std::string> TakePdfImage(const PdfPagePlan& plan, int number);

// The pixels of such bytes, with the resolution of the plan. Asks qpdf about the image.
[[nodiscard]] Result<Raster> DecodePdfImage(const PdfPagePlan& plan, const std::string& bytes,
                                            int number);

}  // namespace sumikeshi
