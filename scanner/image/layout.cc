// Binarise, codes and rules away, marks, cells, lines: the steps that need no reading.
#include "scanner/image/layout.h"

#include <algorithm>
#include <utility>

#include "scanner/image/binarise.h"
#include "scanner/image/cells.h"
#include "scanner/image/codes.h"
#include "scanner/image/dashes.h"
#include "scanner/image/diagonals.h"
#include "scanner/image/reversed.h"
#include "scanner/image/rules.h"
#include "scanner/image/shades.h"

namespace sumikeshi {
namespace {

// A page of noise would take minutes to read, and nobody writes so much on one page: the most
// closely printed terms and conditions have some 6,000 characters of three marks each.
constexpr std::size_t kMostMarks = 30'000;
constexpr double kMostCharacters = 8'000;

// How many characters the lines have room for.
double RoomOf(const std::vector<LineOfMarks>& lines) {
  double room = 0;
  for (const LineOfMarks& line : lines) {
    const int width = line.box.width(), height = line.box.height();
    room += 1 + double(std::max(width, height)) / std::max(1, std::min(width, height));
  }
  return room;
}

// Too small to be any part of a character that can be read.
bool IsSpeck(const Component& mark, double dpi) {
  const double unit = dpi / 300;
  return static_cast<double>(mark.area) <= 5 * unit * unit ||
         std::max(mark.box.width(), mark.box.height()) <= 2 * unit;
}

// What is left of rules where they cross or fray: small, and all of it close to a rule.
bool IsRemnant(const Component& mark, std::span<const Run> runs, const Bitmap& removed,
               double dpi) {
  const int largest = static_cast<int>(0.06 * dpi);
  const int near = std::max(1, static_cast<int>(0.01 * dpi));
  if (std::max(mark.box.width(), mark.box.height()) > largest) return false;
  if (removed.Count(Grow(mark.box, near)) == 0) return false;
  std::int64_t close = 0;
  for (const Run& run : runs) {
    for (int x = run.left; x < run.right; ++x) {
      close += removed.Count(Grow({x, run.y, x + 1, run.y + 1}, near)) > 0 ? 1 : 0;
    }
  }
  return close * 10 >= mark.area * 7;
}

Components DropDirt(const Components& all, const Bitmap& removed, double dpi) {
  Components kept;
  for (std::size_t i = 0; i < all.marks.size(); ++i) {
    if (IsSpeck(all.marks[i], dpi)) continue;
    if (IsRemnant(all.marks[i], all.RunsOfMark(i), removed, dpi)) continue;
    kept.Add(all.RunsOfMark(i), all.marks[i]);
  }
  return kept;
}

// Whether the mark is drawn round something: it has four sides, no corners and an empty middle.
bool IsRing(const Box& box, std::span<const Run> runs) {
  const int width = box.width(), height = box.height();
  if (width > 3 * height || height > 3 * width) return false;
  const Box middle{box.left + width * 3 / 10, box.top + height * 3 / 10, box.right - width * 3 / 10,
                   box.bottom - height * 3 / 10};
  bool above = false, below = false, before = false, after = false;
  for (const Run& run : runs) {
    const bool in_rows = run.y >= middle.top && run.y < middle.bottom;
    const bool in_columns = run.left < middle.right && run.right > middle.left;
    if (in_rows && in_columns) return false;
    const int edge = std::min(run.y - box.top, box.bottom - 1 - run.y);
    const int side = std::min(run.left - box.left, box.right - run.right);
    if (edge * 10 < height && side * 10 < width) return false;
    above |= in_columns && run.y < middle.top;
    below |= in_columns && run.y >= middle.bottom;
    before |= in_rows && run.right <= middle.left;
    after |= in_rows && run.left >= middle.right;
  }
  return above && below && before && after;
}

// Marks drawn round a character or more (○で囲む): rings clearly larger than the characters inside.
std::vector<std::size_t> FindRings(const Components& ink, double dpi) {
  std::vector<std::size_t> large, rings;
  for (std::size_t i = 0; i < ink.marks.size(); ++i) {
    const Box& box = ink.marks[i].box;
    if (std::min(box.width(), box.height()) >= 0.13 * dpi && box.width() <= 2 * dpi &&
        box.height() <= dpi && IsRing(box, ink.RunsOfMark(i))) {
      large.push_back(i);
    }
  }
  for (const std::size_t ring : large) {
    const Box& outer = ink.marks[ring].box;
    const bool encloses = std::ranges::any_of(ink.marks, [&](const Component& mark) {
      return mark.box != outer && Intersect(mark.box, outer) == mark.box &&
             mark.box.height() * 4 >= outer.height();
    });
    if (encloses) rings.push_back(ring);
  }
  return rings;
}

}  // namespace

Result<Layout> AnalyseLayout(UprightPage page, double dpi) {
  Layout layout;
  layout.dpi = dpi;
  Bitmap bitmap = Binarise(page.grey);
  for (const Box& box : FindCodeBoxes(bitmap, dpi)) {
    layout.codes.push_back(ReadCode(page.grey, box, dpi));
  }
  for (const Code& code : layout.codes) {
    for (int y = code.box.top; y < code.box.bottom; ++y) {
      bitmap.Fill({y, code.box.left, code.box.right}, false);
    }
  }
  TurnReversed(bitmap, page.grey, dpi);
  Rules rules = TakeDashedRules(FindRules(bitmap, dpi), dpi);
  const ShadeEdges edges = FindShadeEdges(page.grey, dpi);
  AddEdges(edges, dpi, rules);
  layout.ink = DropDiagonals(DropDirt(FindComponents(rules.ink), rules.removed, dpi), dpi);
  if (layout.ink.marks.size() > kMostMarks) {
    return Fail(ErrorCode::kUnreadable, {}, "more marks than writing has");
  }
  layout.marks.reserve(layout.ink.marks.size());
  for (const Component& mark : layout.ink.marks) layout.marks.push_back(mark.box);
  layout.cells = FindCells(rules, page.grey.width, page.grey.height, dpi);
  std::vector<Box> text = layout.marks;
  for (const std::size_t ring : FindRings(layout.ink, dpi)) text[ring] = {};
  layout.lines = FindLines(text, layout.cells, dpi, edges.vertical);
  if (RoomOf(layout.lines) > kMostCharacters) {
    return Fail(ErrorCode::kUnreadable, {}, "more marks than writing has");
  }
  layout.page = std::move(page);
  return layout;
}

}  // namespace sumikeshi
