// CSV and TSV as rows of cells: what is published of a table, and how alike its rows are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/view.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct TableColumn {
  const Label* label = nullptr;  // of the dictionary; null: its heading is not known
};

struct PersonalTable {
  std::vector<TableColumn> columns;
  std::vector<std::vector<Span>> rows;  // cells as characters of the text, without quotes
};

// The table that a plain text is, by its first line: two columns or more, one of them with a known
// heading. None for other texts. kStructure for a row with more cells than there are headings:
// nobody knows which of them hold what.
[[nodiscard]] Result<std::optional<PersonalTable>> ReadTable(const Text& text);

// How many rows cannot be told apart by what others may know of a person: the columns of age,
// address, sex, occupation and nationality.
struct SmallestGroup {
  std::vector<std::string_view> columns;  // their labels
  std::size_t rows = 0;
  std::size_t smallest = 0;  // rows of the smallest group
  std::size_t below = 0;     // rows in groups smaller than wanted
};

// None where the table has no such column or no row.
[[nodiscard]] std::optional<SmallestGroup> FindSmallestGroup(const Text& text,
                                                             const PersonalTable& table,
                                                             std::size_t wanted);

}  // namespace sumikeshi
