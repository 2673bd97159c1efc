// PageText -> View: lines, cells and gaps become separators, and symbols lead back to their boxes.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scanner/text/view.h"

namespace sumikeshi {
namespace {

constexpr int kEm = 40;

// A line of symbols of one em each; ' ' is a gap of one em. Letters and digits are half as wide.
Line MakeLine(std::u32string_view text, int left, int top, int cell = -1) {
  Line line;
  line.cell = cell;
  int x = left;
  for (const char32_t c : text) {
    if (c == U' ') {
      x += kEm;
      continue;
    }
    const int width = c < 0x80 ? kEm / 2 : kEm;
    std::string utf8;
    if (c < 0x80) {
      utf8 = static_cast<char>(c);
    } else {
      utf8 = {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
              static_cast<char>(0x80 | (c & 0x3F))};
    }
    line.symbols.push_back({utf8, {x, top, x + width, top + kEm}, 0.9f});
    line.box = Unite(line.box, line.symbols.back().box);
    x += width;
  }
  return line;
}

PageText MakePage(std::vector<Line> lines, std::vector<Cell> cells = {}) {
  PageText page;
  page.width = 2000;
  page.height = 3000;
  page.lines = std::move(lines);
  page.cells = std::move(cells);
  return page;
}

Cell MakeCell(int table, int row, int column) {
  return {{column * 500, row * 100, column * 500 + 490, row * 100 + 90}, table, row, column, 1, 1};
}

TEST(Linearise, SeparatesFreeLinesAndWideGaps) {
  const PageText page = MakePage({MakeLine(U"氏名   山田太郎", 0, 0), MakeLine(U"本 籍", 0, 100)});
  EXPECT_EQ(MakeView(page).text, "氏名\t山田太郎\n本籍");
}

TEST(Linearise, KeepsWordsAndGroupsOfDigitsApart) {
  const PageText page = MakePage({MakeLine(U"JOHN SMITH 1234 5678", 0, 0)});
  EXPECT_EQ(MakeView(page).text, "JOHN SMITH 1234 5678");
}

TEST(Linearise, JoinsCellsOfARowAndLinesOfACell) {
  // The lines come as a reader that goes from top to bottom meets them.
  const PageText page = MakePage(
      {MakeLine(U"保険者", 0, 0, 0), MakeLine(U"06130124", 500, 10, 1), MakeLine(U"番号", 0, 45, 0),
       MakeLine(U"氏名", 0, 100, 2), MakeLine(U"山田", 500, 100, 3)},
      {MakeCell(0, 0, 0), MakeCell(0, 0, 1), MakeCell(0, 1, 0), MakeCell(0, 1, 1)});
  EXPECT_EQ(MakeView(page).text, "保険者番号\t06130124\n氏名\t山田");
}

// The line turned to run downwards from its upper left corner.
Line Downwards(Line line) {
  const int left = line.box.left, top = line.box.top;
  const auto turn = [&](Box& box) {
    box = {left + box.top - top, top + box.left - left, left + box.bottom - top,
           top + box.right - left};
  };
  for (Symbol& symbol : line.symbols) turn(symbol.box);
  turn(line.box);
  line.vertical = true;
  return line;
}

// As a family register is written; the parts of a column stand apart.
TEST(Linearise, ColumnsOfATableWrittenDownwardsRunFromRightToLeft) {
  const PageText page = MakePage(
      {Downwards(MakeLine(U"本籍", 1100, 0, 2)), Downwards(MakeLine(U"氏名山田太郎", 600, 0, 1)),
       Downwards(MakeLine(U"父山田一郎", 100, 0, 0)), Downwards(MakeLine(U"養子", 100, 400, 0))},
      {MakeCell(0, 0, 0), MakeCell(0, 0, 1), MakeCell(0, 0, 2)});
  EXPECT_EQ(MakeView(page).text, "本籍\t氏名山田太郎\t父山田一郎\t養子");
}

TEST(Linearise, KeepsDigitsOfTwoLinesOfACellApart) {
  const PageText page =
      MakePage({MakeLine(U"1234", 0, 0, 0), MakeLine(U"5678", 0, 45, 0)}, {MakeCell(0, 0, 0)});
  EXPECT_EQ(MakeView(page).text, "1234 5678");
}

TEST(Linearise, LeadsBackToTheSymbols) {
  const PageText page = MakePage({MakeLine(U"氏名   山田", 0, 0), MakeLine(U"本籍", 0, 100)});
  const View view = MakeView(page);
  const std::size_t at = view.text.find("山田");
  const Span units = view.SourceSpan({at, at + 6});
  ASSERT_EQ(units, (Span{2, 4}));
  EXPECT_EQ(view.units[2].line, 0);
  EXPECT_EQ(view.units[2].symbol, 2);
  EXPECT_EQ(view.units.back().line, 1);
  EXPECT_TRUE(view.ocr);
  EXPECT_NEAR(view.confidence, 0.9f, 1e-5);
}

TEST(Linearise, ReadsVerticalLinesDownwards) {
  Line line;
  line.vertical = true;
  line.symbols = {
      {"本", {0, 0, 40, 40}, 1}, {"籍", {0, 45, 40, 85}, 1}, {"東", {0, 300, 40, 340}, 1}};
  EXPECT_EQ(MakeView(MakePage({line})).text, "本籍\t東");
}

TEST(Linearise, TakesAnEmptyPage) {
  const View view = MakeView(MakePage({}));
  EXPECT_EQ(view.text, "");
  EXPECT_EQ(view.source, std::vector<std::uint32_t>{0});
}

}  // namespace
}  // namespace sumikeshi
