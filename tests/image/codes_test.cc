// Codes drawn by the writer of the same library that decodes them: on pages of every pose, damaged
// ones, and pages full of what only looks like a code.
#include "scanner/image/codes.h"

#define ZX_USE_UTF8 1
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "scanner/detect.h"
#include "scanner/image/binarise.h"
#include "scanner/image/layout.h"
#include "scanner/image/page_reader.h"
#include "tests/image/sheet.h"

namespace sumikeshi {
namespace {

using testing::Sheet;
using ZXing::BarcodeFormat;

constexpr const char* kNumber = "123456789018";  // a published test number

// Draws the code with its upper left corner at x, y and gives its box.
Box Draw(Sheet& sheet, BarcodeFormat format, const std::string& payload, int x, int y, int module,
         int height = 0) {
  ZXing::MultiFormatWriter writer(format);
  const ZXing::BitMatrix matrix = writer.setMargin(0).encode(payload, 0, 0);
  for (int row = 0; row < matrix.height(); ++row) {
    for (int column = 0; column < matrix.width(); ++column) {
      if (!matrix.get(column, row)) continue;
      const int left = x + column * module, top = y + row * module;
      sheet.Fill({left, top, left + module, top + (height > 0 ? height : module)});
    }
  }
  return {x, y, x + matrix.width() * module, y + (height > 0 ? height : matrix.height() * module)};
}

void Write(Sheet& sheet) {
  sheet.Text(200, 100, 44, "本人確認書類（写し）の送付について");
  for (int i = 0; i < 5; ++i) {
    sheet.Text(150, 260 + 70 * i, 36, "下記の書類を同封いたしますので、よろしくお願いいたします。");
  }
}

std::vector<Detection> CodesOn(const Raster& page) {
  static const std::unique_ptr<OcrEngine> engine = std::move(MakeTesseractEngine().value());
  const Result<PageText> text = ReadPageText(page, *engine);
  EXPECT_TRUE(text.has_value());
  std::vector<Detection> codes = text ? Detect(*text, 1) : std::vector<Detection>{};
  std::erase_if(codes, [](const Detection& d) { return d.finding.category != Category::kCode; });
  return codes;
}

// Whether all dark pixels of `box` of the page lie in the places.
bool Covers(const Raster& page, const std::vector<Detection>& codes, const Box& box) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      const auto at = static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x);
      if (page.pixels[at] > 127) continue;
      const bool covered = std::ranges::any_of(codes, [&](const Detection& code) {
        return std::ranges::any_of(code.finding.place.boxes, [&](const Box& b) {
          return x >= b.left && x < b.right && y >= b.top && y < b.bottom;
        });
      });
      if (!covered) return false;
    }
  }
  return true;
}

TEST(CodesTest, CodeWithMyNumberIsCoveredInEveryPose) {
  Sheet sheet(1654, 1169, 200);
  Write(sheet);
  Draw(sheet, BarcodeFormat::QRCode, kNumber, 1200, 700, 4);
  const Raster page = sheet.Scan();
  for (int turns = 0; turns < 4; ++turns) {
    const Raster turned = testing::TurnClockwise(page, turns);
    const std::vector<Detection> codes = CodesOn(turned);
    ASSERT_EQ(codes.size(), 1U) << turns;
    EXPECT_EQ(codes[0].finding.kind, "my_number") << turns;
    // Rows and columns of the code on the page turned clockwise.
    const Box box{1200, 700, 1284, 784};
    const Box at =
        turns == 0   ? box
        : turns == 1 ? Box{page.height - box.bottom, box.left, page.height - box.top, box.right}
        : turns == 2 ? Box{page.width - box.right, page.height - box.bottom, page.width - box.left,
                           page.height - box.top}
                     : Box{box.top, page.width - box.right, box.bottom, page.width - box.left};
    EXPECT_TRUE(Covers(turned, codes, at)) << turns;
  }
  EXPECT_EQ(CodesOn(testing::Tilt(page, 4)).size(), 1U);
}

TEST(CodesTest, CodesThatSayNothingSensitiveStay) {
  Sheet sheet(1654, 1169, 200);
  Write(sheet);
  Draw(sheet, BarcodeFormat::QRCode, "https://www.example.co.jp/claim?id=12345", 1200, 700, 4);
  Draw(sheet, BarcodeFormat::Code128, "A4901234567894", 200, 800, 2, 60);
  const Raster page = sheet.Scan();
  const Layout layout = AnalyseLayout({page, {}}, 200).value();
  EXPECT_EQ(layout.codes.size(), 2U);
  EXPECT_TRUE(CodesOn(page).empty());
}

