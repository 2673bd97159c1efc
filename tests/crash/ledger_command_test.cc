// checkpoint, prune and shred are killed at any moment: the ledger stays whole, and the same
// command given again does what it should.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/crash/testing.h"
#include "tests/ledger/testing.h"
#include "tests/records/testing.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

constexpr int kEntries = 300;

class KilledLedgerCommand : public ::testing::Test {
 protected:
  KilledLedgerCommand() {
    const fs::path ledger = scratch_ / "before/ledger.sqlite";
    fs::create_directories(ledger.parent_path());
    LedgerWriter writer(ledger);
    writer.At(2023, 4, 1);
    key_ = writer.ledger().DocumentKey(FilledHash(0x33)).value();
    for (int i = 0; i < kEntries / 2; ++i) {
      writer.Add({DecisionEntry(), ReleasedEntry()});
      if (i == kEntries / 4) writer.At(2026, 10, 1);
    }
  }

  KilledRun Run(const Moment& moment = {}) {
    std::vector<std::string> words = command_;
    words.insert(words.end(), {"--ledger", ledger_});
    return RunKilled(scratch_ / "logs", {words, {}}, moment);
  }
  void Restore() {
    fs::remove_all(ledger_.parent_path());
    fs::copy(scratch_ / "before", ledger_.parent_path(), fs::copy_options::recursive);
  }

  // Runs the command, killed before each of its calls in turn (or at as many as there shall be
  // kills), then again to its end; `check` looks at what it then has done.
  template <typename Check>
  void KillEverywhere(Check check) {
    Restore();
    const KilledRun whole = Run();
    ASSERT_EQ(whole.result.exit, 0) << whole.result.err;
    check();
    const auto names = NamesOf(FilesBelow(ledger_.parent_path()));
    const int step = std::max(1, whole.calls / Kills());
    int kills = 0;
    for (int call = 1 + static_cast<int>(Seed()) % step; call <= whole.calls; call += step) {
      SCOPED_TRACE(fmt::format("{} killed before call {} of {}", command_[1], call, whole.calls));
      Restore();
      kills += Run({.call = call}).killed ? 1 : 0;
      if (call % 2 == 0) {
        EXPECT_THAT(Problems(ledger_), IsEmpty());
      }
      EXPECT_EQ(Run().result.exit, 0);
      EXPECT_THAT(Problems(ledger_), IsEmpty());
      check();
      EXPECT_THAT(NamesOf(FilesBelow(ledger_.parent_path())), testing::IsSubsetOf(names));
      if (HasFailure()) break;
    }
    fmt::print("{}: {} kills, a whole run makes {} calls\n", command_[1], kills, whole.calls);
    EXPECT_GT(kills, 0);
  }

  static std::vector<std::string> NamesOf(const std::map<std::string, std::string>& files) {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files) names.push_back(name);
    return names;
  }

  const ScratchFolder scratch_;
  const fs::path ledger_ = scratch_ / "now/ledger.sqlite";
  Hash key_{};
  std::vector<std::string> command_;
};

TEST_F(KilledLedgerCommand, Checkpoint) {
  // A ledger that was not signed to its end, as a killed run leaves it.
  const fs::path unsigned_end = scratch_ / "before";
  {
    Restore();
    auto ledger = OpenLedger(ledger_).value();
    std::vector<LedgerEntry> more = {DecisionEntry(), ReleasedEntry()};
    ASSERT_TRUE(ledger->Append(more).has_value());
    fs::remove_all(unsigned_end);
    fs::copy(ledger_.parent_path(), unsigned_end, fs::copy_options::recursive);
  }
  command_ = {"ledger", "checkpoint"};
  KillEverywhere([this] {
    const auto report = VerifyLedger(ledger_).value();
    EXPECT_EQ(report.signed_entries, kEntries + 2);
    EXPECT_EQ(ReadFile(ledger_.string() + ".checkpoint"), report.last_checkpoint);
  });
}

TEST_F(KilledLedgerCommand, Prune) {
  command_ = {"ledger", "prune", "--before", "2024-01-01", "--reason", "保存期間の満了"};
  KillEverywhere([this] {
    const auto report = VerifyLedger(ledger_).value();
    EXPECT_EQ(report.pruned, 2 * (kEntries / 4 + 1));
    EXPECT_EQ(report.entries, kEntries + 1) << "pruned once, recorded once";
    EXPECT_EQ(ReadFile(ledger_.string() + ".checkpoint"), report.last_checkpoint);
  });
}

TEST_F(KilledLedgerCommand, Shred) {
  command_ = {"ledger", "shred", "--document", "inbox/a.png", "--reason", "退会"};
  const std::string_view key(reinterpret_cast<const char*>(key_.data()), key_.size());
  ASSERT_TRUE(ReadFile(scratch_ / "before/ledger.sqlite.keys").find(key) != std::string::npos);
  KillEverywhere([this, key] {
    EXPECT_EQ(ReadFile(ledger_.string() + ".keys").find(key), std::string::npos);
    EXPECT_EQ(ReadAll(ledger_).back().procedure.value_or(Procedure{}).step, "shred");
    EXPECT_EQ(ReadFile(ledger_.string() + ".checkpoint"),
              VerifyLedger(ledger_).value().last_checkpoint);
  });
}

// The ledger is copied in the middle of a commit, without the journal that could take it back: such
// a copy is either whole or refused, and nothing is released on its word.
TEST_F(KilledLedgerCommand, CopiesMadeInTheMiddleOfACommit) {
  for (const char* name : {"1.txt", "2.txt", "3.txt"}) {
    WriteFile(scratch_ / "mail" / name, "病名：糖尿病\n既往歴：喘息\n");
  }
  command_ = {"redact", scratch_ / "mail", "--out", scratch_ / "out", "--jobs", "1"};
  Restore();
  const KilledRun whole = Run();
  ASSERT_EQ(whole.result.exit, 0) << whole.result.err;
  const int step = std::max(1, whole.calls / Kills());
  int torn = 0;
  for (int call = 1; call <= whole.calls; call += step) {
    SCOPED_TRACE(fmt::format("killed before call {} of {}", call, whole.calls));
    Restore();
    fs::remove_all(scratch_ / "out");
    Run({.call = call});
    fs::remove(ledger_.string() + "-journal");
    fs::remove_all(scratch_ / "out");
    const bool sound = Problems(ledger_).empty();
    torn += sound ? 0 : 1;
    EXPECT_EQ(Run().result.exit, sound ? 0 : 3);
    EXPECT_EQ(fs::exists(scratch_ / "out/1.txt"), sound);
    if (HasFailure()) break;
  }
  fmt::print("{} copies of {} moments were torn\n", torn, (whole.calls + step - 1) / step);
}

}  // namespace
}  // namespace sumikeshi
