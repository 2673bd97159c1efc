// CCITT Group 4 data, by way of a TIFF in memory that has them as its only strip.
#include "scanner/documents/pdf/ccitt.h"

#include "scanner/documents/pixels.h"
#include "scanner/documents/tiff/page.h"

namespace sumikeshi {
namespace {

bool SetTags(TIFF* tiff, int width, int height) {
  return TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width) == 1 &&
         TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height) == 1 &&
         TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1) == 1 &&
         TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) == 1 &&
         TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4) == 1 &&
         TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE) == 1 &&
         TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height) == 1;
}

}  // namespace

Result<Raster> DecodeG4(Bytes data, int width, int height) {
  MemoryStream stream;
  TiffFile out(stream, "wl");
  const auto size = static_cast<tmsize_t>(data.size());
  if (out.get() == nullptr || !SetTags(out.get(), width, height) ||
      TIFFWriteRawStrip(out.get(), 0, const_cast<std::uint8_t*>(data.data()), size) != size) {
    return Fail(ErrorCode::kInternal, {}, "libtiff");
  }
  out.Close();
  stream.Seek(0, SEEK_SET);
  TiffFile in(stream, "rm");
  if (out.damaged() || in.get() == nullptr) return Fail(ErrorCode::kInternal, {}, "libtiff");
  return DecodeTiffPage(in, DescribeTiffPage(in), 1);
}

Result<std::vector<std::uint8_t>> EncodeG4(const Raster& page) {
  MemoryStream stream;
  TiffFile file(stream, "wl");
  TIFF* tiff = file.get();
  const std::size_t width = page.stride();
  const std::size_t stride = (width + 7) / 8;
  std::vector<std::uint8_t> bits(stride * static_cast<std::size_t>(page.height));
  for (std::size_t y = 0; y < static_cast<std::size_t>(page.height); ++y) {
    PackRow({&page.pixels[y * width], width}, {&bits[y * stride], stride});
  }
  for (std::uint8_t& byte : bits) byte = static_cast<std::uint8_t>(~byte);
  const auto size = static_cast<tmsize_t>(bits.size());
  const std::uint64_t* offset = nullptr;
  const std::uint64_t* length = nullptr;
  if (tiff == nullptr || !SetTags(tiff, page.width, page.height) ||
      TIFFWriteEncodedStrip(tiff, 0, bits.data(), size) != size ||
      TIFFGetField(tiff, TIFFTAG_STRIPOFFSETS, &offset) != 1 ||
      TIFFGetField(tiff, TIFFTAG_STRIPBYTECOUNTS, &length) != 1 || TIFFFlushData(tiff) != 1 ||
      offset[0] + length[0] > stream.bytes().size()) {
    return Fail(ErrorCode::kInternal, {}, "libtiff");
  }
  const Bytes data = stream.bytes().subspan(offset[0], length[0]);
  return std::vector<std::uint8_t>(data.begin(), data.end());
}

}  // namespace sumikeshi
