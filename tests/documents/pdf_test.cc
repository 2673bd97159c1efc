// PDF: scans taken out losslessly, everything else rendered, nothing else carried over.
#include <fmt/format.h>

#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "scanner/documents/jpeg/jpeg.h"
#include "scanner/documents/pdf/ccitt.h"
#include "tests/documents/jpeg_maker.h"

namespace sumikeshi {
namespace {

std::string Text(const ByteVector& bytes) { return {bytes.begin(), bytes.end()}; }

std::string Stream(const std::string& dictionary, const std::string& data) {
  return fmt::format("<< {} /Length {} >>\nstream\n", dictionary, data.size()) + data +
         "\nendstream";
}

// A PDF of numbered objects from 1; object 1 is the catalog, 2 the Info dictionary.
ByteVector MakePdf(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj\n", i + 1) + objects[i] + "\nendobj\n";
  }
  const std::size_t start = out.size();
  out +=
      table + fmt::format("trailer << /Size {} /Root 1 0 R /Info 2 0 R >>\nstartxref\n{}\n%%EOF\n",
                          objects.size() + 1, start);
  return ToBytes(out);
}

struct PageParts {
  std::string box = "/MediaBox [0 0 72 36]";
  std::string extra;      // of the page dictionary
  std::string resources;  // besides /Im0
  std::string content = "q 72 0 0 36 0 0 cm /Im0 Do Q";
  std::string image;              // object 5
  std::vector<std::string> more;  // objects from 6
};

// One page, with the marker in every place that a document has for words.
ByteVector MakePage(const PageParts& parts) {
  const std::string marker = fmt::format("({})", kMarker);
  const std::size_t next = 6 + parts.more.size();
  std::vector<std::string> objects = {
      fmt::format("<< /Type /Catalog /Pages << /Type /Pages /Kids [3 0 R] /Count 1 >> "
                  "/Metadata {0} 0 R /Outlines << /First {1} 0 R /Last {1} 0 R /Count 1 >> "
                  "/Names << /EmbeddedFiles << /Names [{2} {3} 0 R] >> >> /Lang {2} >>",
                  next, next + 1, marker, next + 2),
      fmt::format("<< /Title {0} /Author {0} /Producer {0} >>", marker),
      fmt::format("<< /Type /Page /Parent << /Type /Pages /Kids [3 0 R] /Count 1 >> {} {} "
                  "/Contents 4 0 R /Resources << /XObject << /Im0 5 0 R /Other 6 0 R >> {} >> "
                  "/PieceInfo << /A {} >> >>",
                  parts.box, parts.extra, parts.resources, marker),
      Stream("", parts.content + fmt::format("\n% {}", kMarker)), parts.image};
  objects.insert(objects.end(), parts.more.begin(), parts.more.end());
  objects.push_back(Stream("/Type /Metadata /Subtype /XML", std::string(kMarker)));
  objects.push_back(fmt::format("<< /Title {} /Parent 1 0 R >>", marker));
  objects.push_back(
      fmt::format("<< /Type /Filespec /F {} /EF << /F {} 0 R >> >>", marker, next + 3));
  objects.push_back(Stream("/Type /EmbeddedFile", std::string(kMarker)));
  // The page tree must be an object of its own.
  objects[0].replace(objects[0].find("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"), 41,
                     fmt::format("{} 0 R", next + 4));
  objects[2].replace(objects[2].find("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"), 41,
                     fmt::format("{} 0 R", next + 4));
  objects.push_back("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  return MakePdf(objects);
}

constexpr int kWidth = 150;
constexpr int kHeight = 75;

std::string ImageDictionary(const std::string& rest) {
  return fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} ", kWidth, kHeight) +
         rest;
}

std::string Samples(int bytes_a_row) {
  std::string data;
  for (int i = 0; i < bytes_a_row * kHeight; ++i) data += static_cast<char>(i * i / 7);
  return data;
}

std::string G4Data() {
  return Text(*EncodeG4(MakePage(kWidth, kHeight, PixelFormat::kGray8, true)));
}

struct Scan {
  std::string name;
  std::string image;
  PixelFormat format = PixelFormat::kGray8;
  bool bitonal = false;
};

std::ostream& operator<<(std::ostream& out, const Scan& scan) { return out << scan.name; }

std::vector<Scan> Scans() {
  const std::string gray8 = "/ColorSpace /DeviceGray /BitsPerComponent 8 ";
  const std::string rgb8 = "/ColorSpace /DeviceRGB /BitsPerComponent 8 ";
  const std::string gray1 = "/ColorSpace /DeviceGray /BitsPerComponent 1 ";
  const std::string g4 =
      fmt::format("/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {} ", kWidth);
  const auto jpeg = [](const JpegShape& shape) { return Text(MakeJpeg(shape, kWidth, kHeight)); };
  const std::string indexed =
      "/ColorSpace [/Indexed /DeviceRGB 3 <FF0000 00FF00 0000FF FFFFFF>] /BitsPerComponent 2";
  const auto stream = [](const std::string& rest, const std::string& data) {
    return Stream(ImageDictionary(rest), data);
  };
  return {
      {"jpeg gray", stream(gray8 + "/Filter /DCTDecode", jpeg({}))},
      {"jpeg colour", stream(rgb8 + "/Filter [/DCTDecode]", jpeg({JCS_YCbCr, 2, 2})),
       PixelFormat::kRgb24},
      {"jpeg progressive",
       stream(rgb8 + "/Filter /DCTDecode", jpeg({.space = JCS_YCbCr, .progressive = true})),
       PixelFormat::kRgb24},
      {"g4", stream(gray1 + g4 + ">>", G4Data()), PixelFormat::kGray8, true},
      {"g4 inverted", stream(gray1 + g4 + "/BlackIs1 true >>", G4Data()), PixelFormat::kGray8,
       true},
      {"g4 decoded", stream(gray1 + "/Decode [1 0] " + g4 + ">>", G4Data()), PixelFormat::kGray8,
       true},
      {"samples 1", stream(gray1, Samples((kWidth + 7) / 8)), PixelFormat::kGray8, true},
      {"samples 8", stream(gray8, Samples(kWidth))},
      {"samples 24", stream(rgb8, Samples(3 * kWidth)), PixelFormat::kRgb24},
      {"palette", stream(indexed, Samples((kWidth + 3) / 4)), PixelFormat::kRgb24},
  };
}

// Every object of the output: no word of the input, no key but those an image page needs.
void ExpectBare(const ByteVector& bytes) {
  EXPECT_FALSE(Contains(bytes, kMarker));
  QPDF pdf;
  pdf.processMemoryFile("out", reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::set<std::string> allowed = {"/Type",
                                         "/Pages",
                                         "/Kids",
                                         "/Count",
                                         "/Parent",
                                         "/MediaBox",
                                         "/Contents",
                                         "/Resources",
                                         "/XObject",
                                         "/Im0",
                                         "/Rotate",
                                         "/UserUnit",
                                         "/Subtype",
                                         "/Width",
                                         "/Height",
                                         "/ColorSpace",
                                         "/BitsPerComponent",
                                         "/Filter",
                                         "/DecodeParms",
                                         "/Length",
                                         "/K",
                                         "/Columns",
                                         "/Rows",
                                         "/Predictor",
                                         "/Colors"};
  const std::function<void(QPDFObjectHandle)> check = [&](QPDFObjectHandle object) {
    if (object.isStream()) {
      for (const auto level : {qpdf_dl_none, qpdf_dl_specialized}) {
        Pl_Buffer buffer("data");
        object.pipeStreamData(&buffer, 0, level, true);
        const auto data = buffer.getBufferSharedPointer();
        EXPECT_FALSE(Contains({data->getBuffer(), data->getSize()}, kMarker));
      }
      object = object.getDict();
    }
    if (!object.isDictionary()) return;
    for (const std::string& key : object.getKeys()) {
      EXPECT_TRUE(allowed.contains(key)) << key;
      if (!object.getKey(key).isIndirect()) check(object.getKey(key));
    }
  };
  for (QPDFObjectHandle& object : pdf.getAllObjects()) check(object);
  EXPECT_FALSE(pdf.getTrailer().hasKey("/Info"));
  EXPECT_FALSE(pdf.getTrailer().hasKey("/Prev"));
}

class PdfScans : public testing::TestWithParam<Scan> {};

TEST_P(PdfScans, AreTakenOutLosslessly) {
  PageParts parts;
  parts.image = GetParam().image;
  // The invisible text of a searchable scan.
  parts.content += fmt::format(" BT 3 Tr /F1 9 Tf ({}) Tj ET", kMarker);
  parts.resources = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
  parts.more = {Stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", std::string(kMarker))};
  ByteVector bytes = MakePage(parts);
  const std::string update = fmt::format("% {}\n", kMarker);
  bytes.insert(bytes.end(), update.begin(), update.end());
  const std::vector<Box> boxes = {{20, 10, 50, 20}, {140, 70, 500, 500}};
  const auto out = Rewrite(bytes, "a.pdf", {boxes, {}});
  ASSERT_TRUE(out.has_value()) << out.error().where << " " << out.error().what;
  const Raster& before = std::get<Raster>(out->before[0]);
  EXPECT_EQ(before.width, kWidth);
  EXPECT_EQ(before.height, kHeight);
  EXPECT_EQ(before.format, GetParam().format);
  EXPECT_EQ(before.bitonal, GetParam().bitonal);
  EXPECT_NEAR(before.dpi_x, 150, 0.01);
  EXPECT_TRUE(Covers(out->done[0].boxes, boxes[0]));
  const auto after = ReadPages(out->bytes, "a.pdf");
  ASSERT_TRUE(after.has_value());
  ExpectRedacted(out->before[0], after->at(0), out->done[0].boxes, 0);
  ExpectBare(out->bytes);
  EXPECT_EQ(Rewrite(bytes, "a.pdf", {boxes, {}})->bytes, out->bytes) << "not deterministic";
}

// Mean lightness of a sixth of the page: poppler may stretch an image by a pixel.
double Lightness(const Raster& page, int part) {
  double sum = 0;
  int count = 0;
  for (int y = part / 3 * page.height / 2; y < (part / 3 + 1) * page.height / 2; ++y) {
    for (int x = part % 3 * page.width / 3; x < (part % 3 + 1) * page.width / 3; ++x) {
      for (int c = 0; c < page.channels(); ++c) {
        sum += page.pixels[static_cast<std::size_t>(y) * page.stride() +
                           static_cast<std::size_t>(x * page.channels() + c)];
        ++count;
      }
    }
  }
  return sum / count;
}

// What was taken out is what poppler shows.
TEST_P(PdfScans, LookAsRendered) {
  PageParts parts;
  parts.image = GetParam().image;
  const auto taken = ReadPages(MakePage(parts), "a.pdf");
  // A clip forces rendering, at the size of the image.
  parts.content = "q 0 0 72 36 re W n 72 0 0 36 0 0 cm /Im0 Do Q";
  const auto rendered = ReadPages(MakePage(parts), "a.pdf");
  ASSERT_TRUE(taken.has_value() && rendered.has_value());
  const Raster& a = std::get<Raster>(taken->at(0));
  const Raster& b = std::get<Raster>(rendered->at(0));
  ASSERT_EQ(a.width, b.width);
  ASSERT_EQ(a.height, b.height);
  for (int part = 0; part < 6; ++part) EXPECT_NEAR(Lightness(a, part), Lightness(b, part), 6);
}

TEST_P(PdfScans, NoticeTruncation) {
  PageParts parts;
  parts.image = GetParam().image;
  const ByteVector bytes = MakePage(parts);
  const auto whole = ReadPages(bytes, "a.pdf").value();
  for (std::size_t size = 1; size < bytes.size(); size += bytes.size() / 23) {
    const auto part = ReadPages(Bytes(bytes).first(size), "a.pdf");
    EXPECT_TRUE(!part.has_value() || *part == whole) << "cut at " << size;
  }
}

INSTANTIATE_TEST_SUITE_P(All, PdfScans, testing::ValuesIn(Scans()));

// A page of one inch by half an inch with a black mark in its lower left corner.
const char* const kMark = "0 0 18 9 re f";

TEST(Pdf, RotatedCroppedAndScaledPagesKeepTheirGeometry) {
  const struct {
    std::string box;
    std::string extra;
    int width, height;
    double dpi;
  } cases[] = {
      {"/MediaBox [0 0 72 36]", "", 300, 150, 300},
      {"/MediaBox [0 0 72 36]", "/Rotate 90", 300, 150, 300},
      {"/MediaBox [0 0 72 36]", "/Rotate 180", 300, 150, 300},
      {"/MediaBox [0 0 72 36]", "/Rotate -90", 300, 150, 300},
      {"/MediaBox [-72 -72 720 720] /CropBox [0 0 72 36]", "/Rotate 90", 300, 150, 300},
      {"/MediaBox [0 0 72 36]", "/UserUnit 2", 600, 300, 300},
  };
  for (const auto& item : cases) {
    PageParts parts;
    parts.box = item.box;
    parts.extra = item.extra;
    parts.content = kMark;
    parts.image = "null";
    const auto out = Rewrite(MakePage(parts), "a.pdf", {});
    ASSERT_TRUE(out.has_value()) << item.box << item.extra << out.error().what;
    const Raster& page = std::get<Raster>(out->before[0]);
    ASSERT_EQ(page.width, item.width) << item.extra;
    ASSERT_EQ(page.height, item.height) << item.extra;
    EXPECT_NEAR(page.dpi_x, item.dpi, 0.5);
    const auto at = [&](int x, int y) {
      return page.pixels[static_cast<std::size_t>(y) * page.stride() +
                         static_cast<std::size_t>(x * page.channels())];
    };
    EXPECT_EQ(at(item.width / 8, item.height - item.height / 8), 0) << item.extra;
    EXPECT_EQ(at(item.width / 8, item.height / 8), 255) << item.extra;
    EXPECT_EQ(at(item.width - item.width / 8, item.height / 8), 255) << item.extra;
    const auto after = ReadPages(out->bytes, "a.pdf");
    ASSERT_TRUE(after.has_value());
    ExpectRedacted(out->before[0], after->at(0), {}, kJpegTolerance);
    ExpectBare(out->bytes);
    QPDF pdf;
    pdf.processMemoryFile("out", reinterpret_cast<const char*>(out->bytes.data()),
                          out->bytes.size());
    QPDFObjectHandle written = pdf.getAllPages().at(0);
    EXPECT_EQ(written.getKey("/MediaBox").unparse(), "[ 0 0 72 36 ]");
    EXPECT_EQ(written.hasKey("/Rotate"), item.extra.find("Rotate") != std::string::npos);
  }
}

TEST(Pdf, WhatShowsIsReadAndWhatIsHiddenIsGone) {
  const std::string font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
  const Scan scan = Scans().front();
  const struct {
    std::string name;
    std::string content;
    std::string extra;
  } cases[] = {
      {"text", "BT /F1 12 Tf 5 5 Td (UMEKOMI4649) Tj ET", ""},
      {"two images", "q 72 0 0 36 0 0 cm /Im0 Do Q q 60 0 0 30 0 0 cm /Im0 Do Q", ""},
      {"form", "q /Other Do Q", ""},
      {"inline image", "q 72 0 0 36 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q", ""},
      {"annotation", "q 72 0 0 36 0 0 cm /Im0 Do Q",
       "/Annots [<< /Type /Annot /Subtype /FreeText /Rect [1 1 50 20] /Contents (UMEKOMI4649) "
       "/DA (/Helv 9 Tf) >>]"},
      {"overhang", "q 90 0 0 45 0 0 cm /Im0 Do Q", ""},
      {"mirrored", "q -72 0 0 36 72 0 cm /Im0 Do Q", ""},
      {"blank", "", ""},
  };
  for (const auto& item : cases) {
    PageParts parts;
    parts.content = item.content;
    parts.extra = item.extra;
    parts.resources = font;
    parts.image = scan.image;
    parts.more = {
        Stream("/Type /XObject /Subtype /Form /BBox [0 0 72 36]", "1 0 0 rg 0 0 9 9 re f")};
    const auto out = Rewrite(MakePage(parts), "a.pdf", {{{10, 10, 30, 30}}, {}});
    ASSERT_TRUE(out.has_value()) << item.name << out.error().what;
    const auto after = ReadPages(out->bytes, "a.pdf");
    ASSERT_TRUE(after.has_value()) << item.name;
    ExpectRedacted(out->before[0], after->at(0), out->done[0].boxes, kJpegTolerance);
    ExpectBare(out->bytes);
    const Raster& page = std::get<Raster>(out->before[0]);
    const bool blank = std::ranges::all_of(page.pixels, [](std::uint8_t v) { return v == 255; });
    EXPECT_EQ(blank, item.name == "blank") << item.name;
    EXPECT_EQ(page.format == PixelFormat::kRgb24, item.name == "form") << item.name;
  }
}

ByteVector Encrypt(const ByteVector& bytes, const char* user, const char* owner) {
  QPDF pdf;
  pdf.processMemoryFile("in", reinterpret_cast<const char*>(bytes.data()), bytes.size());
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setR6EncryptionParameters(user, owner, false, false, false, false, false, false,
                                   qpdf_r3p_none, true);
  writer.write();
  const auto data = writer.getBufferSharedPointer();
  return {data->getBuffer(), data->getBuffer() + data->getSize()};
}

TEST(Pdf, PasswordsAreRespectedWhereTheyHideThePage) {
  PageParts parts;
  parts.image = Scans().front().image;
  const ByteVector bytes = MakePage(parts);
  const auto locked = ReadPages(Encrypt(bytes, "secret", "owner"), "a.pdf");
  ASSERT_FALSE(locked.has_value());
  EXPECT_EQ(locked.error().code, ErrorCode::kEncrypted);
  const auto open = Rewrite(Encrypt(bytes, "", "owner"), "a.pdf", {});
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ(open->before, *ReadPages(bytes, "a.pdf"));
  ExpectBare(open->bytes);
  EXPECT_FALSE(Contains(open->bytes, "/Encrypt"));
}

TEST(Pdf, OlderRevisionsStayBehind) {
  PageParts parts;
  parts.image = Scans().front().image;
  ByteVector bytes = MakePage(parts);
  const std::string old = Text(bytes);
  const std::size_t start = old.rfind("xref\n0");
  const std::string content = Stream("", "0 0 36 36 re f");
  const std::size_t at = old.size();
  const std::string update =
      fmt::format("4 0 obj\n{}\nendobj\n", content) +
      fmt::format(
          "xref\n4 1\n{:010} 00000 n \ntrailer << /Size 12 /Root 1 0 R /Prev {} >>\n"
          "startxref\n{}\n%%EOF\n",
          at, start, at + content.size() + 16);
  bytes.insert(bytes.end(), update.begin(), update.end());
  const auto out = Rewrite(bytes, "a.pdf", {});
  ASSERT_TRUE(out.has_value()) << out.error().what;
  EXPECT_EQ(std::get<Raster>(out->before[0]).width, 300) << "the new revision has no image";
  ExpectBare(out->bytes);
}

TEST(Pdf, BadFilesAreErrors) {
  PageParts parts;
  parts.image = Scans().front().image;
  parts.content = "q 72 0 0 36 0 0 cm /Missing Do Q";
  EXPECT_EQ(ReadPages(MakePage(parts), "a.pdf").error().code, ErrorCode::kCorrupt);
  parts.content = kMark;
  parts.box = "/MediaBox [0 0 9000 9000]";
  EXPECT_EQ(ReadPages(MakePage(parts), "a.pdf").error().code, ErrorCode::kTooLarge);
  parts.box = "/MediaBox [0 0 0 0]";
  EXPECT_EQ(ReadPages(MakePage(parts), "a.pdf").error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(ReadPages(ToBytes("%PDF-1.4\nnothing"), "a.pdf").error().code, ErrorCode::kCorrupt);
}

// What the process holds does not grow with the number of pages.
TEST(Pdf, ManyPagesAreReadAndWrittenOneAtATime) {
  constexpr int kPages = 500;
  std::string kids;
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 3 0 R >>", "<< >>", "",
                                      Stream("", "q 72 0 0 36 0 0 cm /Im0 Do Q")};
  const std::string jpeg = Text(MakeJpeg({}, 400, 200));
  for (int i = 0; i < kPages; ++i) {
    kids += fmt::format("{} 0 R ", objects.size() + 1);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 3 0 R /MediaBox [0 0 72 36] /Contents "
                    "4 0 R /Resources << /XObject << /Im0 {} 0 R >> >> >>",
                    objects.size() + 2));
    objects.push_back(
        Stream("/Type /XObject /Subtype /Image /Width 400 /Height 200 /ColorSpace "
               "/DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
               jpeg));
  }
  objects[2] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, kPages);
  const ByteVector bytes = MakePdf(objects);
  const TemporaryFolder folder;
  const Codec* codec = *FindCodec(bytes, "a.pdf");
  const auto reader = codec->open(bytes);
  ASSERT_TRUE(reader.has_value()) << reader.error().what;
  ASSERT_EQ((*reader)->page_count(), kPages);
  const auto writer = codec->create(**reader, folder / "a.pdf");
  ASSERT_TRUE(writer.has_value());
  std::size_t early = 0;
  for (int i = 0; i < kPages; ++i) {
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
  EXPECT_EQ(ReadPages(ReadBytes(folder / "a.pdf"), "a.pdf")->size(), std::size_t{kPages});
}

}  // namespace
}  // namespace sumikeshi
