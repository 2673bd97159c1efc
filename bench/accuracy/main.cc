// accuracy: prints what leaked, what was lost and what was held in a released corpus.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <string>

#include "bench/accuracy/score.h"

namespace {

using sumikeshi::accuracy::Report;
using sumikeshi::accuracy::Tally;

double Percent(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

void PrintTally(const std::string& name, const Tally& t) {
  fmt::print(
      "{:<16} leaked {:4}/{:<5}{:6.2f} %   lost {:4}/{:<5}{:6.2f} %   held {:3}/{:<4}{:6.2f} %\n",
      name, t.leaked, t.sensitive, Percent(t.leaked, t.sensitive), t.lost, t.keep,
      Percent(t.lost, t.keep), t.held, t.documents, Percent(t.held, t.documents));
}

void PrintGroup(const char* title, const std::map<std::string, Tally>& group) {
  fmt::print("-- {}\n", title);
  for (const auto& [name, tally] : group) PrintTally(name, tally);
}

void PrintMisses(const Report& report) {
  for (const auto& miss : report.misses) {
    fmt::print("{} {} p{} {} {} {} {}\n", miss.leak ? "LEAK" : "LOST", miss.file, miss.page,
               miss.form, miss.scan, miss.category, miss.text);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Scores released mail against the truth of its corpus"};
  std::string corpus, released;
  bool rows = false;
  app.add_option("CORPUS", corpus, "folder with mail/ and truth/")->required();
  app.add_option("RELEASED", released, "folder with the redacted files")->required();
  app.add_flag("--rows", rows, "list each leak and loss: file, page, kind, way, category, text");
  CLI11_PARSE(app, argc, argv);
  const auto report = sumikeshi::accuracy::ScoreCorpus(corpus, released);
  if (!report) {
    const auto& error = report.error();
    fmt::print(stderr, "accuracy: {}: {} {}\n", error.where,
               ErrorCause(error.code, sumikeshi::Language::kEnglish), error.what);
    return 3;
  }
  if (rows) PrintMisses(*report);
  PrintGroup("category", report->by_category);
  PrintGroup("way of arrival", report->by_scan);
  PrintGroup("kind", report->by_form);
  for (const std::string& file : report->changed) fmt::print("changed size: {}\n", file);
  PrintTally("labelled 300 dpi", report->labelled);
  PrintTally("TOTAL", report->total);
  return 0;
}
