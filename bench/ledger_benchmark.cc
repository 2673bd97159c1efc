// The ledger: durable appends in batches, verification, reading, proofs.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "redact/ledger/database.h"
#include "redact/ledger/entry_codec.h"
#include "redact/ledger/evidence.h"
#include "redact/ledger/ledger.h"
#include "redact/ledger/schema.h"
#include "redact/ledger/stored_tree.h"

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

// Adds `entries` to a new ledger as if all but some were pruned: every 100,000th and the 256 round
// it have content, so that a proof of it reads what it would read among entries with content.
// Written past the ledger's own writer, which would take minutes.
Result<void> FillWithHashes(const std::filesystem::path& path, std::int64_t entries) {
  auto database = Database::Open(path, OpenMode::kWriteSealed, 0);
  if (!database) return std::unexpected(database.error());
  if (auto begun = database->Run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN");
      !begun) {
    return begun;
  }
  auto entry = database->Prepare("INSERT INTO entry VALUES(?1, CASE WHEN ?2 THEN ?3 END, ?4)");
  auto node = database->Prepare("INSERT INTO node VALUES(?1, ?2, ?3)");
  if (!entry || !node) return std::unexpected(entry ? node.error() : entry.error());
  const std::string body = EncodeEntry(Entry()).value();
  const Hash end = EntryHash("");  // what a writer makes of a last entry without content
  GrowingTree tree;
  for (std::int64_t i = 1; i <= entries; ++i) {
    Hash leaf = end;
    if (i < entries) leaf[static_cast<std::size_t>(i % 32)] ^= static_cast<std::uint8_t>(i >> 5);
    entry->Bind(1, i)
        .Bind(2, std::int64_t{i < entries && i % 100000 < 256})
        .Bind(3, body)
        .Bind(4, leaf);
    if (auto done = entry->Step(); !done) return std::unexpected(done.error());
    entry->Reset();
    tree.Push(leaf, [&](const GrowingTree::Subtree& subtree) {
      if (subtree.height % kLevelHeight != 0) return;
      node->Bind(1, std::int64_t{subtree.height / kLevelHeight}).Bind(2, subtree.number);
      node->Bind(3, subtree.root);
      (void)node->Step();
      node->Reset();
    });
  }
  const std::string script =
      "UPDATE head SET count = " + std::to_string(entries) + ", hash = x'" + Hex(end) +
      "'; PRAGMA user_version = " + std::to_string(CountMark(entries)) + "; COMMIT";
  return database->Run(script.c_str());
}

// A ledger of so many entries, in the file SUMIKESHI_LARGE_LEDGER where that is set and kept for
// the next run, else made and removed.
void BM_Prove(benchmark::State& state) {
  const Scratch scratch;
  const char* kept = std::getenv("SUMIKESHI_LARGE_LEDGER");
  const std::filesystem::path path = kept == nullptr ? scratch.path() : kept;
  if (!std::filesystem::exists(path)) {
    {
      (void)OpenLedger(path);
    }
    if (!FillWithHashes(path, state.range(0))) return state.SkipWithError("fill");
    auto ledger = OpenLedger(path);
    std::vector<LedgerEntry> last = {Entry()};
    if (!ledger || !(*ledger)->Append(last)) return state.SkipWithError("append");
  }
  std::int64_t sequence = 0;
  for (auto _ : state) {
    sequence = (sequence + 3'700'000) % state.range(0);
    if (!ProveEntry(path, sequence + 128)) state.SkipWithError("prove");
  }
}
BENCHMARK(BM_Prove)->Arg(10'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace sumikeshi

BENCHMARK_MAIN();
