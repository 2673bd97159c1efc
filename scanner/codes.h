// QR codes and barcodes as findings.
#pragma once

#include <vector>

#include "scanner/detect.h"
#include "scanner/place.h"

namespace sumikeshi {

// One detection of category `code` for each code of the page that carries what has a category of
// its own beyond ordinary personal data (its kind is the key of that category), and for each code
// that could not be decoded (kind UNREADABLE).
[[nodiscard]] std::vector<Detection> DetectCodes(const PageText& page, const PagePlaces& places,
                                                 int page_number);

}  // namespace sumikeshi
