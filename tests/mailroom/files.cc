// Writes scanned pages to files with libpng, libjpeg, libtiff and qpdf.
#include "tests/mailroom/files.h"

#include <fmt/format.h>
#include <png.h>
#include <tiffio.h>

#include <cstdio>
#include <cstdlib>
// jpeglib.h needs stdio before it
#include <jpeglib.h>

#include <fstream>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <vector>

namespace sumikeshi::mailroom {
namespace {

std::unexpected<Error> CannotWrite(const std::string& what) {
  return Fail(ErrorCode::kWriteFailed, {}, what);
}

std::size_t RowBytes(const Raster& page) {
  return static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.channels);
}

Result<void> WritePng(const std::filesystem::path& path, const Raster& page) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "wb"), &std::fclose);
  if (!file) return CannotWrite("png: open");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  if (setjmp(png_jmpbuf(png)) != 0) {
    png_destroy_write_struct(&png, &info);
    return CannotWrite("png: write");
  }
  png_init_io(png, file.get());
  png_set_compression_level(png, 2);
  png_set_filter(png, 0, PNG_FILTER_SUB);
  png_set_IHDR(png, info, static_cast<png_uint_32>(page.width),
               static_cast<png_uint_32>(page.height), 8,
               page.channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  const auto per_metre = static_cast<png_uint_32>(page.dpi / 0.0254 + 0.5);
  png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  for (int y = 0; y < page.height; ++y) {
    png_write_row(png, page.samples.data() + static_cast<std::size_t>(y) * RowBytes(page));
  }
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return {};
}

std::string EncodeJpeg(const Raster& page, int quality) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = static_cast<JDIMENSION>(page.width);
  jpeg.image_height = static_cast<JDIMENSION>(page.height);
  jpeg.input_components = page.channels;
  jpeg.in_color_space = page.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  jpeg.density_unit = 1;
  jpeg.X_density = jpeg.Y_density = static_cast<UINT16>(page.dpi);
  jpeg_start_compress(&jpeg, TRUE);
  for (int y = 0; y < page.height; ++y) {
    auto* row =
        const_cast<JSAMPLE*>(page.samples.data() + static_cast<std::size_t>(y) * RowBytes(page));
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  std::string out(reinterpret_cast<const char*>(bytes), size);
  jpeg_destroy_compress(&jpeg);
  std::free(bytes);
  return out;
}

// 8 pixels a byte, the leftmost in the highest bit, 1 is dark.
std::vector<std::uint8_t> PackRow(const Raster& page, int y) {
  std::vector<std::uint8_t> row((static_cast<std::size_t>(page.width) + 7) / 8, 0);
  const std::uint8_t* from = page.samples.data() + static_cast<std::size_t>(y) * RowBytes(page);
  for (std::size_t x = 0; x < static_cast<std::size_t>(page.width); ++x) {
    if (from[x] < 128) row[x / 8] = static_cast<std::uint8_t>(row[x / 8] | (0x80U >> (x % 8)));
  }
  return row;
}

std::uint16_t Compression(Container container) {
  switch (container) {
    case Container::kTiffG3:
      return COMPRESSION_CCITTFAX3;
    case Container::kTiffLzw:
      return COMPRESSION_LZW;
    case Container::kTiffDeflate:
      return COMPRESSION_ADOBE_DEFLATE;
    case Container::kTiffJpeg:
      return COMPRESSION_JPEG;
    default:
      return COMPRESSION_CCITTFAX4;
  }
}

void SetTags(TIFF* tiff, Container container, const Raster& page, int quality) {
  const bool bitonal = IsBitonal(container);
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, page.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, page.height);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, page.channels);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bitonal ? 1 : 8);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
               bitonal              ? PHOTOMETRIC_MINISWHITE
               : page.channels == 3 ? PHOTOMETRIC_RGB
                                    : PHOTOMETRIC_MINISBLACK);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, Compression(container));
  if (container == Container::kTiffJpeg) TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, quality);
  if (container == Container::kTiffLzw || container == Container::kTiffDeflate) {
    TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
  }
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, container == Container::kTiffJpeg ? 64 : page.height);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, static_cast<double>(page.dpi));
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, static_cast<double>(page.dpi_y));
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
}

