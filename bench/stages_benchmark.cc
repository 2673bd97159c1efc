// Time of each stage on the example mail: open and decode, read the page, find, decide, write,
// prove.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "redact/ledger/ledger.h"
#include "redact/pipeline/process.h"
#include "redact/policy/policy.h"
#include "scanner/detect.h"
#include "scanner/documents/codec.h"
#include "scanner/image/page_reader.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

struct Example {
  std::string name;
  std::vector<std::uint8_t> bytes;
};

// The first image of each kind in examples/mail; the benchmark runs in the source folder.
const Example& ExampleOf(const std::string& extension) {
  static std::vector<Example> loaded;
  for (const Example& example : loaded) {
    if (example.name.ends_with(extension)) return example;
  }
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator("examples/mail")) paths.push_back(entry.path());
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    if (path.extension() != extension) continue;
    std::ifstream in(path, std::ios::binary);
    loaded.push_back({path.filename().string(), {std::istreambuf_iterator<char>(in), {}}});
    return loaded.back();
  }
  std::abort();
}

Raster FirstPage(const Example& example) {
  const Codec* codec = FindCodec(example.bytes, example.name).value();
  const auto reader = codec->open(example.bytes).value();
  return std::get<Raster>(reader->ReadPage(0).value());
}

constexpr const char* kFormats[] = {".png", ".jpg", ".tif", ".pdf"};

void Decode(benchmark::State& state) {
  const Example& example = ExampleOf(kFormats[state.range(0)]);
  state.SetLabel(example.name);
  for (auto _ : state) benchmark::DoNotOptimize(FirstPage(example));
}
BENCHMARK(Decode)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

void ReadPage(benchmark::State& state) {
  const Example& example = ExampleOf(kFormats[state.range(0)]);
  const Raster page = FirstPage(example);
  const auto engine = MakeTesseractEngine().value();
  state.SetLabel(example.name);
  for (auto _ : state) benchmark::DoNotOptimize(ReadPageText(page, *engine));
}
BENCHMARK(ReadPage)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

void FindOnPage(benchmark::State& state) {
  const Example& example = ExampleOf(kFormats[state.range(0)]);
  const auto engine = MakeTesseractEngine().value();
  const PageText text = ReadPageText(FirstPage(example), *engine).value();
  state.SetLabel(example.name);
  for (auto _ : state) benchmark::DoNotOptimize(Detect(text, 1));
}
BENCHMARK(FindOnPage)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

void Decide(benchmark::State& state) {
  const Profile profile = Profile::Load("guideline").value();
  Finding finding;
  finding.category = Category::kBirthDate;  // decided by one of the last rules
  const Context context;
  for (auto _ : state) benchmark::DoNotOptimize(profile.Decide(finding, context));
}
BENCHMARK(Decide)->Unit(benchmark::kMicrosecond);

// The whole life of one document but for the ledger.
void Process(benchmark::State& state) {
  const Example& example = ExampleOf(kFormats[state.range(0)]);
  const Profile profile = Profile::Load("guideline").value();
  const ProcessSettings settings{&profile, {}, false};
  const fs::path output = fs::temp_directory_path() / ("sumikeshi-benchmark-" + example.name);
  EnginePool engines;
  state.SetLabel(example.name);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        ProcessDocument(example.bytes, example.name, output, settings, engines));
    fs::remove(output);
  }
}
BENCHMARK(Process)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

void FindInText(benchmark::State& state) {
  std::u32string characters;
  while (characters.size() < 100'000) {
    characters += U"このたびは契約内容の変更についてご案内いただき、ありがとうございます。\n";
  }
  const Text text{characters};
  for (auto _ : state) benchmark::DoNotOptimize(Detect(text, 1));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(characters.size()) * 3);
}
BENCHMARK(FindInText)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sumikeshi
