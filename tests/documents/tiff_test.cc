// TIFF: layouts x compressions, page by page; leaks, damage, memory.
#include "scanner/documents/jpeg/jpeg.h"
#include "scanner/documents/tiff/page.h"
#include "tests/documents/support.h"

namespace sumikeshi {
namespace {

struct Layout {
  std::uint16_t compression = COMPRESSION_NONE;
  int bits = 8;
  int samples = 1;
  std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
  bool tiled = false;
  bool separate = false;
  bool lsb_first = false;
  bool big = false;
  std::uint16_t expected = 0;  // compression written; 0 = the same
};

std::ostream& operator<<(std::ostream& out, const Layout& layout) {
  return out << "compression " << layout.compression << " " << layout.samples << "x" << layout.bits
             << " photometric " << layout.photometric << (layout.tiled ? " tiled" : "");
}

constexpr std::uint32_t kPrivateTag = 65001;
const TIFFFieldInfo kPrivateField = {kPrivateTag,  -1, -1, TIFF_ASCII,
                                     FIELD_CUSTOM, 1,  0,  const_cast<char*>("Private")};

void SetTags(TIFF* tiff, const Layout& layout, int width, int height) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, layout.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, layout.samples);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, layout.compression);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, layout.photometric);
  TIFFSetField(tiff, TIFFTAG_FILLORDER, layout.lsb_first ? FILLORDER_LSB2MSB : FILLORDER_MSB2LSB);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG,
               layout.separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 204.0);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 98.0);
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_RIGHTTOP);
  if (layout.samples == 2 || layout.samples == 4) {
    const std::uint16_t alpha[] = {EXTRASAMPLE_UNASSALPHA};
    if (layout.photometric != PHOTOMETRIC_SEPARATED) {
      TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, alpha);
    }
  }
  if (layout.photometric == PHOTOMETRIC_PALETTE) {
    std::vector<std::uint16_t> colours(std::size_t{1} << layout.bits);
    for (std::size_t i = 0; i < colours.size(); ++i) {
      colours[i] = static_cast<std::uint16_t>(i * 40009);
    }
    std::vector<std::uint16_t> other(colours.rbegin(), colours.rend());
    TIFFSetField(tiff, TIFFTAG_COLORMAP, colours.data(), other.data(), colours.data());
  }
  const std::string marker(kMarker);
  for (const std::uint32_t tag :
       {TIFFTAG_IMAGEDESCRIPTION, TIFFTAG_DOCUMENTNAME, TIFFTAG_ARTIST, TIFFTAG_SOFTWARE,
        TIFFTAG_DATETIME, TIFFTAG_PAGENAME, TIFFTAG_HOSTCOMPUTER}) {
    TIFFSetField(tiff, tag, marker.c_str());
  }
  TIFFMergeFieldInfo(tiff, &kPrivateField, 1);
  TIFFSetField(tiff, kPrivateTag, marker.c_str());
  TIFFSetField(tiff, TIFFTAG_XMLPACKET, static_cast<std::uint32_t>(marker.size()), marker.data());
}

void WriteData(TIFF* tiff, const Layout& layout) {
  std::mt19937 random(5);
  const bool ink = layout.bits == 1;
  const auto fill = [&](tmsize_t size) {
    ByteVector block(static_cast<std::size_t>(size));
    for (std::uint8_t& byte : block) {
      byte = ink ? static_cast<std::uint8_t>(random() % 16 == 0 ? 0x3C : 0xFF)
                 : static_cast<std::uint8_t>(180 + random() % 60);
    }
    return block;
  };
  if (layout.tiled) {
    for (std::uint32_t i = 0; i < TIFFNumberOfTiles(tiff); ++i) {
      ByteVector tile = fill(TIFFTileSize(tiff));
      ASSERT_GT(TIFFWriteEncodedTile(tiff, i, tile.data(), TIFFTileSize(tiff)), 0);
    }
    return;
  }
  std::uint32_t height = 0;
  std::uint32_t rows = 0;
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  TIFFGetField(tiff, TIFFTAG_ROWSPERSTRIP, &rows);
  const std::uint32_t strips = TIFFNumberOfStrips(tiff);
  const std::uint32_t plane = (height + rows - 1) / rows;
  for (std::uint32_t i = 0; i < strips; ++i) {
    const std::uint32_t count = std::min(rows, height - i % plane * rows);
    ByteVector strip = fill(TIFFVStripSize(tiff, count));
    ASSERT_GT(TIFFWriteEncodedStrip(tiff, i, strip.data(), TIFFVStripSize(tiff, count)), 0);
  }
}

