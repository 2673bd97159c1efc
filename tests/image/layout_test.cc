// Geometry without reading: bit operations, pose, rules, cells, lines, symbols.
#include "scanner/image/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "scanner/image/binarise.h"
#include "scanner/image/bitmap.h"
#include "scanner/image/cells.h"
#include "scanner/image/components.h"
#include "scanner/image/line_reader.h"
#include "scanner/image/rules.h"
#include "scanner/image/skew.h"
#include "scanner/image/strips.h"
#include "scanner/image/symbols.h"
#include "scanner/image/upright.h"
#include "tests/image/sheet.h"

namespace sumikeshi {
namespace {

using testing::Sheet;

Bitmap RandomBitmap(int width, int height, double ink, unsigned seed) {
  std::mt19937 random(seed);
  std::bernoulli_distribution dark(ink);
  Bitmap bitmap(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (dark(random)) bitmap.Fill({y, x, x + 1});
    }
  }
  return bitmap;
}

Bitmap Transpose(const Bitmap& bitmap) {
  Bitmap turned(bitmap.height(), bitmap.width());
  for (const sumikeshi::Run& run : RunsOf(bitmap)) {
    for (int x = run.left; x < run.right; ++x) turned.Fill({x, run.y, run.y + 1});
  }
  return turned;
}

// The two directions are written quite differently and must agree.
TEST(Bitmap, VerticalBarsAreHorizontalBarsOfTheTransposedPage) {
  for (const double ink : {0.5, 0.8, 0.95}) {
    for (const int length : {1, 2, 5, 13}) {
      for (const int gap : {0, 1, 3}) {
        const Bitmap page = RandomBitmap(131, 97, ink, 7);
        const Bitmap vertical = Transpose(VerticalBars(page, length, gap));
        const Bitmap horizontal = HorizontalBars(Transpose(page), length, gap);
        EXPECT_TRUE(RunsOf(vertical) == RunsOf(horizontal)) << ink << " " << length << " " << gap;
      }
    }
  }
}

TEST(Bitmap, CountsAndDilatesLikePixelByPixel) {
  const Bitmap page = RandomBitmap(200, 60, 0.05, 3);
  const Box part{33, 5, 150, 41};
  std::int64_t count = 0;
  for (int y = part.top; y < part.bottom; ++y) {
    for (int x = part.left; x < part.right; ++x) count += page.Get(x, y) ? 1 : 0;
  }
  EXPECT_EQ(page.Count(part), count);
  const Bitmap grown = Dilate(page, 2);
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 200; ++x) {
      const bool near = page.Count({x - 2, y, x + 3, y + 1}) + page.Count({x, y - 2, x + 1, y + 3});
      EXPECT_EQ(grown.Get(x, y), near);
    }
  }
}

TEST(Components, AreTheFloodFillOfThePage) {
  const Bitmap page = RandomBitmap(150, 90, 0.35, 11);
  const Components components = FindComponents(page);
  std::int64_t area = 0;
  for (std::size_t i = 0; i < components.marks.size(); ++i) {
    // All pixels of a mark are reached from its first, and nothing else is.
    Bitmap mark(page.width(), page.height());
    for (const sumikeshi::Run& run : components.RunsOfMark(i)) mark.Fill(run);
    area += mark.Count();
    EXPECT_EQ(mark.Count(), components.marks[i].area);
    std::vector<std::pair<int, int>> open{
        {components.RunsOfMark(i)[0].left, components.RunsOfMark(i)[0].y}};
    Bitmap reached(page.width(), page.height());
    while (!open.empty()) {
      const auto [x, y] = open.back();
      open.pop_back();
      if (!page.Get(x, y) || reached.Get(x, y)) continue;
      reached.Fill({y, x, x + 1});
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) open.emplace_back(x + dx, y + dy);
      }
    }
    EXPECT_TRUE(RunsOf(reached) == RunsOf(mark));
  }
  EXPECT_EQ(area, page.Count());
}

Raster Form() {
  Sheet sheet(1240, 900, 150);
  for (int i = 0; i < 8; ++i) {
    sheet.Text(120, 60 + 60 * i, 22, "契約者の氏名および住所は次のとおりです。");
  }
  sheet.Frame(100, 600, 1100, 800);
  return sheet.Scan();
}

