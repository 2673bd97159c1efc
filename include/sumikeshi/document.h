// A document as values: pages of pixels or text, and what was read on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sumikeshi/geometry.h"

namespace sumikeshi {

enum class PixelFormat { kGray8, kRgb24 };

// Pixels of one page: row-major, no padding, 0 = black. A bitonal page is kGray8 that holds only
// 0 and 255, with `bitonal` set. dpi 0 = the file does not say.
struct Raster {
  int width = 0;
  int height = 0;
  PixelFormat format = PixelFormat::kGray8;
  bool bitonal = false;
  double dpi_x = 0;
  double dpi_y = 0;
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] int channels() const { return format == PixelFormat::kGray8 ? 1 : 3; }
  [[nodiscard]] std::size_t stride() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels());
  }
  friend bool operator==(const Raster&, const Raster&) = default;
};

// A half-open range, in the unit that the holder names (code points of Text, symbols of PageText).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  friend bool operator==(const Span&, const Span&) = default;
};

// The text of a document as a person sees it. Places in it are counted in code points. Where the
// file says it in another form (escapes, tags, encoded mail parts), `sources` has for each
// character the code points of the decoded file that stand for it, an empty span for a separator
// that the reader put in; without any, the characters are those of the decoded file.
struct Text {
  std::u32string characters;
  std::vector<Span> sources = {};

  // Where the characters of `span` stand in the decoded file: from the first to the last of them.
  [[nodiscard]] Span SourceOf(Span span) const {
    if (sources.empty()) return span;
    Span all;
    for (std::size_t i = span.begin; i < span.end && i < sources.size(); ++i) {
      const Span& source = sources[i];
      if (source.empty()) continue;
      all = all.empty() ? source
                        : Span{all.begin < source.begin ? all.begin : source.begin,
                               all.end > source.end ? all.end : source.end};
    }
    return all;
  }
  friend bool operator==(const Text&, const Text&) = default;
};

using PageContent = std::variant<Raster, Text>;

// One character as it was read. Boxes of symbols, lines, cells and ink are in upright pixels.
struct Symbol {
  std::string text;      // UTF-8, one character (rarely more)
  Box box;               // snapped to the ink
  float confidence = 0;  // 0..1

  friend bool operator==(const Symbol&, const Symbol&) = default;
};

struct Line {
  std::vector<Symbol> symbols;  // in reading order
  Box box;
  int cell = -1;  // index into PageText::cells, -1 = free text
  bool vertical = false;

  friend bool operator==(const Line&, const Line&) = default;
};

// One cell of a ruled table. `interior` excludes the rules. Rows and columns count from 0 within
// the table; a merged cell spans several.
struct Cell {
  Box interior;
  int table = 0;
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;

  friend bool operator==(const Cell&, const Cell&) = default;
};

// A QR code or barcode. Without a payload it could not be decoded.
struct Code {
  Box box;  // upright pixels
  std::optional<std::string> payload;

  friend bool operator==(const Code&, const Code&) = default;
};

// What was read on one page. `width` and `height` are those of the upright page.
// Lines stand in reading order. `ink` are the boxes of the connected marks that are neither ruling
// lines nor specks nor codes, read or not: what covers all of them in a region leaves nothing to
// read there. `unread` are places of writing, by its size and the way it stands, of which the
// engine made nothing that can be text.
struct PageText {
  int width = 0;
  int height = 0;
  double dpi = 300;
  Transform to_page;  // upright -> page as it came
  std::vector<Line> lines;
  std::vector<Cell> cells;
  std::vector<Box> ink;
  std::vector<Box> unread;
  std::vector<Code> codes;

  friend bool operator==(const PageText&, const PageText&) = default;
};

}  // namespace sumikeshi
