// A batch is killed at any moment and run again: no copy without its record, no record without its
// copy, nothing left over, and in the end the bytes of a run that nobody disturbed.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/crash/testing.h"
#include "tests/ledger/testing.h"
#include "tests/support/drawn_page.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

class KilledBatch : public ::testing::Test {
 protected:
  // The mail as it is first, and as it is when the runs are killed: every text was changed, one
  // that was fine can no longer be read.
  void MakeMail(int version) {
    for (int i = 0; i < 12; ++i) {
      WriteFile(mail_ / fmt::format("{}/{:02}.txt", i % 3, i),
                fmt::format("第{}版 {}\n病名：糖尿病\n個人番号：1234 5678 9018\n", version, i));
    }
    WriteFile(mail_ / "odd.txt", version == 1 ? "病名：喘息\n" : "\x81\x20\xff\xa0\x80\xfd メモ");
    WriteFile(mail_ / "cut.png", "\x89PNG\r\n\x1a\n cut off");
    if (version == 1) return;
    const std::vector<std::string> lines = {"病名：糖尿病", "ご連絡ありがとうございます"};
    ASSERT_TRUE(DrawPages(mail_ / "page.png", mailroom::Container::kPng, {lines}));
    ASSERT_TRUE(DrawPages(mail_ / "2/scan.pdf", mailroom::Container::kPdfJpeg, {lines}));
  }

  Command Redact() {
    fs::create_directories(temporary_);
    fs::create_directories(report_.parent_path());
    return {{"redact", mail_, "--out", out_, "--report", report_, "--jobs", "2"},
            {{"TMPDIR", temporary_}}};
  }
  KilledRun Run(const Moment& moment = {}) {
    return RunKilled(scratch_ / "logs", Redact(), moment);
  }

  // Back to the moment before the killed run.
  void Restore(const fs::path& before) {
    fs::remove_all(out_);
    fs::remove_all(report_.parent_path());
    if (fs::exists(before)) fs::copy(before, out_, fs::copy_options::recursive);
  }

  // What holds also before anything is run again: a copy is there only where a record says so.
  void CheckAsLeft() {
    EXPECT_THAT(FilesBelow(temporary_), IsEmpty());
    // A look takes the half of a commit back; of a ledger that was being made nothing is left.
    const bool begun = fs::exists(ledger_) && VerifyLedger(ledger_) && fs::file_size(ledger_) > 0;
    if (!begun) {
      EXPECT_THAT(Copies(), IsEmpty());
      return;
    }
    EXPECT_THAT(Problems(ledger_), IsEmpty());
    std::map<std::string, std::set<Hash>> released;
    for (const LedgerEntry& entry : ReadAll(ledger_)) {
      if (entry.kind == EntryKind::kReleased) released[entry.document].insert(entry.output_hash);
    }
    for (const auto& [name, bytes] : Copies()) {
      EXPECT_TRUE(released[name].contains(HashOf(bytes))) << name << " without its record";
    }
  }

  // What holds after the run that was not killed.
  void CheckFinished(const std::set<std::string>& names,
                     const std::map<std::string, std::string>& copies) {
    EXPECT_THAT(FilesBelow(temporary_), IsEmpty());
    EXPECT_EQ(FilesBelow(report_.parent_path()).size(), 1u);
    EXPECT_THAT(Names(), testing::IsSubsetOf(names));
    EXPECT_TRUE(Copies() == copies) << "not the bytes of a run that was not killed";
    EXPECT_THAT(Problems(ledger_), IsEmpty());
    std::map<std::string, LedgerEntry> states;
    for (const LedgerEntry& entry : ReadAll(ledger_)) {
      if (IsVerdict(entry.kind)) states[entry.document] = entry;
    }
    for (const auto& [name, state] : states) {
      const auto copy = copies.find(name);
      ASSERT_EQ(copy != copies.end(), state.kind == EntryKind::kReleased) << name;
      if (copy == copies.end()) continue;
      EXPECT_EQ(HashOf(copy->second), state.output_hash) << name;
    }
    for (const auto& [name, bytes] : copies) EXPECT_TRUE(states.contains(name)) << name;
  }

  std::set<std::string> Names() {
    std::set<std::string> names;
    for (const auto& [name, bytes] : FilesBelow(out_)) names.insert(name);
    return names;
  }

  // What stands in the output folder as a result: not the ledger, nothing hidden.
  std::map<std::string, std::string> Copies() {
    auto files = FilesBelow(out_);
    std::erase_if(files, [](const auto& file) {
      const std::string name = fs::path(file.first).filename();
      return name.starts_with("ledger.sqlite") || name.starts_with(".") || name == "held.jsonl" ||
             name == "held.jsonl.part";
    });
    return files;
  }

  const ScratchFolder scratch_;
  const fs::path mail_ = scratch_ / "mail";
  const fs::path out_ = scratch_ / "out";
  const fs::path ledger_ = out_ / "ledger.sqlite";
  const fs::path temporary_ = scratch_ / "tmp";
  const fs::path report_ = scratch_ / "report/report.html";
};

TEST_F(KilledBatch, EndsAsOneThatNobodyDisturbed) {
  MakeMail(1);
  ASSERT_EQ(Run().result.exit, 1);
  fs::rename(out_, scratch_ / "earlier");
  fs::remove_all(report_.parent_path());
  MakeMail(2);
  const auto originals = FilesBelow(mail_);
  const KilledRun whole = Run();
  ASSERT_EQ(whole.result.exit, 1) << whole.result.err;
  ASSERT_GT(whole.calls, 100) << whole.result.err;
  const auto names = Names();
  const auto copies = Copies();
  const std::string held = ReadFile(out_ / "held.jsonl");

  Moments moments(whole);
  int kills = 0;
  for (int round = 0; kills < Kills() && round < 3 * Kills(); ++round) {
    Restore(round % 3 == 2 ? scratch_ / "earlier" : fs::path());
    for (int again = moments.Draw(2); again >= 0; --again) {
      const Moment moment = moments.Next();
      SCOPED_TRACE(fmt::format("seed {} round {} killed {}", Seed(), round, Describe(moment)));
      kills += Run(moment).killed ? 1 : 0;
      if (round % 2 == 0) CheckAsLeft();  // else the next run finds what the killed one left
    }
    SCOPED_TRACE(fmt::format("seed {} round {}", Seed(), round));
    EXPECT_EQ(Run().result.exit, 1);
    CheckFinished(names, copies);
    EXPECT_EQ(ReadFile(out_ / "held.jsonl"), held);
    EXPECT_TRUE(FilesBelow(mail_) == originals);
    if (HasFailure()) break;
  }
  fmt::print("{} kills, seed {}; a whole run takes {} ms and {} calls\n", kills, Seed(),
             whole.took.count() / 1000, whole.calls);
}

}  // namespace
}  // namespace sumikeshi
