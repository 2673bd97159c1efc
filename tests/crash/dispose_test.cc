// The disposal of originals is killed at any moment: what is gone is recorded and has its copy, and
// the next run finishes it.
#include "redact/records/dispose.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "redact/records/procedures.h"
#include "tests/crash/testing.h"
#include "tests/ledger/testing.h"
#include "tests/support/register.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

class KilledDisposal : public ::testing::Test {
 protected:
  KilledDisposal() {
    for (int i = 0; i < 6; ++i) {
      WriteFile(scratch_ / fmt::format("before/mail/{}/{}.txt", i % 2, i),
                fmt::format("{}\n病名：糖尿病\n", std::string(7000 * i, 'x')));
    }
    WriteFile(scratch_ / "register.toml", kOneHolding);
    Must({"redact", scratch_ / "before/mail", "--out", scratch_ / "before/out", "--purpose", "P3"});
    Must({"erasure", "request", "--id", "E-1", "--documents", "全部", "--reason", "退会",
          "--operator", "sato", "--ledger", scratch_ / "before/out/ledger.sqlite"});
    Restore();
    originals_ = FilesBelow(world_ / "mail");
  }

  void Must(const std::vector<std::string>& words) {
    const auto run = RunProgram(scratch_, words);
    ASSERT_EQ(run.exit, 0) << run.err;
  }
  void Restore() {
    fs::remove_all(world_);
    fs::copy(scratch_ / "before", world_, fs::copy_options::recursive);
  }
  KilledRun Dispose(const Moment& moment = {}) {
    return RunKilled(
        scratch_ / "logs",
        {{"dispose", world_ / "mail", "--released", world_ / "out", "--definition",
          scratch_ / "register.toml", "--reason", "退会", "--operator", "sato", "--request", "E-1"},
         {}},
        moment);
  }

  // By document: which of the steps `dispose` and `disposed` stand in the ledger, in order.
  std::map<std::string, std::vector<std::string>> Steps() {
    std::map<std::string, std::vector<std::string>> steps;
    for (const LedgerEntry& entry : ReadAll(ledger_)) {
      if (entry.procedure && originals_.contains(entry.document)) {
        steps[entry.document].push_back(entry.procedure->step);
      }
    }
    return steps;
  }

  void CheckCopies() {
    EXPECT_THAT(Problems(ledger_), IsEmpty());
    for (const LedgerEntry& entry : ReadAll(ledger_)) {
      if (entry.kind != EntryKind::kReleased) continue;
      EXPECT_EQ(HashOf(ReadFile(world_ / "out" / entry.document)), entry.output_hash);
    }
  }

  // An original stands as it was, or its disposal is on record.
  void CheckAsLeft() {
    CheckCopies();
    const auto steps = Steps();
    for (const auto& [name, bytes] : originals_) {
      const fs::path original = world_ / "mail" / name;
      if (fs::exists(original)) {
        EXPECT_TRUE(ReadFile(original) == bytes) << name;
      } else {
        EXPECT_TRUE(steps.contains(name)) << name << " is gone without a record";
      }
    }
  }

  void CheckFinished() {
    CheckCopies();
    EXPECT_THAT(FilesBelow(world_ / "mail"), IsEmpty());
    const auto steps = Steps();
    for (const auto& [name, bytes] : originals_) {
      EXPECT_THAT(steps.at(name),
                  testing::ElementsAre(std::string(kDispose), std::string(kDisposed)))
          << name;
    }
  }

  const ScratchFolder scratch_;
  const fs::path world_ = scratch_ / "world";
  const fs::path ledger_ = world_ / "out/ledger.sqlite";
  std::map<std::string, std::string> originals_;
};

TEST_F(KilledDisposal, IsFinishedByTheNextRun) {
  const KilledRun whole = Dispose();
  ASSERT_EQ(whole.result.exit, 0) << whole.result.err;
  CheckFinished();
  Moments moments(whole);
  int kills = 0;
  for (int round = 0; kills < Kills() && round < 3 * Kills(); ++round) {
    Restore();
    const Moment moment = moments.Next();
    SCOPED_TRACE(fmt::format("seed {} round {} killed {}", Seed(), round, Describe(moment)));
    const bool killed = Dispose(moment).killed;
    kills += killed ? 1 : 0;
    if (round % 2 == 0) CheckAsLeft();
    // One that was killed at its very end has nothing left to do: no originals, and so no folder's
    // worth of them.
    EXPECT_EQ(Dispose().result.exit, 0);
    CheckFinished();
    if (HasFailure()) break;
  }
  fmt::print("{} kills, seed {}; a whole run makes {} calls\n", kills, Seed(), whole.calls);
}

}  // namespace
}  // namespace sumikeshi
