// The proof of a written page: every way in which a redaction can be incomplete is refused.
#include "redact/verify/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace sumikeshi {
namespace {

Raster GrayPage(int width, int height) {
  Raster page{width, height, PixelFormat::kGray8, false, 300, 300, {}};
  page.pixels.assign(page.stride() * static_cast<std::size_t>(height), 200);
  return page;
}

void Fill(Raster& page, const Box& box, std::uint8_t level) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      page.pixels[static_cast<std::size_t>(y) * page.stride() + static_cast<std::size_t>(x)] =
          level;
    }
  }
}

Result<std::vector<Place>> SeeNothing(const PageContent&) { return std::vector<Place>{}; }

const Box kBox{10, 10, 40, 30};

TEST(VerifyRaster, AcceptsASolidBox) {
  const Raster before = GrayPage(100, 80);
  Raster after = before;
  Fill(after, kBox, 0);
  const auto left = VerifyPage(before, after, {{kBox}, {}}, SeeNothing);
  ASSERT_TRUE(left.has_value());
  EXPECT_TRUE(left->empty());
}

struct RasterFault {
  const char* name;
  std::function<void(Raster& after, PageRedaction& destroyed)> damage;
};
void PrintTo(const RasterFault& fault, std::ostream* out) { *out << fault.name; }

class VerifyRasterFaults : public testing::TestWithParam<RasterFault> {};

TEST_P(VerifyRasterFaults, AreRefused) {
  const Raster before = GrayPage(100, 80);
  Raster after = before;
  Fill(after, kBox, 0);
  PageRedaction destroyed{{kBox}, {}};
  GetParam().damage(after, destroyed);
  const auto left = VerifyPage(before, after, destroyed, SeeNothing);
  ASSERT_FALSE(left.has_value());
  EXPECT_EQ(left.error().code, ErrorCode::kVerifyFailed);
}

INSTANTIATE_TEST_SUITE_P(
    All, VerifyRasterFaults,
    testing::Values(RasterFault{"one_grey_pixel",
                                [](Raster& a, PageRedaction&) { Fill(a, {39, 29, 40, 30}, 40); }},
                    RasterFault{"smaller", [](Raster& a, PageRedaction&) { a = GrayPage(99, 80); }},
                    RasterFault{"other_depth", [](Raster& a, PageRedaction&) { a.bitonal = true; }},
                    RasterFault{"other_dpi", [](Raster& a, PageRedaction&) { a.dpi_x = 200; }},
                    RasterFault{"box_outside",
                                [](Raster&, PageRedaction& d) { d.boxes = {{90, 10, 110, 20}}; }},
                    RasterFault{"empty_box",
                                [](Raster&, PageRedaction& d) { d.boxes = {{5, 5, 5, 9}}; }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(VerifyRaster, LooksAgainWithTheBoxesPaintedWhite) {
  const Raster before = GrayPage(100, 80);
  Raster after = before;
  Fill(after, kBox, 0);
  Raster seen;
  const Place stray{1, {{50, 50, 60, 60}}, std::nullopt};
  const auto left = VerifyPage(before, after, {{kBox}, {}}, [&](const PageContent& page) {
    seen = std::get<Raster>(page);
    return Result<std::vector<Place>>(std::vector{stray});
  });
  ASSERT_TRUE(left.has_value());
  EXPECT_THAT(*left, testing::ElementsAre(stray));
  EXPECT_EQ(std::ranges::count(seen.pixels, std::uint8_t{0}), 0);
  EXPECT_EQ(std::ranges::count(seen.pixels, std::uint8_t{255}), kBox.area());
}

TEST(VerifyRaster, PassesOnThatItCouldNotLook) {
  const Raster before = GrayPage(100, 80);
  Raster after = before;
  Fill(after, kBox, 0);
  const auto left = VerifyPage(before, after, {{kBox}, {}}, [](const PageContent&) {
    return Result<std::vector<Place>>(Fail(ErrorCode::kTimeout));
  });
  ASSERT_FALSE(left.has_value());
  EXPECT_EQ(left.error().code, ErrorCode::kTimeout);
}

struct TextCase {
  const char* name;
  std::u32string before;
  std::u32string after;
  std::vector<Span> spans;
  bool proved;
};
void PrintTo(const TextCase& text, std::ostream* out) { *out << text.name; }

class VerifyText : public testing::TestWithParam<TextCase> {};

TEST_P(VerifyText, IsExact) {
  const TextCase& text = GetParam();
  const auto left = VerifyPage(Text{text.before}, Text{text.after}, {{}, text.spans}, SeeNothing);
  EXPECT_EQ(left.has_value(), text.proved);
}

INSTANTIATE_TEST_SUITE_P(
    All, VerifyText,
    testing::Values(
        TextCase{"masked", U"病名：糖尿病。", U"病名：■■■。", {{3, 6}}, true},
        TextCase{"unsorted_and_nested", U"甲乙丙丁戊", U"■■■丁■", {{4, 5}, {1, 2}, {0, 3}}, true},
        TextCase{"line_end_kept", U"甲\r\n乙。", U"■\r\n■。", {{0, 4}}, true},
        TextCase{"four_byte_character", U"𠮷田", U"■*田", {{0, 1}}, true},
        TextCase{"masks_that_were_there", U"■*注", U"■*■", {{2, 3}}, true},
        TextCase{"nothing_to_do", U"甲乙", U"甲乙", {}, true},
        TextCase{"one_left", U"甲乙丙。", U"■乙■。", {{0, 3}}, false},
        TextCase{"rest_changed", U"甲乙丙。", U"■■■！", {{0, 3}}, false},
        TextCase{"too_much_masked", U"甲乙丙丁", U"■■■丁", {{0, 2}}, false},
        TextCase{"line_end_lost", U"甲\n乙", U"■■", {{0, 3}}, false},
        TextCase{"tail_lost", U"甲乙丙", U"■", {{0, 1}}, false},
        TextCase{"span_outside", U"甲乙", U"甲■", {{1, 3}}, false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(VerifyPage, RefusesAnotherKindOfPage) {
  const auto left = VerifyPage(Text{U"甲"}, GrayPage(1, 1), {}, SeeNothing);
  ASSERT_FALSE(left.has_value());
  EXPECT_EQ(left.error().code, ErrorCode::kVerifyFailed);
}

}  // namespace
}  // namespace sumikeshi
