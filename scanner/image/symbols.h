// Snaps the engine's symbol boxes, which drift, to the ink of their line.
#pragma once

#include <span>
#include <vector>

#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

// A part of a line image: `from` of the page stands at `left` of the image.
struct LinePiece {
  Box from;
  double left = 0;
  double scale = 1;  // image pixels for one of the page

  [[nodiscard]] double right() const { return left + from.width() * scale; }
};

// Symbols with boxes in the line image -> symbols with boxes on the page, in the same order, none
// empty. `marks` are the marks of the line. Every mark is covered by the symbols together: one
// that two symbols share belongs to both; one that runs through many (a strike-out) is cut between
// them. Pieces stand from left to right.
[[nodiscard]] std::vector<Symbol> SnapSymbols(std::vector<Symbol> symbols,
                                              std::span<const LinePiece> pieces,
                                              std::span<const Box> marks, int em);

}  // namespace sumikeshi
