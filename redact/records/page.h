// Self-contained HTML pages of registers and reports, in Japanese, to look at and to print.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "redact/records/table.h"

namespace sumikeshi {

// What is said of the whole page, line by line: label and value.
using PageFacts = std::vector<std::pair<std::string, std::string>>;

// A whole page around `body`, which is HTML.
[[nodiscard]] std::string HtmlPage(std::string_view title, const PageFacts& facts,
                                   std::string_view body);

// Heading (unless the title is empty), note and table; a sentence where it has no row. A page with
// a wide table is printed on its side.
[[nodiscard]] std::string HtmlTable(const Table& table);

// Boxes for signatures and seals.
[[nodiscard]] std::string SignatureBoxes(const std::vector<std::string>& posts);

}  // namespace sumikeshi
