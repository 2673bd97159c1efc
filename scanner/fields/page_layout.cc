// A page as fields see it: cells and rows of free lines with their letters, ink and neighbours.
#include "scanner/fields/page_layout.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sumikeshi {
namespace {

constexpr double kNarrowGap = 0.75;  // em
constexpr double kWideGap = 1.8;
constexpr double kTitleSize = 1.35;  // times the usual letter
constexpr int kHead = 4;             // a title stands in this part of the page

std::vector<Box> Interiors(const PageText& page) {
  std::vector<Box> boxes;
  for (const Cell& cell : page.cells) boxes.push_back(cell.interior);
  return boxes;
}

int EmOf(const Line& line) {
  std::vector<int> sizes;
  for (const Symbol& symbol : line.symbols) {
    sizes.push_back(std::max(symbol.box.width(), symbol.box.height()));
  }
  if (sizes.empty()) return 1;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  const int thickness = line.vertical ? line.box.width() : line.box.height();
  return std::max(1, std::min(*middle, thickness));
}

// The letters of the view by the line that they were read on, in the order of the view.
std::vector<std::vector<Letter>> LettersByLine(const PageText& page, const View& view) {
  std::vector<std::vector<Letter>> by_line(page.lines.size());
  int order = 0;
  for (std::size_t at = 0; at < view.text.size();) {
    const Decoded decoded = DecodeUtf8(std::string_view(view.text).substr(at));
    const Span bytes{at, at + decoded.length};
    at = bytes.end;
    const char32_t c = decoded.character;
    if (c == U' ' || c == U'\t' || c == U'\n' || c == 0x3000) continue;
    const SourceUnit unit = view.units[view.source[bytes.begin]];
    by_line[static_cast<std::size_t>(unit.line)].push_back(
        {c, Gap::kNone, bytes, unit.line, unit.symbol, order++});
  }
  return by_line;
}

bool Covers(const Box& outer, const Box& inner) {
  return outer.left < inner.left && outer.top < inner.top && outer.right > inner.right &&
         outer.bottom > inner.bottom;
}

// Cells that are no more than a frame round a card or a paper: alone in their table or beside one
// other, with lines side by side or a table in them. What stands in one stands in the open.
std::vector<bool> FindFrames(const PageText& page) {
  constexpr int kMostCells = 2;
  constexpr std::size_t kFewestLines = 5;
  std::map<int, int> cells_of_table;
  for (const Cell& cell : page.cells) ++cells_of_table[cell.table];
  std::vector<std::vector<const Line*>> lines(page.cells.size());
  for (const Line& line : page.lines) {
    if (line.cell >= 0) lines[static_cast<std::size_t>(line.cell)].push_back(&line);
  }
  std::vector<bool> frames(page.cells.size());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (cells_of_table[page.cells[i].table] > kMostCells) continue;
    const auto is_beside = [&](const Line* a) {
      return std::ranges::any_of(lines[i], [&](const Line* b) {
        return a->box.right < b->box.left && 2 * OverlapY(a->box, b->box) > a->box.height();
      });
    };
    const auto beside = std::ranges::count_if(lines[i], is_beside);
    const bool nests = std::ranges::any_of(page.cells, [&](const Cell& cell) {
      return Covers(page.cells[i].interior, cell.interior);
    });
    frames[i] = nests || (lines[i].size() >= kFewestLines && beside > 1);
  }
  return frames;
}

}  // namespace

int OverlapX(const Box& a, const Box& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left);
}

int OverlapY(const Box& a, const Box& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}

BoxIndex::BoxIndex(std::vector<Box> boxes, int width, int height)
    : boxes_(std::move(boxes)),
      bucket_width_(std::max(1, width / kSide + 1)),
      bucket_height_(std::max(1, height / kSide + 1)),
      buckets_(std::size_t{kSide} * kSide) {
  for (int i = 0; i < size(); ++i) {
    VisitBuckets((*this)[i], [&](std::size_t bucket) { buckets_[bucket].push_back(i); });
  }
}

