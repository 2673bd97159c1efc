// Grey ground that a bitonal scan shows as dots.
#pragma once

#include "sumikeshi/document.h"

namespace sumikeshi {

// Takes the dots of shaded areas away from a bitonal page and leaves the print on them. `page` is
// kGray8 and stays bitonal; a page without dots is not touched.
void RemoveScreens(Raster& page, double dpi);

}  // namespace sumikeshi
