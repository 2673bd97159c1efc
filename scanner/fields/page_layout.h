// A page as fields see it: cells and rows of free lines with their letters, ink and neighbours.
#pragma once

#include <span>
#include <vector>

#include "scanner/fields/label_reader.h"
#include "scanner/fields/letter.h"
#include "scanner/text/view.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Which of many boxes lie in an area, without asking all of them.
class BoxIndex {
 public:
  BoxIndex(std::vector<Box> boxes, int width, int height);

  // Indices of the boxes that intersect the area, ascending.
  [[nodiscard]] std::vector<int> In(const Box& area) const;
  [[nodiscard]] const Box& operator[](int i) const { return boxes_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] int size() const { return static_cast<int>(boxes_.size()); }

 private:
  static constexpr int kSide = 64;  // buckets a side

  template <typename Visit>
  void VisitBuckets(const Box& area, Visit visit) const;

  std::vector<Box> boxes_;
  int bucket_width_;
  int bucket_height_;
  std::vector<std::vector<int>> buckets_;
};

// One cell, or one row of free lines that stand side by side.
struct Block {
  Box box;     // interior of the cell, bounds of the row
  int em = 1;  // height of its letters
  int table = -1;
  std::vector<Letter> letters;
  std::vector<LabelReading> readings;

  // It begins with a label.
  [[nodiscard]] bool labelled() const { return !readings.empty() && readings.front().start == 0; }
  // It is a label and nothing else.
  [[nodiscard]] bool label_alone() const {
    return labelled() && readings.size() == 1 && readings.front().alone();
  }
};

class PageLayout {
 public:
  PageLayout(const PageText& page, const View& view, const LabelReader& reader);

  [[nodiscard]] const std::vector<Block>& cells() const { return cells_; }
  [[nodiscard]] const std::vector<Block>& rows() const { return rows_; }  // top to bottom
  [[nodiscard]] const Block& cell(int i) const { return cells_[static_cast<std::size_t>(i)]; }
  // Whether the letters are larger than most of the page.
  [[nodiscard]] bool IsLarge(const Block& block) const;
  // What stands in large letters at the head of the page.
  [[nodiscard]] std::vector<Letters> Titles() const;
  [[nodiscard]] const LabelReader& reader() const { return reader_; }
  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int dpi() const { return dpi_; }

  [[nodiscard]] Box BoxOf(const Letter& letter) const;
  [[nodiscard]] Box BoxOf(Letters letters) const;

  // Cells beside a box that share at least half of its side, within `reach` pixels.
  [[nodiscard]] std::vector<int> RightOf(const Box& box, int reach) const;
  [[nodiscard]] std::vector<int> Below(const Box& box, int reach) const;
  // Cells drawn inside a cell (digit boxes with a margin round them).
  [[nodiscard]] std::vector<int> Inside(int cell) const;
  // Cells across a rule from a cell.
  [[nodiscard]] const std::vector<int>& RightOf(int cell) const { return Beside(cell).right; }
  [[nodiscard]] const std::vector<int>& LeftOf(int cell) const { return Beside(cell).left; }
  [[nodiscard]] const std::vector<int>& Below(int cell) const { return Beside(cell).below; }
  [[nodiscard]] const std::vector<int>& Above(int cell) const { return Beside(cell).above; }
  [[nodiscard]] int reach() const { return dpi_ / 12; }

  // Ink in a cell, clipped to it; ink outside all cells.
  [[nodiscard]] std::vector<Box> InkOfCell(int cell) const;
  [[nodiscard]] std::vector<Box> FreeInk(const Box& area) const;
  // The boxes that no letter of the block explains.
  [[nodiscard]] std::vector<Box> Unread(const std::vector<Box>& ink, Letters letters) const;

 private:
  struct Neighbours {
    std::vector<int> right, left, below, above;
  };

  [[nodiscard]] const Neighbours& Beside(int cell) const {
    return neighbours_[static_cast<std::size_t>(cell)];
  }
  void AddNeighbours();
  void JoinSplitLabels();
  void SetUsualEm();
  void DropLabelsInValues();
  void AddCells(const PageText& page, const std::vector<std::vector<Letter>>& by_line);
  void AddRows(const PageText& page, const std::vector<std::vector<Letter>>& by_line);
  void SetGaps(Block& block) const;

  const std::vector<Line>& lines_;
  const LabelReader& reader_;
  int width_;
  int height_;
  int dpi_;
  int usual_em_ = 1;
  std::vector<int> em_of_line_;
  std::vector<int> cell_of_line_;  // -1: in the open
  std::vector<Block> cells_;
  std::vector<Block> rows_;
  std::vector<Neighbours> neighbours_;
  BoxIndex cell_index_;
  BoxIndex ink_index_;
  std::vector<char> ink_is_free_;
};

[[nodiscard]] int OverlapX(const Box& a, const Box& b);
[[nodiscard]] int OverlapY(const Box& a, const Box& b);

}  // namespace sumikeshi