template <typename Visit>
void BoxIndex::VisitBuckets(const Box& area, Visit visit) const {
  if (area.empty()) return;
  const auto bucket = [](int at, int size) { return std::clamp(at / size, 0, kSide - 1); };
  for (int y = bucket(area.top, bucket_height_); y <= bucket(area.bottom - 1, bucket_height_);
       ++y) {
    for (int x = bucket(area.left, bucket_width_); x <= bucket(area.right - 1, bucket_width_);
         ++x) {
      visit(static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x));
    }
  }
}

std::vector<int> BoxIndex::In(const Box& area) const {
  std::vector<int> found;
  VisitBuckets(area, [&](std::size_t bucket) {
    for (const int i : buckets_[bucket]) {
      if (!Intersect(area, (*this)[i]).empty()) found.push_back(i);
    }
  });
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

PageLayout::PageLayout(const PageText& page, const View& view, const LabelReader& reader)
    : lines_(page.lines),
      reader_(reader),
      width_(page.width),
      height_(page.height),
      dpi_(std::max(72, static_cast<int>(page.dpi))),
      cell_index_(Interiors(page), page.width, page.height),
      ink_index_(page.ink, page.width, page.height),
      ink_is_free_(page.ink.size()) {
  for (const Line& line : page.lines) em_of_line_.push_back(EmOf(line));
  const std::vector<bool> frames = FindFrames(page);
  const auto is_frame = [&](int cell) { return frames[static_cast<std::size_t>(cell)]; };
  for (const Line& line : page.lines) {
    cell_of_line_.push_back(line.cell < 0 || is_frame(line.cell) ? -1 : line.cell);
  }
  for (std::size_t i = 0; i < page.ink.size(); ++i) {
    const Box& ink = page.ink[i];
    const Box centre{(ink.left + ink.right) / 2, (ink.top + ink.bottom) / 2,
                     (ink.left + ink.right) / 2 + 1, (ink.top + ink.bottom) / 2 + 1};
    ink_is_free_[i] = std::ranges::all_of(cell_index_.In(centre), is_frame) ? 1 : 0;
  }
  const std::vector<std::vector<Letter>> by_line = LettersByLine(page, view);
  AddCells(page, by_line);
  AddRows(page, by_line);
  AddNeighbours();
  for (std::vector<Block>* blocks : {&cells_, &rows_}) {
    for (Block& block : *blocks) block.readings = reader.Scan(block.letters);
  }
  SetUsualEm();
  DropLabelsInValues();
}

void PageLayout::SetUsualEm() {
  std::vector<int> sizes;
  for (const Block& row : rows_) sizes.push_back(row.em);
  for (const Block& cell : cells_) {
    if (!cell.letters.empty()) sizes.push_back(cell.em);
  }
  if (sizes.empty()) return;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  usual_em_ = *middle;
}

bool PageLayout::IsLarge(const Block& block) const { return block.em > kTitleSize * usual_em_; }

std::vector<Letters> PageLayout::Titles() const {
  std::vector<Letters> titles;
  for (const std::vector<Block>* blocks : {&rows_, &cells_}) {
    for (const Block& block : *blocks) {
      if (IsLarge(block) && kHead * block.box.top < height_) titles.emplace_back(block.letters);
    }
  }
  return titles;
}

// 傷病名｜新型コロナウイルス感染症: the last cell of its row, right of a label among labels, is a
// value, though its end is a label too.
void PageLayout::DropLabelsInValues() {
  const auto named = [&](int i) { return cell(i).label_alone(); };
  std::vector<int> values;
  for (int i = 0; i < static_cast<int>(cells_.size()); ++i) {
    const Block& block = cell(i);
    if (!block.label_alone() || block.readings.front().fit != LabelFit::kCompound) continue;
    const Neighbours& beside = Beside(i);
    if (beside.left.size() != 1 || !named(beside.left.front())) continue;
    const int label = beside.left.front();
    const LabelReading& reading = cell(label).readings.front();
    const bool names = reading.fit == LabelFit::kExact && reading.inline_rule->sensitive();
    const bool column = std::ranges::any_of(Beside(label).above, named) ||
                        std::ranges::any_of(Beside(label).below, named);
    const bool last = std::ranges::none_of(beside.right, [&](int r) { return !named(r); });
    if (names && column && last) values.push_back(i);
  }
  for (const int i : values) cells_[static_cast<std::size_t>(i)].readings.clear();
}

void PageLayout::AddCells(const PageText& page, const std::vector<std::vector<Letter>>& by_line) {
  cells_.resize(page.cells.size());
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    cells_[i].box = page.cells[i].interior;
    cells_[i].table = page.cells[i].table;
  }
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (cell_of_line_[i] < 0) continue;
    Block& cell = cells_[static_cast<std::size_t>(cell_of_line_[i])];
    cell.letters.insert(cell.letters.end(), by_line[i].begin(), by_line[i].end());
    cell.em = std::max(cell.em, em_of_line_[i]);
  }
  for (Block& cell : cells_) {
    std::ranges::sort(cell.letters, {}, &Letter::order);
    SetGaps(cell);
  }
}

