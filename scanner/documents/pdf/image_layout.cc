// How the samples of a PDF image are laid out (ISO 32000-1, 7.4 and 8.9).
#include "scanner/documents/pdf/image_layout.h"

#include <algorithm>
#include <string_view>

#include "scanner/documents/jpeg/jpeg.h"
#include "scanner/documents/page_limits.h"
#include "scanner/documents/pdf/ccitt.h"
#include "scanner/documents/pdf/content.h"
#include "scanner/documents/pixels.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kMaxPalette = 256 * 3;

// Grey or RGB of known meaning, or a palette of such.
struct ColourSpace {
  int components = 0;   // 0 = not read here
  std::string palette;  // of `base` components an entry, empty = none
  int base = 0;
};

ColourSpace SpaceOf(QPDFObjectHandle space) {
  if (space.isNameAndEquals("/DeviceGray") || space.isNameAndEquals("/CalGray")) return {1, {}, 1};
  if (space.isNameAndEquals("/DeviceRGB")) return {3, {}, 3};
  if (!space.isArray() || space.getArrayNItems() < 2) return {};
  QPDFObjectHandle family = space.getArrayItem(0);
  if (family.isNameAndEquals("/CalGray")) return {1, {}, 1};
  if (family.isNameAndEquals("/CalRGB")) return {3, {}, 3};
  if (family.isNameAndEquals("/ICCBased")) {
    QPDFObjectHandle profile = space.getArrayItem(1);
    const int count = profile.isStream() && profile.getDict().getKey("/N").isInteger()
                          ? profile.getDict().getKey("/N").getIntValueAsInt()
                          : 0;
    if (count == 1 || count == 3) return {count, {}, count};
    return {};
  }
  if (!family.isNameAndEquals("/Indexed") || space.getArrayNItems() != 4) return {};
  const ColourSpace base = SpaceOf(space.getArrayItem(1));
  if (base.components == 0 || !base.palette.empty()) return {};
  QPDFObjectHandle table = space.getArrayItem(3);
  std::string palette;
  if (table.isString()) palette = table.getStringValue();
  if (table.isStream()) palette = DecodePdfStream(table, kMaxPalette).value_or("");
  if (palette.empty()) return {};
  return {1, palette, base.components};
}

int Integer(QPDFObjectHandle dictionary, const char* key, int otherwise) {
  QPDFObjectHandle value = dictionary.getKey(key);
  return value.isInteger() ? value.getIntValueAsInt() : otherwise;
}

bool Flag(QPDFObjectHandle dictionary, const char* key) {
  QPDFObjectHandle value = dictionary.getKey(key);
  return value.isBool() && value.getBoolValue();
}

// The only filter of a stream and its parameters; more than one: no name.
struct Filter {
  std::string name;  // empty = none
  QPDFObjectHandle parameters = QPDFObjectHandle::newDictionary();
  bool single = true;
};

Filter FilterOf(QPDFObjectHandle image) {
  QPDFObjectHandle dictionary = image.getDict();
  QPDFObjectHandle filter = dictionary.getKey("/Filter");
  QPDFObjectHandle parameters = dictionary.getKey("/DecodeParms");
  if (filter.isArray()) {
    if (filter.getArrayNItems() > 1) return {{}, QPDFObjectHandle::newDictionary(), false};
    filter = filter.getArrayNItems() == 1 ? filter.getArrayItem(0) : QPDFObjectHandle::newNull();
    if (parameters.isArray() && parameters.getArrayNItems() == 1) {
      parameters = parameters.getArrayItem(0);
    }
  }
  Filter found;
  if (filter.isName()) found.name = filter.getName();
  if (parameters.isDictionary()) found.parameters = parameters;
  return found;
}

// [0 1] per component is the default and -1 for inverted bits; 0 = something else.
int DecodeSense(QPDFObjectHandle image) {
  QPDFObjectHandle decode = image.getDict().getKey("/Decode");
  if (!decode.isArray()) return 1;
  int sense = 0;
  for (int i = 0; i + 1 < decode.getArrayNItems(); i += 2) {
    if (!decode.getArrayItem(i).isNumber() || !decode.getArrayItem(i + 1).isNumber()) return 0;
    const double low = decode.getArrayItem(i).getNumericValue();
    const double high = decode.getArrayItem(i + 1).getNumericValue();
    const int here = low == 0 && high == 1 ? 1 : low == 1 && high == 0 ? -1 : 0;
    if (here == 0 || (sense != 0 && here != sense)) return 0;
    sense = here;
  }
  return sense;
}