// `pages` pages; the first has a thumbnail in a SubIFD.
ByteVector MakeTiff(const Layout& layout, int width, int height, int pages) {
  MemoryStream stream;
  TiffFile file(stream, layout.big ? "wb8" : "wl");
  TIFF* tiff = file.get();
  for (int page = 0; page < pages; ++page) {
    SetTags(tiff, layout, width, height + page);
    if (layout.tiled) {
      TIFFSetField(tiff, TIFFTAG_TILEWIDTH, 32);
      TIFFSetField(tiff, TIFFTAG_TILELENGTH, 16);
    } else {
      TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 16);
    }
    if (layout.compression == COMPRESSION_JPEG && layout.photometric == PHOTOMETRIC_YCBCR) {
      TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    }
    std::uint64_t sub[] = {0};
    if (page == 0) TIFFSetField(tiff, TIFFTAG_SUBIFD, 1, sub);
    WriteData(tiff, layout);
    EXPECT_EQ(TIFFWriteDirectory(tiff), 1);
    if (page == 0) {
      SetTags(tiff, {}, 16, 16);
      TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
      ByteVector thumbnail(16, 'T');
      std::ranges::copy(kMarker, thumbnail.begin());
      for (std::uint32_t y = 0; y < 16; ++y) TIFFWriteScanline(tiff, thumbnail.data(), y, 0);
      EXPECT_EQ(TIFFWriteDirectory(tiff), 1);
    }
  }
  file.Close();
  return {stream.bytes().begin(), stream.bytes().end()};
}

// Words in the output as it stands and in its decoded strips.
void ExpectNoMarker(const ByteVector& bytes) {
  EXPECT_FALSE(Contains(bytes, kMarker));
  BytesStream stream(bytes);
  const TiffFile file(stream, "r");
  ASSERT_NE(file.get(), nullptr);
  do {
    std::uint16_t count = 0;
    void* data = nullptr;
    for (const std::uint32_t tag : {TIFFTAG_SUBIFD, TIFFTAG_XMLPACKET}) {
      EXPECT_NE(TIFFGetField(file.get(), tag, &count, &data), 1) << tag;
    }
    for (const std::uint32_t tag : {TIFFTAG_IMAGEDESCRIPTION, TIFFTAG_SOFTWARE, TIFFTAG_DATETIME}) {
      EXPECT_NE(TIFFGetField(file.get(), tag, &data), 1) << tag;
    }
  } while (TIFFReadDirectory(file.get()) == 1);
}

class TiffLayouts : public testing::TestWithParam<Layout> {};

TEST_P(TiffLayouts, KeepsEverythingButTheBoxes) {
  const Layout& layout = GetParam();
  ByteVector bytes = MakeTiff(layout, 75, 53, 3);
  const ByteVector tail = ToBytes(kMarker);
  bytes.insert(bytes.end(), tail.begin(), tail.end());
  const std::vector<Box> boxes = {{3, 4, 20, 9}, {60, 40, 999, 999}};
  const auto out = Rewrite(bytes, "a.tif", {boxes, {}});
  ASSERT_TRUE(out.has_value());
  ASSERT_EQ(out->before.size(), 3U);
  const auto after = ReadPages(out->bytes, "a.tif");
  ASSERT_TRUE(after.has_value());
  ASSERT_EQ(after->size(), 3U);
  BytesStream stream(out->bytes);
  TiffFile file(stream, "r");
  for (std::size_t i = 0; i < 3; ++i) {
    const Raster& before = std::get<Raster>(out->before[i]);
    EXPECT_EQ(before.height, 53 + static_cast<int>(i));
    EXPECT_EQ(before.dpi_x, 204);
    EXPECT_EQ(before.dpi_y, 98);
    EXPECT_EQ(before.bitonal, layout.bits == 1 && layout.photometric != PHOTOMETRIC_PALETTE);
    EXPECT_TRUE(Covers(out->done[i].boxes, boxes[0]));
    const TiffPage page = DescribeTiffPage(file);
    EXPECT_EQ(page.compression, layout.expected != 0 ? layout.expected : layout.compression);
    EXPECT_EQ(page.orientation, ORIENTATION_RIGHTTOP);
    const int tolerance = page.compression == COMPRESSION_JPEG ? kJpegTolerance : 0;
    ExpectRedacted(out->before[i], after->at(i), out->done[i].boxes, tolerance);
    TIFFReadDirectory(file.get());
  }
  ExpectNoMarker(out->bytes);
}

TEST_P(TiffLayouts, NoticesTruncation) {
  ExpectTruncationNoticed(MakeTiff(GetParam(), 75, 53, 2), "a.tif");
}

