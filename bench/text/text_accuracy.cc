// How well the reading of text does on labelled lines ("source<TAB>text" with ⟦category:words⟧):
//   text_accuracy [--rows] [--page PERCENT] FILE...
// Per category: phrases of which 60 % of the characters were found (by any sensitive category, and
// by the right one); lines without a fact that were alarmed; characters reported outside the true
// spans, as a share of all characters. Then how right findings are by their confidence.
// --page reads each line as if it stood on a page, PERCENT of its characters misread: another of
// the same script, chosen by chance, the same in each run.
// --rows tells what was missed or wrong; never use it on lines that are to stay unseen.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/text/labelled_text.h"
#include "scanner/detect.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr double kEnough = 0.6;
constexpr std::size_t kBins = 10;

struct Tally {
  std::size_t phrases = 0;
  std::size_t found = 0;
  std::size_t found_as_such = 0;
};

struct Score {
  std::map<Category, Tally> categories;
  std::size_t lines = 0;
  std::size_t negatives = 0;
  std::size_t alarmed = 0;
  std::size_t characters = 0;
  std::size_t outside = 0;
  std::array<std::size_t, kBins + 1> findings{};
  std::array<std::size_t, kBins + 1> right{};
};

bool IsSensitive(Category category) { return category <= Category::kBankAccount; }

std::string Words(const LabelledText& line, Span span) {
  return ToUtf8(
      std::u32string_view(line.text.characters).substr(span.begin, span.end - span.begin));
}

// A fact reported in a line: where, as what and how surely.
struct Found {
  Category category = Category::kHealth;
  Span span;
  double confidence = 0;
};

// Which characters of the line are reported; by `only` if it is given.
std::vector<bool> Reported(const LabelledText& line, const std::vector<Found>& findings,
                           std::optional<Category> only) {
  std::vector<bool> reported(line.text.characters.size());
  for (const Found& found : findings) {
    if (only && found.category != *only) continue;
    for (std::size_t i = found.span.begin; i < found.span.end; ++i) reported[i] = true;
  }
  return reported;
}

double Share(const std::vector<bool>& reported, Span span) {
  const auto begin = reported.begin();
  const auto count = std::count(begin + static_cast<std::ptrdiff_t>(span.begin),
                                begin + static_cast<std::ptrdiff_t>(span.end), true);
  return span.empty() ? 0 : static_cast<double>(count) / static_cast<double>(span.end - span.begin);
}

constexpr int kPitch = 40, kBody = 36;  // pixels of a character on the page

PageText AsPage(const std::u32string& characters) {
  Line line;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const int left = kPitch * static_cast<int>(i + 1);
    line.symbols.push_back(
        {ToUtf8(std::u32string(1, characters[i])), {left, 100, left + kBody, 136}, 0.95F});
  }
  line.box = {kPitch, 100, kPitch * static_cast<int>(characters.size() + 1), 136};
  PageText page;
  page.width = line.box.right + kPitch;
  page.height = 400;
  page.lines.push_back(std::move(line));
  return page;
}

std::optional<Span> SpanOf(const std::vector<Box>& boxes) {
  if (boxes.empty()) return std::nullopt;
  const auto [left, right] = std::pair{std::ranges::min(boxes, {}, &Box::left).left,
                                       std::ranges::max(boxes, {}, &Box::right).right};
  const int begin = (left + kPitch / 2) / kPitch - 1, end = (right + kPitch / 2) / kPitch - 1;
  return Span{static_cast<std::size_t>(std::max(0, begin)),
              static_cast<std::size_t>(std::max(0, end))};
}

// `misread`: percent, as on a page; none: as a text.
std::vector<Found> Find(const LabelledText& line, const std::optional<Misreader>& misread,
                        unsigned seed) {
  const std::vector<Detection> detections =
      misread ? Detect(AsPage(misread->Read(line.text.characters, seed)), 1) : Detect(line.text, 1);
  std::vector<Found> findings;
  for (const auto& [finding, value] : detections) {
    if (!IsSensitive(finding.category)) continue;
    const std::optional<Span> span = misread ? SpanOf(finding.place.boxes) : finding.place.span;
    if (span) findings.push_back({finding.category, *span, finding.confidence});
  }
  return findings;
}

void CountConfidence(const LabelledText& line, const std::vector<Found>& findings, Score& score) {
  for (const Found& found : findings) {
    const Span span = found.span;
    const bool right = std::ranges::any_of(line.phrases, [&](const Phrase& phrase) {
      return phrase.span.begin < span.end && span.begin < phrase.span.end;
    });
    const auto bin = static_cast<std::size_t>(found.confidence * kBins + 1e-9);
    ++score.findings[bin];
    score.right[bin] += right;
  }
}

