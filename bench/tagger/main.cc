// Trains the tagger and says whether it beats the rules:
//   tagger_training MODEL [FILE...] [--also FILE...] [--test FILE...]
// Cross-validates over the FILEs in three groups (trains on the others and on what is also given,
// tests on each), which calibrates the confidence; then trains on everything and writes the MODEL.
// Without a FILE the MODEL is only measured, on the lines of --test. The same files give the same
// model, byte for byte.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <future>
#include <string>
#include <vector>

#include "bench/tagger/measure.h"
#include "bench/tagger/trainer.h"
#include "scanner/text/utf8.h"

namespace sumikeshi::tagger {
namespace {

constexpr std::size_t kGroups = 3;  // of the files: each is tested with what the others taught
constexpr double kAlarms = 3;       // percent of the negatives

using Examples = std::vector<Example>;

void PrintScores(const std::string& name, std::span<const Outcome> outcomes, double threshold) {
  const std::array<Score, 3> scores = {Measure(outcomes, {0, false, 0, 1}),
                                       Measure(outcomes, {1, true, threshold, threshold / 3}),
                                       Measure(outcomes, {0, true, threshold, threshold / 3})};
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

// What thresholds bring: rules believed by themselves never, when surest, always.
void PrintCurve(std::span<const Outcome> outcomes) {
  for (int step = 6; step < 19; ++step) {
    const double threshold = step / 20.0;
    fmt::print("  threshold {:.2f}:", threshold);
    for (const double rules : {1.0, 0.9, 0.0}) {
      const Score score = Measure(outcomes, {rules, true, threshold, threshold / 3});
      fmt::print("   found {:.1f} %, alarmed {:.2f} %, outside {:.2f} %", score.Recall(),
                 score.Alarms(), score.Outside());
    }
    fmt::print("\n");
  }
}

std::string Words(const Example& example, Span span) {
  return ToUtf8(
      std::u32string_view(example.text.characters).substr(span.begin, span.end - span.begin));
}

// What the tagger misses, and where it strays.
void PrintRows(std::span<const Outcome> outcomes, double threshold) {
  for (const Outcome& outcome : outcomes) {
    const Example& example = *outcome.example;
    const auto touches = [](Span a, Span b) { return a.begin < b.end && b.begin < a.end; };
    const std::string line = ToUtf8(example.text.characters);
    for (const Phrase& phrase : example.phrases) {
      const bool found = std::ranges::any_of(outcome.tags, [&](const Tag& tag) {
        return tag.confidence >= threshold && touches(tag.span, phrase.span);
      });
      if (found) continue;
      fmt::print("MISSED\t{}\t{}\t{}\n", CategoryKey(phrase.category), Words(example, phrase.span),
                 line);
    }
    for (const Tag& tag : outcome.tags) {
      const bool right = std::ranges::any_of(
          example.phrases, [&](const Phrase& phrase) { return touches(tag.span, phrase.span); });
      if (right || tag.confidence < threshold) continue;
      fmt::print("WRONG\t{}\t{} {:.2f}\t{}\n", CategoryKey(tag.category), Words(example, tag.span),
                 tag.confidence, line);
    }
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

std::string ReadFile(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Training {
  std::string model;
  double threshold = 0.85;
  bool rows = false;
  std::vector<std::string> names, also_names, test_names;

  std::string folds;  // prefix of the files that keep what is trained for cross-validation

  int Run() const;
  Model TrainOnce(std::span<const Example* const> examples, std::size_t fold) const;
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
  const auto read = ReadModel(ReadFile(model));
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

Model Training::TrainOnce(std::span<const Example* const> examples, std::size_t fold) const {
  if (folds.empty()) return Train(examples);
  const std::string name = fmt::format("{}{}.bin", folds, fold);
  if (auto kept = ReadModel(ReadFile(name))) return *std::move(kept);
  Model trained = Train(examples);
  std::ofstream(name, std::ios::binary) << WriteModel(trained);
  return trained;
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
  std::vector<Examples> misread;
  for (const Examples& examples : *files) misread.push_back(MisreadExamples(examples));

  std::vector<std::future<Model>> models;
  for (std::size_t group = 0; group <= kGroups; ++group) {
    models.push_back(std::async(std::launch::async, [&, group] {
      std::vector<const Example*> rest;
      for (std::size_t i = 0; i < files->size(); ++i) {
        if (i % kGroups == group) continue;
        Append(rest, (*files)[i]);
        Append(rest, misread[i]);
      }
      for (const Examples& examples : *also) Append(rest, examples);
      return TrainOnce(rest, group);
    }));
  }
  std::vector<Model> trained;
  for (std::future<Model>& model_of : models) trained.push_back(model_of.get());
  std::vector<Outcome> pooled;
  for (std::size_t i = 0; i < files->size(); ++i) {
    std::vector<Outcome> outcomes = LookAt(trained[i % kGroups], (*files)[i]);
    std::ranges::move(outcomes, std::back_inserter(pooled));
  }
  const Evidence calibration = Calibrate(pooled);
  const double chosen = ThresholdFor(pooled, {1, true, 0, 0.2}, kAlarms);
  std::span<const Outcome> rest = pooled;
  for (std::size_t i = 0; i < files->size(); ++i) {
    PrintScores(names[i] + " held out", rest.first((*files)[i].size()), chosen);
    rest = rest.subspan((*files)[i].size());
  }
  PrintScores("cross-validation", pooled, chosen);
  PrintCurve(pooled);
  PrintReliability(pooled);
  if (rows) PrintRows(pooled, chosen);

  Model& best = trained.back();  // no file is of the last group: it has seen all
  best.calibration = calibration;
  const std::string bytes = WriteModel(best);
  std::ofstream(model, std::ios::binary) << bytes;
  fmt::print("{}: {} features, {} bytes\n", model, best.entries.size(), bytes.size());
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
  app.add_option("--folds", training.folds, "prefix of files that keep the cross-validation");
  app.add_flag("--rows", training.rows, "tell what cross-validation misses and where it strays");
  app.add_option("--test", training.test_names, "labelled lines that are only measured");
  CLI11_PARSE(app, argc, argv);
  return training.Run();
}
