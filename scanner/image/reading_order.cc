// Tables among free lines, and the cells of tables that are written downwards.
#include "scanner/image/reading_order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace sumikeshi {
namespace {

// The cells of a table that is written downwards are read from the right.
void OrderVerticalTables(std::span<const Cell> cells, std::vector<LineOfMarks>& lines) {
  const auto cell_of = [&](const LineOfMarks& line) -> const Cell& {
    return cells[static_cast<std::size_t>(line.cell)];
  };
  for (auto begin = lines.begin(); begin != lines.end();) {
    const int table = cell_of(*begin).table;
    const auto end = std::find_if(
        begin, lines.end(), [&](const LineOfMarks& line) { return cell_of(line).table != table; });
    std::int64_t down = 0, all = 0;
    for (auto line = begin; line != end; ++line) {
      all += line->marks.size();
      if (line->vertical) down += line->marks.size();
    }
    if (down * 2 > all) {
      std::stable_sort(begin, end, [&](const LineOfMarks& a, const LineOfMarks& b) {
        return std::pair(cell_of(a).row, -cell_of(a).column) <
               std::pair(cell_of(b).row, -cell_of(b).column);
      });
    }
    begin = end;
  }
}

}  // namespace

std::vector<LineOfMarks> InReadingOrder(std::vector<LineOfMarks> free_lines,
                                        std::vector<LineOfMarks> cell_lines,
                                        std::span<const Cell> cells) {
  OrderVerticalTables(cells, cell_lines);
  std::vector<Box> tables;
  for (const Cell& cell : cells) {
    const auto table = static_cast<std::size_t>(cell.table);
    if (tables.size() <= table) tables.resize(table + 1);
    tables[table] = Unite(tables[table], cell.interior);
  }
  std::vector<LineOfMarks> ordered;
  std::size_t next = 0;
  const auto add_tables_before = [&](const LineOfMarks& line) {
    while (next < cell_lines.size()) {
      const auto number =
          static_cast<std::size_t>(cells[static_cast<std::size_t>(cell_lines[next].cell)].table);
      const Box& table = tables[number];
      if (line.vertical ? table.left < line.box.right : table.top >= line.box.top) break;
      ordered.push_back(std::move(cell_lines[next++]));
    }
  };
  for (LineOfMarks& line : free_lines) {
    add_tables_before(line);
    ordered.push_back(std::move(line));
  }
  while (next < cell_lines.size()) ordered.push_back(std::move(cell_lines[next++]));
  return ordered;
}

}  // namespace sumikeshi
