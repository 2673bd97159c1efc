// Recursive cuts through white space (XY-cut). A block falls into bands between which no ink
// stands; a band about one character high is a row; a higher one is cut into columns first. What
// cannot be cut has a mark in it that is too tall for text (a circle, a bracket, a stamp): that one
// is set aside, and what was set aside is tried again by itself, so that titles are found.
// Source: G. Nagy, S. Seth, "Hierarchical representation of optically scanned documents", 1984.
#include "scanner/image/lines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

#include "scanner/image/cells.h"
#include "scanner/image/columns.h"
#include "scanner/image/reading_order.h"

namespace sumikeshi {
namespace {

using Marks = std::vector<std::size_t>;

constexpr int kDeepest = 12;
constexpr int kRounds = 3;

class Finder {
 public:
  Finder(std::span<const Box> boxes, double dpi, std::span<const Box> edges, Writing writing)
      : boxes_(boxes), dpi_(dpi), edges_(edges), writing_(writing) {}

  // Appends the lines of one region, from top to bottom; gives back the marks that fit in none.
  Marks FindIn(Marks marks, int cell, std::vector<LineOfMarks>& lines);

 private:
  struct Band {
    Marks marks;
    Box box;
  };
  struct Rest {
    Marks tall;  // set aside
  };

  [[nodiscard]] const Box& BoxOf(std::size_t mark) const { return boxes_[mark]; }
  [[nodiscard]] int Em(const Marks& marks) const;
  [[nodiscard]] static Marks AllOf(std::span<const Band> bands);
  [[nodiscard]] std::vector<Band> Bands(Marks marks) const;
  [[nodiscard]] std::vector<Band> Columns(Marks marks, int least_gap) const;
  void MergeThinBands(std::vector<Band>& bands, int em) const;
  // `row_em` is the size of the characters in the row that the block was cut from, if it was.
  void Cut(Marks marks, int row_em, int depth, Rest& rest);
  void CutBlock(std::vector<Band> bands, int em, int depth, Rest& rest);
  void CutTallBand(Band band, int em, int depth, Rest& rest);
  void AddRow(const Band& row, int em);
  void AddLinesBySize(std::vector<Marks> words, int em);
  [[nodiscard]] bool HasEdge(const Box& before, const Box& after) const;
  [[nodiscard]] bool DifferInSize(const Marks& a, const Marks& b) const;
  void JoinRows(std::size_t first);
  [[nodiscard]] bool IsNumber(const Band& band) const;
  [[nodiscard]] bool AddVertical(std::span<const Band> bands);
  [[nodiscard]] bool AddColumns(std::span<const Band> bands, Rest& rest);
  [[nodiscard]] int WidestGap(int em) const { return cell_ >= 0 ? 4 * em : em * 5 / 2; }
  void AddLine(Marks marks, int em, bool vertical);

