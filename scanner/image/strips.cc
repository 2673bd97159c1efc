// A character by itself is read badly, a row of them well: 5 8 4 in three boxes is 584.
#include "scanner/image/strips.h"

#include <algorithm>
#include <utility>

namespace sumikeshi {
namespace {

constexpr std::size_t kShortestStrip = 3;

// Whether the line can be the only character of a box made for one.
bool IsBoxed(std::span<const LineOfMarks> lines, std::size_t i, std::span<const Cell> cells) {
  const LineOfMarks& line = lines[i];
  if (line.cell < 0 || line.vertical) return false;
  if (i > 0 && lines[i - 1].cell == line.cell) return false;
  if (i + 1 < lines.size() && lines[i + 1].cell == line.cell) return false;
  const Box& box = cells[static_cast<std::size_t>(line.cell)].interior;
  return box.width() * 10 <= box.height() * 16 && box.width() <= 4 * line.box.height() &&
         line.box.width() * 10 <= line.box.height() * 14;
}

bool AreNeighbours(const Cell& a, const Cell& b) {
  const int low = std::min(a.interior.width(), b.interior.width());
  const int high = std::max(a.interior.width(), b.interior.width());
  // An empty box or two may stand between.
  return a.table == b.table && a.row == b.row && a.row_span == b.row_span && high * 2 <= low * 3 &&
         b.interior.left - a.interior.right <= 3 * high;
}

}  // namespace

std::vector<std::vector<std::size_t>> GroupStrips(std::span<const LineOfMarks> lines,
                                                  std::span<const Cell> cells) {
  std::vector<std::vector<std::size_t>> groups;
  std::vector<std::size_t> strip;
  const auto finish = [&] {
    if (strip.size() >= kShortestStrip) {
      groups.push_back(strip);
    } else {
      for (const std::size_t line : strip) groups.push_back({line});
    }
    strip.clear();
  };
  const auto cell_of = [&](std::size_t line) -> const Cell& {
    return cells[static_cast<std::size_t>(lines[line].cell)];
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool boxed = IsBoxed(lines, i, cells);
    if (!boxed || (!strip.empty() && !AreNeighbours(cell_of(strip.back()), cell_of(i)))) finish();
    if (boxed) {
      strip.push_back(i);
    } else {
      groups.push_back({i});
    }
  }
  finish();
  return groups;
}

}  // namespace sumikeshi
