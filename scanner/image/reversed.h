// White print on black ground -> black on white.
#pragma once

#include "scanner/image/bitmap.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Turns the inside of every black rectangle that is large enough to hold print (2 mm high, 5 mm
// wide) to its negative, in both; a thin frame stays, as the rules of a cell. A black area that
// touches the edge of the page is the scanner's and stays black. Both are one page, same size.
void TurnReversed(Bitmap& page, Raster& grey, double dpi);

}  // namespace sumikeshi