  std::span<const Box> boxes_;
  double dpi_;
  std::span<const Box> edges_;
  Writing writing_;
  int cell_ = -1;
  std::vector<LineOfMarks> lines_;
};

// The size of a character: most marks are one, or a part of one. Flat marks are strokes, or
// characters that touch each other, and tell only when there is nothing else.
int Finder::Em(const Marks& marks) const {
  std::vector<int> sizes, flat;
  for (const std::size_t mark : marks) {
    const int width = BoxOf(mark).width(), height = BoxOf(mark).height();
    const int size = std::max(width, height);
    if (size >= 0.03 * dpi_) (width > 2 * height ? flat : sizes).push_back(size);
  }
  if (sizes.empty()) sizes = std::move(flat);
  if (sizes.empty()) return static_cast<int>(std::lround(0.1 * dpi_));
  const auto place = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() * 3 / 4);
  std::ranges::nth_element(sizes, place);
  return *place;
}

Marks Finder::AllOf(std::span<const Band> bands) {
  Marks all;
  for (const Band& band : bands) all.insert(all.end(), band.marks.begin(), band.marks.end());
  return all;
}

std::vector<Finder::Band> Finder::Bands(Marks marks) const {
  std::ranges::sort(marks, {}, [&](std::size_t m) { return std::pair(BoxOf(m).top, m); });
  std::vector<Band> bands;
  for (const std::size_t mark : marks) {
    if (bands.empty() || BoxOf(mark).top >= bands.back().box.bottom) bands.emplace_back();
    bands.back().marks.push_back(mark);
    bands.back().box = Unite(bands.back().box, BoxOf(mark));
  }
  return bands;
}

std::vector<Finder::Band> Finder::Columns(Marks marks, int least_gap) const {
  std::ranges::sort(marks, {}, [&](std::size_t m) { return std::pair(BoxOf(m).left, m); });
  std::vector<Band> columns;
  for (const std::size_t mark : marks) {
    if (columns.empty() || BoxOf(mark).left - columns.back().box.right >= least_gap) {
      columns.emplace_back();
    }
    columns.back().marks.push_back(mark);
    columns.back().box = Unite(columns.back().box, BoxOf(mark));
  }
  return columns;
}

// 二 and ： by themselves are two bands: thin neighbours that together are one character high are
// one.
void Finder::MergeThinBands(std::vector<Band>& bands, int em) const {
  std::vector<Band> merged;
  for (Band& band : bands) {
    if (!merged.empty()) {
      Band& last = merged.back();
      const bool thin = std::min(band.box.height(), last.box.height()) * 2 < em;
      const int height = band.box.bottom - last.box.top;
      const bool over = Intersect({band.box.left, 0, band.box.right, 1},
                                  {last.box.left - em, 0, last.box.right + em, 1})
                            .area() > 0;
      if (thin && over && height * 10 <= em * 12) {
        last.marks.insert(last.marks.end(), band.marks.begin(), band.marks.end());
        last.box = Unite(last.box, band.box);
        continue;
      }
    }
    merged.push_back(std::move(band));
  }
  bands = std::move(merged);
}

void Finder::Cut(Marks marks, int row_em, int depth, Rest& rest) {
  if (marks.empty()) return;
  const int em = Em(marks);
  std::vector<Band> bands = Bands(std::move(marks));
  MergeThinBands(bands, std::max(em, row_em));
  // Blocks: bands that follow each other closely.
  std::vector<Band> block;
  for (Band& band : bands) {
    if (!block.empty() && band.box.top - block.back().box.bottom > em * 3 / 2) {
      CutBlock(std::move(block), em, depth, rest);
      block.clear();
    }
    block.push_back(std::move(band));
  }
  CutBlock(std::move(block), em, depth, rest);
}

void Finder::CutBlock(std::vector<Band> bands, int em, int depth, Rest& rest) {
  if (AddVertical(bands) || AddColumns(bands, rest)) return;
  if (bands.size() >= 4 && depth < kDeepest) {
    const std::vector<Band> columns = Columns(AllOf(bands), 2 * em);
    const auto wide = std::ranges::count_if(
        columns, [&](const Band& column) { return column.box.width() >= 12 * em; });
    if (columns.size() >= 2 && wide >= 2) {
      for (const Band& column : columns) Cut(column.marks, 0, depth + 1, rest);
      return;
    }
  }
  for (Band& band : bands) {
    const int own_em = Em(band.marks);
    if (band.box.height() * 10 <= own_em * 17) {
      AddRow(band, own_em);
    } else {
      CutTallBand(std::move(band), own_em, depth, rest);
    }
  }
}

void Finder::CutTallBand(Band band, int em, int depth, Rest& rest) {
  if (depth >= kDeepest) {
    rest.tall.insert(rest.tall.end(), band.marks.begin(), band.marks.end());
    return;
  }
  const std::vector<Band> columns = Columns(band.marks, std::max(2, em * 6 / 10));
  if (columns.size() > 1) {
    const std::size_t first = lines_.size();
    for (const Band& column : columns) Cut(column.marks, em, depth + 1, rest);
    JoinRows(first);
    return;
  }
  Marks flat;
  for (const std::size_t mark : band.marks) {
    const bool tall = BoxOf(mark).height() * 10 > em * 17;
    (tall ? rest.tall : flat).push_back(mark);
  }
  if (flat.size() < band.marks.size()) {
    Cut(std::move(flat), em, depth + 1, rest);
    return;
  }
  // Rows that touch or overlap: each mark goes to the row that its middle is nearest to.
  const int rows =
      std::max(1, static_cast<int>(std::lround(double(band.box.height()) / (1.3 * em))));
  std::map<int, Band> by_row;
  for (const std::size_t mark : band.marks) {
    const int middle = (BoxOf(mark).top + BoxOf(mark).bottom) / 2 - band.box.top;
    Band& row = by_row[std::min(rows - 1, middle * rows / std::max(1, band.box.height()))];
    row.marks.push_back(mark);
    row.box = Unite(row.box, BoxOf(mark));
  }
  for (const auto& [row, marks] : by_row) AddRow(marks, em);
}

// Columns were cut so that rows of different heights come apart; the pieces of one row, which stand
// side by side from `first` on, become one line again.
void Finder::JoinRows(std::size_t first) {
  for (std::size_t i = first + 1; i < lines_.size();) {
    const LineOfMarks& line = lines_[i];
    const auto continues = [&](const LineOfMarks& other) {
      const int shared =
          std::min(other.box.bottom, line.box.bottom) - std::max(other.box.top, line.box.top);
      const int gap = line.box.left - other.box.right;
      const int low = std::min(other.box.height(), line.box.height());
      const int high = std::max(other.box.height(), line.box.height());
      return !other.vertical && shared * 10 >= low * 6 && high * 10 <= low * 18 && gap * 2 > -low &&
             gap <= 2 * std::max(other.em, line.em) &&
             (gap < std::max(other.em, line.em) || !DifferInSize(other.marks, line.marks)) &&
             !HasEdge(other.box, line.box);
    };
    const auto row = std::find_if(lines_.begin() + static_cast<std::ptrdiff_t>(first),
                                  lines_.begin() + static_cast<std::ptrdiff_t>(i), continues);
    if (line.vertical || row == lines_.begin() + static_cast<std::ptrdiff_t>(i)) {
      ++i;
      continue;
    }
    row->marks.insert(row->marks.end(), line.marks.begin(), line.marks.end());
    row->box = Unite(row->box, line.box);
    row->em = std::max(row->em, line.em);
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

// Whether the band, hardly wider than a character, is digits side by side: kanji are no wider than
// high, whatever parts they fall into.
bool Finder::IsNumber(const Band& band) const {
  if (band.box.width() * 100 < band.box.height() * 108) return false;
  const std::vector<Band> islands = Columns(band.marks, 1);
  return islands.size() > 1 && std::ranges::all_of(islands, [&](const Band& island) {
           return island.box.height() * 10 >= band.box.height() * 8 &&
                  island.box.width() * 10 <= band.box.height() * 8;
         });
}

// Single characters one below the other, evenly spaced: a vertical line.
bool Finder::AddVertical(std::span<const Band> bands) {
  if (bands.size() < 2) return false;
  Marks marks = AllOf(bands);
  const int em = Em(marks);
  Box all;
  int closest = em * 2;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const Box& box = bands[i].box;
    if (box.width() * 10 > em * 14 || box.height() * 10 > em * 14) return false;
    all = Unite(all, box);
    if (i > 0) closest = std::min(closest, box.top - bands[i - 1].box.bottom);
  }
  if (all.width() * 10 > em * 15 || (bands.size() == 2 && closest * 2 > em)) return false;
  const auto numbers = std::ranges::count_if(bands, [&](const Band& b) { return IsNumber(b); });
  if (numbers * 2 >= std::ssize(bands)) return false;
  AddLine(std::move(marks), em, true);
  return true;
}

// A block of text that runs down the page, column by column. What is too wide for a column is set
// aside.
bool Finder::AddColumns(std::span<const Band> bands, Rest& rest) {
  const Marks all = AllOf(bands);
  const int em = Em(all);
  const std::vector<Marks> columns = FindColumns(boxes_, all, em, writing_);
  std::vector<bool> placed(boxes_.size());
  for (const Marks& column : columns) {
    Marks line;
    int bottom = 0;
    for (const std::size_t mark : column) {
      if (!line.empty() && BoxOf(mark).top - bottom > WidestGap(em)) {
        AddLine(std::exchange(line, {}), em, true);
      }
      line.push_back(mark);
      bottom = std::max(bottom, BoxOf(mark).bottom);
      placed[mark] = true;
    }
    if (!line.empty()) AddLine(std::move(line), em, true);
  }
  if (columns.empty()) return false;
  std::ranges::copy_if(all, std::back_inserter(rest.tall), [&](auto m) { return !placed[m]; });
  return true;
}

void Finder::AddRow(const Band& row, int em) {
  const std::vector<Band> islands = Columns(row.marks, 1);
  std::vector<int> gaps;
  for (std::size_t i = 1; i < islands.size(); ++i) {
    const int gap = islands[i].box.left - islands[i - 1].box.right;
    if (gap * 2 >= em) gaps.push_back(gap);
  }
  const bool even = gaps.size() >= 2 && std::ranges::max(gaps) * 2 <= std::ranges::min(gaps) * 3;
  const int widest = even ? std::ranges::max(gaps) : WidestGap(em);
  std::vector<Marks> words{{}};  // with no wider gap than between words
  for (std::size_t i = 0; i < islands.size(); ++i) {
    const int gap = i > 0 ? islands[i].box.left - islands[i - 1].box.right : 0;
    if (gap > widest || (i > 0 && HasEdge(islands[i - 1].box, islands[i].box))) {
      AddLinesBySize(std::exchange(words, {{}}), em);
    } else if (gap > em && !even) {
      words.emplace_back();
    }
    words.back().insert(words.back().end(), islands[i].marks.begin(), islands[i].marks.end());
  }
  AddLinesBySize(std::move(words), em);
}

// Small print beside large writing is a line of its own: brought to one height with the writing it
// is too small to be read.
void Finder::AddLinesBySize(std::vector<Marks> words, int em) {
  Marks line;
  for (Marks& word : words) {
    if (!line.empty() && DifferInSize(line, word)) AddLine(std::exchange(line, {}), em, false);
    line.insert(line.end(), word.begin(), word.end());
  }
  AddLine(std::move(line), em, false);
}

// Whether an edge stands between two neighbours of a row.
bool Finder::HasEdge(const Box& before, const Box& after) const {
  const int middle = (after.top + after.bottom) / 2, slack = static_cast<int>(0.01 * dpi_);
  return std::ranges::any_of(edges_, [&](const Box& edge) {
    return edge.top <= middle && edge.bottom > middle && edge.left >= before.right - slack &&
           edge.right <= after.left + slack;
  });
}

bool Finder::DifferInSize(const Marks& a, const Marks& b) const {
  Box box_a, box_b;
  for (const std::size_t mark : a) box_a = Unite(box_a, BoxOf(mark));
  for (const std::size_t mark : b) box_b = Unite(box_b, BoxOf(mark));
  const int low = std::min(box_a.height(), box_b.height());
  const int high = std::max(box_a.height(), box_b.height());
  // A word of one or two characters may be 一 or a sign.
  const bool words = box_a.width() >= 2 * box_a.height() && box_b.width() >= 2 * box_b.height() &&
                     low >= 0.04 * dpi_;
  return words && high * 10 >= low * 13;
}

void Finder::AddLine(Marks marks, int em, bool vertical) {
  LineOfMarks line;
  for (const std::size_t mark : marks) line.box = Unite(line.box, BoxOf(mark));
  line.marks = std::move(marks);
  line.cell = cell_;
  line.vertical = vertical;
  line.em = em;
  lines_.push_back(std::move(line));
}

Marks Finder::FindIn(Marks marks, int cell, std::vector<LineOfMarks>& lines) {
  cell_ = cell;
  for (int round = 0; round < kRounds && !marks.empty(); ++round) {
    Rest rest;
    lines_.clear();
    Cut(std::move(marks), 0, 0, rest);
    for (LineOfMarks& line : lines_) {
      // What surrounds lines already found is a circle or a frame, no text.
      const bool encloses = round > 0 && std::ranges::any_of(lines, [&](const LineOfMarks& l) {
                              return Intersect(l.box, line.box).area() * 2 > l.box.area();
                            });
      // 2.5-point print is lower than anyone prints or reads.
      const bool too_small = std::max(line.em, line.box.height()) < 0.035 * dpi_;
      if (!encloses && !too_small) lines.push_back(std::move(line));
    }
    marks = std::move(rest.tall);
  }
  return marks;
}

// Whether a mark is of a size that text can have.
bool CanBeText(const Box& box, double dpi) {
  const double largest = 1.2 * dpi;
  return !box.empty() && box.height() <= largest && box.width() <= 3 * largest;
}

// Marks by the cell that they stand in, and those in none.
struct PlacedMarks {
  std::vector<Marks> by_cell;
  Marks free;
};

PlacedMarks PlaceMarks(std::span<const Box> marks, std::span<const Cell> cells, double dpi) {
  const CellIndex index(cells);
  PlacedMarks placed{std::vector<Marks>(cells.size()), {}};
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!CanBeText(marks[i], dpi)) continue;
    const int cell = index.Find(marks[i]);
    (cell < 0 ? placed.free : placed.by_cell[static_cast<std::size_t>(cell)]).push_back(i);
  }
  return placed;
}

