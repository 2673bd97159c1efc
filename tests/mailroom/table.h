// Draws the ruled tables of forms: cells within cells, each with its label, its value or both.
#pragma once

#include "tests/mailroom/writer.h"

namespace sumikeshi::mailroom {

// Height of the table in the writer's look.
[[nodiscard]] double TableHeight(const Writer& writer, const Table& table);
void DrawTable(Writer& writer, const Table& table, double x, double y, double width);

}  // namespace sumikeshi::mailroom
