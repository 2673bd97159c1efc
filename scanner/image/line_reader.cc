// The image of a line is composed of pieces of the page, only where the line's own marks stand.
#include "scanner/image/line_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace sumikeshi {
namespace {

// The engine's network works on lines 36 pixels high.
constexpr int kHeight = 36;
constexpr double kMargin = 0.22;        // white round the line, of its height
constexpr int kLongestLine = 36 * 200;  // pixels; longer than any line of print

Raster MakeWhite(int width, int height) {
  Raster grey;
  grey.width = width;
  grey.height = height;
  grey.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255);
  return grey;
}

// Turned counter-clockwise about the page's upper left corner, and back.
Box Turned(const Box& box) { return {box.top, -box.right, box.bottom, -box.left}; }
Box TurnedBack(const Box& box) { return {-box.bottom, box.left, -box.top, box.right}; }

// The boxes of the line's marks, turned if the line is vertical.
std::vector<Box> MarksAlong(const Layout& layout, const LineOfMarks& line) {
  std::vector<Box> marks;
  for (const std::size_t mark : line.marks) {
    marks.push_back(line.vertical ? Turned(layout.marks[mark]) : layout.marks[mark]);
  }
  return marks;
}

// Marks from left to right, parted where nothing stands for `gap` pixels.
std::vector<Box> Islands(std::vector<Box> marks, int gap) {
  std::ranges::sort(marks, {}, &Box::left);
  std::vector<Box> islands;
  for (const Box& mark : marks) {
    if (islands.empty() || mark.left - islands.back().right >= gap) {
      islands.push_back(mark);
    } else {
      islands.back() = Unite(islands.back(), mark);
    }
  }
  return islands;
}

// The part of the page, white where none of the line's marks is near.
Raster CutOut(const Layout& layout, const LineOfMarks& line, const Box& box) {
  constexpr int kRim = 2;
  Raster cut = MakeWhite(box.width(), box.height());
  const Raster& page = layout.page.grey;
  const auto stride = static_cast<std::size_t>(page.width);
  for (const std::size_t mark : line.marks) {
    for (const Run& run : layout.ink.RunsOfMark(mark)) {
      const int left = std::max({0, box.left, run.left - kRim});
      const int right = std::min({page.width, box.right, run.right + kRim});
      if (left >= right) continue;
      const int top = std::max({0, box.top, run.y - kRim});
      const int bottom = std::min({page.height, box.bottom, run.y + kRim + 1});
      for (int y = top; y < bottom; ++y) {
        std::memcpy(cut.pixels.data() + static_cast<std::size_t>(y - box.top) * cut.stride() +
                        static_cast<std::size_t>(left - box.left),
                    page.pixels.data() + static_cast<std::size_t>(y) * stride +
                        static_cast<std::size_t>(left),
                    static_cast<std::size_t>(right - left));
      }
    }
  }
  return cut;
}

cv::Mat View(const Raster& raster) {
  return {raster.height, raster.width, CV_8UC1, const_cast<std::uint8_t*>(raster.pixels.data())};
}

// Brings the paper of a cut-out to white: on a shaded ground each stroke would have a grey rim.
void Brighten(Raster& cut) {
  constexpr std::size_t kDarkest = 128;  // paper on which print can be seen
  std::array<std::size_t, 256> counts{};
  std::size_t copied = 0;
  for (const std::uint8_t pixel : cut.pixels) {
    if (pixel == 255) continue;
    ++counts[pixel];
    ++copied;
  }
  // The brightest quarter of what stands near the strokes is paper.
  std::size_t paper = 255;
  for (std::size_t above = 0; paper > kDarkest && above * 4 < copied; --paper) {
    above += counts[paper];
  }
  for (std::uint8_t& pixel : cut.pixels) {
    pixel = static_cast<std::uint8_t>(std::min<std::size_t>(255, pixel * 255U / paper));
  }
}

}  // namespace