TEST(Skew, FindsTheTiltAndTheWayTheRowsRun) {
  const Raster form = Form();
  for (const double tilt : {-4.6, -1.3, -0.1, 0.0, 0.3, 2.0, 4.9}) {
    for (const int turns : {0, 1, 2, 3}) {
      const ScaledPage page = ScalePage(testing::TurnClockwise(testing::Tilt(form, tilt), turns));
      const SmallPage small = ShrinkPage(page);
      const Pose pose = EstimatePose(small.bitmap, small.dpi);
      EXPECT_NEAR(pose.tilt, tilt, 0.06) << turns;
      EXPECT_EQ(pose.sideways, turns % 2 == 1) << tilt;
    }
  }
}

// The dark pixels of the page as it came lie where the transform says.
TEST(Upright, MapsBackToTheSameInk) {
  Sheet sheet(1200, 800, 150);
  const std::vector<Box> blocks{{100, 100, 130, 120}, {1000, 90, 1100, 110}, {600, 700, 640, 740}};
  for (const Box& block : blocks) sheet.Fill(block);
  const Raster drawn = sheet.Scan();
  for (const double tilt : {0.0, -3.0, 1.7}) {
    for (const int turns : {0, 1, 2, 3}) {
      const Raster page = testing::TurnClockwise(testing::Tilt(drawn, tilt), turns);
      const UprightPage upright = MakeUpright(ScalePage(page), turns, tilt);
      const Components found = FindComponents(Binarise(upright.grey));
      ASSERT_EQ(found.marks.size(), blocks.size());
      Raster left = page;
      for (const Component& mark : found.marks) {
        for (const Box& part : MapOutwards(upright.to_page, Grow(mark.box, 1))) {
          EXPECT_LE(part.area(), 6000);
          for (int y = std::max(0, part.top); y < std::min(page.height, part.bottom); ++y) {
            for (int x = std::max(0, part.left); x < std::min(page.width, part.right); ++x) {
              left.pixels[static_cast<std::size_t>(y) * left.stride() +
                          static_cast<std::size_t>(x)] = 255;
            }
          }
        }
      }
      EXPECT_GE(*std::ranges::min_element(left.pixels), 128) << tilt << " " << turns;
      const UprightPage again =
          MakeUpright(ScalePage(page), upright.to_page, upright.grey.width, upright.grey.height);
      EXPECT_EQ(again.grey, upright.grey);
    }
  }
}

TEST(Upright, ReadsAtMostAt300DpiAndMapsToAllPixels) {
  Sheet sheet(2400, 1200, 600);
  sheet.Fill({2000, 1000, 2100, 1100});
  const ScaledPage scaled = ScalePage(sheet.Scan());
  EXPECT_EQ(scaled.grey.width, 1200);
  EXPECT_EQ(scaled.dpi, 300);
  const UprightPage upright = MakeUpright(scaled, 0, 0);
  EXPECT_EQ(MapOutwards(upright.to_page, {1000, 500, 1050, 550}),
            (std::vector<Box>{{2000, 1000, 2100, 1100}}));
  Raster fax = Sheet(1728, 1143, 204).Scan();  // 204 x 98 dpi
  fax.dpi_y = 98;
  EXPECT_EQ(ScalePage(fax).grey.height, 2379);
}

TEST(Binarise, ShadowAndTintArePaper) {
  Sheet sheet(900, 600);
  sheet.Text(100, 100, 60, "請求書");
  sheet.Text(500, 400, 60, "口座番号");
  const Raster clean = sheet.Scan();
  Raster dim = clean;
  for (int y = 0; y < dim.height; ++y) {
    for (int x = 0; x < dim.width; ++x) {
      const double light = 0.55 + 0.45 * x / dim.width;
      std::uint8_t& pixel =
          dim.pixels[static_cast<std::size_t>(y) * dim.stride() + static_cast<std::size_t>(x)];
      pixel = static_cast<std::uint8_t>(pixel * light);
    }
  }
  const auto ink = Binarise(clean).Count(), dim_ink = Binarise(dim).Count();
  EXPECT_NEAR(static_cast<double>(dim_ink), static_cast<double>(ink), 0.1 * double(ink));
}

