// The order of the steps, and the decision which way up a page stands.
#include "scanner/image/page_reader.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

#include "scanner/image/layout.h"
#include "scanner/image/line_reader.h"
#include "scanner/image/photo.h"
#include "scanner/image/skew.h"
#include "scanner/image/strips.h"
#include "scanner/image/upright.h"

namespace sumikeshi {
namespace {

// CPU time of the calling thread: a page is read on one, and what else the machine does must not
// decide whether it is read.
std::chrono::nanoseconds CpuTime() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

constexpr int kShortestSide = 16;  // ink on a narrower page cannot be told from dirt
constexpr int kLongestSide = 32'000;
constexpr std::int64_t kMostPixels = 160'000'000;
constexpr std::chrono::seconds kPageDeadline{60};

// The engine is sure of itself: upright print is read at 0.97 and more, but turned print still at
// 0.75 to 0.9.
constexpr double kSurelyUpright = 0.97;
constexpr double kHardlyText = 0.92;
constexpr int kFewestJapanese = 4;
constexpr std::size_t kSampleLines = 4;

constexpr double kMillimetre = 25.4;  // of an inch

using ReadLines = std::map<std::size_t, Line>;  // by index into Layout::lines

struct Attempt {
  Layout layout;
  ReadLines read;  // lines read on the way
  double confidence = 0;

  static Result<Attempt> Of(Result<Layout> layout) {
    if (!layout) return std::unexpected(layout.error());
    return Attempt{std::move(*layout), {}, 0};
  }
};

// Lines that tell best which way up the page stands: some ten characters, of the usual size. Most
// pages have rows; one that is written downwards has columns only.
std::vector<std::size_t> Samples(const Layout& layout) {
  constexpr double kFewestInColumn = 4, kRowsFirst = 1000;
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const LineOfMarks& line = layout.lines[i];
    const int long_side = line.vertical ? line.box.height() : line.box.width();
    const double length = double(long_side) / std::max(1, line.em);
    if (length < (line.vertical ? kFewestInColumn : 3)) continue;
    ranked.emplace_back(std::abs(length - 10) + (line.vertical ? kRowsFirst : 0), i);
  }
  std::ranges::sort(ranked);
  if (ranked.size() > kSampleLines) ranked.resize(kSampleLines);
  std::vector<std::size_t> samples;
  for (const auto& [rank, line] : ranked) samples.push_back(line);
  return samples;
}

// Turned digits still look like digits and letters; kana and kanji do not survive turning.
bool HasJapanese(const std::vector<Symbol>& symbols) {
  // In UTF-8, U+3000 .. U+9FFF begin with the bytes E3 .. E9.
  return std::ranges::count_if(symbols, [](const Symbol& symbol) {
           const auto first = static_cast<unsigned char>(symbol.text[0]);
           return first >= 0xE3 && first <= 0xE9;
         }) >= kFewestJapanese;
}

class PageReader {
 public:
  PageReader(const Raster& page, OcrEngine& engine, const ReadOptions& options)
      : page_(page), engine_(engine), options_(options) {}

  Result<PageText> Read() {
    Result<Attempt> attempt = options_.before != nullptr ? AsKnown(*options_.before) : FindPose();
    if (!attempt) return std::unexpected(attempt.error());
    return ReadAll(std::move(*attempt));
  }

 private:
  Result<Attempt> AsKnown(const PageText& known) {
    return Attempt::Of(AnalyseLayout(
        MakeUpright(ScalePage(page_), known.to_page, known.width, known.height), known.dpi));
  }

  static Result<Attempt> Lay(const ScaledPage& scaled, int quarter_turns, double tilt) {
    return Attempt::Of(AnalyseLayout(MakeUpright(scaled, quarter_turns, tilt), scaled.dpi));
  }

  Result<Attempt> FindPose() {
    const ScaledPage scaled = FlattenPhoto(ScalePage(page_));
    const SmallPage small = ShrinkPage(scaled);
    const Pose pose = EstimatePose(small.bitmap, small.dpi);
    const int turns = pose.sideways ? 1 : 0;
    Result<Attempt> along = BetterWayUp(scaled, turns, pose.tilt);
    if (!along || along->confidence >= kHardlyText || Samples(along->layout).empty()) return along;
    Result<Attempt> across = BetterWayUp(scaled, 1 - turns, pose.tilt);
    if (!across) return across;
    return across->confidence > along->confidence + 0.04 ? std::move(across) : std::move(along);
  }

  // Lays the page with the given turn, or with two turns more when it reads better so.
  Result<Attempt> BetterWayUp(const ScaledPage& scaled, int quarter_turns, double tilt) {
    Result<Attempt> attempt = Lay(scaled, quarter_turns, tilt);
    if (!attempt) return attempt;
    double upright = 0, upside_down = 0;
    int lines = 0;
    for (const std::size_t sample : Samples(attempt->layout)) {
      const LineOfMarks& marks = attempt->layout.lines[sample];
      Result<Line> line = ReadLine(attempt->layout, marks, engine_);
      if (!line) return std::unexpected(line.error());
      const double confidence = MeanConfidence(line->symbols);
      const bool surely_upright = confidence >= kSurelyUpright && HasJapanese(line->symbols);
      attempt->read.emplace(sample, std::move(*line));
      upright += confidence;
      ++lines;
      if (surely_upright) {
        attempt->confidence = confidence;
        return attempt;
      }
      const Result<double> turned = ConfidenceUpsideDown(attempt->layout, marks, engine_);
      if (!turned) return std::unexpected(turned.error());
      upside_down += *turned;
    }
    if (lines == 0) return attempt;
    attempt->confidence = upright / lines;
    if (upside_down <= upright) return attempt;
    Result<Attempt> turned = Lay(scaled, (quarter_turns + 2) % 4, tilt);
    if (turned) turned->confidence = upside_down / lines;
    return turned;
  }

