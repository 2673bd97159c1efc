// A page photographed with a telephone on a desk, instead of scanned.
#pragma once

#include "tests/mailroom/layout.h"
#include "tests/mailroom/random.h"

namespace sumikeshi::mailroom {

// The page in perspective before a darker desk, with a shadow over it; its items move along.
DrawnPage Photograph(DrawnPage page, Random& random);

}  // namespace sumikeshi::mailroom
