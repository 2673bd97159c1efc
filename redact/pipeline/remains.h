// What of a redacted image a fresh look still finds, and what it only takes for something.
#pragma once

#include <vector>

#include "scanner/detect.h"
#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

// Of what was found on `page`, the written page with the `destroyed` boxes painted white, keeps
// that which still shows: some mark of it lies outside the boxes. On a form whose values are gone
// labels lie beside other cells than before and claim those; what the first look gave to them is
// what counts, so of a field only marks that touch a box count, as what it failed to cover. Boxes
// in `whole`, which cover all of a known form's field, failed to cover nothing. Codes are always
// kept. `destroyed` and the places of `found` are pixels of the page as it came.
void DropDestroyed(const PageText& page, const std::vector<Box>& destroyed,
                   std::vector<Detection>& found, const std::vector<Box>& whole = {});

}  // namespace sumikeshi
