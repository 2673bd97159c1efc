// JPEG: wiping of blocks over all colour spaces, samplings and codings; leaks, damage.
#include "scanner/documents/jpeg/jpeg.h"

#include "scanner/documents/jpeg/exif.h"
#include "tests/documents/jpeg_maker.h"

namespace sumikeshi {
namespace {

class JpegShapes : public testing::TestWithParam<JpegShape> {};

TEST_P(JpegShapes, KeepsEverythingButTheBlocks) {
  ByteVector bytes = MakeJpeg(GetParam(), 131, 97);
  const ByteVector tail = ToBytes(kMarker);
  bytes.insert(bytes.end(), tail.begin(), tail.end());
  const std::vector<Box> boxes = {{17, 33, 40, 34}, {120, 90, 500, 500}};
  const auto out = Rewrite(bytes, "a.jpg", {boxes, {}});
  ASSERT_TRUE(out.has_value());
  EXPECT_TRUE(Covers(out->done[0].boxes, boxes[0]));
  for (const Box& box : out->done[0].boxes) EXPECT_LE(box.right, 131);
  const auto after = ReadPages(out->bytes, "a.jpg");
  ASSERT_TRUE(after.has_value());
  const int tolerance = GetParam().space == JCS_CMYK ? kJpegTolerance : 0;
  ExpectRedacted(out->before[0], after->at(0), out->done[0].boxes, tolerance);
  EXPECT_FALSE(Contains(out->bytes, kMarker));
  const auto header = ReadJpegHeader(out->bytes);
  ASSERT_TRUE(header.has_value());
  if (GetParam().space == JCS_YCbCr || GetParam().space == JCS_GRAYSCALE) {
    EXPECT_EQ(header->dpi_x, 300);
    EXPECT_EQ(header->dpi_y, 200);
  }
}

TEST_P(JpegShapes, NoticesTruncation) {
  ExpectTruncationNoticed(MakeJpeg(GetParam(), 131, 97), "a.jpg");
}

INSTANTIATE_TEST_SUITE_P(
    All, JpegShapes,
    testing::Values(JpegShape{}, JpegShape{.quality = 5}, JpegShape{.quality = 100},
                    JpegShape{.h = 2, .v = 2}, JpegShape{.progressive = true},
                    JpegShape{.arithmetic = true}, JpegShape{.restart = 3},
                    JpegShape{.space = JCS_YCbCr}, JpegShape{.space = JCS_YCbCr, .h = 2},
                    JpegShape{.space = JCS_YCbCr, .h = 2, .v = 2},
                    JpegShape{.space = JCS_YCbCr, .h = 1, .v = 2},
                    JpegShape{.space = JCS_YCbCr, .h = 4, .v = 1},
                    JpegShape{.space = JCS_YCbCr, .h = 2, .v = 2, .progressive = true},
                    JpegShape{.space = JCS_YCbCr, .h = 2, .v = 2, .quality = 3},
                    JpegShape{.space = JCS_YCbCr, .h = 2, .v = 2, .arithmetic = true},
                    JpegShape{.space = JCS_RGB}, JpegShape{.space = JCS_CMYK}));

// A decoder that smooths chroma, as most viewers do: what was asked for is black in it too.
TEST(Jpeg, BoxesAreBlackInSmoothingViewers) {
  const ByteVector bytes = MakeJpeg({.space = JCS_YCbCr, .h = 2, .v = 2}, 128, 96);
  const Box box = {32, 32, 64, 48};  // on the grid: the worst case
  const auto wiped = WipeJpeg(bytes, std::vector<Box>{box}, true);
  ASSERT_TRUE(wiped.has_value());
  jpeg_error_mgr errors = {};
  jpeg_decompress_struct in = {};
  in.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&in);
  jpeg_mem_src(&in, wiped->bytes.data(), wiped->bytes.size());
  jpeg_read_header(&in, TRUE);
  jpeg_start_decompress(&in);
  ByteVector row(128 * 3);
  while (in.output_scanline < in.output_height) {
    const int y = static_cast<int>(in.output_scanline);
    JSAMPROW rows = row.data();
    jpeg_read_scanlines(&in, &rows, 1);
    if (y < box.top || y >= box.bottom) continue;
    for (int x = 3 * box.left; x < 3 * box.right; ++x) {
      ASSERT_EQ(row[static_cast<std::size_t>(x)], 0) << x / 3 << "," << y;
    }
  }
  jpeg_finish_decompress(&in);
  jpeg_destroy_decompress(&in);
}

// Two pages that differ only under the box become the same file: nothing is left of what was there.
TEST(Jpeg, NoTraceOfWhatWasUnderTheBox) {
  const ByteVector bytes = MakeJpeg({.space = JCS_YCbCr, .h = 2, .v = 2}, 128, 96);
  const Box box = {40, 40, 60, 50};
  auto page = DecodeJpeg(bytes);
  ASSERT_TRUE(page.has_value());
  const auto first = EncodeJpeg(*page, 1);
  for (int x = 41; x < 59; x += 3) page->pixels[static_cast<std::size_t>(45 * 128 + x) * 3] ^= 0xFF;
  const auto second = EncodeJpeg(*page, 1);
  ASSERT_TRUE(first && second);
  ASSERT_NE(*first, *second);
  const std::vector<Box> boxes = {box};
  EXPECT_EQ(WipeJpeg(*first, boxes, true)->bytes, WipeJpeg(*second, boxes, true)->bytes);
}

TEST(Jpeg, OrientationStaysAndExifGoes) {
  ByteVector exif = MakeExif({6, 200, 200});
  const ByteVector marker = ToBytes(kMarker);
  exif.insert(exif.end(), marker.begin(), marker.end());
  for (const auto& shape :
       {JpegShape{.space = JCS_YCbCr, .h = 2, .v = 2}, JpegShape{.space = JCS_CMYK}}) {
    const auto out = Rewrite(MakeJpeg(shape, 64, 48, exif), "a.jpg", {});
    ASSERT_TRUE(out.has_value());
    EXPECT_FALSE(Contains(out->bytes, kMarker));
    const auto header = ReadJpegHeader(out->bytes);
    ASSERT_TRUE(header.has_value());
    EXPECT_EQ(header->orientation, 6);
    EXPECT_EQ(header->width, 64);
  }
  const auto plain = Rewrite(MakeJpeg({}, 64, 48), "a.jpg", {});
  ASSERT_TRUE(plain.has_value());
  EXPECT_FALSE(Contains(plain->bytes, "Exif"));
}

TEST(Jpeg, ExifIsReadInBothByteOrdersAndNeverBeyondItsEnd) {
  const ExifFacts facts{8, 300, 150};
  const ByteVector exif = MakeExif(facts);
  EXPECT_EQ(ParseExif(exif), facts);
  const ByteVector little = ToBytes(std::string_view(
      "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0\0", 32));
  EXPECT_EQ(ParseExif(little).orientation, 3);
  for (std::size_t size = 0; size < exif.size(); ++size) {
    const ExifFacts part = ParseExif(Bytes(exif).first(size));
    EXPECT_TRUE(part.orientation == 1 || part.orientation == 8);
  }
}

TEST(Jpeg, HugeOrEndlessFilesAreRefused) {
  ByteVector bytes = MakeJpeg({}, 16, 16);
  const ByteVector frame_marker = {0xFF, 0xC0};
  const auto frame =
      std::search(bytes.begin(), bytes.end(), frame_marker.begin(), frame_marker.end());
  ASSERT_NE(frame, bytes.end());
  frame[5] = 0x75, frame[6] = 0x30, frame[7] = 0x75, frame[8] = 0x30;
  const auto pages = ReadPages(bytes, "a.jpg");
  ASSERT_FALSE(pages.has_value());
  EXPECT_EQ(pages.error().code, ErrorCode::kTooLarge);

  // A progressive file whose last scan is repeated over and over.
  const ByteVector honest = MakeJpeg({.progressive = true}, 64, 64);
  const ByteVector scan_marker = {0xFF, 0xDA};
  const auto last =
      std::find_end(honest.begin(), honest.end(), scan_marker.begin(), scan_marker.end());
  const ByteVector scan(last, honest.end() - 2);
  ByteVector bomb(honest.begin(), honest.end() - 2);
  for (int i = 0; i < 500; ++i) bomb.insert(bomb.end(), scan.begin(), scan.end());
  bomb.push_back(0xFF), bomb.push_back(0xD9);
  EXPECT_FALSE(ReadPages(bomb, "a.jpg").has_value());
  EXPECT_FALSE(Rewrite(bomb, "a.jpg", {}).has_value());
}

}  // namespace
}  // namespace sumikeshi