struct CellPlace {
  int row, column, row_span, column_span;
  friend bool operator==(const CellPlace&, const CellPlace&) = default;
};

std::vector<CellPlace> PlacesOf(const std::vector<Cell>& cells, int table) {
  std::vector<CellPlace> places;
  for (const Cell& c : cells) {
    if (c.table == table) places.push_back({c.row, c.column, c.row_span, c.column_span});
  }
  return places;
}

std::vector<Cell> CellsOf(const Sheet& sheet) {
  Result<Layout> layout = AnalyseLayout(MakeUpright(ScalePage(sheet.Scan()), 0, 0), 300);
  return layout ? layout->cells : std::vector<Cell>{};
}

TEST(Cells, RowsColumnsAndSpans) {
  Sheet sheet(1500, 1600);
  // 3 x 3, the first row merged, the lower right 2 x 2 merged.
  sheet.Frame(100, 100, 1000, 400);
  sheet.Line(100, 200, 1000, 200);
  sheet.Line(100, 300, 400, 300);
  sheet.Line(400, 200, 400, 400);
  // A second table of digit boxes, 60 x 80.
  sheet.Frame(100, 600, 100 + 12 * 60, 680);
  for (int i = 1; i < 12; ++i) sheet.Line(100 + 60 * i, 600, 100 + 60 * i, 680, 2);
  // A table with dashed rows and without sides.
  for (const int y : {900, 1000, 1100, 1200}) sheet.DashedLine(100, y, 1300, y, 14, 8);
  sheet.Line(500, 900, 500, 1200);
  const std::vector<Cell> cells = CellsOf(sheet);
  EXPECT_EQ(PlacesOf(cells, 0),
            (std::vector<CellPlace>{{0, 0, 1, 2}, {1, 0, 1, 1}, {1, 1, 2, 1}, {2, 0, 1, 1}}));
  ASSERT_EQ(PlacesOf(cells, 1).size(), 12U);
  EXPECT_EQ(PlacesOf(cells, 1)[11], (CellPlace{0, 11, 1, 1}));
  EXPECT_EQ(PlacesOf(cells, 2).size(), 6U);
  for (const Cell& cell : cells) EXPECT_FALSE(cell.interior.empty());
  EXPECT_NEAR(cells[0].interior.left, 102, 2);
  EXPECT_NEAR(cells[0].interior.right, 998, 2);
}

// No side at the right, and a rule that goes on into a stamp.
TEST(Cells, OpenSideIsWhereMostRulesEnd) {
  Sheet sheet(1700, 800);
  for (const int y : {200, 300, 400}) sheet.Line(100, y, 1200, y);
  sheet.Line(100, 100, 1420, 100);
  for (const int x : {100, 500}) sheet.Line(x, 100, x, 400);
  EXPECT_EQ(CellsOf(sheet).size(), 6U);
}

// The rules of the rows begin behind a column of numbers that no rule parts from them.
TEST(Cells, RowsOfOneFaceStayApart) {
  Sheet sheet(1500, 800);
  sheet.Frame(100, 100, 1000, 400);
  sheet.Line(200, 200, 1000, 200);
  sheet.Line(200, 300, 1000, 300);
  sheet.Line(200, 0, 200, 140);  // enough of a rule to make it a place of the grid
  sheet.Line(500, 100, 500, 400);
  const std::vector<Cell> cells = CellsOf(sheet);
  for (const int top : {100, 200, 300}) {
    for (const int left : {200, 500}) {
      const Box inside{left + 20, top + 20, left + 280, top + 80};
      EXPECT_EQ(std::ranges::count_if(cells,
                                      [&](const Cell& cell) {
                                        return Intersect(cell.interior, inside) == inside &&
                                               cell.interior.height() < 110;
                                      }),
                1);
    }
  }
}

