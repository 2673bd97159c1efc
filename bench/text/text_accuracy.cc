// How well the reading of text does on labelled lines ("source<TAB>text" with ⟦category:words⟧):
//   text_accuracy [--rows] FILE...
// Per category: phrases of which 60 % of the characters were found (by any sensitive category, and
// by the right one); lines without a fact that were alarmed; characters reported outside the true
// spans, as a share of all characters. Then how right findings are by their confidence.
// --rows tells what was missed or wrong; never use it on lines that are to stay unseen.
#include <fmt/format.h>

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
#include "scanner/recognizers/terms.h"
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

// Which characters of the line are reported; by `only` if it is given.
std::vector<bool> Reported(const LabelledText& line, const std::vector<Detection>& findings,
                           std::optional<Category> only) {
  std::vector<bool> reported(line.text.characters.size());
  for (const Detection& found : findings) {
    if (only && found.finding.category != *only) continue;
    const Span span = *found.finding.place.span;
    for (std::size_t i = span.begin; i < span.end; ++i) reported[i] = true;
  }
  return reported;
}

double Share(const std::vector<bool>& reported, Span span) {
  const auto begin = reported.begin();
  const auto count = std::count(begin + static_cast<std::ptrdiff_t>(span.begin),
                                begin + static_cast<std::ptrdiff_t>(span.end), true);
  return span.empty() ? 0 : static_cast<double>(count) / static_cast<double>(span.end - span.begin);
}

void CountConfidence(const LabelledText& line, const std::vector<Detection>& findings,
                     Score& score) {
  for (const Detection& found : findings) {
    const Span span = *found.finding.place.span;
    const bool right = std::ranges::any_of(line.phrases, [&](const Phrase& phrase) {
      return phrase.span.begin < span.end && span.begin < phrase.span.end;
    });
    const auto bin = static_cast<std::size_t>(found.finding.confidence * kBins + 1e-9);
    ++score.findings[bin];
    score.right[bin] += right;
  }
}

void CountLine(const std::string& where, const LabelledText& line, bool rows, Score& score) {
  std::vector<Detection> findings = Detect(line.text, 1);
  std::erase_if(findings, [](const Detection& d) { return !IsSensitive(d.finding.category); });
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
  for (const Detection& found : findings) {
    const Span span = *found.finding.place.span;
    if (Share(outside, span) == 0) continue;
    fmt::print("{}\t{}\t{}\t{} {:.2f}\t{}\n", negative ? "ALARM" : "WIDE", where,
               CategoryKey(found.finding.category), Words(line, span), found.finding.confidence,
               ToUtf8(line.text.characters));
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

int Run(std::vector<std::string> arguments) {
  const bool rows = std::erase(arguments, "--rows") > 0;
  for (const std::string& name : arguments) {
    std::ifstream file(name);
    if (!file) {
      fmt::print(stderr, "{}: cannot be read\n", name);
      return 2;
    }
    Score score;
    std::size_t number = 0;
    for (std::string text; std::getline(file, text);) {
      ++number;
      const std::size_t tab = text.find('\t');
      if (text.starts_with("# ") || tab == std::string::npos) continue;
      const auto line = ReadLabelled(std::string_view(text).substr(tab + 1));
      if (!line) {
        fmt::print(stderr, "{}:{}: not a labelled line\n", name, number);
        return 2;
      }
      const std::size_t slash = name.rfind('/');
      CountLine(
          fmt::format("{}:{}", name.substr(slash == std::string::npos ? 0 : slash + 1), number),
          *line, rows, score);
    }
    Print(name, score);
  }
  return 0;
}

}  // namespace
}  // namespace sumikeshi

int main(int argc, char** argv) { return sumikeshi::Run({argv + 1, argv + argc}); }
