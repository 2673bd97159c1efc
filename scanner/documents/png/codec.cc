// PNG: any depth and colour type in, grey, bitonal or RGB out, with its resolution and no more.
#include "scanner/documents/codec.h"

#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstring>

#include "scanner/documents/fill.h"
#include "scanner/documents/output_file.h"
#include "scanner/documents/page_limits.h"
#include "scanner/documents/pixels.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kSignatureSize = 8;
constexpr double kMetresPerInch = 0.0254;
struct Header {
  int width = 0;
  int height = 0;
  int depth = 0;
  double dpi_x = 0;
  double dpi_y = 0;
};

void OnError(png_structp png, png_const_charp) { longjmp(png_jmpbuf(png), 1); }
void OnWarning(png_structp, png_const_charp) {}

void ReadBytes(png_structp png, png_bytep to, std::size_t count) {
  auto* rest = static_cast<Bytes*>(png_get_io_ptr(png));
  if (count > rest->size()) png_error(png, "the file ends early");
  std::memcpy(to, rest->data(), count);
  *rest = rest->subspan(count);
}

void WriteBytes(png_structp png, png_bytep from, std::size_t count) {
  auto* file = static_cast<OutputFile*>(png_get_io_ptr(png));
  if (!file->Write({from, count})) png_error(png, "write failed");
}

void FlushBytes(png_structp) {}

// Owns the libpng state. Functions that call libpng return false where it jumped out; they hold
// nothing that needs a destructor.
class Decoder {
 public:
  explicit Decoder(Bytes bytes)
      : rest_(bytes),
        png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, OnError, OnWarning)),
        info_(png_ != nullptr ? png_create_info_struct(png_) : nullptr) {}
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { png_destroy_read_struct(&png_, &info_, nullptr); }

  bool ReadHeader() {
    if (info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0) return false;
    png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // CheckPageSize judges
    png_set_chunk_cache_max(png_, 16);
    png_set_chunk_malloc_max(png_, 8'000'000);
    png_set_read_fn(png_, &rest_, ReadBytes);
    png_read_info(png_, info_);
    return true;
  }

  Header header() const {
    Header header;
    header.width =
        static_cast<int>(std::min<png_uint_32>(png_get_image_width(png_, info_), PNG_UINT_31_MAX));
    header.height =
        static_cast<int>(std::min<png_uint_32>(png_get_image_height(png_, info_), PNG_UINT_31_MAX));
    header.depth = png_get_bit_depth(png_, info_);
    header.dpi_x = png_get_x_pixels_per_meter(png_, info_) * kMetresPerInch;
    header.dpi_y = png_get_y_pixels_per_meter(png_, info_) * kMetresPerInch;
    return header;
  }

  // Eight bits a channel from here on. The number of channels: 1 to 4.
  int Normalise() {
    if (setjmp(png_jmpbuf(png_)) != 0) return 0;
    png_set_expand(png_);
    png_set_scale_16(png_);
    png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    return png_get_channels(png_, info_);
  }

  // All rows, and the end of the file as the format demands it.
  bool ReadRows(png_bytepp rows) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    png_read_image(png_, rows);
    png_read_end(png_, nullptr);
    return true;
  }

 private:
  Bytes rest_;
  png_structp png_;
  png_infop info_;
};

// The samples as a page; grey-alpha and RGB-alpha are laid on white.
Raster Flatten(std::vector<std::uint8_t> samples, const Header& header, int channels) {
  Raster page;
  page.width = header.width;
  page.height = header.height;
  page.format = channels >= 3 ? PixelFormat::kRgb24 : PixelFormat::kGray8;
  page.pixels = std::move(samples);
  const std::size_t step = static_cast<std::size_t>(channels);
  const std::size_t colours = static_cast<std::size_t>(page.channels());
  if (step == colours) return page;
  std::uint8_t* to = page.pixels.data();
  for (std::size_t at = 0; at < page.pixels.size(); at += step) {
    const int alpha = page.pixels[at + colours];
    for (std::size_t c = 0; c < colours; ++c) *to++ = OnWhite(page.pixels[at + c], alpha);
  }
  page.pixels.resize(page.stride() * static_cast<std::size_t>(page.height));
  return page;
}

Result<Raster> Decode(Bytes bytes) {
  Decoder decoder(bytes);
  if (!decoder.ReadHeader()) return Fail(ErrorCode::kCorrupt, PageName(1), {}, 1);
  const Header header = decoder.header();
  if (auto fits = CheckPageSize(header.width, header.height, 1); !fits) {
    return std::unexpected(fits.error());
  }
  const int channels = decoder.Normalise();
  if (channels == 0) return Fail(ErrorCode::kCorrupt, PageName(1), {}, 1);
  const std::size_t stride =
      static_cast<std::size_t>(header.width) * static_cast<std::size_t>(channels);
  std::vector<std::uint8_t> samples(stride * static_cast<std::size_t>(header.height));
  std::vector<png_bytep> rows;
  for (std::size_t y = 0; y < samples.size(); y += stride) rows.push_back(&samples[y]);
  if (!decoder.ReadRows(rows.data())) {
    return Fail(ErrorCode::kCorrupt, PageName(1), "damaged or cut off", 1);
  }
  Raster page = ToGrayIfGray(Flatten(std::move(samples), header, channels));
  page.bitonal = header.depth == 1 && IsBlackAndWhite(page);
  page.dpi_x = header.dpi_x;
  page.dpi_y = header.dpi_y;
  return page;
}