void PageLayout::AddRows(const PageText& page, const std::vector<std::vector<Letter>>& by_line) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (cell_of_line_[i] < 0 && !by_line[i].empty()) order.push_back(i);
  }
  std::ranges::stable_sort(
      order, {}, [&](std::size_t i) { return page.lines[i].box.top + page.lines[i].box.bottom; });
  std::vector<std::vector<std::size_t>> rows;
  Box last;
  for (const std::size_t i : order) {
    const Box& box = page.lines[i].box;
    const bool beside = !rows.empty() && !page.lines[i].vertical &&
                        !page.lines[rows.back().front()].vertical &&
                        2 * OverlapY(last, box) > std::min(last.height(), box.height());
    if (!beside) rows.emplace_back();
    last = beside ? Unite(last, box) : box;
    rows.back().push_back(i);
  }
  for (std::vector<std::size_t>& row : rows) {
    std::ranges::stable_sort(row, {}, [&](std::size_t i) { return page.lines[i].box.left; });
    Block block;
    for (const std::size_t i : row) {
      block.letters.insert(block.letters.end(), by_line[i].begin(), by_line[i].end());
      block.box = Unite(block.box, page.lines[i].box);
      block.em = std::max(block.em, em_of_line_[i]);
    }
    rows_.push_back(std::move(block));
  }
  JoinSplitLabels();
  for (Block& row : rows_) SetGaps(row);
}

// A label in two lines, and beside it, between them, the value.
void PageLayout::JoinSplitLabels() {
  const auto in_two = [](const Block& upper, const Block& value, const Block& lower) {
    const int narrow = std::min(upper.box.width(), lower.box.width());
    const int middle = (value.box.top + value.box.bottom) / 2;
    return std::max(upper.box.right, lower.box.right) < value.box.left &&
           10 * OverlapX(upper.box, lower.box) >= 7 * narrow &&
           lower.box.top - upper.box.bottom < upper.em && middle > upper.box.top &&
           middle < lower.box.bottom && OverlapY(upper.box, value.box) > 0 &&
           OverlapY(lower.box, value.box) > 0;
  };
  for (std::size_t i = 0; i + 2 < rows_.size(); ++i) {
    Block& upper = rows_[i];
    Block& value = rows_[i + 1];
    Block& lower = rows_[i + 2];
    if (!in_two(upper, value, lower)) continue;
    for (Block* part : {&lower, &value}) {
      upper.letters.insert(upper.letters.end(), part->letters.begin(), part->letters.end());
      upper.box = Unite(upper.box, part->box);
      upper.em = std::max(upper.em, part->em);
    }
    const auto next = rows_.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    rows_.erase(next, next + 2);
  }
}

void PageLayout::SetGaps(Block& block) const {
  for (std::size_t i = 1; i < block.letters.size(); ++i) {
    const Letter& before = block.letters[i - 1];
    Letter& letter = block.letters[i];
    if (before.line == letter.line && before.symbol == letter.symbol) continue;
    const Box a = BoxOf(before);
    const Box b = BoxOf(letter);
    const auto line = static_cast<std::size_t>(letter.line);
    const bool vertical = lines_[line].vertical;
    if (before.line != letter.line && 2 * OverlapY(a, b) <= std::min(a.height(), b.height())) {
      letter.gap = Gap::kLine;
      continue;
    }
    const int distance = vertical ? b.top - a.bottom : b.left - a.right;
    const double em = em_of_line_[line];
    letter.gap = distance > kWideGap * em     ? Gap::kWide
                 : distance > kNarrowGap * em ? Gap::kNarrow
                                              : Gap::kNone;
  }
}

