// Pages read with the real engine: text, places, every way up; and pages that hold nothing to read.
#include "scanner/image/page_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <random>

#include "scanner/image/photo.h"
#include "tests/image/sheet.h"

namespace sumikeshi {
namespace {

using testing::Sheet;

OcrEngine& Engine() {
  static const std::unique_ptr<OcrEngine> engine = std::move(MakeTesseractEngine().value());
  return *engine;
}

std::string TextOf(const Line& line) {
  std::string text;
  for (const Symbol& symbol : line.symbols) text += symbol.text;
  return text;
}

std::vector<std::string> TextOf(const PageText& page) {
  std::vector<std::string> lines;
  for (const Line& line : page.lines) lines.push_back(TextOf(line));
  return lines;
}

Raster Form() {
  Sheet sheet(1240, 800, 200);
  sheet.Text(400, 40, 44, "入院給付金請求書");
  sheet.Frame(100, 140, 1140, 380, 2);
  for (const int y : {220, 300}) sheet.Line(100, y, 1140, y, 2);
  sheet.Line(400, 140, 400, 380, 2);
  sheet.Text(120, 160, 28, "被保険者氏名");
  sheet.Text(430, 160, 28, "中村花子");
  sheet.Text(120, 240, 28, "医療機関名");
  sheet.Text(430, 240, 28, "東都中央病院");
  sheet.Text(120, 320, 28, "証券番号");
  for (int i = 0; i < 8; ++i) {
    sheet.Frame(430 + 40 * i, 310, 470 + 40 * i, 370, 2);
    sheet.Text(442 + 40 * i, 322, 28, std::string(1, "27401853"[i]));
  }
  sheet.Text(100, 440, 28, "上記のとおり給付金を請求します。");
  return sheet.Scan();
}

const std::vector<std::string> kFormLines{"入院給付金請求書",
                                          "被保険者氏名",
                                          "中村花子",
                                          "医療機関名",
                                          "東都中央病院",
                                          "証券番号",
                                          "2",
                                          "7",
                                          "4",
                                          "0",
                                          "1",
                                          "8",
                                          "5",
                                          "3",
                                          "上記のとおり給付金を請求します。"};

PageText Read(const Raster& page, const ReadOptions& options = {}) {
  Result<PageText> text = ReadPageText(page, Engine(), options);
  EXPECT_TRUE(text.has_value());
  return text ? *text : PageText{};
}

// Dark pixels of the page that no symbol covers, with the rules of the form not counted.
std::int64_t InkOutsideSymbols(const Raster& page, const PageText& text, int dark = 100) {
  Raster rest = page;
  const auto wipe = [&](const Box& box) {
    for (int y = std::max(0, box.top); y < std::min(page.height, box.bottom); ++y) {
      for (int x = std::max(0, box.left); x < std::min(page.width, box.right); ++x) {
        rest.pixels[static_cast<std::size_t>(y) * rest.stride() + static_cast<std::size_t>(x)] =
            255;
      }
    }
  };
  for (const Line& line : text.lines) {
    for (const Symbol& symbol : line.symbols) {
      for (const Box& part : MapOutwards(text.to_page, Grow(symbol.box, 2))) wipe(part);
    }
  }
  return std::ranges::count_if(rest.pixels, [&](std::uint8_t pixel) { return pixel < dark; });
}

TEST(PageReader, ReadsAForm) {
  const PageText text = Read(Form());
  EXPECT_EQ(TextOf(text), kFormLines);
  EXPECT_EQ(text.cells.size(), 6U + 8U);
  const Line& name = text.lines[2];
  EXPECT_EQ(text.cells[static_cast<std::size_t>(name.cell)].column, 1);
  EXPECT_NEAR(name.symbols[0].box.left, 431, 3);
  EXPECT_NEAR(name.symbols[3].box.right, 430 + 4 * 28, 4);
}

// However the page lies on the scanner, the text is the same and the boxes lie on the same ink.
TEST(PageReader, TurnedTiltedAndShiftedPagesReadTheSame) {
  const Raster form = Form();
  const std::int64_t rules = InkOutsideSymbols(form, Read(form));
  struct Case {
    const char* name;
    Raster page;
  };
  const std::vector<Case> cases{
      {"90", testing::TurnClockwise(form, 1)},
      {"180", testing::TurnClockwise(form, 2)},
      {"270", testing::TurnClockwise(form, 3)},
      {"+3", testing::Tilt(form, 3)},
      {"-3", testing::Tilt(form, -3)},
      {"shift", testing::Shift(form, 17, 9)},
      {"180-2", testing::TurnClockwise(testing::Tilt(form, -2), 2)},
  };
  for (const Case& c : cases) {
    const PageText text = Read(c.page);
    EXPECT_EQ(TextOf(text), kFormLines) << c.name;
    EXPECT_LT(InkOutsideSymbols(c.page, text), rules * 21 / 20) << c.name;
  }
}

// A page written downwards: columns from right to left, a short one, and a table of columns.
Raster DownwardPage() {
  Sheet sheet(1500, 1200, 200);
  sheet.Column(1380, 80, 36, "前略　このたびは給付金の件でお世話になりました");
  sheet.Column(1310, 80, 36, "私の本籍は京都市上京区四丁目にございます");
  sheet.Column(1240, 80, 36, "先月から入院しており持病は糖尿病です");
  sheet.Column(1170, 600, 36, "山本花子");
  sheet.Frame(200, 100, 900, 1000, 2);
  for (const int x : {430, 660}) sheet.Line(x, 100, x, 1000, 2);
  sheet.Column(760, 120, 40, "本籍　東京都江東区有明三丁目");
  sheet.Column(530, 120, 40, "氏名　佐藤太郎");
  sheet.Column(300, 120, 40, "昭和五十年一月六日出生");
  return sheet.Scan();
}

TEST(PageReader, ReadsColumnsFromTheRightWhicheverWayThePageLies) {
  const Raster page = DownwardPage();
  const std::vector<std::string> expected{"前略このたびは給付金の件でお世話になりました",
                                          "私の本籍は京都市上京区四丁目にございます",
                                          "先月から入院しており持病は糖尿病です",
                                          "山本花子",
                                          "本籍東京都江東区有明三丁目",
                                          "氏名佐藤太郎",
                                          "昭和五十年一月六日出生"};
  const PageText upright = Read(page);
  EXPECT_EQ(TextOf(upright), expected);
  ASSERT_EQ(upright.lines.size(), expected.size());
  for (const Line& line : upright.lines) {
    EXPECT_TRUE(line.vertical);
    // Each symbol stands below the one before and in the column.
    for (std::size_t i = 1; i < line.symbols.size(); ++i) {
      EXPECT_GE(line.symbols[i].box.top, line.symbols[i - 1].box.bottom - 2);
      EXPECT_EQ(Intersect(line.symbols[i].box, line.box), line.symbols[i].box);
    }
  }
  const std::int64_t rules = InkOutsideSymbols(page, upright);
  for (int turns = 1; turns < 4; ++turns) {
    const Raster turned = testing::TurnClockwise(page, turns);
    const PageText text = Read(turned);
    EXPECT_EQ(TextOf(text), expected) << turns;
    EXPECT_LT(InkOutsideSymbols(turned, text), rules * 21 / 20) << turns;
  }
}

// A page photographed from aside, before a dark ground and in falling light.
TEST(PageReader, ReadsAPhotographAndMapsItsBoxesBack) {
  const Raster form = Form();
  const std::vector<std::array<Point, 4>> views{
      {Point{40, 30}, Point{1210, 12}, Point{1180, 780}, Point{15, 770}},
      {Point{15, 12}, Point{1195, 36}, Point{1225, 785}, Point{60, 760}}};
  for (const std::array<Point, 4>& corners : views) {
    const Raster photo = testing::Photograph(form, corners);
    const auto sheet = FindSheet(photo);
    ASSERT_TRUE(sheet.has_value());
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR((*sheet)[i].x, corners[i].x, 4) << i;
      EXPECT_NEAR((*sheet)[i].y, corners[i].y, 4) << i;
    }
    const PageText text = Read(photo);
    EXPECT_EQ(TextOf(text), kFormLines);
    // Light falls to 0.6 of white: what is darker than 0.25 is ink, in a rule or in a symbol.
    const std::int64_t rules = InkOutsideSymbols(form, Read(form));
    EXPECT_LT(InkOutsideSymbols(photo, text, 50), rules * 21 / 20);
    EXPECT_EQ(Read(photo, {.before = &text, .regions = {}, .recall = {}}).lines.size(),
              text.lines.size());
  }
}

TEST(Photo, AScannedPageHasNoGround) {
  EXPECT_FALSE(FindSheet(Form()).has_value());
  // Dark where the lid was open, on two sides.
  Raster page = Form();
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      if (x > 30 && y > 20) continue;
      page.pixels[static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x)] = 40;
    }
  }
  EXPECT_FALSE(FindSheet(page).has_value());
}

