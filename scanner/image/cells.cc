// Rules that touch make a table. Their positions, clustered, make a grid of elementary cells; two
// neighbours between which no rule stands are the same cell. A face that is no rectangle (a rule
// was missed) is cut into rectangles. A table without outer sides (common in Japanese forms) gets
// them where its rules end together.
// Example: rules at x 0, 50, 100 and y 0, 20, 40, the middle x rule only in the upper row: three
// cells, the lower one with column_span 2.
#include "scanner/image/cells.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

namespace sumikeshi {
namespace {

constexpr std::size_t kMostElementaryCells = 60'000;

struct Rule {
  Box box;
  bool horizontal;
};

struct Sizes {
  int touch;    // rules this near to each other touch
  int cluster;  // rules this near are one (double rules)
  int side;     // smallest side of a cell
};

class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t Root(std::size_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  void Join(std::size_t a, std::size_t b) {
    a = Root(a), b = Root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

// Rules by table. Only rules in the same tile of the page are compared.
std::vector<std::vector<Rule>> TablesOf(const std::vector<Rule>& rules, int touch) {
  constexpr int kTile = 128;
  std::map<std::pair<int, int>, std::vector<std::size_t>> tiles;
  Groups groups(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Box box = Grow(rules[i].box, touch);
    for (int y = box.top / kTile; y <= box.bottom / kTile; ++y) {
      for (int x = box.left / kTile; x <= box.right / kTile; ++x) {
        std::vector<std::size_t>& tile = tiles[{y, x}];
        for (const std::size_t other : tile) {
          if (!Intersect(box, rules[other].box).empty()) groups.Join(i, other);
        }
        tile.push_back(i);
      }
    }
  }
  std::map<std::size_t, std::vector<Rule>> tables;
  for (std::size_t i = 0; i < rules.size(); ++i) tables[groups.Root(i)].push_back(rules[i]);
  std::vector<std::vector<Rule>> result;
  for (auto& [root, table] : tables) result.push_back(std::move(table));
  return result;
}

// A stretch of rule: `at` .. `at_end` across, `begin` .. `end` along.
struct Stretch {
  int at, at_end, begin, end;
  [[nodiscard]] int centre() const { return (at + at_end) / 2; }
};

// Rules at about the same place across.
struct Position {
  std::vector<Stretch> stretches;
  int centre = 0;
};

std::vector<Position> PositionsOf(std::vector<Stretch> stretches, int cluster) {
  std::ranges::sort(stretches, {}, &Stretch::centre);
  std::vector<Position> positions;
  for (const Stretch& stretch : stretches) {
    if (positions.empty() ||
        stretch.centre() - positions.back().stretches.front().centre() > cluster) {
      positions.emplace_back();
    }
    positions.back().stretches.push_back(stretch);
  }
  for (Position& position : positions) {
    std::int64_t sum = 0, weight = 0;
    for (const Stretch& s : position.stretches) {
      sum += static_cast<std::int64_t>(s.centre()) * (s.end - s.begin);
      weight += s.end - s.begin;
    }
    position.centre = static_cast<int>(sum / std::max<std::int64_t>(1, weight));
  }
  return positions;
}

// Adds the missing outer sides of a table: where at least three of the rules across, and half of
// them, end together. One may go on into a stamp: the side of most of the rules is that of all.
void AddOpenSides(const std::vector<Stretch>& across, std::vector<Stretch>& along, int touch) {
  if (across.size() < 3 || along.empty()) return;
  const auto add_side = [&](int Stretch::* end) {
    const auto together = [&](const Stretch& a, const Stretch& b) {
      return std::abs(a.*end - b.*end) <= touch;
    };
    std::ptrdiff_t most = 0;
    const Stretch* best = nullptr;
    for (const Stretch& s : across) {
      const auto count =
          std::ranges::count_if(across, [&](const Stretch& other) { return together(s, other); });
      if (count > most) most = count, best = &s;
    }
    if (most < 3 || 2 * most < std::ssize(across)) return;
    int low = best->at, high = best->at_end;
    for (const Stretch& s : across) {
      if (3 * most < 2 * std::ssize(across) && !together(s, *best)) continue;
      low = std::min(low, s.at), high = std::max(high, s.at_end);
    }
    const int place = best->*end;
    const bool drawn = std::ranges::any_of(
        along, [&](const Stretch& s) { return std::abs(s.centre() - place) <= 2 * touch; });
    if (!drawn) along.push_back({place - 1, place, low, high});
  };
  add_side(&Stretch::begin);
  add_side(&Stretch::end);
}

class Grid {
 public:
  Grid(const std::vector<Rule>& rules, const Sizes& sizes);
  // Empty when the rules enclose nothing.
  [[nodiscard]] std::vector<Cell> Cells(const Sizes& sizes);

 private:
  struct Range {
    std::size_t row, column, row_end, column_end;
  };
  [[nodiscard]] std::size_t rows() const { return y_.size() - 1; }
  [[nodiscard]] std::size_t columns() const { return x_.size() - 1; }
  [[nodiscard]] std::size_t At(std::size_t row, std::size_t column) const {
    return row * columns() + column;
  }
  void JoinOpenNeighbours();
  [[nodiscard]] Range Grown(std::size_t row, std::size_t column) const;
  [[nodiscard]] Box Interior(const Range& range) const;

  std::vector<Position> x_, y_;
  std::vector<std::size_t> face_;  // of each elementary cell, 0 = outside
  std::vector<bool> upright_;  // rule at the left of each, and at the right of the last of a row
  std::vector<bool> level_;    // rule above each, and below the last row
  std::vector<bool> taken_;
};

Grid::Grid(const std::vector<Rule>& rules, const Sizes& sizes) {
  std::vector<Stretch> horizontal, vertical;
  for (const Rule& rule : rules) {
    const Box& b = rule.box;
    if (rule.horizontal) {
      horizontal.push_back({b.top, b.bottom, b.left, b.right});
    } else {
      vertical.push_back({b.left, b.right, b.top, b.bottom});
    }
  }
  AddOpenSides(horizontal, vertical, sizes.touch);
  AddOpenSides(vertical, horizontal, sizes.touch);
  x_ = PositionsOf(std::move(vertical), sizes.cluster);
  y_ = PositionsOf(std::move(horizontal), sizes.cluster);
}

// Whether rules stand along at least 60 % of the stretch from `begin` to `end` of a position.
bool IsClosed(const Position& position, int begin, int end) {
  std::vector<std::pair<int, int>> parts;
  for (const Stretch& s : position.stretches) {
    const int low = std::max(begin, s.begin), high = std::min(end, s.end);
    if (low < high) parts.emplace_back(low, high);
  }
  std::ranges::sort(parts);
  int covered = 0, reached = begin;
  for (const auto& [low, high] : parts) {
    covered += std::max(0, high - std::max(low, reached));
    reached = std::max(reached, high);
  }
  return covered * 5 >= (end - begin) * 3;
}

void Grid::JoinOpenNeighbours() {
  Groups groups(rows() * columns() + 1);  // 0 is the outside
  const auto node = [&](std::size_t row, std::size_t column) { return At(row, column) + 1; };
  upright_.assign(rows() * (columns() + 1), true);
  level_.assign((rows() + 1) * columns(), true);
  for (std::size_t row = 0; row < rows(); ++row) {
    for (std::size_t line = 0; line <= columns(); ++line) {
      if (IsClosed(x_[line], y_[row].centre, y_[row + 1].centre)) continue;
      upright_[row * (columns() + 1) + line] = false;
      groups.Join(line == 0 ? 0 : node(row, line - 1), line == columns() ? 0 : node(row, line));
    }
  }
  for (std::size_t column = 0; column < columns(); ++column) {
    for (std::size_t line = 0; line <= rows(); ++line) {
      if (IsClosed(y_[line], x_[column].centre, x_[column + 1].centre)) continue;
      level_[line * columns() + column] = false;
      groups.Join(line == 0 ? 0 : node(line - 1, column), line == rows() ? 0 : node(line, column));
    }
  }
  face_.resize(rows() * columns());
  for (std::size_t i = 0; i < face_.size(); ++i) face_[i] = groups.Root(i + 1);
}

// The largest rectangle of the face from its first free elementary cell on: right, then down, and
// across no rule. (A face can lie on both sides of a rule that ends inside it.)
Grid::Range Grid::Grown(std::size_t row, std::size_t column) const {
  const std::size_t face = face_[At(row, column)];
  const auto free = [&](std::size_t r, std::size_t c) {
    return face_[At(r, c)] == face && !taken_[At(r, c)];
  };
  const auto open_left = [&](std::size_t r, std::size_t c) {
    return !upright_[r * (columns() + 1) + c];
  };
  Range range{row, column, row + 1, column + 1};
  while (range.column_end < columns() && free(row, range.column_end) &&
         open_left(row, range.column_end)) {
    ++range.column_end;
  }
  const auto row_is_free = [&](std::size_t r) {
    for (std::size_t c = column; c < range.column_end; ++c) {
      if (!free(r, c) || level_[r * columns() + c]) return false;
      if (c > column && !open_left(r, c)) return false;
    }
    return true;
  };
  while (range.row_end < rows() && row_is_free(range.row_end)) ++range.row_end;
  return range;
}

Box Grid::Interior(const Range& range) const {
  const int top = y_[range.row].centre, bottom = y_[range.row_end].centre;
  const int left = x_[range.column].centre, right = x_[range.column_end].centre;
  Box box{left, top, right, bottom};
  for (const Stretch& s : x_[range.column].stretches) {
    if (s.begin < bottom && s.end > top) box.left = std::max(box.left, s.at_end);
  }
  for (const Stretch& s : x_[range.column_end].stretches) {
    if (s.begin < bottom && s.end > top) box.right = std::min(box.right, s.at);
  }
  for (const Stretch& s : y_[range.row].stretches) {
    if (s.begin < right && s.end > left) box.top = std::max(box.top, s.at_end);
  }
  for (const Stretch& s : y_[range.row_end].stretches) {
    if (s.begin < right && s.end > left) box.bottom = std::min(box.bottom, s.at);
  }
  return box;
}

std::vector<Cell> Grid::Cells(const Sizes& sizes) {
  if (x_.size() < 2 || y_.size() < 2 || rows() * columns() > kMostElementaryCells) return {};
  JoinOpenNeighbours();
  taken_.assign(face_.size(), false);
  std::vector<Cell> cells;
  for (std::size_t row = 0; row < rows(); ++row) {
    for (std::size_t column = 0; column < columns(); ++column) {
      if (face_[At(row, column)] == 0 || taken_[At(row, column)]) continue;
      const Range range = Grown(row, column);
      for (std::size_t r = range.row; r < range.row_end; ++r) {
        for (std::size_t c = range.column; c < range.column_end; ++c) taken_[At(r, c)] = true;
      }
      const Box interior = Interior(range);
      if (interior.width() < sizes.side || interior.height() < sizes.side) continue;
      cells.push_back({interior, 0, static_cast<int>(row), static_cast<int>(column),
                       static_cast<int>(range.row_end - range.row),
                       static_cast<int>(range.column_end - range.column)});
    }
  }
  return cells;
}

}  // namespace

std::vector<Cell> FindCells(const Rules& rules, int width, int height, double dpi) {
  const auto pixels = [&](double inches) { return static_cast<int>(std::lround(dpi * inches)); };
  const Sizes sizes{pixels(0.027), pixels(0.04), pixels(0.06)};
  std::vector<Rule> all;
  for (const Box& box : rules.horizontal) all.push_back({box, true});
  for (const Box& box : rules.vertical) all.push_back({box, false});
  std::vector<std::vector<Cell>> tables;
  for (const std::vector<Rule>& table : TablesOf(all, sizes.touch)) {
    std::vector<Cell> cells = Grid(table, sizes).Cells(sizes);
    const bool page_frame = cells.size() == 1 && cells[0].interior.area() * 3 >
                                                     static_cast<std::int64_t>(width) * height;
    if (!cells.empty() && !page_frame) tables.push_back(std::move(cells));
  }
  std::ranges::sort(tables, [](const std::vector<Cell>& a, const std::vector<Cell>& b) {
    return std::pair(a[0].interior.top, a[0].interior.left) <
           std::pair(b[0].interior.top, b[0].interior.left);
  });
  std::vector<Cell> cells;
  for (std::size_t table = 0; table < tables.size(); ++table) {
    for (Cell& cell : tables[table]) {
      cell.table = static_cast<int>(table);
      cells.push_back(cell);
    }
  }
  return cells;
}

CellIndex::CellIndex(std::span<const Cell> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    by_top_.push_back({cells[i].interior, static_cast<int>(i)});
    highest_ = std::max(highest_, cells[i].interior.height());
  }
  std::ranges::stable_sort(by_top_, {}, [](const Entry& entry) { return entry.interior.top; });
}

int CellIndex::Find(const Box& box) const {
  int best = -1;
  std::int64_t best_area = 0, best_overlap = 0;
  const auto begin = std::ranges::lower_bound(by_top_, box.top - highest_, {},
                                              [](const Entry& e) { return e.interior.top; });
  for (auto it = begin; it != by_top_.end() && it->interior.top < box.bottom; ++it) {
    const std::int64_t overlap = Intersect(it->interior, box).area();
    if (overlap == 0 || overlap * 3 < box.area()) continue;
    const std::int64_t area = it->interior.area();
    // Nested cells hold the same part of the box: the smaller one counts.
    if (best < 0 || overlap > best_overlap || (overlap == best_overlap && area < best_area)) {
      best = it->cell, best_area = area, best_overlap = overlap;
    }
  }
  return best;
}

}  // namespace sumikeshi
