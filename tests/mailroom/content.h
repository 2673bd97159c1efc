// Sets what stands in a cell: pieces, options and digit boxes, in lines that fit.
#pragma once

#include <string>
#include <vector>

#include "tests/mailroom/writer.h"

namespace sumikeshi::mailroom {

struct CellFonts {
  Font label;
  Font value;
};

// `lead` is printed before the content in its line. All is made smaller until it fits the area,
// stands in the middle of its height, and is scored as the content says.
void SetContent(Writer& writer, const std::string& lead, const std::vector<Content>& content,
                const Area& area, const CellFonts& fonts, Align align);

}  // namespace sumikeshi::mailroom