Result<Raster> DecodeSamples(const PdfPagePlan& plan, const std::string& bytes, int number) {
  QPDFObjectHandle dictionary = QPDFObjectHandle(plan.image).getDict();
  const ColourSpace space = SpaceOf(dictionary.getKey("/ColorSpace"));
  const auto bits = static_cast<std::size_t>(Integer(dictionary, "/BitsPerComponent", 8));
  const auto width = static_cast<std::size_t>(plan.width);
  const std::size_t row = width * static_cast<std::size_t>(space.components);
  const std::size_t stride = (row * bits + 7) / 8;
  if (bytes.size() < stride * static_cast<std::size_t>(plan.height)) {
    return Fail(ErrorCode::kCorrupt, PageName(number), "image data", number);
  }
  const auto channels = static_cast<std::size_t>(space.base);
  Raster page = MakeRaster(plan.width, plan.height,
                           channels == 1 ? PixelFormat::kGray8 : PixelFormat::kRgb24);
  const unsigned greatest = (1U << bits) - 1;
  const bool inverted = DecodeSense(plan.image) < 0;
  std::uint8_t* to = page.pixels.data();
  for (std::size_t y = 0; y < static_cast<std::size_t>(plan.height); ++y) {
    for (std::size_t i = 0; i < row; ++i) {
      const unsigned byte = static_cast<std::uint8_t>(bytes[y * stride + i * bits / 8]);
      unsigned value = byte >> (8 - bits - i * bits % 8) & greatest;
      if (inverted) value = greatest - value;
      if (space.palette.empty()) {
        *to++ = static_cast<std::uint8_t>(value * 255 / greatest);
        continue;
      }
      const std::size_t entry = std::min<std::size_t>(value, space.palette.size() / channels - 1);
      for (std::size_t c = 0; c < channels; ++c) {
        *to++ = static_cast<std::uint8_t>(space.palette[entry * channels + c]);
      }
    }
  }
  if (!space.palette.empty()) page = ToGrayIfGray(std::move(page));
  page.bitonal = bits == 1 && IsBlackAndWhite(page);
  return page;
}

}  // namespace

PdfPageKind KindOfPdfImage(QPDFObjectHandle image) {
  QPDFObjectHandle dictionary = image.getDict();
  for (const char* key : {"/Mask", "/SMask", "/OC", "/Alternates"}) {
    if (dictionary.hasKey(key)) return PdfPageKind::kRendered;
  }
  const ColourSpace space = SpaceOf(dictionary.getKey("/ColorSpace"));
  Filter filter = FilterOf(image);
  const int sense = DecodeSense(image);
  const int bits = Integer(dictionary, "/BitsPerComponent", 0);
  if (space.components == 0 || !filter.single || sense == 0 || Flag(dictionary, "/ImageMask")) {
    return PdfPageKind::kRendered;
  }
  if (filter.name == "/DCTDecode") {
    const bool plain = bits == 8 && sense == 1 && space.palette.empty() &&
                       !filter.parameters.hasKey("/ColorTransform");
    if (!plain) return PdfPageKind::kRendered;
    const std::shared_ptr<Buffer> data = image.getRawStreamData();
    const auto header = ReadJpegHeader({data->getBuffer(), data->getSize()});
    const bool same = header && header->width == Integer(dictionary, "/Width", 0) &&
                      header->height == Integer(dictionary, "/Height", 0) &&
                      header->components == space.components;
    return same ? PdfPageKind::kJpeg : PdfPageKind::kRendered;
  }
  if (filter.name == "/CCITTFaxDecode") {
    const bool plain =
        bits == 1 && space.components == 1 && space.palette.empty() &&
        Integer(filter.parameters, "/K", 0) < 0 && !Flag(filter.parameters, "/EncodedByteAlign") &&
        Integer(filter.parameters, "/Columns", 1728) == Integer(dictionary, "/Width", 0);
    return plain ? PdfPageKind::kG4 : PdfPageKind::kRendered;
  }
  constexpr std::string_view kLossless[] = {"", "/FlateDecode", "/LZWDecode", "/RunLengthDecode"};
  const bool depth = bits == 8 || (space.components == 1 && (bits == 1 || bits == 2 || bits == 4));
  const bool plain = depth && (space.palette.empty() || sense == 1) &&
                     std::ranges::find(kLossless, filter.name) != std::end(kLossless);
  return plain ? PdfPageKind::kSamples : PdfPageKind::kRendered;
}

Result<std::string> TakePdfImage(const PdfPagePlan& plan, int number) {
  QPDFObjectHandle image = plan.image;
  if (plan.kind == PdfPageKind::kSamples) {
    // Filters pad rows at most; whatever is longer is no image of this size.
    const std::size_t limit =
        4 * (static_cast<std::size_t>(plan.width) + 8) * static_cast<std::size_t>(plan.height) +
        1'000'000;
    auto data = DecodePdfStream(image, limit);
    if (!data) return Fail(data.error().code, PageName(number), data.error().what, number);
    return data;
  }
  std::shared_ptr<Buffer> data = image.getRawStreamData();
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

Result<Raster> DecodePdfImage(const PdfPagePlan& plan, const std::string& bytes, int number) {
  const Bytes data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  auto page = plan.kind == PdfPageKind::kJpeg ? DecodeJpeg(data)
              : plan.kind == PdfPageKind::kG4 ? DecodeG4(data, plan.width, plan.height)
                                              : DecodeSamples(plan, bytes, number);
  if (!page) return Fail(page.error().code, PageName(number), page.error().what, number);
  if (plan.kind == PdfPageKind::kG4) {
    QPDFObjectHandle image = plan.image;
    const bool inverted = Flag(FilterOf(image).parameters, "/BlackIs1") != (DecodeSense(image) < 0);
    if (inverted) {
      for (std::uint8_t& pixel : page->pixels) pixel = static_cast<std::uint8_t>(~pixel);
    }
  }
  page->dpi_x = plan.dpi_x();
  page->dpi_y = plan.dpi_y();
  return page;
}

}  // namespace sumikeshi
