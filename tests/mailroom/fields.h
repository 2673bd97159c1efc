// The ways in which a form sets labels and values.
#pragma once

#include <span>

#include "tests/mailroom/writer.h"

namespace sumikeshi::mailroom {

// A way to set a group of fields from (x, y) down in `width`; the height used.
struct FieldsStyle {
  const char* name;
  double (*draw)(Writer& writer, const Fields& fields, double x, double y, double width);
};

[[nodiscard]] std::span<const FieldsStyle> FieldsStyles();

}  // namespace sumikeshi::mailroom
