// Draws cards and booklets whose parts stand at fixed places.
#pragma once

#include "tests/mailroom/writer.h"

namespace sumikeshi::mailroom {

// With its top left at (x, y) in dots.
void DrawPlate(Writer& writer, const Plate& plate, double x, double y);

}  // namespace sumikeshi::mailroom