struct FoundLines {
  std::vector<LineOfMarks> free, in_cells;
};

FoundLines FindAll(Finder finder, const PlacedMarks& placed) {
  FoundLines found;
  finder.FindIn(placed.free, -1, found.free);
  for (std::size_t i = 0; i < placed.by_cell.size(); ++i) {
    finder.FindIn(placed.by_cell[i], static_cast<int>(i), found.in_cells);
  }
  return found;
}

// Whether most of the page is written downwards: many marks, and most of them in long columns.
bool IsWrittenDown(const FoundLines& found) {
  constexpr std::size_t kFewest = 60;
  std::size_t down = 0, across = 0;
  for (const auto* lines : {&found.free, &found.in_cells}) {
    for (const LineOfMarks& line : *lines) {
      const bool is_long = line.box.height() > 3 * line.em;
      (line.vertical && is_long ? down : across) += line.marks.size();
    }
  }
  return down >= kFewest && down > across;
}

}  // namespace

std::vector<LineOfMarks> FindLines(std::span<const Box> marks, std::span<const Cell> cells,
                                   double dpi, std::span<const Box> edges) {
  const PlacedMarks placed = PlaceMarks(marks, cells, dpi);
  FoundLines found = FindAll(Finder(marks, dpi, edges, Writing::kUnknown), placed);
  if (IsWrittenDown(found)) found = FindAll(Finder(marks, dpi, edges, Writing::kDown), placed);
  return InReadingOrder(std::move(found.free), std::move(found.in_cells), cells);
}

}  // namespace sumikeshi
