// The ways in which mail arrives: what scanner or program made the file.
#pragma once

#include <span>
#include <string_view>

#include "tests/mailroom/canvas.h"
#include "tests/mailroom/random.h"

namespace sumikeshi::mailroom {

enum class Container {
  kPng,
  kJpeg,
  kTiffG3,
  kTiffG4,
  kTiffLzw,
  kTiffDeflate,
  kTiffJpeg,
  kPdfJpeg,
  kPdfG4,
  kText
};

// One way. To add one, add a line to scan.cc.
struct ScanKind {
  std::string_view name;  // in the truth, and for --scan
  Container container = Container::kPng;
  int dpi = 300;
  int dpi_y = 0;  // 0: as dpi
  int quarter_turns = 0;
  bool colour = false;
  int pages = 1;                            // more: a cover and its enclosures in one file
  std::string_view charset = {};            // of a text, as iconv names it
  bool photo = false;                       // by a telephone
  bool crooked = false;                     // 2 to 5 degrees
  bool edges = false;                       // dark where the lid was open
  int quality_low = 60, quality_high = 90;  // of JPEG
};

[[nodiscard]] std::span<const ScanKind> ScanKinds();
[[nodiscard]] const ScanKind* FindScanKind(std::string_view name);  // nullptr: no such kind
[[nodiscard]] std::string_view Extension(Container container);      // with its dot
[[nodiscard]] bool IsBitonal(Container container);

[[nodiscard]] Placement MakePlacement(const ScanKind& kind, Random& random);

// The drawn page as the scanner saw it: paper tint, vignette, grain; grey, colour, or only 0 and
// 255 for a bitonal container. Never moves a pixel, so the boxes stay true.
[[nodiscard]] Raster Scan(const Raster& drawn, const ScanKind& kind, Random& random);

}  // namespace sumikeshi::mailroom
