// One page (IFD) of a TIFF: description and pixels.
#include "scanner/documents/tiff/page.h"

#include <algorithm>

#include "scanner/documents/page_limits.h"
#include "scanner/documents/pixels.h"

namespace sumikeshi {
namespace {

constexpr double kCentimetresPerInch = 2.54;

double Dpi(float resolution, std::uint16_t unit) {
  if (unit == RESUNIT_INCH) return resolution;
  return unit == RESUNIT_CENTIMETER ? resolution * kCentimetresPerInch : 0;
}

std::unexpected<Error> Damaged(int number) {
  return Fail(ErrorCode::kCorrupt, PageName(number), "damaged or cut off", number);
}

// The strips or tiles of a page: where each lies, how large it is.
struct Blocks {
  bool tiled = false;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

Blocks BlocksOf(const TiffFile& file, const TiffPage& page) {
  if (TIFFIsTiled(file.get())) {
    return {true, file.Get<std::uint32_t>(TIFFTAG_TILEWIDTH, 0),
            file.Get<std::uint32_t>(TIFFTAG_TILELENGTH, 0)};
  }
  return {false, page.width,
          std::min(page.height, file.Get<std::uint32_t>(TIFFTAG_ROWSPERSTRIP, page.height))};
}

// One-bit grey pages, without the detour over 32 bits a pixel.
Result<Raster> DecodeBits(TiffFile& file, const TiffPage& page, const Blocks& blocks, int number) {
  TIFF* tiff = file.get();
  Raster raster =
      MakeRaster(static_cast<int>(page.width), static_cast<int>(page.height), PixelFormat::kGray8);
  raster.bitonal = true;
  const auto block_size =
      static_cast<std::size_t>(blocks.tiled ? TIFFTileSize(tiff) : TIFFStripSize(tiff));
  const std::size_t stride = (static_cast<std::size_t>(blocks.width) + 7) / 8;
  if (stride == 0 || block_size < stride * blocks.height) return Damaged(number);
  std::vector<std::uint8_t> bits(block_size);
  const std::uint8_t invert = page.photometric == PHOTOMETRIC_MINISWHITE ? 255 : 0;
  for (std::uint32_t top = 0; top < page.height; top += blocks.height) {
    const std::uint32_t rows = std::min(blocks.height, page.height - top);
    for (std::uint32_t left = 0; left < page.width; left += blocks.width) {
      const auto size = static_cast<tmsize_t>(blocks.tiled ? block_size : stride * rows);
      const tmsize_t read =
          blocks.tiled
              ? TIFFReadEncodedTile(tiff, TIFFComputeTile(tiff, left, top, 0, 0), bits.data(), size)
              : TIFFReadEncodedStrip(tiff, TIFFComputeStrip(tiff, top, 0), bits.data(), size);
      if (read != size || file.damaged()) return Damaged(number);
      const std::uint32_t columns = std::min(blocks.width, page.width - left);
      for (std::uint32_t y = 0; y < rows; ++y) {
        std::uint8_t* to = &raster.pixels[(top + y) * raster.stride() + left];
        UnpackRow({&bits[y * stride], stride}, {to, columns});
        for (std::uint32_t x = 0; x < columns; ++x) to[x] ^= invert;
      }
    }
  }
  return raster;
}

// Everything else through libtiff's own conversion to RGBA, a row of strips or tiles at a time.
class RgbaImage {
 public:
  explicit RgbaImage(TIFF* tiff) {
    char message[1024] = {};
    open_ = TIFFRGBAImageOK(tiff, message) && TIFFRGBAImageBegin(&image_, tiff, 1, message);
    if (open_) image_.req_orientation = image_.orientation;  // as stored
  }
  RgbaImage(const RgbaImage&) = delete;
  RgbaImage& operator=(const RgbaImage&) = delete;
  ~RgbaImage() {
    if (open_) TIFFRGBAImageEnd(&image_);
  }
  bool open() const { return open_; }
  bool Read(std::uint32_t top, std::uint32_t rows, std::vector<std::uint32_t>& pixels) {
    image_.row_offset = static_cast<int>(top);
    return TIFFRGBAImageGet(&image_, pixels.data(), image_.width, rows) != 0;
  }