// Tight rows: between two dashed rules a dashed rule across has three dashes, of which one may hang
// on a crossing. What the crossings leave is no ink.
TEST(Cells, DashedRulesInTightRows) {
  for (const double dash : {9.0, 11.0, 14.0}) {
    Sheet sheet(1100, 1000, 200);
    const int rows = 16, columns = 4;
    for (int i = 0; i <= rows; ++i)
      sheet.DashedLine(100, 100 + 45 * i, 1000, 100 + 45 * i, dash, 5);
    for (int i = 0; i <= columns; ++i) {
      sheet.DashedLine(100 + 225 * i, 100, 100 + 225 * i, 100 + 45 * rows, dash, 5);
    }
    for (int i = 0; i < rows; ++i) sheet.Text(140, 108 + 45 * i, 24, "体重");
    const Result<Layout> layout =
        AnalyseLayout(MakeUpright(ScalePage(testing::Tilt(sheet.Scan(), 0.8)), 0, 0.8), 200);
    ASSERT_TRUE(layout.has_value());
    EXPECT_EQ(layout->cells.size(), static_cast<std::size_t>(rows * columns)) << dash;
    const auto stray = std::ranges::count_if(
        layout->marks, [](const Box& mark) { return mark.left < 135 || mark.left > 250; });
    EXPECT_LE(stray, 4) << dash;
  }
}

// A dashed rule only one row high, between dashed rules that are told by their length.
TEST(Cells, ShortDashedSides) {
  Sheet sheet(1300, 700);
  for (int i = 0; i <= 4; ++i) sheet.DashedLine(100, 100 + 95 * i, 1200, 100 + 95 * i, 15, 9);
  for (const int x : {100, 1200}) sheet.DashedLine(x, 100, x, 480, 15, 9);
  for (const int x : {400, 700}) sheet.DashedLine(x, 195, x, 290, 15, 9);
  sheet.Text(430, 120, 50, "一：二　ｌｌ");
  EXPECT_EQ(
      PlacesOf(CellsOf(sheet), 0),
      (std::vector<CellPlace>{
          {0, 0, 1, 3}, {1, 0, 1, 1}, {1, 1, 1, 1}, {1, 2, 1, 1}, {2, 0, 1, 3}, {3, 0, 1, 3}}));
}

TEST(Cells, TableInsideACellIsItsOwnAndThePageFrameIsNone) {
  Sheet sheet(2400, 1600);
  sheet.Frame(20, 20, 2380, 1580, 6);
  sheet.Frame(200, 200, 1400, 500);
  sheet.Line(600, 200, 600, 500);
  sheet.Frame(700, 300, 1000, 380);
  sheet.Line(850, 300, 850, 380);
  const std::vector<Cell> cells = CellsOf(sheet);
  ASSERT_EQ(cells.size(), 4U);
  EXPECT_EQ(cells[3].table, 1);
  const CellIndex index(cells);
  EXPECT_EQ(index.Find({720, 320, 760, 360}), 2);
  EXPECT_EQ(index.Find({1200, 320, 1240, 360}), 1);
  EXPECT_EQ(index.Find({1500, 320, 1540, 360}), -1);
}

// The ink that is left is the ink of the same page drawn without rules.
TEST(Rules, LeaveStrokesWhole) {
  const auto draw_text = [](Sheet& sheet) {
    sheet.Text(130, 104, 60, "一十ー工三王");  // close to the upper rule
    sheet.Text(130, 232, 60, "一般の十字ー");  // near the middle rule
    sheet.Text(700, 60, 130, "一工ー口");      // title strokes longer than a short rule
  };
  Sheet with(1500, 700), without(1500, 700);
  draw_text(with);
  draw_text(without);
  with.Frame(100, 100, 600, 500);
  with.Line(100, 222, 600, 222);
  const Rules rules = FindRules(Binarise(with.Scan()), 300);
  const Bitmap expected = Binarise(without.Scan());
  EXPECT_EQ(rules.horizontal.size(), 3U);
  EXPECT_EQ(rules.vertical.size(), 2U);
  Bitmap lost = expected, left = rules.ink;
  lost.Remove(rules.ink);
  left.Remove(Dilate(expected, 2));
  EXPECT_LT(lost.Count(), expected.Count() / 100);
  EXPECT_LT(left.Count(), 60);
}

