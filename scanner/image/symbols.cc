// The engine knows where a symbol begins to about a third of its width. The border between two
// symbols moves to the nearest column without ink, or with the fewest marks across it; what ink
// stands between two borders is the symbol. A vertical line is handled along its pieces instead.
#include "scanner/image/symbols.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sumikeshi {
namespace {

// Where a place in the line image lies on the page.
double ToPage(std::span<const LinePiece> pieces, double x) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const LinePiece& piece = pieces[i];
    if (x < piece.right() || i + 1 == pieces.size()) {
      // In the white between two pieces: the nearer end.
      const double inside = std::clamp(x, piece.left, piece.right());
      if (i > 0 && x < piece.left && piece.left - x > x - pieces[i - 1].right()) {
        return pieces[i - 1].from.right;
      }
      return piece.from.left + (inside - piece.left) / piece.scale;
    }
  }
  return 0;
}

// For each column from `left` on, how many marks stand across it.
std::vector<int> MarksAcross(std::span<const Box> marks, int left, int right) {
  std::vector<int> across(static_cast<std::size_t>(right - left) + 1);
  for (const Box& mark : marks) {
    // A border between two pixels cuts a mark only inside it.
    for (int x = mark.left + 1; x < mark.right; ++x) ++across[static_cast<std::size_t>(x - left)];
  }
  return across;
}

// The borders of the symbols, one more than symbols, rising strictly where the line is wide enough.
std::vector<int> Borders(const std::vector<Symbol>& symbols, std::span<const LinePiece> pieces,
                         std::span<const Box> marks, const Box& line, int em) {
  const std::vector<int> across = MarksAcross(marks, line.left, line.right);
  const int reach = std::max(1, em * 4 / 10);
  std::vector<int> borders{line.left};
  for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
    // The engine now and then gives a symbol the width of several; where the next one begins is
    // right also then.
    const int next = symbols[i + 1].box.left;
    const double wanted = ToPage(pieces, (std::min(symbols[i].box.right, next) + next) / 2.0);
    const int middle = std::clamp(static_cast<int>(std::lround(wanted)), line.left, line.right);
    int best = std::clamp(middle, borders.back(), line.right);
    double best_cost = 1e9;
    for (int x = std::max(borders.back() + 1, middle - reach);
         x <= std::min(line.right - 1, middle + reach); ++x) {
      const double cost = across[static_cast<std::size_t>(x - line.left)] * em * 0.35 +
                          std::abs(x - wanted);
      if (cost < best_cost) best_cost = cost, best = x;
    }
    borders.push_back(best);
  }
  borders.push_back(line.right);
  return borders;
}

// Gives the ink of a mark to the symbols between whose borders it stands.
void GiveMark(const Box& mark, const std::vector<int>& borders, int em,
              std::vector<Symbol>& symbols) {
  const auto first = static_cast<std::size_t>(
      std::max<std::ptrdiff_t>(0, std::ranges::upper_bound(borders, mark.left) - borders.begin() - 1));
  const bool whole = mark.width() * 10 <= em * 16;
  std::size_t widest = std::min(first, symbols.size() - 1);
  int widest_overlap = 0;
  const auto overlap = [&](std::size_t i) {
    return std::min(mark.right, borders[i + 1]) - std::max(mark.left, borders[i]);
  };
  for (std::size_t i = first; i < symbols.size() && borders[i] < mark.right; ++i) {
    if (overlap(i) > widest_overlap) widest = i, widest_overlap = overlap(i);
  }
  for (std::size_t i = first; i < symbols.size() && borders[i] < mark.right; ++i) {
    const int shared = overlap(i);
    if (shared <= 0 && i != widest) continue;
    // A stroke's end that reaches into the neighbour's place does not belong to the neighbour.
    if (whole && i != widest && shared * 8 < em) continue;
    const Box part = whole ? mark
                           : Box{std::max(mark.left, borders[i]), mark.top,
                                 std::min(mark.right, borders[i + 1]), mark.bottom};
    symbols[i].box = Unite(symbols[i].box, part);
  }
  if (widest_overlap <= 0) symbols[widest].box = Unite(symbols[widest].box, mark);
}

std::vector<Symbol> SnapAlongLine(std::vector<Symbol> symbols, std::span<const LinePiece> pieces,
                                  std::span<const Box> marks, const Box& line, int em) {
  const std::vector<int> borders = Borders(symbols, pieces, marks, line, em);
  for (Symbol& symbol : symbols) symbol.box = {};
  for (const Box& mark : marks) GiveMark(mark, borders, em, symbols);
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (!symbols[i].box.empty()) continue;
    const int left = std::min(borders[i], line.right - 1);
    symbols[i].box = {left, line.top, std::max(left + 1, borders[i + 1]), line.bottom};
  }
  return symbols;
}

// Each symbol takes the pieces that it stands in; pieces without a symbol go to the nearest one.
std::vector<Symbol> SnapAlongColumn(std::vector<Symbol> symbols,
                                    std::span<const LinePiece> pieces) {
  std::vector<Box> boxes(symbols.size());
  const auto middle = [](const Box& box) { return (box.left + box.right) / 2.0; };
  for (const LinePiece& piece : pieces) {
    std::size_t nearest = 0;
    double least = 1e9;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
      const double x = middle(symbols[i].box);
      const double distance = std::max({piece.left - x, x - piece.right(), 0.0});
      if (distance < least) least = distance, nearest = i;
      if (distance == 0) boxes[i] = Unite(boxes[i], piece.from);
    }
    boxes[nearest] = Unite(boxes[nearest], piece.from);
  }
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (boxes[i].empty()) boxes[i] = i > 0 ? boxes[i - 1] : pieces.front().from;
    symbols[i].box = boxes[i];
  }
  return symbols;
}

}  // namespace

std::vector<Symbol> SnapSymbols(std::vector<Symbol> symbols, std::span<const LinePiece> pieces,
                                std::span<const Box> marks, int em, bool vertical) {
  if (symbols.empty() || pieces.empty()) return symbols;
  if (vertical) return SnapAlongColumn(std::move(symbols), pieces);
  Box line;
  for (const Box& mark : marks) line = Unite(line, mark);
  return SnapAlongLine(std::move(symbols), pieces, marks, line, em);
}

}  // namespace sumikeshi
