// One page of a TIFF, written: only the tags that a reader needs, in the compression it had.
#include <algorithm>

#include "scanner/documents/jpeg/jpeg.h"
#include "scanner/documents/pixels.h"
#include "scanner/documents/tiff/page.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kStripBytes = 256 * 1024;
constexpr std::size_t kStripRows = 16;  // strips are multiples of this: whole JPEG blocks

bool SetTags(TIFF* tiff, const Raster& raster, const TiffPage& like, std::uint16_t compression,
             std::uint16_t photometric) {
  const auto set = [tiff](std::uint32_t tag, auto value) {
    return TIFFSetField(tiff, tag, value) == 1;
  };
  bool good = set(TIFFTAG_IMAGEWIDTH, raster.width) && set(TIFFTAG_IMAGELENGTH, raster.height) &&
              set(TIFFTAG_BITSPERSAMPLE, raster.bitonal ? 1 : 8) &&
              set(TIFFTAG_SAMPLESPERPIXEL, raster.channels()) &&
              set(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
              set(TIFFTAG_COMPRESSION, compression) && set(TIFFTAG_PHOTOMETRIC, photometric);
  if (compression == COMPRESSION_JPEG) {
    good = good && set(TIFFTAG_JPEGQUALITY, kJpegQuality);
    if (photometric == PHOTOMETRIC_YCBCR) {
      good = good && set(TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB) &&
             TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 1, 1) == 1;
    }
  }
  if (compression == COMPRESSION_CCITTFAX3) {
    good = good && set(TIFFTAG_GROUP3OPTIONS,
                       like.fax_options & (GROUP3OPT_2DENCODING | GROUP3OPT_FILLBITS));
  }
  const bool dictionary =
      compression == COMPRESSION_LZW || compression == COMPRESSION_ADOBE_DEFLATE;
  if (dictionary && !raster.bitonal) good = good && set(TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
  if (like.orientation != 0) good = good && set(TIFFTAG_ORIENTATION, like.orientation);
  if (like.x_resolution > 0 && like.y_resolution > 0) {
    good = good && set(TIFFTAG_XRESOLUTION, static_cast<double>(like.x_resolution)) &&
           set(TIFFTAG_YRESOLUTION, static_cast<double>(like.y_resolution)) &&
           set(TIFFTAG_RESOLUTIONUNIT, like.unit);
  }
  return good;
}

std::uint16_t OutputPhotometric(const Raster& raster, const TiffPage& like,
                                std::uint16_t compression) {
  if (raster.format == PixelFormat::kRgb24) {
    return compression == COMPRESSION_JPEG ? PHOTOMETRIC_YCBCR : PHOTOMETRIC_RGB;
  }
  const bool inverted = raster.bitonal && like.photometric == PHOTOMETRIC_MINISWHITE;
  return inverted ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
}

}  // namespace

std::uint16_t OutputCompression(const TiffPage& page, bool bitonal) {
  switch (page.compression) {
    case COMPRESSION_NONE:
    case COMPRESSION_LZW:
    case COMPRESSION_PACKBITS:
    case COMPRESSION_ADOBE_DEFLATE:
      return page.compression;
    case COMPRESSION_DEFLATE:  // the unofficial number of the same thing
      return COMPRESSION_ADOBE_DEFLATE;
    case COMPRESSION_CCITTRLE:
    case COMPRESSION_CCITTFAX3:
    case COMPRESSION_CCITTFAX4:
      return bitonal ? page.compression : static_cast<std::uint16_t>(COMPRESSION_ADOBE_DEFLATE);
    case COMPRESSION_JPEG:
    case COMPRESSION_OJPEG:
      return bitonal ? COMPRESSION_CCITTFAX4 : COMPRESSION_JPEG;
    default:
      return bitonal ? COMPRESSION_CCITTFAX4 : COMPRESSION_ADOBE_DEFLATE;
  }
}

bool WriteTiffPage(TiffFile& file, const Raster& raster, const TiffPage& like) {
  TIFF* tiff = file.get();
  const std::uint16_t compression = OutputCompression(like, raster.bitonal);
  const std::uint16_t photometric = OutputPhotometric(raster, like, compression);
  const std::size_t width = raster.stride();
  const std::size_t stride = raster.bitonal ? (width + 7) / 8 : width;
  const auto height = static_cast<std::size_t>(raster.height);
  const std::size_t strip_rows =
      std::max<std::size_t>(1, kStripBytes / stride / kStripRows) * kStripRows;
  if (!SetTags(tiff, raster, like, compression, photometric) ||
      TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, static_cast<std::uint32_t>(strip_rows)) != 1) {
    return false;
  }
  std::vector<std::uint8_t> strip;
  for (std::size_t top = 0; top < height; top += strip_rows) {
    const std::size_t rows = std::min(strip_rows, height - top);
    strip.resize(rows * stride);
    for (std::size_t y = 0; y < rows; ++y) {
      const std::span<const std::uint8_t> from(&raster.pixels[(top + y) * width], width);
      if (raster.bitonal) {
        PackRow(from, {&strip[y * stride], stride});
      } else {
        std::ranges::copy(from, strip.begin() + static_cast<std::ptrdiff_t>(y * stride));
      }
    }
    if (photometric == PHOTOMETRIC_MINISWHITE) {
      for (std::uint8_t& byte : strip) byte = static_cast<std::uint8_t>(~byte);
    }
    const auto number = static_cast<std::uint32_t>(top / strip_rows);
    const auto size = static_cast<tmsize_t>(strip.size());
    if (TIFFWriteEncodedStrip(tiff, number, strip.data(), size) != size) return false;
  }
  return TIFFWriteDirectory(tiff) == 1 && !file.damaged();
}

}  // namespace sumikeshi
