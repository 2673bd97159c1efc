// The two facts of Exif that concern how a page is seen (Exif 2.3, 4.5 and 4.6: a TIFF in APP1).
#include "scanner/documents/jpeg/exif.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace sumikeshi {
namespace {

constexpr std::string_view kHeader("Exif\0\0", 6);
constexpr double kCentimetresPerInch = 2.54;
constexpr unsigned kOrientation = 0x0112;
constexpr unsigned kXResolution = 0x011A;
constexpr unsigned kYResolution = 0x011B;
constexpr unsigned kResolutionUnit = 0x0128;
constexpr unsigned kCentimetre = 3;

// Reads numbers of a TIFF in either byte order; 0 beyond its end.
struct Tiff {
  Bytes bytes;
  bool little = false;

  std::uint32_t Number(std::size_t at, std::size_t size) const {
    if (at > bytes.size() || size > bytes.size() - at) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      value = value << 8 | bytes[at + (little ? size - 1 - i : i)];
    }
    return value;
  }
  double Rational(std::size_t at) const {
    const double below = Number(at + 4, 4);
    return below > 0 ? Number(at, 4) / below : 0;
  }
};

void Put(std::vector<std::uint8_t>& out, std::uint32_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

}  // namespace

ExifFacts ParseExif(Bytes app1) {
  ExifFacts facts;
  if (app1.size() < kHeader.size() + 8 ||
      !std::equal(kHeader.begin(), kHeader.end(), app1.begin())) {
    return facts;
  }
  Tiff tiff{app1.subspan(kHeader.size())};
  tiff.little = tiff.bytes[0] == 'I';
  const std::size_t directory = tiff.Number(4, 4);
  const std::size_t count = tiff.Number(directory, 2);
  double scale = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    const std::uint32_t value = tiff.Number(entry + 8, 2);
    switch (tiff.Number(entry, 2)) {
      case kOrientation:
        if (value >= 1 && value <= 8) facts.orientation = static_cast<int>(value);
        break;
      case kXResolution:
        facts.dpi_x = tiff.Rational(tiff.Number(entry + 8, 4));
        break;
      case kYResolution:
        facts.dpi_y = tiff.Rational(tiff.Number(entry + 8, 4));
        break;
      case kResolutionUnit:
        if (value == kCentimetre) scale = kCentimetresPerInch;
        break;
      default:
        break;
    }
  }
  facts.dpi_x *= scale;
  facts.dpi_y *= scale;
  return facts;
}

std::vector<std::uint8_t> MakeExif(const ExifFacts& facts) {
  constexpr std::uint32_t kShort = 3;
  constexpr std::uint32_t kRational = 5;
  constexpr std::uint32_t kInch = 2;
  constexpr std::uint32_t kEntries = 4;
  constexpr std::uint32_t kValues = 8 + 2 + 12 * kEntries + 4;  // where the rationals stand
  const auto entry = [](std::vector<std::uint8_t>& out, std::uint32_t tag, std::uint32_t value) {
    Put(out, tag, 2), Put(out, kShort, 2), Put(out, 1, 4), Put(out, value, 2), Put(out, 0, 2);
  };
  std::vector<std::uint8_t> out(kHeader.begin(), kHeader.end());
  for (const char c : {'M', 'M'}) out.push_back(static_cast<std::uint8_t>(c));
  Put(out, 42, 2), Put(out, 8, 4), Put(out, kEntries, 2);
  entry(out, kOrientation, static_cast<std::uint32_t>(facts.orientation));
  Put(out, kXResolution, 2), Put(out, kRational, 2), Put(out, 1, 4), Put(out, kValues, 4);
  Put(out, kYResolution, 2), Put(out, kRational, 2), Put(out, 1, 4), Put(out, kValues + 8, 4);
  entry(out, kResolutionUnit, kInch);
  Put(out, 0, 4);
  for (const double dpi : {facts.dpi_x, facts.dpi_y}) {
    const double said = dpi > 0 ? dpi : 72;  // the default of the standard for "not known"
    Put(out, static_cast<std::uint32_t>(std::lround(said * 100)), 4), Put(out, 100, 4);
  }
  return out;
}

}  // namespace sumikeshi
