// The ways in which mail arrives.
#include "tests/mailroom/scan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace sumikeshi::mailroom {
namespace {

constexpr ScanKind kKinds[] = {
    {.name = "png"},
    {.name = "g4", .container = Container::kTiffG4},
    {.name = "jpeg", .container = Container::kJpeg},
    {.name = "pdf", .container = Container::kPdfJpeg},
    {.name = "fax", .container = Container::kTiffG4, .dpi = 200},
    {.name = "flip", .quarter_turns = 2},
    {.name = "pdf_g4", .container = Container::kPdfG4},
    {.name = "jpeg200", .container = Container::kJpeg, .dpi = 200},
    {.name = "turn90", .container = Container::kTiffG4, .quarter_turns = 1},
    {.name = "colour", .container = Container::kJpeg, .colour = true},
    {.name = "turn270", .container = Container::kJpeg, .quarter_turns = 3},
    {.name = "lzw", .container = Container::kTiffLzw, .dpi = 200},
    {.name = "multi", .container = Container::kTiffG4, .pages = 3},
    {.name = "deflate", .container = Container::kTiffDeflate, .dpi = 200, .colour = true},
    {.name = "tiff_jpeg", .container = Container::kTiffJpeg},
    {.name = "pdf_multi", .container = Container::kPdfJpeg, .dpi = 200, .colour = true, .pages = 2},
    {.name = "fax_fine", .container = Container::kTiffG4, .dpi = 204, .dpi_y = 196},
    {.name = "fax_g3", .container = Container::kTiffG3, .dpi = 204, .dpi_y = 196},
    {.name = "fax_low", .container = Container::kTiffG3, .dpi = 204, .dpi_y = 98},
    {.name = "jpeg_low", .container = Container::kJpeg, .quality_low = 40, .quality_high = 75},
    {.name = "crooked", .crooked = true},
    {.name = "edges", .container = Container::kTiffLzw, .edges = true},
    {.name = "photo", .container = Container::kJpeg, .colour = true, .photo = true},
    {.name = "photo200", .container = Container::kJpeg, .dpi = 200, .colour = true, .photo = true},
    {.name = "text_utf8", .container = Container::kText, .charset = "UTF-8"},
    {.name = "text_cp932", .container = Container::kText, .charset = "CP932"},
    {.name = "text_utf16", .container = Container::kText, .charset = "UTF-16LE"},
    {.name = "text_eucjp", .container = Container::kText, .charset = "EUC-JP"},
    {.name = "text_jis", .container = Container::kText, .charset = "ISO-2022-JP"},
};

std::uint8_t Clamp(double value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
}

Raster ToGrey(const Raster& drawn) {
  Raster grey{drawn.width, drawn.height, 1, drawn.dpi, drawn.dpi_y};
  grey.samples.resize(drawn.samples.size() / 3);
  const std::uint8_t* from = drawn.samples.data();
  for (std::uint8_t& sample : grey.samples) {
    sample = static_cast<std::uint8_t>((from[0] * 77 + from[1] * 150 + from[2] * 29) >> 8);
    from += 3;
  }
  return grey;
}

// Each pixel a little of its neighbours in the row, as the moving sensor line blurs it.
void Smear(Raster& page) {
  const auto step = static_cast<std::size_t>(page.channels);
  for (std::size_t i = step; i + step < page.samples.size(); ++i) {
    page.samples[i] = static_cast<std::uint8_t>(
        (page.samples[i - step] + 2 * page.samples[i] + page.samples[i + step]) / 4);
  }
}

// Dark bands along some edges, ragged, as light falls in beside the paper.
void DarkenEdges(Raster& page, Random& random) {
  const int reach = page.dpi * 4 / 25;  // 4 mm
  const bool left = random.Chance(0.6), right = random.Chance(0.5), top = random.Chance(0.5);
  double wander = random.Real(0.3, 0.9);
  for (int y = 0; y < page.height; ++y) {
    wander = std::clamp(wander + random.Real(-0.02, 0.02), 0.2, 1.0);
    for (int x = 0; x < page.width; ++x) {
      const int inside =
          std::min({left ? x : reach, right ? page.width - 1 - x : reach, top ? y : reach});
      const double depth = inside / (reach * wander);
      if (depth >= 1) continue;
      const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                              static_cast<std::size_t>(x)) *
                             static_cast<std::size_t>(page.channels);
      for (int channel = 0; channel < page.channels; ++channel) {
        std::uint8_t& sample = page.samples[at + static_cast<std::size_t>(channel)];
        sample = static_cast<std::uint8_t>(sample * (0.1 + 0.9 * depth * depth));
      }
    }
  }
}