class Encoder {
 public:
  Encoder()
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, OnError, OnWarning)),
        info_(png_ != nullptr ? png_create_info_struct(png_) : nullptr) {}
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  ~Encoder() { png_destroy_write_struct(&png_, &info_); }

  // `rows` are packed to one bit a pixel where the page is bitonal.
  bool Write(OutputFile& file, const Raster& page, png_bytepp rows) {
    if (info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0) return false;
    png_set_write_fn(png_, &file, WriteBytes, FlushBytes);
    png_set_IHDR(png_, info_, static_cast<png_uint_32>(page.width),
                 static_cast<png_uint_32>(page.height), page.bitonal ? 1 : 8,
                 page.format == PixelFormat::kGray8 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (page.dpi_x > 0 && page.dpi_y > 0) {
      png_set_pHYs(png_, info_, static_cast<png_uint_32>(std::lround(page.dpi_x / kMetresPerInch)),
                   static_cast<png_uint_32>(std::lround(page.dpi_y / kMetresPerInch)),
                   PNG_RESOLUTION_METER);
    }
    // Scan noise has no repeats to look for, paper and fills have runs: a twelfth of the time of
    // level 6, and smaller.
    if (!page.bitonal) {
      png_set_compression_strategy(png_, Z_RLE);
      png_set_filter(png_, 0,
                     page.format == PixelFormat::kGray8 ? PNG_FILTER_NONE : PNG_FILTER_SUB);
    }
    png_write_info(png_, info_);
    png_write_image(png_, rows);
    png_write_end(png_, info_);
    return true;
  }

 private:
  png_structp png_;
  png_infop info_;
};

class PngReader : public DocumentReader {
 public:
  explicit PngReader(Bytes bytes) : bytes_(bytes) {}
  int page_count() const override { return 1; }
  Result<PageContent> ReadPage(int) const override { return Decode(bytes_); }

 private:
  Bytes bytes_;
};

class PngWriter : public DocumentWriter {
 public:
  explicit PngWriter(std::unique_ptr<OutputFile> file) : file_(std::move(file)) {}

  Result<PageRedaction> WritePage(int, const PageContent& content,
                                  const PageRedaction& redaction) override {
    Raster page = std::get<Raster>(content);
    PageRedaction done{ClipBoxes(redaction.boxes, page.width, page.height), {}};
    FillBlack(page, done.boxes);
    std::size_t stride = page.stride();
    if (page.bitonal) stride = PackInPlace(page);
    std::vector<png_bytep> rows;
    for (std::size_t y = 0; y < static_cast<std::size_t>(page.height); ++y) {
      rows.push_back(&page.pixels[y * stride]);
    }
    Encoder encoder;
    if (encoder.Write(*file_, page, rows.data())) return done;
    if (auto status = file_->status(); !status) return std::unexpected(status.error());
    return Fail(ErrorCode::kWriteFailed, PageName(1), "png", 1);
  }

  Result<void> Finish() override { return file_->Finish(); }

 private:
  // One bit a pixel, rows at byte borders; the packed stride.
  static std::size_t PackInPlace(Raster& page) {
    const std::size_t width = static_cast<std::size_t>(page.width);
    const std::size_t packed = (width + 7) / 8;
    std::vector<std::uint8_t> row(packed);
    for (std::size_t y = 0; y < static_cast<std::size_t>(page.height); ++y) {
      PackRow({&page.pixels[y * width], width}, row);
      std::ranges::copy(row, page.pixels.begin() + static_cast<std::ptrdiff_t>(y * packed));
    }
    return packed;
  }

  std::unique_ptr<OutputFile> file_;
};

bool Accepts(Bytes bytes) {
  return bytes.size() >= kSignatureSize && png_sig_cmp(bytes.data(), 0, kSignatureSize) == 0;
}

Result<std::unique_ptr<DocumentReader>> Open(Bytes bytes) {
  Decoder decoder(bytes);
  if (!decoder.ReadHeader()) return Fail(ErrorCode::kCorrupt, {}, "header");
  const Header header = decoder.header();
  if (auto fits = CheckPageSize(header.width, header.height, 1); !fits) {
    return std::unexpected(fits.error());
  }
  return std::make_unique<PngReader>(bytes);
}

Result<std::unique_ptr<DocumentWriter>> Create(const DocumentReader&,
                                               const std::filesystem::path& path) {
  auto file = OutputFile::Create(path);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<PngWriter>(*std::move(file));
}

}  // namespace

extern const Codec kPngCodec;
const Codec kPngCodec = {"png", {".png"}, Accepts, Open, Create};

}  // namespace sumikeshi