// Counts what it is asked to read.
class CountingEngine final : public OcrEngine {
 public:
  Result<void> SetImage(const Raster& image) override { return Engine().SetImage(image); }
  Result<std::vector<Symbol>> Read(const Box& region, OcrHint hint) override {
    ++reads;
    return Engine().Read(region, hint);
  }
  std::string version() const override { return "counting"; }
  int reads = 0;
};

TEST(PageReader, KnownPoseAndRegionsReadOnlyWhatIsAskedFor) {
  const Raster page = testing::TurnClockwise(testing::Tilt(Form(), 1.5), 2);
  const PageText all = Read(page);
  CountingEngine engine;
  const Box name = all.lines[2].box;
  const ReadOptions one{.before = &all, .regions = MapOutwards(all.to_page, name), .recall = {}};
  EXPECT_EQ(ReadPageText(page, engine, one).value(), all);
  EXPECT_EQ(engine.reads, 1);
  const ReadOptions none{.before = &all, .regions = std::vector<Box>{}, .recall = {}};
  EXPECT_EQ(ReadPageText(page, engine, none).value(), all);
  EXPECT_EQ(engine.reads, 1);
}

TEST(PageReader, SamePageSameAnswerWhateverWasReadBeforeAndOnAnyThread) {
  Sheet other(900, 500, 200);
  other.Text(60, 60, 30, "口座振替依頼書 1234567");
  const Raster a = other.Scan(), b = Form();
  const auto alone = [](const Raster& page) {
    const std::unique_ptr<OcrEngine> engine = std::move(MakeTesseractEngine().value());
    return ReadPageText(page, *engine).value();
  };
  auto first = std::async(std::launch::async, alone, a);
  auto second = std::async(std::launch::async, alone, b);
  const PageText a_alone = first.get(), b_alone = second.get();
  EXPECT_EQ(Read(a), a_alone);
  EXPECT_EQ(Read(b), b_alone);
  EXPECT_EQ(Read(a), a_alone);
}