TEST(Rules, StrokesThatCrossARuleStay) {
  Sheet sheet(1000, 400);
  sheet.Line(50, 200, 950, 200, 4);
  for (int i = 0; i < 5; ++i) sheet.Line(150 + 100 * i, 170, 150 + 100 * i, 230, 6);
  const Components ink = FindComponents(FindRules(Binarise(sheet.Scan()), 300).ink);
  ASSERT_EQ(ink.marks.size(), 5U);
  for (const Component& mark : ink.marks) EXPECT_EQ(mark.box.height(), 60);
}

std::vector<Box> LineBoxes(const Sheet& sheet) {
  const Result<Layout> layout = AnalyseLayout(MakeUpright(ScalePage(sheet.Scan()), 0, 0), 300);
  std::vector<Box> boxes;
  for (const LineOfMarks& line : layout->lines) boxes.push_back(line.box);
  return boxes;
}

TEST(Lines, ColumnsGapsLetterSpacingAndRings) {
  Sheet two_columns(2400, 1200);
  for (int i = 0; i < 6; ++i) {
    two_columns.Text(100, 100 + 70 * i, 40, "左の段には契約の内容を記してあります");
    two_columns.Text(1300, 125 + 70 * i, 40, "右の段には請求の手続を記してあります");
  }
  const std::vector<Box> lines = LineBoxes(two_columns);
  ASSERT_EQ(lines.size(), 12U);
  EXPECT_LT(lines[5].right, 1200);
  EXPECT_GT(lines[6].left, 1200);

  Sheet gaps(2400, 600);
  gaps.Text(100, 100, 40, "氏名");
  gaps.Text(500, 100, 40, "佐藤花子");
  gaps.Text(100, 300, 40, "疾　　病　　名");
  EXPECT_EQ(LineBoxes(gaps).size(), 3U);

  Sheet ring(1200, 300);
  ring.Text(100, 100, 40, "有");
  ring.Text(200, 100, 40, "無");
  ring.Ring(220, 130, 45);
  const std::vector<Box> answers = LineBoxes(ring);
  ASSERT_FALSE(answers.empty());
  for (const Box& box : answers) EXPECT_LT(box.height(), 50);
}

// What stands closer downwards than across is a column only when it is long.
TEST(Lines, ColumnsOfTextAreToldFromStackedRows) {
  const auto vertical_lines = [](const Sheet& sheet) {
    const Result<Layout> layout = AnalyseLayout(MakeUpright(ScalePage(sheet.Scan()), 0, 0), 300);
    return std::ranges::count_if(layout->lines, &LineOfMarks::vertical);
  };
  Sheet labels(1500, 600);  // letter-spaced labels, one close below the other
  for (int i = 0; i < 3; ++i) labels.Text(100, 100 + 46 * i, 40, "疾　病　名　称　等");
  EXPECT_EQ(vertical_lines(labels), 0);
  Sheet dense(1500, 900);  // small print with hardly any leading
  for (int i = 0; i < 12; ++i)
    dense.Text(100, 100 + 40 * i, 36, "私は下記の約款に同意のうえ申込みます");
  EXPECT_EQ(vertical_lines(dense), 0);
  Sheet numbers(900, 900);  // figures below each other
  for (int i = 0; i < 8; ++i) numbers.Text(100, 100 + 60 * i, 40, std::to_string(23 + 7 * i));
  EXPECT_EQ(vertical_lines(numbers), 0);
  Sheet label(900, 900);
  for (int i = 0; i < 4; ++i) {
    label.Text(100, 100 + 72 * i, 40, std::string("身体計測").substr(std::size_t(3 * i), 3));
  }
  EXPECT_EQ(vertical_lines(label), 1);
  Sheet table(1500, 900);  // a table of figures without rules, in tight rows
  for (int i = 0; i < 10; ++i) {
    for (int j = 0; j < 5; ++j)
      table.Text(100 + 200 * j, 100 + 40 * i, 38, std::to_string(173 + 11 * i * j));
  }
  EXPECT_EQ(vertical_lines(table), 0);
  Sheet columns(1500, 1500);
  for (int i = 0; i < 5; ++i)
    columns.Column(1300 - 80 * i, 100, 40, "この度は大変お世話になりました");
  EXPECT_EQ(vertical_lines(columns), 5);
}