LineImage MakeLineImage(const Layout& layout, const LineOfMarks& line, const Spacing& spacing) {
  constexpr int kRim = 2;
  const int gap = std::max(1, static_cast<int>(line.em * spacing.longest_gap));
  const std::vector<Box> islands = Islands(MarksAlong(layout, line), gap);
  const Box whole = line.vertical ? Turned(line.box) : line.box;

  // Heights on the page: what fills the line, at least most of a character.
  const int content = std::max(whole.height(), line.em * 7 / 10);
  const double scale = kHeight / (content * (1 + 2 * kMargin));

  LineImage image;
  double x = kHeight * 0.25;
  for (const Box& island : islands) {
    Box from = Grow(island, kRim);
    from.top = whole.top - kRim, from.bottom = whole.bottom + kRim;
    image.pieces.push_back({from, x, scale});
    x += from.width() * scale + line.em * scale * spacing.shortened_gap;
  }
  const LinePiece& last = image.pieces.back();
  const int width = static_cast<int>(std::ceil(last.right() + kHeight * 0.25));
  if (width > kLongestLine) return {};
  image.grey = MakeWhite(width, kHeight);
  for (const LinePiece& piece : image.pieces) {
    Raster cut = CutOut(layout, line, line.vertical ? TurnedBack(piece.from) : piece.from);
    Brighten(cut);
    cv::Mat part = View(cut);
    if (line.vertical) cv::rotate(View(cut), part, cv::ROTATE_90_COUNTERCLOCKWISE);
    const int height = std::clamp(static_cast<int>(std::lround(part.rows * scale)), 1, kHeight);
    const int left = static_cast<int>(std::lround(piece.left));
    const int wide = std::clamp(static_cast<int>(std::lround(part.cols * scale)), 1, width - left);
    cv::Mat to = View(image.grey)({left, (kHeight - height) / 2, wide, height});
    cv::resize(part, to, to.size(), 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  }
  return image;
}

bool IsUnread(const Layout& layout, const LineOfMarks& line, const std::vector<Symbol>& symbols) {
  constexpr double kShortest = 4;                     // em
  constexpr double kSmallest = 0.06, kLargest = 0.4;  // inches, of a character
  constexpr double kUnsure = 0.4;                     // the engine's guesses at scribble
  const double em = std::max(1, line.em);
  const double length = std::max(line.box.width(), line.box.height()) / em;
  if (length < kShortest || em < kSmallest * layout.dpi || em > kLargest * layout.dpi) return false;
  // Strokes of a rule or of an underline are flat; characters have parts as high as wide.
  const auto full = std::ranges::count_if(line.marks, [&](std::size_t mark) {
    const Box& box = layout.marks[mark];
    return std::min(box.width(), box.height()) * 4 >= em;
  });
  if (double(full) < length / 2) return false;
  const auto read = static_cast<double>(symbols.size());
  return read * 4 < std::min(length, double(full)) || MeanConfidence(symbols) < kUnsure;
}

double MeanConfidence(const std::vector<Symbol>& symbols) {
  double sum = 0;
  for (const Symbol& symbol : symbols) sum += symbol.confidence;
  return symbols.empty() ? 0 : sum / static_cast<double>(symbols.size());
}

namespace {

// The symbols of the line, snapped to its ink.
Result<std::vector<Symbol>> ReadSymbols(const Layout& layout, const LineOfMarks& line,
                                        const LineImage& image, OcrHint hint, OcrEngine& engine) {
  if (image.grey.pixels.empty()) return std::vector<Symbol>{};
  if (line.vertical) hint = OcrHint::kVerticalLine;
  if (Result<void> set = engine.SetImage(image.grey); !set) return std::unexpected(set.error());
  Result<std::vector<Symbol>> symbols =
      engine.Read({0, 0, image.grey.width, image.grey.height}, hint);
  if (!symbols) return symbols;
  std::vector<Symbol> snapped =
      SnapSymbols(std::move(*symbols), image.pieces, MarksAlong(layout, line), line.em);
  if (line.vertical) {
    for (Symbol& symbol : snapped) symbol.box = TurnedBack(symbol.box);
  }
  return snapped;
}

Line LineFrom(const LineOfMarks& line, std::vector<Symbol> symbols) {
  return {std::move(symbols), line.box, line.cell, line.vertical};
}

// One symbol a line, when the symbols stand so.
std::vector<Line> OneEach(const Layout& layout, std::span<const std::size_t> lines,
                          const std::vector<Symbol>& symbols) {
  if (symbols.size() != lines.size()) return {};
  std::vector<Line> each;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineOfMarks& line = layout.lines[lines[i]];
    if (Intersect(symbols[i].box, line.box) != symbols[i].box) return {};
    each.push_back(LineFrom(line, {symbols[i]}));
  }
  return each;
}

bool MostlyDigits(const std::vector<Symbol>& symbols) {
  const auto digits = std::ranges::count_if(symbols, [](const Symbol& symbol) {
    return symbol.text.size() == 1 && symbol.text[0] >= '0' && symbol.text[0] <= '9';
  });
  return digits * 2 >= std::ssize(symbols);
}

}  // namespace

Result<Line> ReadLine(const Layout& layout, const LineOfMarks& line, OcrEngine& engine,
                      OcrHint hint) {
  Result<std::vector<Symbol>> symbols =
      ReadSymbols(layout, line, MakeLineImage(layout, line), hint, engine);
  if (!symbols) return std::unexpected(symbols.error());
  return LineFrom(line, std::move(*symbols));
}

Result<std::vector<Line>> ReadStrip(const Layout& layout, std::span<const std::size_t> lines,
                                    OcrEngine& engine) {
  LineOfMarks row;
  for (const std::size_t i : lines) {
    const LineOfMarks& line = layout.lines[i];
    row.marks.insert(row.marks.end(), line.marks.begin(), line.marks.end());
    row.box = Unite(row.box, line.box);
    row.em = std::max(row.em, line.em);
  }
  const LineImage image = MakeLineImage(layout, row, {.longest_gap = 0.3, .shortened_gap = 0.25});
  Result<std::vector<Symbol>> symbols = ReadSymbols(layout, row, image, OcrHint::kLine, engine);
  if (!symbols) return std::unexpected(symbols.error());
  const OcrHint hint = MostlyDigits(*symbols) ? OcrHint::kDigits : OcrHint::kLine;
  if (hint == OcrHint::kDigits) {
    symbols = ReadSymbols(layout, row, image, OcrHint::kDigits, engine);
    if (!symbols) return std::unexpected(symbols.error());
  }
  std::vector<Line> each = OneEach(layout, lines, *symbols);
  if (!each.empty()) return each;
  for (const std::size_t i : lines) {
    Result<Line> line = ReadLine(layout, layout.lines[i], engine, hint);
    if (!line) return std::unexpected(line.error());
    each.push_back(std::move(*line));
  }
  return each;
}

Result<double> ConfidenceUpsideDown(const Layout& layout, const LineOfMarks& line,
                                    OcrEngine& engine) {
  LineImage image = MakeLineImage(layout, line);
  if (image.grey.pixels.empty()) return 0.0;
  std::ranges::reverse(image.grey.pixels);
  if (Result<void> set = engine.SetImage(image.grey); !set) return std::unexpected(set.error());
  const Result<std::vector<Symbol>> symbols =
      engine.Read({0, 0, image.grey.width, image.grey.height},
                  line.vertical ? OcrHint::kVerticalLine : OcrHint::kLine);
  if (!symbols) return std::unexpected(symbols.error());
  return MeanConfidence(*symbols);
}

}  // namespace sumikeshi