  [[nodiscard]] bool IsWanted(const LineOfMarks& line, const Transform& to_page) const {
    if (!options_.regions) return true;
    for (const Box& part : MapOutwards(to_page, line.box)) {
      for (const Box& region : *options_.regions) {
        if (!Intersect(part, region).empty()) return true;
      }
    }
    return false;
  }

  // The line as it was read before, or as it is known from elsewhere.
  [[nodiscard]] static const Line* KnownLine(const LineOfMarks& line,
                                             const std::vector<Line>& all) {
    for (const Line& known : all) {
      const std::int64_t common = Intersect(known.box, line.box).area();
      if (2 * common > std::max(known.box.area(), line.box.area())) return &known;
    }
    return nullptr;
  }

  Result<std::vector<Line>> ReadGroup(Attempt& attempt, const std::vector<std::size_t>& group) {
    if (group.size() > 1) return ReadStrip(attempt.layout, group, engine_);
    std::vector<Line> lines;
    if (const auto known = attempt.read.find(group[0]); known != attempt.read.end()) {
      lines.push_back(std::move(known->second));
      return lines;
    }
    Result<Line> line = ReadLine(attempt.layout, attempt.layout.lines[group[0]], engine_);
    if (!line) return std::unexpected(line.error());
    lines.push_back(std::move(*line));
    return lines;
  }

  // What was laid out, without lines.
  static PageText LaidOut(const Layout& layout) {
    PageText text;
    text.width = layout.page.grey.width;
    text.height = layout.page.grey.height;
    text.dpi = layout.dpi;
    text.to_page = layout.page.to_page;
    text.cells = layout.cells;
    text.ink = layout.marks;
    text.codes = layout.codes;
    return text;
  }

  // Adds the lines of the group if all of them are among `known`, with nothing that stands out by
  // more than a millimetre.
  static bool TakeKnown(const Layout& layout, const std::vector<std::size_t>& group,
                        const std::vector<Line>& known, PageText& text) {
    std::vector<Line> lines;
    for (const std::size_t i : group) {
      const Line* line = KnownLine(layout.lines[i], known);
      if (line == nullptr || line->vertical != layout.lines[i].vertical) return false;
      const Box around = Grow(line->box, static_cast<int>(layout.dpi / kMillimetre));
      if (Unite(around, layout.lines[i].box) != around) return false;
      lines.push_back(*line);
      lines.back().cell = layout.lines[i].cell;
    }
    std::ranges::move(lines, std::back_inserter(text.lines));
    return true;
  }

  Result<PageText> ReadAll(Attempt attempt) {
    const Layout& layout = attempt.layout;
    PageText text = LaidOut(layout);
    std::vector<Line> recalled;
    if (options_.recall) recalled = options_.recall(text, layout.page.grey);
    for (const std::vector<std::size_t>& group : GroupStrips(layout.lines, layout.cells)) {
      if (std::ranges::none_of(group, [&](std::size_t line) {
            return IsWanted(layout.lines[line], text.to_page);
          })) {
        for (const std::size_t line : group) {
          const Line* known =
              options_.before ? KnownLine(layout.lines[line], options_.before->lines) : nullptr;
          if (known == nullptr) continue;
          text.lines.push_back(*known);
          text.lines.back().cell = layout.lines[line].cell;
        }
        continue;
      }
      if (TakeKnown(layout, group, recalled, text)) continue;
      if (CpuTime() - start_ > kPageDeadline) return Fail(ErrorCode::kTimeout);
      Result<std::vector<Line>> lines = ReadGroup(attempt, group);
      if (!lines) return std::unexpected(lines.error());
      for (std::size_t i = 0; i < group.size(); ++i) {
        Line& line = (*lines)[i];
        const bool unread = IsUnread(layout, layout.lines[group[i]], line.symbols);
        if (unread) text.unread.push_back(line.box);
        if (!line.symbols.empty()) text.lines.push_back(std::move(line));
      }
    }
    return text;
  }

  const Raster& page_;
  OcrEngine& engine_;
  const ReadOptions& options_;
  std::chrono::nanoseconds start_ = CpuTime();
};

Result<void> CheckPage(const Raster& page) {
  if (page.width <= 0 || page.height <= 0 ||
      page.pixels.size() != page.stride() * static_cast<std::size_t>(page.height)) {
    return Fail(ErrorCode::kUnreadable, {}, "no pixels");
  }
  if (page.width > kLongestSide || page.height > kLongestSide ||
      static_cast<std::int64_t>(page.width) * page.height > kMostPixels) {
    return Fail(ErrorCode::kTooLarge);
  }
  const bool narrow = std::min(page.width, page.height) < kShortestSide;
  if (narrow && std::ranges::any_of(page.pixels, [](std::uint8_t pixel) { return pixel < 128; })) {
    return Fail(ErrorCode::kUnreadable, {}, "too narrow to read");
  }
  return {};
}

}  // namespace

Result<PageText> ReadPageText(const Raster& page, OcrEngine& engine) {
  return ReadPageText(page, engine, {});
}

Result<PageText> ReadPageText(const Raster& page, OcrEngine& engine, const ReadOptions& options) {
  if (Result<void> fit = CheckPage(page); !fit) return std::unexpected(fit.error());
  return PageReader(page, engine, options).Read();
}

}  // namespace sumikeshi
