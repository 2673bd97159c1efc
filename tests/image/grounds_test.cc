// Print on black, on dots and under seals must look as print on white does; what is no ground
// stays.
#include <gtest/gtest.h>

#include <algorithm>

#include "scanner/image/binarise.h"
#include "scanner/image/diagonals.h"
#include "scanner/image/layout.h"
#include "scanner/image/reversed.h"
#include "scanner/image/screens.h"
#include "scanner/image/seals.h"
#include "scanner/image/shades.h"
#include "tests/image/sheet.h"

namespace sumikeshi {
namespace {

using testing::Sheet;

std::uint8_t& At(Raster& page, int x, int y) {
  return page.pixels[static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x)];
}

void Invert(Raster& page, const Box& box) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      At(page, x, y) = static_cast<std::uint8_t>(255 - At(page, x, y));
    }
  }
}

Raster Heading() {
  Sheet sheet(1200, 600, 300);
  sheet.Text(320, 115, 44, "告知事項");
  sheet.Text(100, 300, 40, "下記の書類を同封いたします。");
  return sheet.Scan();
}

// Pixels of `box` that are ink in one and not in the other.
std::int64_t Difference(const Bitmap& a, const Bitmap& b, const Box& box) {
  Bitmap only_a = a, only_b = b;
  only_a.Remove(b);
  only_b.Remove(a);
  return only_a.Count(box) + only_b.Count(box);
}

// The same but for some pixels at the edges of strokes: the split of grey depends on the page.
bool IsLike(const Bitmap& a, const Bitmap& b, const Box& box) {
  return b.Count(box) > 500 && Difference(a, b, box) * 40 < b.Count(box);
}

TEST(Reversed, BlackGroundBecomesPaperAndKeepsAFrame) {
  const Raster plain = Heading();
  const Box ground{250, 100, 600, 180};
  Raster page = plain;
  Invert(page, ground);
  Bitmap ink = Binarise(page);
  TurnReversed(ink, page, 300);
  const Bitmap wanted = Binarise(plain);
  EXPECT_TRUE(IsLike(ink, wanted, Grow(ground, -4)));
  EXPECT_TRUE(IsLike(ink, wanted, {0, 200, 1200, 600}));
  EXPECT_GT(ink.Count({250, 100, 600, 102}), 300);
  EXPECT_TRUE(IsLike(Binarise(page), ink, Grow(ground, -4)));  // the grey went with it
}

TEST(Reversed, PrintAndTheEdgeOfTheScanStay) {
  Raster page = Heading();
  Invert(page, {0, 0, 60, 600});
  const Raster before = page;
  Bitmap ink = Binarise(page);
  TurnReversed(ink, page, 300);
  EXPECT_EQ(page, before);
}

TEST(Screens, DotsGoAndPrintStays) {
  Raster plain = Heading();
  for (std::uint8_t& pixel : plain.pixels) pixel = pixel < 128 ? 0 : 255;
  plain.bitonal = true;
  const Box shaded{200, 60, 700, 220};
  for (const int pitch : {5, 6, 8}) {
    Raster page = plain;
    for (int y = shaded.top; y < shaded.bottom; ++y) {
      for (int x = shaded.left; x < shaded.right; ++x) {
        const int row = y / pitch;
        if (y % pitch < 2 && (x + row % 2 * pitch / 2) % pitch < 2) At(page, x, y) = 0;
      }
    }
    RemoveScreens(page, 300);
    const Bitmap wanted = Binarise(plain), ink = Binarise(page);
    Bitmap lost = wanted, stray = ink;
    lost.Remove(Dilate(ink, 1));
    stray.Remove(Dilate(wanted, 2));
    EXPECT_LT(lost.Count() * 20, wanted.Count()) << pitch;
    EXPECT_LT(stray.Count() * 50, wanted.Count()) << pitch;
    EXPECT_EQ(Difference(ink, wanted, {0, 260, 1200, 600}), 0) << pitch;
  }
}

TEST(Screens, PagesWithoutDotsAreNotTouched) {
  Raster page = Heading();
  for (std::uint8_t& pixel : page.pixels) pixel = pixel < 128 ? 0 : 255;
  page.bitonal = true;
  const Raster before = page;
  RemoveScreens(page, 300);
  EXPECT_EQ(page, before);
}

Raster Colour(const Raster& black, const Raster& red) {
  Raster page = black;
  page.format = PixelFormat::kRgb24;
  page.pixels.clear();
  for (std::size_t i = 0; i < black.pixels.size(); ++i) {
    const int ink = 255 - red.pixels[i];
    const int left = black.pixels[i];
    page.pixels.push_back(static_cast<std::uint8_t>(left - left * ink / 255 / 8));
    page.pixels.push_back(static_cast<std::uint8_t>(left - left * ink / 255 * 3 / 4));
    page.pixels.push_back(static_cast<std::uint8_t>(left - left * ink / 255 * 3 / 4));
  }
  return page;
}