// A code that says nothing sensitive takes nothing else with it: what is printed into its quiet
// zone is read like any line.
TEST(CodesTest, PrintInTheQuietZoneIsRead) {
  Sheet sheet(1654, 1169, 200);
  Write(sheet);
  const Box box = Draw(sheet, BarcodeFormat::QRCode, "https://www.example.co.jp/", 700, 700, 6);
  sheet.Text(box.right + 4, 705, 40, "病名：糖尿病");
  sheet.Text(box.right + 4, 755, 40, "診断：要観察");
  sheet.Text(box.right + 4, 805, 40, "備考：別紙参照");
  sheet.Text(box.left, box.bottom + 4, 36, "個人番号");
  const Raster page = sheet.Scan();
  ASSERT_GT(FindCodeBoxes(Binarise(page), 200).at(0).right, box.right + 60);  // by its look
  const Layout layout = AnalyseLayout({page, {}}, 200).value();
  ASSERT_EQ(layout.codes.size(), 1U);
  const Box found = layout.codes[0].box;
  EXPECT_TRUE(layout.codes[0].payload);
  EXPECT_LE(found.right, box.right + 4);
  EXPECT_LE(found.bottom, box.bottom + 4);
  EXPECT_GE(found.right, box.right - 1);
  static const std::unique_ptr<OcrEngine> engine = std::move(MakeTesseractEngine().value());
  const std::vector<Detection> found_words = Detect(ReadPageText(page, *engine).value(), 1);
  EXPECT_TRUE(std::ranges::any_of(
      found_words, [](const Detection& d) { return d.finding.category == Category::kHealth; }));
}

TEST(CodesTest, BarcodesAreReadLyingAndStanding) {
  Sheet sheet(1654, 1169, 200);
  Write(sheet);
  const Box box = Draw(sheet, BarcodeFormat::Code128, std::string("MN") + kNumber, 200, 800, 2, 60);
  const Raster page = sheet.Scan();
  EXPECT_EQ(ReadCode(page, box, 200).payload, std::string("MN") + kNumber);
  const Raster turned = testing::TurnClockwise(page, 1);
  const std::vector<Box> standing = FindCodeBoxes(Binarise(turned), 200);
  ASSERT_EQ(standing.size(), 1U);
  EXPECT_EQ(ReadCode(turned, standing[0], 200).payload, std::string("MN") + kNumber);
}

TEST(CodesTest, CodeThatCannotBeDecodedIsCovered) {
  Sheet sheet(1654, 1169, 200);
  Write(sheet);
  const Box box = Draw(sheet, BarcodeFormat::QRCode, kNumber, 1200, 700, 4);
  for (int i = 0; i < 9; ++i) sheet.Fill({1200, 732 + 6 * i, 1284, 736 + 6 * i});  // a pen
  const Raster page = sheet.Scan();
  ASSERT_FALSE(ReadCode(page, box, 200).payload);
  const std::vector<Detection> codes = CodesOn(page);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].finding.kind, "UNREADABLE");
  EXPECT_TRUE(Covers(page, codes, box));
}

TEST(CodesTest, FormsHoldNoCodes) {
  Sheet sheet(1654, 2339, 200);
  Write(sheet);
  for (int row = 0; row < 10; ++row) {  // digit boxes, nested frames, 回 and 国
    for (int i = 0; i < 24; ++i) {
      sheet.Frame(100 + 40 * i, 700 + 60 * row, 140 + 40 * i, 750 + 60 * row, 2);
      sheet.Text(106 + 40 * i, 706 + 60 * row, 28, i % 3 == 0 ? "回" : i % 3 == 1 ? "国" : "■");
    }
  }
  EXPECT_TRUE(AnalyseLayout({sheet.Scan(), {}}, 200)->codes.empty());
}

TEST(CodesTest, HundredsOfCodesTakeBoundedTime) {
  Sheet sheet(2480, 3508, 300);
  for (int row = 0; row < 20; ++row) {
    for (int i = 0; i < 15; ++i) {
      Draw(sheet, BarcodeFormat::QRCode, std::to_string(1'000'000 + row * 15 + i), 60 + 160 * i,
           60 + 170 * row, 5);
    }
  }
  const Raster page = sheet.Scan();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(FindCodeBoxes(Binarise(page), 300).size(), 300U);
  EXPECT_TRUE(CodesOn(page).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace sumikeshi