Raster Plain(int width, int height, std::uint8_t value) {
  Raster page;
  page.width = width;
  page.height = height;
  page.dpi_x = page.dpi_y = 200;
  page.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), value);
  return page;
}

TEST(PageReader, EmptyPagesAreEmptyAndBlackPagesAreNot) {
  for (const auto& [width, height] : {std::pair(1654, 2339), std::pair(1, 1), std::pair(3, 900)}) {
    const PageText text = Read(Plain(width, height, 255));
    EXPECT_TRUE(text.lines.empty());
    EXPECT_TRUE(text.ink.empty());
  }
  const PageText black = Read(Plain(1654, 2339, 0));
  EXPECT_TRUE(black.lines.empty());
  EXPECT_EQ(black.ink, (std::vector<Box>{{0, 0, 1654, 2339}}));
}

TEST(PageReader, WhatCannotBeLookedAtIsAnError) {
  const auto code = [](const Raster& page) {
    const Result<PageText> text = ReadPageText(page, Engine());
    return text ? ErrorCode::kInternal : text.error().code;
  };
  EXPECT_EQ(code(Plain(3, 900, 0)), ErrorCode::kUnreadable);
  EXPECT_EQ(code(Plain(40'000, 1, 255)), ErrorCode::kTooLarge);
  Raster broken = Plain(100, 100, 255);
  broken.pixels.pop_back();
  EXPECT_EQ(code(broken), ErrorCode::kUnreadable);
  EXPECT_EQ(code(Raster{}), ErrorCode::kUnreadable);
  Raster noise = Plain(2000, 2000, 255);
  std::mt19937 random(1);
  for (int i = 0; i < 150'000; ++i) {
    const std::size_t at = random() % (1997 * 2000);
    for (const std::size_t next : {0, 1, 2, 2000, 2001, 2002, 4000, 4001, 4002}) {
      noise.pixels[std::min(at + next, noise.pixels.size() - 1)] = 0;
    }
  }
  EXPECT_NE(code(noise), ErrorCode::kInternal);
}

// An engine that fails is never taken for a page without text.
class BrokenEngine final : public OcrEngine {
 public:
  Result<void> SetImage(const Raster&) override { return {}; }
  Result<std::vector<Symbol>> Read(const Box&, OcrHint) override {
    return Fail(ErrorCode::kOcrFailed);
  }
  std::string version() const override { return "broken"; }
};

TEST(PageReader, AFailingEngineIsAnError) {
  BrokenEngine engine;
  const Result<PageText> text = ReadPageText(Form(), engine);
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().code, ErrorCode::kOcrFailed);
}

TEST(OcrEngine, HonoursTheDigitsHint) {
  Sheet sheet(400, 60, 300);
  sheet.Text(10, 5, 40, "O8I病1234");
  ASSERT_TRUE(Engine().SetImage(sheet.Scan()));
  const auto symbols = Engine().Read({0, 0, 400, 60}, OcrHint::kDigits);
  ASSERT_TRUE(symbols.has_value());
  EXPECT_FALSE(symbols->empty());
  for (const Symbol& symbol : *symbols) {
    EXPECT_NE(std::string("0123456789-").find(symbol.text), std::string::npos);
  }
}

}  // namespace
}  // namespace sumikeshi