// Luminance of red ink on paper, as in the page.
Raster Grey(const Raster& colour) {
  Raster grey = colour;
  grey.format = PixelFormat::kGray8;
  grey.pixels.clear();
  for (std::size_t i = 0; i < colour.pixels.size(); i += 3) {
    grey.pixels.push_back(static_cast<std::uint8_t>(
        (colour.pixels[i] * 77 + colour.pixels[i + 1] * 150 + colour.pixels[i + 2] * 29) >> 8));
  }
  return grey;
}

TEST(Seals, GoFromOverPrintButRedWritingStays) {
  const Raster black = Heading();
  Sheet red(1200, 600, 300);
  red.Ring(400, 137, 70, 7);
  red.Text(365, 100, 60, "印");
  red.Text(100, 450, 44, "赤い字で書いた病名");
  const Raster page = Colour(black, red.Scan());
  Raster grey = Grey(page);
  const Bitmap before = Binarise(grey);
  FadeSeals(page, 300, grey);
  const Bitmap ink = Binarise(grey), wanted = Binarise(black);
  const Box seal{310, 50, 490, 230};
  EXPECT_GT(Difference(before, wanted, seal), 2000);
  EXPECT_LT(Difference(ink, wanted, seal) * 20, wanted.Count(seal) + 4000);
  EXPECT_TRUE(IsLike(ink, before, {0, 400, 1200, 600}));
}

// The strokes through unused cells go; a stroke that meets writing, and what only slants a little
// or bends, stays.
TEST(Diagonals, StrokesThroughCellsGoAndWritingStays) {
  Sheet sheet(1600, 800, 300);
  sheet.Line(100, 100, 500, 190, 4);
  sheet.Line(900, 100, 700, 300, 3);
  const std::size_t struck =
      DropDiagonals(FindComponents(Binarise(sheet.Scan())), 300).marks.size();
  EXPECT_EQ(struck, 0U);
  sheet.Text(1000, 100, 200, "ノ人");
  sheet.Line(100, 400, 700, 410, 4);  // a crooked underline
  sheet.Line(800, 500, 900, 400, 4);  // a tick
  sheet.Line(800, 500, 770, 470, 4);
  sheet.Text(200, 600, 60, "糖尿病");
  sheet.Line(180, 600, 420, 680, 4);  // crosses words out
  const Components all = FindComponents(Binarise(sheet.Scan()));
  EXPECT_EQ(DropDiagonals(all, 300).marks.size() + 2, all.marks.size());
}

void Shade(Raster& page, const Box& box, int grey) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      At(page, x, y) = static_cast<std::uint8_t>(At(page, x, y) * grey / 255);
    }
  }
}

// Rows between horizontal rules, their labels on grey: the edge of the grey is the missing rule.
TEST(Shades, EdgeOfALabelCellIsARule) {
  Sheet sheet(1800, 700, 300);
  for (const int y : {100, 180, 260, 340}) sheet.Line(100, y, 1700, y);
  for (const int x : {100, 1700}) sheet.Line(x, 100, x, 340);
  const char* labels[] = {"本籍", "筆頭者", "病名"};
  for (int i = 0; i < 3; ++i) {
    sheet.Text(130, 122 + 80 * i, 34, labels[i]);
    sheet.Text(420, 120 + 80 * i, 40, "岡山県倉敷市阿知");
  }
  sheet.Text(100, 500, 34, "傷病名");
  sheet.Text(260, 500, 34, "胃潰瘍");
  Raster page = sheet.Scan();
  Shade(page, {100, 100, 400, 340}, 205);
  Shade(page, {80, 480, 230, 560}, 205);
  const Layout layout = AnalyseLayout({page, {}}, 300).value();
  ASSERT_EQ(layout.cells.size(), 6U);
  EXPECT_NEAR(layout.cells[0].interior.right, 400, 8);
  EXPECT_EQ(layout.lines.size(), 8U);
}

TEST(Shades, PrintFoldsAndShadowsHaveNoEdges) {
  Raster page = Heading();
  Invert(page, {900, 0, 903, 600});  // a rule
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const int shadow = 255 - x / 12;
      const int fold = y >= 400 && y < 404 ? 235 : 255;
      At(page, x, y) = static_cast<std::uint8_t>(At(page, x, y) * shadow / 255 * fold / 255);
    }
  }
  const ShadeEdges edges = FindShadeEdges(page, 300);
  EXPECT_TRUE(edges.horizontal.empty());
  EXPECT_TRUE(edges.vertical.empty());
}

}  // namespace
}  // namespace sumikeshi
