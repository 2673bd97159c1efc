// The parts of finding fields on a page.
#pragma once

#include <vector>

#include "scanner/fields/page_layout.h"

namespace sumikeshi {

// Collects fields: trims values, drops empty ones, splits values that the view keeps apart.
class FieldSink {
 public:
  // One piece of a value: the letters that were read there and the ink to cover.
  struct Piece {
    std::vector<Letter> letters;
    std::vector<Box> region;
    bool unread = false;  // ink that no letter explains
  };

  // Returns whether there was a value.
  bool Add(const LabelRule& rule, Letters label, std::vector<Piece> pieces);

  [[nodiscard]] std::vector<Field> Finish() &&;

 private:
  std::vector<Field> fields_;
};

// The value in a whole cell. `covered`: all of the cell, so that an option cannot be told by its
// place.
[[nodiscard]] FieldSink::Piece PieceOfCell(const PageLayout& layout, int cell, bool covered);

// Cells to the right of a box up to the next label, row by row from the left; for a harmless label
// just the first, or the run of digit boxes.
[[nodiscard]] std::vector<int> ValueRun(const PageLayout& layout, const Box& from,
                                        const LabelRule& rule, int reach);

// Fields whose label stands in a cell.
void FindCellFields(const PageLayout& layout, FieldSink& sink);

// Fields whose label stands outside all cells.
void FindFreeFields(const PageLayout& layout, FieldSink& sink);

}  // namespace sumikeshi
