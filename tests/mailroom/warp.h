// Pages that are not what was drawn at one resolution: photographed, or sent by fax. Their items
// move along.
#pragma once

#include "tests/mailroom/layout.h"
#include "tests/mailroom/random.h"

namespace sumikeshi::mailroom {

// The page in perspective before a darker desk, with a shadow over it.
DrawnPage Photograph(DrawnPage page, Random& random);

// The page with dpi_y dots an inch down its height, fewer than it has: rows are averaged.
DrawnPage Squash(DrawnPage page, int dpi_y);

}  // namespace sumikeshi::mailroom
