// One line of marks -> its image for the engine -> a Line on the page.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "scanner/image/layout.h"
#include "scanner/image/symbols.h"
#include "scanner/ocr/ocr_engine.h"

namespace sumikeshi {

// The line alone on white: no rules, no neighbours, wide gaps shortened, at the height at which the
// engine reads best. A vertical line is turned counter-clockwise, and the pieces are turned with
// it.
struct LineImage {
  Raster grey;
  std::vector<LinePiece> pieces;
};

// Gaps longer than `longest_gap` become `shortened_gap` long, both in ems.
struct Spacing {
  double longest_gap = 0.9;
  double shortened_gap = 0.6;
};
[[nodiscard]] LineImage MakeLineImage(const Layout& layout, const LineOfMarks& line,
                                      const Spacing& spacing = {});

// Reads the image. A line in which the engine sees no symbol has none.
[[nodiscard]] Result<Line> ReadLine(const Layout& layout, const LineOfMarks& line,
                                    OcrEngine& engine, OcrHint hint = OcrHint::kLine);
// Reads lines of one character each as one, and gives them back line by line, in the same order.
[[nodiscard]] Result<std::vector<Line>> ReadStrip(const Layout& layout,
                                                  std::span<const std::size_t> lines,
                                                  OcrEngine& engine);
// How sure the engine is of the line turned by 180 degrees.
[[nodiscard]] Result<double> ConfidenceUpsideDown(const Layout& layout, const LineOfMarks& line,
                                                  OcrEngine& engine);
// Whether the line is writing, some characters long, of which the engine made next to nothing: no
// speck, stroke, tick or seal, but what a reader would call illegible.
[[nodiscard]] bool IsUnread(const Layout& layout, const LineOfMarks& line,
                            const std::vector<Symbol>& symbols);
// Mean confidence of the symbols, 0 without any.
[[nodiscard]] double MeanConfidence(const std::vector<Symbol>& symbols);

}  // namespace sumikeshi