// A label, a handwritten name and a stamp as high as both rows, in one cell.
// 傷病名 in small print, then large writing, a letter's width and a half away.
TEST(Lines, SmallPrintBesideLargeWritingIsALineOfItsOwn) {
  const auto word = [](int left, int size, int count) {
    std::vector<Box> marks;
    for (int i = 0; i < count; ++i) {
      marks.push_back({left + i * size, 400 - size, left + i * size + size * 9 / 10, 400});
    }
    return marks;
  };
  std::vector<Box> marks = word(100, 34, 3);
  for (const Box& mark : word(290, 60, 4)) marks.push_back(mark);
  EXPECT_EQ(FindLines(marks, {}, 300).size(), 2U);
  marks = word(100, 54, 3);
  for (const Box& mark : word(330, 60, 4)) marks.push_back(mark);
  EXPECT_EQ(FindLines(marks, {}, 300).size(), 1U);
}

TEST(Lines, RowsBesideATallMarkStayWhole) {
  Sheet sheet(1200, 400);
  sheet.Frame(50, 50, 1150, 350);
  sheet.Text(70, 80, 34, "ご契約者名");
  sheet.Text(90, 180, 56, "三浦　幸子");
  sheet.Text(760, 130, 60, "国");
  sheet.Text(760, 195, 60, "浦");
  const std::vector<Box> lines = LineBoxes(sheet);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_TRUE(
      std::ranges::any_of(lines, [](const Box& box) { return box.left < 100 && box.right > 350; }));
}

TEST(Symbols, CoverTheInkWhateverTheEngineSays) {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> anywhere(0, 600);
  const std::vector<Box> marks{{10, 5, 40, 45},   {48, 3, 60, 44},   {62, 4, 88, 46},
                               {95, 20, 230, 26}, {236, 6, 270, 45}, {300, 10, 318, 40}};
  const std::vector<LinePiece> pieces{{{8, 3, 320, 46}, 9, 1.5}};
  for (int round = 0; round < 200; ++round) {
    std::vector<Symbol> engine(static_cast<std::size_t>(1 + round % 9));
    for (Symbol& symbol : engine) {
      const int left = anywhere(random);
      symbol = {round % 2 == 0 ? "病" : "1", {left, 0, left + anywhere(random), 36}, 1};
    }
    const std::vector<Symbol> snapped = SnapSymbols(engine, pieces, marks, 40);
    ASSERT_EQ(snapped.size(), engine.size());
    for (const Symbol& symbol : snapped) EXPECT_FALSE(symbol.box.empty());
    for (const Box& mark : marks) {
      for (int x = mark.left; x < mark.right; ++x) {
        const bool covered = std::ranges::any_of(snapped, [&](const Symbol& symbol) {
          return Intersect(symbol.box, {x, mark.top, x + 1, mark.bottom}).height() == mark.height();
        });
        ASSERT_TRUE(covered) << "round " << round << " x " << x;
      }
    }
  }
}

TEST(Strips, ThreeAndMoreLikeBoxesOnly) {
  std::vector<Cell> cells;
  std::vector<LineOfMarks> lines;
  for (int i = 0; i < 6; ++i) {
    cells.push_back({{100 + 60 * i, 0, 155 + 60 * i, 70}, 0, i == 5 ? 1 : 0, i});
    LineOfMarks line;
    line.box = {120 + 60 * i, 20, 140 + 60 * i, 50};
    line.cell = i;
    lines.push_back(line);
  }
  using Groups = std::vector<std::vector<std::size_t>>;
  EXPECT_EQ(GroupStrips(lines, cells), (Groups{{0, 1, 2, 3, 4}, {5}}));
  lines[2].box.right = 150, lines[2].box.bottom = 30;  // wider than one character
  EXPECT_EQ(GroupStrips(lines, cells), (Groups{{0}, {1}, {2}, {3}, {4}, {5}}));
}

}  // namespace
}  // namespace sumikeshi