constexpr auto kWhite = PHOTOMETRIC_MINISWHITE;
INSTANTIATE_TEST_SUITE_P(
    All, TiffLayouts,
    testing::Values(
        Layout{.compression = COMPRESSION_CCITTFAX4, .bits = 1, .photometric = kWhite},
        Layout{.compression = COMPRESSION_CCITTFAX4, .bits = 1},
        Layout{.compression = COMPRESSION_CCITTFAX4, .bits = 1, .lsb_first = true},
        Layout{.compression = COMPRESSION_CCITTFAX4, .bits = 1, .tiled = true},
        Layout{.compression = COMPRESSION_CCITTFAX3, .bits = 1, .photometric = kWhite},
        Layout{.compression = COMPRESSION_CCITTRLE, .bits = 1, .photometric = kWhite},
        Layout{.bits = 1}, Layout{.bits = 1, .photometric = kWhite, .lsb_first = true},
        Layout{.compression = COMPRESSION_LZW, .bits = 1},
        Layout{.compression = COMPRESSION_PACKBITS, .bits = 1, .big = true},
        Layout{.compression = COMPRESSION_ADOBE_DEFLATE, .bits = 1},
        Layout{
            .compression = COMPRESSION_DEFLATE, .bits = 1, .expected = COMPRESSION_ADOBE_DEFLATE},
        Layout{}, Layout{.photometric = kWhite}, Layout{.bits = 16}, Layout{.bits = 4},
        Layout{.compression = COMPRESSION_LZW}, Layout{.compression = COMPRESSION_ADOBE_DEFLATE},
        Layout{.compression = COMPRESSION_PACKBITS, .tiled = true},
        Layout{.compression = COMPRESSION_JPEG}, Layout{.samples = 2},
        Layout{.photometric = PHOTOMETRIC_PALETTE},
        Layout{.compression = COMPRESSION_LZW, .bits = 1, .photometric = PHOTOMETRIC_PALETTE},
        Layout{.compression = COMPRESSION_LZW, .samples = 3, .photometric = PHOTOMETRIC_RGB},
        Layout{.compression = COMPRESSION_ADOBE_DEFLATE,
               .samples = 3,
               .photometric = PHOTOMETRIC_RGB,
               .tiled = true},
        Layout{.samples = 3, .photometric = PHOTOMETRIC_RGB, .separate = true},
        Layout{.samples = 4, .photometric = PHOTOMETRIC_RGB},
        Layout{.samples = 4, .photometric = PHOTOMETRIC_SEPARATED},
        Layout{.compression = COMPRESSION_LZMA, .expected = COMPRESSION_ADOBE_DEFLATE},
        Layout{.compression = COMPRESSION_JPEG, .samples = 3, .photometric = PHOTOMETRIC_YCBCR}));

TEST(Tiff, LoopsAndHugePagesAreErrors) {
  const auto huge =
      ReadPages(MakeTiff({.compression = COMPRESSION_CCITTFAX4, .bits = 1}, 30000, 1, 1), "a.tif");
  ASSERT_FALSE(huge.has_value());
  EXPECT_EQ(huge.error().code, ErrorCode::kTooLarge);

  // The last directory of the chain points back to the first one.
  ByteVector loop = MakeTiff({}, 20, 20, 1);
  const auto number = [&](std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | loop[at + i];
    return value;
  };
  const std::size_t directory = number(4, 4);
  const std::size_t next = directory + 2 + 12 * number(directory, 2);
  std::copy_n(loop.begin() + 4, 4, loop.begin() + static_cast<std::ptrdiff_t>(next));
  EXPECT_FALSE(ReadPages(loop, "a.tif").has_value());
}

// What the process holds does not grow with the number of pages.
TEST(Tiff, ManyPagesAreReadAndWrittenOneAtATime) {
  const ByteVector bytes =
      MakeTiff({.compression = COMPRESSION_CCITTFAX4, .bits = 1}, 600, 500, 500);
  const TemporaryFolder folder;
  const Codec* codec = *FindCodec(bytes, "a.tif");
  const auto reader = codec->open(bytes);
  ASSERT_TRUE(reader.has_value());
  ASSERT_EQ((*reader)->page_count(), 500);
  const auto writer = codec->create(**reader, folder / "a.tif");
  ASSERT_TRUE(writer.has_value());
  std::size_t early = 0;
  for (int i = 0; i < 500; ++i) {
    const auto page = (*reader)->ReadPage(i);
    ASSERT_TRUE(page.has_value());
    ASSERT_TRUE((*writer)->WritePage(i, *page, {{{0, 0, 10, 10}}, {}}).has_value());
    std::ifstream statm("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    statm >> total >> resident;
    if (i == 50) early = resident;
    ASSERT_TRUE(i <= 50 || resident < early + 2000) << "4 kB pages at document page " << i;
  }
  ASSERT_TRUE((*writer)->Finish().has_value());
}

}  // namespace
}  // namespace sumikeshi
