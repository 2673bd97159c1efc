// Japanese tables for the terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "redact/policy/policy.h"

namespace sumikeshi {

inline constexpr int kTableIndent = 19;  // the column where a rule's text starts

// `text` filled with blanks to `columns`, where Japanese characters take two.
[[nodiscard]] std::string Padded(std::string_view text, int columns);

// `label` in its column, then `text` broken to the width of the table. Ends with a newline.
[[nodiscard]] std::string TableRow(std::string_view label, std::string_view text);

// Words with a Japanese comma between them.
[[nodiscard]] std::string Joined(const std::vector<std::string>& words);

// A rule as a block of rows: its action and id, and everything that it names.
[[nodiscard]] std::string RuleBlock(std::string_view number, const Rule& rule);

}  // namespace sumikeshi