constexpr int kSpecks = 1 << 16;

// Grain to lay over the rows, each from another place on: enough for two rows of the widest page.
std::vector<std::int8_t> Specks(int grain, Random& random) {
  std::vector<std::int8_t> specks(2 * kSpecks);
  for (std::int8_t& speck : specks) speck = static_cast<std::int8_t>(random.Range(-grain, grain));
  return specks;
}

}  // namespace

std::span<const ScanKind> ScanKinds() { return kKinds; }

const ScanKind* FindScanKind(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &ScanKind::name);
  return found == std::end(kKinds) ? nullptr : found;
}

std::string_view Extension(Container container) {
  switch (container) {
    case Container::kPng:
      return ".png";
    case Container::kJpeg:
      return ".jpg";
    case Container::kTiffG3:
    case Container::kTiffG4:
    case Container::kTiffLzw:
    case Container::kTiffDeflate:
    case Container::kTiffJpeg:
      return ".tif";
    case Container::kPdfJpeg:
    case Container::kPdfG4:
      return ".pdf";
    case Container::kText:
      return ".txt";
  }
  return {};
}

bool IsBitonal(Container container) {
  return container == Container::kTiffG3 || container == Container::kTiffG4 ||
         container == Container::kPdfG4;
}

Placement MakePlacement(const ScanKind& kind, Random& random) {
  // Most pages lie almost straight; a tail lies badly.
  double tilt = random.Chance(0.25) ? random.Real(-2, 2) : random.Real(-0.6, 0.6);
  if (kind.crooked) tilt = random.Real(2, 5) * (random.Chance(0.5) ? 1 : -1);
  return {kind.dpi, kind.quarter_turns, tilt};
}

Raster Scan(const Raster& drawn, const ScanKind& kind, Random& random) {
  Raster page = kind.colour ? drawn : ToGrey(drawn);
  if (random.Chance(0.5)) Smear(page);
  if (kind.edges) DarkenEdges(page, random);
  const bool bitonal = IsBitonal(kind.container);
  // Many scanners whiten the paper themselves: no tint, no grain.
  const bool whitened = random.Chance(0.4);
  const double white = whitened ? 1 : random.Real(0.93, 1), black = random.Real(0, 28);
  const double corner = !whitened && random.Chance(0.4) ? random.Real(0.02, 0.1) : 0;
  const int grain = whitened ? 0 : random.Range(1, bitonal ? 40 : 5);
  const double threshold = random.Real(130, 175);
  std::array<double, 3> tint{1, 1, 1};
  if (kind.colour && !whitened) tint = {1, random.Real(0.96, 1), random.Real(0.86, 1)};
  const double middle_x = page.width / 2.0, middle_y = page.height / 2.0;
  const std::vector<std::int8_t> specks = Specks(grain, random);
  std::size_t i = 0;
  for (int y = 0; y < page.height; ++y) {
    const double dy = (y - middle_y) / middle_y;
    auto speck = specks.begin() + random.Range(0, kSpecks - 1);
    for (int x = 0; x < page.width; ++x) {
      const double dx = (x - middle_x) / middle_x;
      const double light = white * (1 - corner * (dx * dx + dy * dy) / 2);
      for (int channel = 0; channel < page.channels; ++channel, ++i) {
        const double ink = (black + page.samples[i] * (255 - black) / 255) * light;
        const double value = ink * tint[static_cast<std::size_t>(channel)] + *speck++;
        page.samples[i] = bitonal ? (value < threshold ? 0 : 255) : Clamp(value);
      }
    }
  }
  return page;
}

}  // namespace sumikeshi::mailroom
