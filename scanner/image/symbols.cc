// The engine knows roughly where a symbol begins (PR 3787 of Tesseract describes the drift). The
// line's ink is cut where no mark stands; dynamic programming gives the pieces between the cuts to
// the symbols in their order, so that each begins about where the engine says and is as wide as
// such a character is. So a radical stays with its kanji.
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

// Where symbols may part: the ink right of a place begins at `ink_begin`, that left of it ends at
// `ink_end`; `marks` stand across the place.
struct Cut {
  int x = 0;
  int ink_begin = 0;
  int ink_end = 0;
  int marks = 0;
};

// All gaps, and inside stretches of ink too wide for one character a choice of places.
std::vector<Cut> CutsOf(std::span<const Box> marks, const Box& line, int em) {
  const std::vector<int> across = MarksAcross(marks, line.left, line.right);
  std::vector<bool> ink(across.size());
  for (const Box& mark : marks) {
    for (int x = mark.left; x < mark.right; ++x)
      ink[static_cast<std::size_t>(x - line.left)] = true;
  }
  std::vector<Cut> cuts;
  const int step = std::max(1, em / 8);
  int island = line.left;  // where the present stretch of ink begins
  for (int x = line.left; x <= line.right; ++x) {
    const auto at = static_cast<std::size_t>(x - line.left);
    const bool edge = x == line.left || x == line.right;
    if (!edge && !ink[at] && !ink[at - 1]) continue;  // inside a gap
    if (!edge && ink[at] && !ink[at - 1]) {
      cuts.back().ink_begin = island = x;
    } else if (edge || across[at] == 0) {
      cuts.push_back({x, x, x, 0});
      if (ink[at]) island = x;
    } else if ((x - island) % step == 0) {
      cuts.push_back({x, x, x, across[at]});
    }
  }
  // Inside ink only where one character cannot be all there is.
  std::vector<Cut> useful;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (cuts[i].marks > 0) {
      std::size_t before = i, after = i;
      while (cuts[before].marks > 0) --before;
      while (cuts[after].marks > 0) ++after;
      if ((cuts[after].ink_end - cuts[before].ink_begin) * 10 < em * 11) continue;
    }
    useful.push_back(cuts[i]);
  }
  return useful;
}

enum class Width { kNarrow, kAny, kFull };

// How wide a character is printed: Latin letters and digits are narrow, kanji fill their place.
Width WidthOf(const std::string& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.size() < 3) return Width::kNarrow;
  const int code = ((byte(0) & 15) << 12) | ((byte(1) & 63) << 6) | (byte(2) & 63);
  return byte(0) < 0xF0 && (code < 0x4E01 || code > 0x9FFF) ? Width::kAny : Width::kFull;
}

// What is wrong with ink from `left` to `right` being this symbol, in ems.
double Misfit(const Symbol& symbol, double engine_left, int left, int right, int em) {
  const double width = double(right - left) / em;
  const Width expected = WidthOf(symbol.text);
  const double widest = expected == Width::kNarrow ? 0.8 : 1.15;
  // The engine may be a character off for half a line: its word weighs less than the widths.
  const double drift = std::abs(left - engine_left) / em;
  double misfit = 0.2 * std::clamp(drift - 0.3, 0.0, 2.0);
  if (width > widest) misfit += 3 * (width - widest);
  if (expected == Width::kFull && width < 0.6) misfit += 2 * (0.6 - width);
  return misfit;
}

// The borders of the symbols, one more than symbols: of all ways to give the ink between the cuts
// to the symbols in order, the one with the least misfit.
std::vector<int> Borders(const std::vector<Symbol>& symbols, std::span<const LinePiece> pieces,
                         std::span<const Box> marks, const Box& line, int em) {
  constexpr double kNoInk = 2;      // for a symbol that gets none
  constexpr double kAcross = 0.35;  // for each mark cut in two
  constexpr double kNever = 1e9;
  const std::vector<Cut> cuts = CutsOf(marks, line, em);
  const std::size_t symbol_count = symbols.size(), cut_count = cuts.size();
  const std::size_t reach = std::max<std::size_t>(32, 4 * cut_count / symbol_count);
  std::vector<double> cost(cut_count, kNever);
  std::vector<std::vector<std::size_t>> came_from(symbol_count,
                                                  std::vector<std::size_t>(cut_count));
  cost[0] = 0;
  for (std::size_t i = 0; i < symbol_count; ++i) {
    // Only its left end is to be trusted: the engine gives some symbols the width of several.
    const double engine_left = ToPage(pieces, symbols[i].box.left);
    std::vector<double> next(cut_count, kNever);
    for (std::size_t from = 0; from < cut_count; ++from) {
      if (cost[from] >= kNever) continue;
      for (std::size_t to = from; to < std::min(cut_count, from + reach); ++to) {
        const double here = cost[from] + kAcross * cuts[to].marks +
                            (to == from ? kNoInk
                                        : Misfit(symbols[i], engine_left, cuts[from].ink_begin,
                                                 cuts[to].ink_end, em));
        if (here < next[to]) next[to] = here, came_from[i][to] = from;
      }
    }
    cost = std::move(next);
  }
  std::vector<int> borders(symbol_count + 1);
  std::size_t cut = cut_count - 1;
  for (std::size_t i = symbol_count; i > 0; --i) {
    borders[i] = cuts[cut].x;
    cut = came_from[i - 1][cut];
  }
  borders[0] = line.left;
  return borders;
}

// Gives the ink of a mark to the symbols between whose borders it stands.
void GiveMark(const Box& mark, const std::vector<int>& borders, int em,
              std::vector<Symbol>& symbols) {
  const auto first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(
      0, std::ranges::upper_bound(borders, mark.left) - borders.begin() - 1));
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

}  // namespace

std::vector<Symbol> SnapSymbols(std::vector<Symbol> symbols, std::span<const LinePiece> pieces,
                                std::span<const Box> marks, int em) {
  if (symbols.empty() || pieces.empty()) return symbols;
  Box line;
  for (const Box& mark : marks) line = Unite(line, mark);
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

}  // namespace sumikeshi
