// One line of marks -> its image for the engine -> a Line on the page.
#pragma once

#include <vector>

#include "scanner/image/layout.h"
#include "scanner/image/symbols.h"
#include "scanner/ocr/ocr_engine.h"

namespace sumikeshi {

// The line alone on white: no rules, no neighbours, wide gaps shortened, at the height at which the
// engine reads best. The characters of a vertical line stand side by side.
struct LineImage {
  Raster grey;
  std::vector<LinePiece> pieces;
};

[[nodiscard]] LineImage MakeLineImage(const Layout& layout, const LineOfMarks& line);

// Reads the image. A line in which the engine sees no symbol has none.
[[nodiscard]] Result<Line> ReadLine(const Layout& layout, const LineOfMarks& line,
                                    OcrEngine& engine);
// How sure the engine is of the line turned by 180 degrees.
[[nodiscard]] Result<double> ConfidenceUpsideDown(const Layout& layout, const LineOfMarks& line,
                                                  OcrEngine& engine);
// Mean confidence of the symbols, 0 without any.
[[nodiscard]] double MeanConfidence(const std::vector<Symbol>& symbols);

}  // namespace sumikeshi
