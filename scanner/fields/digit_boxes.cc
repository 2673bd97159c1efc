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
constexpr std::size_t kMostMerged = 3;  // boxes that are one cell because sides between were missed
constexpr std::size_t kMyNumber = 12;
constexpr std::size_t kCardNumber = 16;

const LabelRule& RuleFor(std::string_view text) {
  return *std::ranges::find(AllLabelRules(), text, [](const LabelRule& r) { return r.label.text; });
}

bool IsDigitBox(const Block& cell) {
  return cell.box.width() <= kBoxShape * cell.box.height() && cell.letters.size() <= 2 &&
         cell.readings.empty();
}

// The next cell of a row: close, as high, at the same height.
std::optional<int> NextInRow(const PageLayout& layout, int cell) {
  const Box& box = layout.cell(cell).box;
  for (const int next : layout.RightOf(box, layout.dpi() / 4)) {
    const Box& other = layout.cell(next).box;
    const int low = std::min(box.height(), other.height());
    const bool alike = std::max(box.height(), other.height()) <= kAlike * low &&
                       10 * OverlapY(box, other) >= 8 * low;
    if (alike && layout.cell(next).readings.empty()) return next;
  }
  return std::nullopt;
}

// How many boxes of width `pitch` make the cell; 0 when it is none of them.
std::size_t BoxesIn(const Box& cell, int pitch) {
  const auto boxes = static_cast<std::size_t>(std::lround(double(cell.width()) / pitch));
  return boxes <= kMostMerged ? boxes : 0;
}

struct Row {
  std::vector<int> cells;
  std::size_t boxes = 0;
};

// The row that begins with a digit box.
Row RowFrom(const PageLayout& layout, int first) {
  std::vector<int> chain;
  std::vector<int> widths;
  for (std::optional<int> at = first; at; at = NextInRow(layout, *at)) {
    chain.push_back(*at);
    const Block& cell = layout.cell(*at);
    if (IsDigitBox(cell)) widths.push_back(cell.box.width());
  }
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  Row row;
  for (const int cell : chain) {
    const std::size_t boxes = BoxesIn(layout.cell(cell).box, std::max(1, *middle));
    if (boxes == 0) break;
    row.cells.push_back(cell);
    row.boxes += boxes;
  }
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
    const Row row = RowFrom(layout, first);
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
