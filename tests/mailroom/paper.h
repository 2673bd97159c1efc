// What paper goes through on its way: print that shines through, stamps, folds, punched holes.
#pragma once

#include "tests/mailroom/writer.h"

namespace sumikeshi::mailroom {

// Before anything is drawn on a page of the size in dots, and after all is drawn.
void DrawBack(Writer& writer, double width, double height);
void DrawWear(Writer& writer, double width, double height);

}  // namespace sumikeshi::mailroom