Box PageLayout::BoxOf(const Letter& letter) const {
  return lines_[static_cast<std::size_t>(letter.line)]
      .symbols[static_cast<std::size_t>(letter.symbol)]
      .box;
}

Box PageLayout::BoxOf(Letters letters) const {
  Box box;
  for (const Letter& letter : letters) box = Unite(box, BoxOf(letter));
  return box;
}

std::vector<int> PageLayout::RightOf(const Box& box, int reach) const {
  std::vector<int> found = cell_index_.In({box.right, box.top, box.right + reach, box.bottom});
  std::erase_if(found, [&](int i) {
    const Box& other = cell_index_[i];
    return other.left < box.right ||
           2 * OverlapY(box, other) < std::min(box.height(), other.height());
  });
  return found;
}

std::vector<int> PageLayout::Below(const Box& box, int reach) const {
  std::vector<int> found = cell_index_.In({box.left, box.bottom, box.right, box.bottom + reach});
  std::erase_if(found, [&](int i) {
    const Box& other = cell_index_[i];
    return other.top < box.bottom ||
           2 * OverlapX(box, other) < std::min(box.width(), other.width());
  });
  return found;
}

std::vector<int> PageLayout::Inside(int cell) const {
  const Box& outer = cell_index_[cell];
  std::vector<int> found = cell_index_.In(outer);
  std::erase_if(found, [&](int i) {
    const Box& inner = cell_index_[i];
    return i == cell || 2 * inner.area() > outer.area() ||
           10 * Intersect(inner, outer).area() < 9 * inner.area();
  });
  return found;
}

void PageLayout::AddNeighbours() {
  neighbours_.resize(cells_.size());
  for (int i = 0; i < static_cast<int>(cells_.size()); ++i) {
    Neighbours& here = neighbours_[static_cast<std::size_t>(i)];
    here.right = RightOf(cell(i).box, reach());
    here.below = Below(cell(i).box, reach());
    // The next table begins behind a gap that is wider than a double rule.
    std::erase_if(here.below, [&](int b) {
      return cell(b).table != cell(i).table && cell(b).box.top - cell(i).box.bottom > dpi_ / 20;
    });
    for (const int r : here.right) neighbours_[static_cast<std::size_t>(r)].left.push_back(i);
    for (const int b : here.below) neighbours_[static_cast<std::size_t>(b)].above.push_back(i);
  }
}

std::vector<Box> PageLayout::InkOfCell(int cell) const {
  const Box& interior = cell_index_[cell];
  std::vector<Box> ink;
  for (const int i : ink_index_.In(interior)) {
    const Box& mark = ink_index_[i];
    // A mark that reaches in from a neighbour by a tenth belongs there; one round the whole cell is
    // a frame.
    const Box inside = Intersect(mark, interior);
    if (10 * inside.area() < mark.area() || Covers(mark, interior)) continue;
    ink.push_back(2 * inside.area() >= mark.area() ? mark : inside);
  }
  return ink;
}

std::vector<Box> PageLayout::FreeInk(const Box& area) const {
  std::vector<Box> ink;
  for (const int i : ink_index_.In(area)) {
    if (ink_is_free_[static_cast<std::size_t>(i)] != 0) ink.push_back(ink_index_[i]);
  }
  return ink;
}

std::vector<Box> PageLayout::Unread(const std::vector<Box>& ink, Letters letters) const {
  std::vector<Box> unread;
  const int speck = dpi_ / 50;
  for (const Box& mark : ink) {
    if (std::max(mark.width(), mark.height()) < speck) continue;
    const bool read = std::ranges::any_of(letters, [&](const Letter& letter) {
      return 3 * Intersect(mark, BoxOf(letter)).area() >= mark.area();
    });
    if (!read) unread.push_back(mark);
  }
  return unread;
}

}  // namespace sumikeshi