void CountLine(const std::string& where, const LabelledText& line,
               const std::vector<Found>& findings, bool rows, Score& score) {
  const std::vector<bool> reported = Reported(line, findings, std::nullopt);
  ++score.lines;
  score.characters += line.text.characters.size();
  for (const Phrase& phrase : line.phrases) {
    Tally& tally = score.categories[phrase.category];
    const bool found = Share(reported, phrase.span) >= kEnough;
    ++tally.phrases;
    tally.found += found;
    tally.found_as_such += Share(Reported(line, findings, phrase.category), phrase.span) >= kEnough;
    if (!found && rows) {
      fmt::print("MISSED\t{}\t{}\t{}\t{}\n", where, CategoryKey(phrase.category),
                 Words(line, phrase.span), ToUtf8(line.text.characters));
    }
  }
  std::vector<bool> outside = reported;
  for (const Phrase& phrase : line.phrases) {
    for (std::size_t i = phrase.span.begin; i < phrase.span.end; ++i) outside[i] = false;
  }
  const auto strayed = static_cast<std::size_t>(std::ranges::count(outside, true));
  score.outside += strayed;
  CountConfidence(line, findings, score);
  const bool negative = line.phrases.empty();
  score.negatives += negative;
  score.alarmed += negative && !findings.empty();
  if (!rows || strayed == 0) return;
  for (const auto& [category, span, confidence] : findings) {
    if (Share(outside, span) == 0) continue;
    fmt::print("{}\t{}\t{}\t{} {:.2f}\t{}\n", negative ? "ALARM" : "WIDE", where,
               CategoryKey(category), Words(line, span), confidence, ToUtf8(line.text.characters));
  }
}

double Percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void Print(const std::string& name, const Score& score) {
  fmt::print("{}: {} lines, {} without a fact\n", name, score.lines, score.negatives);
  Tally all;
  for (const auto& [category, tally] : score.categories) {
    fmt::print("  {:<14} {:>4} phrases  found {:5.1f} %  as such {:5.1f} %\n",
               CategoryKey(category), tally.phrases, Percent(tally.found, tally.phrases),
               Percent(tally.found_as_such, tally.phrases));
    all.phrases += tally.phrases;
    all.found += tally.found;
    all.found_as_such += tally.found_as_such;
  }
  fmt::print("  {:<14} {:>4} phrases  found {:5.1f} %  as such {:5.1f} %\n", "all", all.phrases,
             Percent(all.found, all.phrases), Percent(all.found_as_such, all.phrases));
  fmt::print("  negative lines alarmed {} ({:.1f} %), characters outside {} ({:.2f} %)\n",
             score.alarmed, Percent(score.alarmed, score.negatives), score.outside,
             Percent(score.outside, score.characters));
  for (std::size_t bin = 0; bin <= kBins; ++bin) {
    if (score.findings[bin] == 0) continue;
    fmt::print("  confidence {:.1f}: {:>4} findings, {:5.1f} % right\n",
               static_cast<double>(bin) / kBins, score.findings[bin],
               Percent(score.right[bin], score.findings[bin]));
  }
}

struct Labelled {
  std::size_t number = 0;  // of the line in its file
  LabelledText text;
};

// Nothing where the file cannot be read or a line is not a labelled one; says so.
std::optional<std::vector<Labelled>> ReadFile(const std::string& name) {
  std::ifstream file(name);
  if (!file) {
    fmt::print(stderr, "{}: cannot be read\n", name);
    return std::nullopt;
  }
  std::vector<Labelled> lines;
  std::size_t number = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    const std::size_t tab = text.find('\t');
    if (text.starts_with("# ") || tab == std::string::npos) continue;
    auto line = ReadLabelled(std::string_view(text).substr(tab + 1));
    if (!line) {
      fmt::print(stderr, "{}:{}: not a labelled line\n", name, number);
      return std::nullopt;
    }
    lines.push_back({number, std::move(*line)});
  }
  return lines;
}

std::vector<std::u32string_view> TextsOf(const std::vector<Labelled>& lines) {
  std::vector<std::u32string_view> texts;
  for (const Labelled& line : lines) texts.push_back(line.text.text.characters);
  return texts;
}

int Run(const std::vector<std::string>& files, std::optional<unsigned> misread, bool rows) {
  for (const std::string& name : files) {
    const auto lines = ReadFile(name);
    if (!lines) return 2;
    std::optional<Misreader> misreader;
    if (misread) misreader.emplace(TextsOf(*lines), *misread);
    const std::string base = name.substr(name.rfind('/') + 1);
    Score score;
    for (const auto& [number, line] : *lines) {
      const auto findings = Find(line, misreader, static_cast<unsigned>(number));
      CountLine(fmt::format("{}:{}", base, number), line, findings, rows, score);
    }
    Print(name, score);
  }
  return 0;
}

}  // namespace
}  // namespace sumikeshi

int main(int argc, char** argv) {
  CLI::App app("how well the reading of text does on labelled lines");
  std::vector<std::string> files;
  std::optional<unsigned> misread;
  bool rows = false;
  app.add_option("FILE", files)->required();
  app.add_option("--page", misread, "percent of the characters misread")->check(CLI::Range(0, 100));
  app.add_flag("--rows", rows);
  CLI11_PARSE(app, argc, argv);
  return sumikeshi::Run(files, misread, rows);
}
