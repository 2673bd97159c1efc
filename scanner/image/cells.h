// Rules -> the cells of ruled tables.
#pragma once

#include <span>
#include <vector>

#include "scanner/image/rules.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// The faces of the rule grid, table by table, each table row by row. Rules that touch are one
// table; a frame round a page is none.
[[nodiscard]] std::vector<Cell> FindCells(const Rules& rules, int width, int height, double dpi);

// The smallest cell that holds most of `box`, -1 when none does.
class CellIndex {
 public:
  explicit CellIndex(std::span<const Cell> cells);
  [[nodiscard]] int Find(const Box& box) const;

 private:
  struct Entry {
    Box interior;
    int cell;
  };
  std::vector<Entry> by_top_;
  int highest_ = 0;
};

}  // namespace sumikeshi
