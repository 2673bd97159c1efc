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

  // Whether a value that was given before, kept or not, holds most of the box.
  [[nodiscard]] bool Claims(const Box& box) const;

  [[nodiscard]] std::vector<Field> Finish() &&;

 private:
  std::vector<Field> fields_;
  std::vector<Box> claimed_;
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

// Rows of digit boxes that no other field claims: comes after the others.
void FindDigitBoxes(const PageLayout& layout, FieldSink& sink);

// Labels that are themselves the fact (養子縁組 in a family register).
void FindLabelFacts(const PageLayout& layout, FieldSink& sink);

// Printed outcomes of a medical certificate with their rings (治癒・軽快・継続): comes after the
// others.
void FindOutcomeFields(const PageLayout& layout, FieldSink& sink);

// Cells of a medical paper that no label claims, but for what is plainly no health information:
// comes last.
void FindUnnamedFields(const PageLayout& layout, FieldSink& sink);

}  // namespace sumikeshi
