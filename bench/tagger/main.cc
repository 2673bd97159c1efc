// Trains the tagger and says whether it beats the rules:
//   tagger_training MODEL [FILE...] [--also FILE...] [--test FILE...]
// Cross-validates over the FILEs (trains on all but one and on what is also given, tests on that
// one), which calibrates the confidence; then trains on everything and writes the MODEL. Without a
// FILE the MODEL is only measured, on the lines of --test. The same files give the same model, byte
// for byte.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "bench/tagger/measure.h"
#include "bench/tagger/trainer.h"

namespace sumikeshi::tagger {
namespace {

constexpr double kAlarms = 3;  // percent of the negatives

using Examples = std::vector<Example>;

void PrintScores(const std::string& name, std::span<const Outcome> outcomes, double threshold) {
  const std::array<Score, 3> scores = {Measure(outcomes, {true, false, 0}),
                                       Measure(outcomes, {false, true, threshold}),
                                       Measure(outcomes, {true, true, threshold})};
  fmt::print("{}: {} lines; rules, tagger at {:.2f}, both\n", name, outcomes.size(), threshold);
  for (std::size_t c = 0; c < kCategories; ++c) {
    const std::size_t phrases = scores[0].phrases[c];
    fmt::print("  {:<14} {:>5}", CategoryKey(static_cast<Category>(c)), phrases);
    for (const Score& score : scores) {
      fmt::print(" {:>7.1f}", phrases == 0 ? 0
                                           : 100 * static_cast<double>(score.found[c]) /
                                                 static_cast<double>(phrases));
    }
    fmt::print("\n");
  }
  const auto row = [&](const char* title, double (Score::*value)() const) {
    fmt::print("  {:<20}", title);
    for (const Score& score : scores) fmt::print(" {:>7.2f}", (score.*value)());
    fmt::print("\n");
  };
  row("found, %", &Score::Recall);
  row("negatives alarmed, %", &Score::Alarms);
  row("outside, %", &Score::Outside);
}

void PrintReliability(std::span<const Outcome> outcomes) {
  const Reliability reliability = MeasureReliability(outcomes);
  for (std::size_t bin = 0; bin < reliability.tags.size(); ++bin) {
    const std::size_t tags = reliability.tags[bin];
    if (tags == 0) continue;
    fmt::print("  confidence {:.1f}: {:>5} tags, {:>5.1f} % right\n", static_cast<double>(bin) / 10,
               tags, 100 * static_cast<double>(reliability.right[bin]) / static_cast<double>(tags));
  }
}

std::vector<Outcome> LookAt(const Model& model, const Examples& examples) {
  const Tagger tagger(model);
  std::vector<Outcome> outcomes;
  for (const Example& example : examples) outcomes.push_back(Look(tagger, example));
  return outcomes;
}

void Append(std::vector<const Example*>& to, const Examples& examples) {
  for (const Example& example : examples) to.push_back(&example);
}

struct Training {
  std::string model;
  double threshold = 0.85;
  std::vector<std::string> names, also_names, test_names;

  int Run() const;
  int MeasureOnly(const std::vector<Examples>& tests) const;
};

Result<std::vector<Examples>> ReadAll(const std::vector<std::string>& names) {
  std::vector<Examples> all;
  for (const std::string& name : names) {
    auto examples = ReadExamples(name);
    if (!examples) return std::unexpected(examples.error());
    all.push_back(*std::move(examples));
  }
  return all;
}

int Training::MeasureOnly(const std::vector<Examples>& tests) const {
  std::ifstream file(model, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto read = ReadModel(bytes);
  if (!read) {
    fmt::print(stderr, "{}: {}\n", model, read.error().what);
    return 3;
  }
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const std::vector<Outcome> outcomes = LookAt(*read, tests[i]);
    PrintScores(test_names[i], outcomes, threshold);
    PrintReliability(outcomes);
  }
  return 0;
}

int Training::Run() const {
  const auto files = ReadAll(names);
  auto also = ReadAll(also_names);
  const auto tests = ReadAll(test_names);
  for (const auto* read : {&files, &std::as_const(also), &tests}) {
    if (read->has_value()) continue;
    fmt::print(stderr, "{}: {} {}\n", read->error().where,
               ErrorCause(read->error().code, Language::kEnglish), read->error().what);
    return 3;
  }
  if (names.empty()) return MeasureOnly(*tests);
  also->push_back(DictionaryExamples());

  std::vector<Outcome> pooled;
  for (std::size_t held_out = 0; held_out < files->size(); ++held_out) {
    std::vector<const Example*> rest;
    for (std::size_t i = 0; i < files->size(); ++i) {
      if (i != held_out) Append(rest, (*files)[i]);
    }
    for (const Examples& examples : *also) Append(rest, examples);
    std::vector<Outcome> outcomes = LookAt(Train(rest), (*files)[held_out]);
    std::ranges::move(outcomes, std::back_inserter(pooled));
  }
  const Calibration calibration = Calibrate(pooled);
  const double chosen = ThresholdFor(pooled, {false, true, 0}, kAlarms);
  std::span<const Outcome> rest = pooled;
  for (std::size_t i = 0; i < files->size(); ++i) {
    PrintScores(names[i] + " held out", rest.first((*files)[i].size()), chosen);
    rest = rest.subspan((*files)[i].size());
  }
  PrintScores("cross-validation", pooled, chosen);
  PrintReliability(pooled);

  std::vector<const Example*> everything;
  for (const Examples& examples : *files) Append(everything, examples);
  for (const Examples& examples : *also) Append(everything, examples);
  Model trained = Train(everything);
  trained.slope = static_cast<float>(calibration.slope);
  trained.offset = static_cast<float>(calibration.offset);
  const std::string bytes = WriteModel(trained);
  std::ofstream(model, std::ios::binary) << bytes;
  fmt::print("{}: {} features, {} bytes\n", model, trained.entries.size(), bytes.size());
  return 0;
}

}  // namespace
}  // namespace sumikeshi::tagger

int main(int argc, char** argv) {
  CLI::App app{"Trains the tagger and measures it against the rules"};
  sumikeshi::tagger::Training training;
  app.add_option("MODEL", training.model, "file to write")->required();
  app.add_option("FILE", training.names, "labelled lines to cross-validate over");
  app.add_option("--threshold", training.threshold, "confidence, with --test");
  app.add_option("--also", training.also_names, "labelled lines that are only trained on");
  app.add_option("--test", training.test_names, "labelled lines that are only measured");
  CLI11_PARSE(app, argc, argv);
  return training.Run();
}