Result<void> WriteTiff(const std::filesystem::path& path, Container container,
                       std::span<const Raster> pages, int quality) {
  const std::unique_ptr<TIFF, void (*)(TIFF*)> tiff(TIFFOpen(path.c_str(), "w"), &TIFFClose);
  if (!tiff) return CannotWrite("tiff: open");
  for (const Raster& page : pages) {
    SetTags(tiff.get(), container, page, quality);
    for (int y = 0; y < page.height; ++y) {
      std::vector<std::uint8_t> row;
      if (IsBitonal(container)) {
        row = PackRow(page, y);
      } else {
        const auto from = page.samples.begin() +
                          static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) * RowBytes(page));
        row.assign(from, from + static_cast<std::ptrdiff_t>(RowBytes(page)));
      }
      if (TIFFWriteScanline(tiff.get(), row.data(), static_cast<std::uint32_t>(y), 0) != 1) {
        return CannotWrite("tiff: row");
      }
    }
    if (TIFFWriteDirectory(tiff.get()) != 1) return CannotWrite("tiff: directory");
  }
  return {};
}

// The G4 bytes of one page: written as a TIFF of one strip and taken out of it.
Result<std::string> EncodeG4(const std::filesystem::path& path, const Raster& page) {
  const std::filesystem::path scratch = path.string() + ".g4";
  if (auto written = WriteTiff(scratch, Container::kTiffG4, {&page, 1}, 0); !written) {
    return std::unexpected(written.error());
  }
  std::string bytes;
  {
    const std::unique_ptr<TIFF, void (*)(TIFF*)> tiff(TIFFOpen(scratch.c_str(), "r"), &TIFFClose);
    if (!tiff) return CannotWrite("pdf: G4");
    bytes.resize(static_cast<std::size_t>(TIFFRawStripSize(tiff.get(), 0)));
    TIFFReadRawStrip(tiff.get(), 0, bytes.data(), static_cast<tmsize_t>(bytes.size()));
  }
  std::filesystem::remove(scratch);
  return bytes;
}

void AddPdfPage(QPDF& pdf, const Raster& page, bool bitonal, const std::string& bytes) {
  const double width = page.width * 72.0 / page.dpi, height = page.height * 72.0 / page.dpi;
  QPDFObjectHandle image = QPDFObjectHandle::newStream(&pdf, bytes);
  image.replaceDict(
      QPDFObjectHandle::parse(fmt::format("<< /Type /XObject /Subtype /Image /Width {} /Height {} "
                                          "/BitsPerComponent {} /ColorSpace {} >>",
                                          page.width, page.height, bitonal ? 1 : 8,
                                          page.channels == 3 ? "/DeviceRGB" : "/DeviceGray")));
  image.replaceStreamData(
      bytes, QPDFObjectHandle::newName(bitonal ? "/CCITTFaxDecode" : "/DCTDecode"),
      bitonal ? QPDFObjectHandle::parse(
                    fmt::format("<< /K -1 /Columns {} /Rows {} >>", page.width, page.height))
              : QPDFObjectHandle::newNull());
  QPDFObjectHandle contents = QPDFObjectHandle::newStream(
      &pdf, fmt::format("q {:.3f} 0 0 {:.3f} 0 0 cm /Im0 Do Q", width, height));
  QPDFObjectHandle dictionary = QPDFObjectHandle::parse(
      fmt::format("<< /Type /Page /MediaBox [0 0 {:.3f} {:.3f}] /Resources << /XObject << >> >> >>",
                  width, height));
  dictionary.getKey("/Resources").getKey("/XObject").replaceKey("/Im0", image);
  dictionary.replaceKey("/Contents", contents);
  QPDFPageDocumentHelper(pdf).addPage(pdf.makeIndirectObject(dictionary), false);
}

Result<void> WritePdf(const std::filesystem::path& path, Container container,
                      std::span<const Raster> pages, int quality) {
  try {
    QPDF pdf;
    pdf.emptyPDF();
    for (const Raster& page : pages) {
      const bool bitonal = container == Container::kPdfG4;
      auto bytes = bitonal ? EncodeG4(path, page) : Result<std::string>(EncodeJpeg(page, quality));
      if (!bytes) return std::unexpected(bytes.error());
      AddPdfPage(pdf, page, bitonal, *bytes);
    }
    QPDFWriter writer(pdf, path.c_str());
    writer.setDeterministicID(true);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.write();
  } catch (const std::exception& problem) {
    return CannotWrite(problem.what());
  }
  return {};
}

}  // namespace

Result<void> WritePages(const std::filesystem::path& path, Container container,
                        std::span<const Raster> pages, int quality) {
  switch (container) {
    case Container::kPng:
      return WritePng(path, pages[0]);
    case Container::kJpeg: {
      const std::string bytes = EncodeJpeg(pages[0], quality);
      std::ofstream file(path, std::ios::binary);
      file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      if (!file.flush()) return CannotWrite("jpeg: write");
      return {};
    }
    case Container::kPdfJpeg:
    case Container::kPdfG4:
      return WritePdf(path, container, pages, quality);
    default:
      return WriteTiff(path, container, pages, quality);
  }
}

}  // namespace sumikeshi::mailroom
