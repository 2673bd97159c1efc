// The ledger: durable appends in batches, verification, reading.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "redact/ledger/evidence.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {
namespace {

LedgerEntry Entry() {
  LedgerEntry entry;
  entry.provenance = {
      "20261122-030405-1", "tanaka", "sumikeshi 0.1.0", "tesseract 5.3.0 jpn", "guideline", {}, {}};
  entry.document = "2026-11/inbox/claim-000123.png";
  Decision& decision = entry.decision.emplace();
  decision.finding.kind = "MEDHIST";
  decision.finding.recognizer = "disease_names";
  decision.finding.place.boxes = {{412, 733, 918, 781}};
  decision.finding.confidence = 0.93;
  decision.rule = "GL5-1";
  decision.clause = "金融分野における個人情報保護に関するガイドライン5条1項柱書";
  return entry;
}

// A ledger in a folder of its own, on the disk of the working folder: /tmp may be memory.
class Scratch {
 public:
  Scratch() : folder_(std::filesystem::absolute("ledger_benchmark_" + std::to_string(getpid()))) {
    std::filesystem::create_directory(folder_);
  }
  ~Scratch() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "ledger.sqlite"; }

 private:
  std::filesystem::path folder_;
};

bool Fill(Ledger& ledger, std::int64_t entries, std::int64_t batch) {
  for (std::int64_t done = 0; done < entries; done += batch) {
    std::vector<LedgerEntry> chunk(static_cast<std::size_t>(batch), Entry());
    if (!ledger.Append(chunk)) return false;
  }
  return true;
}

void BM_Append(benchmark::State& state) {
  const Scratch scratch;
  auto ledger = OpenLedger(scratch.path());
  for (auto _ : state) {
    if (!ledger || !Fill(**ledger, state.range(0), state.range(0))) state.SkipWithError("append");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Append)->Arg(1)->Arg(50)->Arg(1000)->UseRealTime();

void BM_Verify(benchmark::State& state) {
  const Scratch scratch;
  {
    auto ledger = OpenLedger(scratch.path());
    if (!ledger || !Fill(**ledger, state.range(0), 1000)) return state.SkipWithError("append");
  }
  for (auto _ : state) {
    const auto report = VerifyLedger(scratch.path());
    if (!report || !report->problems.empty()) state.SkipWithError("verify");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Verify)->Arg(10)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_Read(benchmark::State& state) {
  const Scratch scratch;
  {
    auto ledger = OpenLedger(scratch.path());
    if (!ledger || !Fill(**ledger, state.range(0), 1000)) return state.SkipWithError("append");
  }
  for (auto _ : state) {
    const auto read = ReadLedger(scratch.path(), 1, [](const LedgerEntry&) { return true; });
    if (!read) state.SkipWithError("read");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Read)->Arg(20000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace sumikeshi

BENCHMARK_MAIN();
