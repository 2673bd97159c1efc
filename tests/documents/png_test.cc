// PNG: every depth and colour type, leaks, damage.
#include <png.h>

#include "tests/documents/support.h"

namespace sumikeshi {
namespace {

struct Layout {
  int type;
  int depth;
  PixelFormat format;
  bool bitonal;
};

std::ostream& operator<<(std::ostream& out, const Layout& layout) {
  return out << "type " << layout.type << " depth " << layout.depth;
}

void Append(png_structp png, png_bytep from, std::size_t count) {
  auto* to = static_cast<ByteVector*>(png_get_io_ptr(png));
  to->insert(to->end(), from, from + count);
}

// A PNG of pseudo-random samples with the marker in every text chunk.
ByteVector MakePng(const Layout& layout, int width, int height) {
  ByteVector bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &bytes, Append, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height),
               layout.depth, layout.type, PNG_INTERLACE_ADAM7, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  std::mt19937 random(3);
  if (layout.type == PNG_COLOR_TYPE_PALETTE) {
    std::vector<png_color> palette(std::size_t{1} << layout.depth);
    for (png_color& colour : palette) {
      colour = {static_cast<png_byte>(random()), static_cast<png_byte>(random()),
                static_cast<png_byte>(random())};
    }
    png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  }
  png_set_pHYs(png, info, 11811, 5906, PNG_RESOLUTION_METER);
  std::string key = "Title";
  std::string value(kMarker);
  png_text texts[2] = {};
  texts[0] = {
      PNG_TEXT_COMPRESSION_NONE, key.data(), value.data(), value.size(), 0, nullptr, nullptr};
  texts[1] = {
      PNG_ITXT_COMPRESSION_NONE, key.data(), value.data(), 0, value.size(), nullptr, nullptr};
  png_set_text(png, info, texts, 2);
  png_write_info(png, info);
  const std::size_t stride = png_get_rowbytes(png, info);
  std::vector<ByteVector> rows(static_cast<std::size_t>(height), ByteVector(stride));
  std::vector<png_bytep> pointers;
  for (ByteVector& row : rows) {
    for (std::uint8_t& byte : row) byte = static_cast<std::uint8_t>(random());
    pointers.push_back(row.data());
  }
  png_write_image(png, pointers.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

class PngLayouts : public testing::TestWithParam<Layout> {};

TEST_P(PngLayouts, KeepsEverythingButTheBoxes) {
  ByteVector bytes = MakePng(GetParam(), 61, 47);
  const ByteVector tail = ToBytes(kMarker);
  bytes.insert(bytes.end(), tail.begin(), tail.end());
  const std::vector<Box> boxes = {{3, 4, 20, 9}, {50, 40, 99, 99}, {-5, 30, 2, 31}};
  const auto out = Rewrite(bytes, "a.png", {boxes, {}});
  ASSERT_TRUE(out.has_value());
  const Raster& before = std::get<Raster>(out->before[0]);
  EXPECT_EQ(before.format, GetParam().format);
  EXPECT_EQ(before.bitonal, GetParam().bitonal);
  EXPECT_NEAR(before.dpi_x, 300, 0.01);
  EXPECT_NEAR(before.dpi_y, 150, 0.05);
  EXPECT_TRUE(Covers(out->done[0].boxes, {3, 4, 20, 9}));
  const auto after = ReadPages(out->bytes, "a.png");
  ASSERT_TRUE(after.has_value());
  ExpectRedacted(out->before[0], after->at(0), out->done[0].boxes, 0);
  EXPECT_FALSE(Contains(out->bytes, kMarker));
  for (const char* chunk : {"tEXt", "iTXt", "zTXt", "eXIf", "tIME"}) {
    EXPECT_FALSE(Contains(out->bytes, chunk)) << chunk;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, PngLayouts,
    testing::Values(Layout{PNG_COLOR_TYPE_GRAY, 1, PixelFormat::kGray8, true},
                    Layout{PNG_COLOR_TYPE_GRAY, 2, PixelFormat::kGray8, false},
                    Layout{PNG_COLOR_TYPE_GRAY, 4, PixelFormat::kGray8, false},
                    Layout{PNG_COLOR_TYPE_GRAY, 8, PixelFormat::kGray8, false},
                    Layout{PNG_COLOR_TYPE_GRAY, 16, PixelFormat::kGray8, false},
                    Layout{PNG_COLOR_TYPE_PALETTE, 1, PixelFormat::kRgb24, false},
                    Layout{PNG_COLOR_TYPE_PALETTE, 4, PixelFormat::kRgb24, false},
                    Layout{PNG_COLOR_TYPE_PALETTE, 8, PixelFormat::kRgb24, false},
                    Layout{PNG_COLOR_TYPE_RGB, 8, PixelFormat::kRgb24, false},
                    Layout{PNG_COLOR_TYPE_RGB, 16, PixelFormat::kRgb24, false},
                    Layout{PNG_COLOR_TYPE_GRAY_ALPHA, 8, PixelFormat::kGray8, false},
                    Layout{PNG_COLOR_TYPE_RGBA, 8, PixelFormat::kRgb24, false},
                    Layout{PNG_COLOR_TYPE_RGBA, 16, PixelFormat::kRgb24, false}));

TEST(Png, TransparentIsWhite) {
  ByteVector bytes = MakePng({PNG_COLOR_TYPE_RGBA, 8, PixelFormat::kRgb24, false}, 8, 8);
  const auto opaque = ReadPages(bytes, "a.png");
  ASSERT_TRUE(opaque.has_value());
  EXPECT_EQ(std::get<Raster>(opaque->at(0)).pixels.size(), 8U * 8 * 3);
}

TEST(Png, NoticesTruncation) {
  ExpectTruncationNoticed(MakePng({PNG_COLOR_TYPE_GRAY, 8, PixelFormat::kGray8, false}, 64, 64),
                          "a.png");
}

TEST(Png, RefusesHugePagesByTheirHeader) {
  ByteVector bytes = MakePng({PNG_COLOR_TYPE_GRAY, 1, PixelFormat::kGray8, true}, 30000, 2);
  const auto pages = ReadPages(bytes, "a.png");
  ASSERT_FALSE(pages.has_value());
  EXPECT_EQ(pages.error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace sumikeshi
