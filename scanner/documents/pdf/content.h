// What a page of a PDF shows, as far as is needed to choose how to read it.
#pragma once

#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <vector>

#include "sumikeshi/result.h"

namespace sumikeshi {

struct DrawnImage {
  QPDFObjectHandle stream;
  QPDFMatrix placement;  // of the unit square, in points of the page
};

struct PdfContent {
  std::vector<DrawnImage> images;
  bool other_marks = false;  // text that shows, lines, fills, shadings, inline images, annotations
  bool altered = false;      // clipping, graphics states, layers, forms: an image may show in part
};

// Reads the content streams, and those of the forms they draw. Errors: kCorrupt, kTooLarge.
// May throw what qpdf throws.
[[nodiscard]] Result<PdfContent> ReadPdfContent(QPDFObjectHandle page);

// The decoded data of a stream: all generic filters and RunLength, no image codecs. Errors as
// above.
[[nodiscard]] Result<std::string> DecodePdfStream(QPDFObjectHandle stream, std::size_t limit);

}  // namespace sumikeshi