 private:
  TIFFRGBAImage image_ = {};
  bool open_ = false;
};

Result<Raster> DecodeColours(TiffFile& file, const TiffPage& page, const Blocks& blocks,
                             int number) {
  RgbaImage image(file.get());
  if (!image.open() || blocks.height == 0) {
    return Fail(file.damaged() ? ErrorCode::kCorrupt : ErrorCode::kUnsupportedFeature,
                PageName(number), "pixel layout", number);
  }
  const bool gray = page.photometric <= PHOTOMETRIC_MINISBLACK;
  Raster raster = MakeRaster(static_cast<int>(page.width), static_cast<int>(page.height),
                             gray ? PixelFormat::kGray8 : PixelFormat::kRgb24);
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(page.width) *
                                    std::min(blocks.height, page.height));
  std::uint8_t* to = raster.pixels.data();
  for (std::uint32_t top = 0; top < page.height; top += blocks.height) {
    const std::uint32_t rows = std::min(blocks.height, page.height - top);
    if (!image.Read(top, rows, pixels) || file.damaged()) return Damaged(number);
    const std::size_t count = static_cast<std::size_t>(page.width) * rows;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t pixel = pixels[i];  // colours are multiplied with alpha already
      const std::uint32_t white = 255 - TIFFGetA(pixel);
      *to++ = static_cast<std::uint8_t>(std::min(255U, TIFFGetR(pixel) + white));
      if (gray) continue;
      *to++ = static_cast<std::uint8_t>(std::min(255U, TIFFGetG(pixel) + white));
      *to++ = static_cast<std::uint8_t>(std::min(255U, TIFFGetB(pixel) + white));
    }
  }
  if (page.photometric == PHOTOMETRIC_PALETTE) raster = ToGrayIfGray(std::move(raster));
  raster.bitonal = page.bits == 1 && page.samples == 1 && IsBlackAndWhite(raster);
  return raster;
}

}  // namespace

TiffPage DescribeTiffPage(const TiffFile& file) {
  TiffPage page;
  page.offset = TIFFCurrentDirOffset(file.get());
  page.width = file.Get<std::uint32_t>(TIFFTAG_IMAGEWIDTH, 0);
  page.height = file.Get<std::uint32_t>(TIFFTAG_IMAGELENGTH, 0);
  page.bits = file.Get<std::uint16_t>(TIFFTAG_BITSPERSAMPLE, 1);
  page.samples = file.Get<std::uint16_t>(TIFFTAG_SAMPLESPERPIXEL, 1);
  page.photometric = file.Get<std::uint16_t>(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  page.compression = file.Get<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  if (page.compression == COMPRESSION_CCITTFAX3) {
    page.fax_options = file.Get<std::uint32_t>(TIFFTAG_GROUP3OPTIONS, 0);
  }
  std::uint16_t orientation = 0;
  if (TIFFGetField(file.get(), TIFFTAG_ORIENTATION, &orientation) == 1) {
    page.orientation = orientation;
  }
  page.x_resolution = file.Get<float>(TIFFTAG_XRESOLUTION, 0);
  page.y_resolution = file.Get<float>(TIFFTAG_YRESOLUTION, 0);
  page.unit = file.Get<std::uint16_t>(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  return page;
}

Result<Raster> DecodeTiffPage(TiffFile& file, const TiffPage& page, int number) {
  if (auto fits = CheckPageSize(page.width, page.height, number); !fits) {
    return std::unexpected(fits.error());
  }
  if (TIFFIsCODECConfigured(page.compression) == 0) {
    return Fail(ErrorCode::kUnsupportedFeature, PageName(number),
                "compression " + std::to_string(page.compression), number);
  }
  const Blocks blocks = BlocksOf(file, page);
  // A tile may be larger than its page, but not without bounds.
  if (auto fits = CheckPageSize(blocks.width, blocks.height, number); !fits) {
    return std::unexpected(fits.error());
  }
  file.ExpectData();
  auto raster = page.grey_bits() ? DecodeBits(file, page, blocks, number)
                                 : DecodeColours(file, page, blocks, number);
  if (!raster) return raster;
  raster->dpi_x = Dpi(page.x_resolution, page.unit);
  raster->dpi_y = Dpi(page.y_resolution, page.unit);
  return raster;
}

}  // namespace sumikeshi
