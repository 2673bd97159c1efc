// A table as CSV that a spreadsheet opens as it is meant.
#pragma once

#include <string>

#include "redact/records/table.h"

namespace sumikeshi {

// RFC 4180 in UTF-8 with a byte order mark, the headings first; without title and note. A cell that
// a spreadsheet would take for a formula, or that begins with an apostrophe, gets an apostrophe in
// front; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string Csv(const Table& table);

}  // namespace sumikeshi
