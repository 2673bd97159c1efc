// Rows of digit boxes that no label claims. Only two numbers are written into such rows by
// themselves: 12 boxes take a 個人番号, 16 a card number. Their labels are printed small, above or
// into the first box, and are the first thing that a scan loses.
#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "scanner/fields/page_fields.h"

namespace sumikeshi {
namespace {

constexpr double kBoxShape = 1.3;       // a digit box is hardly wider than high
constexpr double kAlike = 1.25;         // boxes of one row differ no more in height
constexpr std::size_t kMostMerged = 9;  // boxes that are one cell because sides between were missed
constexpr int kFewestApart = 4;         // ... and those that tell how wide one is
constexpr double kOddWidth = 0.3;       // boxes: a cell is a number of boxes wide, but for this
constexpr std::size_t kMyNumber = 12;
constexpr std::size_t kCardNumber = 16;

const LabelRule& RuleFor(std::string_view text) {
  return *std::ranges::find(AllLabelRules(), text, [](const LabelRule& r) { return r.label.text; });
}

bool IsDigitBox(const Block& cell) {
  return cell.box.width() <= kBoxShape * cell.box.height() && cell.letters.size() <= 2 &&
         cell.readings.empty();
}

// As high as the cell and at the same height, and no label.
bool IsAlike(const PageLayout& layout, int cell, int other) {
  const Box& a = layout.cell(cell).box;
  const Box& b = layout.cell(other).box;
  const int low = std::min(a.height(), b.height());
  return std::max(a.height(), b.height()) <= kAlike * low && 10 * OverlapY(a, b) >= 8 * low &&
         layout.cell(other).readings.empty();
}

std::optional<int> NextInRow(const PageLayout& layout, int cell) {
  for (const int next : layout.RightOf(layout.cell(cell).box, layout.dpi() / 4)) {
    if (IsAlike(layout, cell, next)) return next;
  }
  return std::nullopt;
}

// From one box to the next, rule and all: the usual one of a row that has at least two boxes.
int PitchOf(const PageLayout& layout, const std::vector<int>& chain) {
  std::vector<int> steps;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Block& cell = layout.cell(chain[i - 1]);
    if (IsDigitBox(cell)) steps.push_back(layout.cell(chain[i]).box.left - cell.box.left);
  }
  if (steps.empty()) return 0;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

// How many boxes make the cell; 0 when it is none of them. What is written in them is read
// together, badly.
std::size_t BoxesIn(const Block& cell, int pitch) {
  const double width = double(cell.box.width()) / pitch;
  const auto boxes = static_cast<std::size_t>(std::max(1L, std::lround(width)));
  const bool odd = boxes > 2 && std::abs(width - std::round(width)) > kOddWidth;
  const bool blank = boxes > 2 && 2 * cell.letters.size() < boxes;
  return boxes <= kMostMerged && !odd && !blank ? boxes : 0;
}

struct Row {
  std::vector<int> cells;
  std::size_t boxes = 0;
};

// The row with a digit box that has none to its left.
Row RowRound(const PageLayout& layout, int first) {
  std::vector<int> chain;
  for (std::optional<int> at = first; at; at = NextInRow(layout, *at)) chain.push_back(*at);
  const int pitch = PitchOf(layout, chain);
  if (pitch <= 0) return {{first}, 1};
  Row row;
  for (const int cell : chain) {
    const std::size_t boxes = BoxesIn(layout.cell(cell), pitch);
    if (boxes == 0) break;
    row.cells.push_back(cell);
    row.boxes += boxes;
  }
  const auto apart =
      std::ranges::count_if(row.cells, [&](int cell) { return IsDigitBox(layout.cell(cell)); });
  const std::vector<int>& left = layout.LeftOf(first);
  if (apart < kFewestApart || left.size() != 1 || !IsAlike(layout, first, left.front())) return row;
  const std::size_t merged = BoxesIn(layout.cell(left.front()), pitch);
  if (merged < 2 || row.boxes + merged > kCardNumber) return row;
  row.cells.insert(row.cells.begin(), left.front());
  row.boxes += merged;
  return row;
}

}  // namespace

void FindDigitBoxes(const PageLayout& layout, FieldSink& sink) {
  static const LabelRule& my_number = RuleFor("個人番号");
  static const LabelRule& card_number = RuleFor("カード番号");
  std::vector<int> order;
  for (int i = 0; i < static_cast<int>(layout.cells().size()); ++i) {
    if (IsDigitBox(layout.cell(i))) order.push_back(i);
  }
  std::ranges::sort(order, {}, [&](int i) { return layout.cell(i).box.left; });
  std::set<int> seen;
  for (const int first : order) {
    if (seen.contains(first)) continue;
    const Row row = RowRound(layout, first);
    seen.insert(row.cells.begin(), row.cells.end());
    if (row.boxes != kMyNumber && row.boxes != kCardNumber) continue;
    std::vector<FieldSink::Piece> pieces;
    for (const int cell : row.cells) {
      FieldSink::Piece piece = PieceOfCell(layout, cell, false);
      if (!piece.region.empty()) pieces.push_back(std::move(piece));
    }
    const bool claimed = std::ranges::any_of(
        pieces, [&](const auto& piece) { return sink.Claims(piece.region.front()); });
    if (claimed || 2 * pieces.size() < row.cells.size()) continue;
    sink.Add(row.boxes == kMyNumber ? my_number : card_number, {}, std::move(pieces));
  }
}

}  // namespace sumikeshi
