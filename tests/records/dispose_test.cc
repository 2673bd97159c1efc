// Originals go only when everything is proved, and what a crash leaves is completed.
#include "redact/records/dispose.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

#include "redact/ledger/evidence.h"
#include "redact/records/procedures.h"
#include "tests/records/testing.h"
#include "tests/support/register.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Hash HashOf(std::string_view bytes) {
  return Sha256({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

// The power goes at the n-th record, before or after it is on the disk.
struct PowerCut : std::runtime_error {
  PowerCut() : std::runtime_error("power cut") {}
};

class FailingLedger : public Ledger {
 public:
  enum class How { kFails, kCutsBefore, kCutsAfter };
  FailingLedger(Ledger& ledger, int at, How how) : ledger_(ledger), at_(at), how_(how) {}

  Result<void> Append(std::span<LedgerEntry> entries) override {
    const bool now = ++calls_ == at_;
    if (now && how_ == How::kFails) return Fail(ErrorCode::kDiskFull);
    if (now && how_ == How::kCutsBefore) throw PowerCut();
    auto done = ledger_.Append(entries);
    if (now) throw PowerCut();
    return done;
  }
  Result<std::optional<Hash>> FindReleased(const std::string& document, const Hash& input,
                                           const Provenance& by,
                                           const Context& context) const override {
    return ledger_.FindReleased(document, input, by, context);
  }
  Result<std::optional<Approval>> FindApproval(const std::string& id) const override {
    return ledger_.FindApproval(id);
  }
  Result<void> Checkpoint() override { return ledger_.Checkpoint(); }
  Result<Hash> DocumentKey(const Hash& input) override { return ledger_.DocumentKey(input); }
  Result<std::int64_t> Prune(std::string_view before, LedgerEntry record) override {
    return ledger_.Prune(before, std::move(record));
  }
  Result<bool> DestroyKey(const Hash& input) override { return ledger_.DestroyKey(input); }

 private:
  Ledger& ledger_;
  int at_;
  How how_;
  int calls_ = 0;
};

class DisposeTest : public LedgerTest {
 protected:
  DisposeTest() : writer_(path_) {
    LiveInJapan();
    writer_.At(2026, 10, 1);
    AddReleased("a/one.png", "first original", "first copy");
    AddReleased("two.png", "second original", "second copy");
    options_.originals = {folder_ / "in"};
    options_.released = folder_ / "out";
    options_.ledger = path_;
    options_.holdings = ParseHoldings(kOneHolding, "register.toml").value();
    options_.provenance = TestProvenance();
    options_.context.stage = "erase";
    options_.reason = "墨消しした写しで足りるため";
    options_.today = "2026-11-22";
    options_.admit = [](const std::string&, const Context&) { return Result<void>(); };
  }

  void AddReleased(const std::string& name, std::string_view original, std::string_view copy) {
    WriteFile(folder_ / "in" / name, original);
    WriteFile(folder_ / "out" / name, copy);
    LedgerEntry entry = ReleasedEntry(name);
    entry.input_hash = HashOf(original);
    entry.output_hash = HashOf(copy);
    writer_.Add({entry});
  }
  std::vector<DisposalOutcome> Run() { return Dispose(options_, writer_.ledger()).value(); }
  // Why the one original is refused; it must still stand, and nothing may be recorded.
  std::string Refused(const std::string& name) {
    options_.originals = {folder_ / "in" / name};
    const auto before = ReadAll(path_).size();
    const auto outcomes = Run();
    EXPECT_EQ(outcomes.size(), 1u);
    EXPECT_TRUE(fs::exists(fs::symlink_status(folder_ / "in" / name)));
    EXPECT_EQ(ReadAll(path_).size(), before);
    return outcomes[0].refused ? outcomes[0].refused->what : "disposed";
  }
  std::vector<std::string> Steps() {
    std::vector<std::string> steps;
    for (const LedgerEntry& entry : ReadAll(path_)) {
      if (entry.procedure) steps.push_back(entry.procedure->step + " " + entry.document);
    }
    return steps;
  }
  std::vector<fs::path> Originals() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "in")) {
      if (!entry.is_directory()) files.push_back(entry.path());
    }
    return files;
  }

  LedgerWriter writer_;
  DisposeOptions options_;
};

TEST_F(DisposeTest, RecordsThenRemovesWhatIsProved) {
  options_.dry_run = true;
  EXPECT_EQ(Run().size(), 2u);
  EXPECT_EQ(Originals().size(), 2u);
  EXPECT_THAT(Steps(), IsEmpty());
  options_.dry_run = false;
  for (const DisposalOutcome& outcome : Run()) EXPECT_FALSE(outcome.refused) << outcome.original;
  EXPECT_THAT(Originals(), IsEmpty());
  EXPECT_EQ(ReadFile(folder_ / "out/two.png"), "second copy");
  EXPECT_THAT(Steps(), ElementsAre("dispose a/one.png", "disposed a/one.png", "dispose two.png",
                                   "disposed two.png"));
  const Procedure procedure = ReadAll(path_).back().procedure.value();
  EXPECT_EQ(procedure.by, "tanaka");
  EXPECT_EQ(procedure.method, "overwrite");
  EXPECT_EQ(procedure.reason, options_.reason);
  EXPECT_THAT(procedure.note, HasSubstr("SSD"));
  EXPECT_THAT(VerifyLedger(path_).value().problems, IsEmpty());
}

TEST_F(DisposeTest, OverwritesTheBytesThemselves) {
  const fs::path original = folder_ / "in/two.png";
  const int before = open(original.c_str(), O_RDONLY);
  Run();
  std::string left(64, '\0');
  const ssize_t size = pread(before, left.data(), left.size(), 0);
  close(before);
  left.resize(static_cast<std::size_t>(size));
  EXPECT_EQ(left.size(), std::string_view("second original").size());
  EXPECT_NE(left, "second original");
}

TEST_F(DisposeTest, RefusesWhatIsNotProved) {
  WriteFile(folder_ / "out/two.png", "another copy");
  EXPECT_THAT(Refused("two.png"), HasSubstr("台帳に記録されたものと違います"));
  fs::remove(folder_ / "out/two.png");
  EXPECT_THAT(Refused("two.png"), HasSubstr("写しを読めません"));
  fs::create_symlink(folder_ / "in/two.png", folder_ / "out/two.png");
  EXPECT_THAT(Refused("two.png"), HasSubstr("写しを読めません"));
  WriteFile(folder_ / "in/a/one.png", "changed since");
  EXPECT_THAT(Refused("a/one.png"), HasSubstr("内容と違います"));
  WriteFile(folder_ / "in/new.png", "never seen");
  EXPECT_THAT(Refused("new.png"), HasSubstr("記録がありません"));
}

TEST_F(DisposeTest, RefusesHeldDocumentsOtherProfilesAndRunningTerms) {
  options_.today = "2026-10-30";
  EXPECT_THAT(Refused("two.png"), HasSubstr("あと1日"));
  options_.today = "2026-10-31";
  options_.provenance.profile = "kizuna";
  EXPECT_THAT(Refused("two.png"), HasSubstr("guideline"));
  options_.provenance.profile = "guideline";
  options_.holdings[0].purposes = {"P1"};
  EXPECT_THAT(Refused("two.png"), HasSubstr("行がありません"));
  LedgerEntry held = HeldEntry("two.png");
  held.input_hash = HashOf("second original");
  writer_.Add({held});
  EXPECT_THAT(Refused("two.png"), HasSubstr("保留"));
}

TEST_F(DisposeTest, RefusesLinksAndFilesWithSeveralNames) {
  fs::create_symlink(folder_ / "in/two.png", folder_ / "in/a/two.png");
  EXPECT_THAT(Refused("a/two.png"), HasSubstr("リンク"));
  fs::create_hard_link(folder_ / "in/two.png", folder_ / "again.png");
  EXPECT_THAT(Refused("two.png"), HasSubstr("ハードリンク"));
  fs::remove(folder_ / "again.png");
  EXPECT_EQ(mkfifo((folder_ / "in/pipe").c_str(), 0600), 0);
  EXPECT_THAT(Refused("pipe"), HasSubstr("普通のファイル"));
}

TEST_F(DisposeTest, ARequestOverrulesTheTermButMustBeOnRecord) {
  options_.today = "2026-10-02";
  options_.request = "E-1";
  EXPECT_EQ(Dispose(options_, writer_.ledger()).error().code, ErrorCode::kUsage);
  LedgerEntry request = ProcedureEntry("request/E-1");
  request.procedure = Procedure{std::string(kRequest), "E-1", "sato", "erase", "退会", "", ""};
  writer_.Add({request});
  for (const DisposalOutcome& outcome : Run()) EXPECT_FALSE(outcome.refused);
  EXPECT_EQ(ReadAll(path_).back().procedure->reference, "E-1");
}

TEST_F(DisposeTest, WhoIsNotOnTheListIsTurnedAwayAndThatIsRecorded) {
  options_.originals = {folder_ / "in/two.png"};
  options_.admit = [](const std::string&, const Context& context) -> Result<void> {
    EXPECT_EQ(context.stage, "erase");
    return Fail(ErrorCode::kHandlerDenied, "規程第6章第4条");
  };
  EXPECT_EQ(Run()[0].refused->code, ErrorCode::kHandlerDenied);
  EXPECT_EQ(Originals().size(), 2u);
  EXPECT_THAT(Steps(), ElementsAre("denied two.png"));
}

TEST_F(DisposeTest, WithoutARecordNothingGoes) {
  FailingLedger full(writer_.ledger(), 1, FailingLedger::How::kFails);
  EXPECT_EQ(Dispose(options_, full).error().code, ErrorCode::kDiskFull);
  EXPECT_EQ(Originals().size(), 2u);
  EXPECT_EQ(ReadFile(folder_ / "in/a/one.png"), "first original");
}

TEST_F(DisposeTest, WhatACrashLeavesIsCompleted) {
  using How = FailingLedger::How;
  struct Crash {
    int at;
    How how;
    bool original_stands;
  };
  for (const Crash& crash : {Crash{1, How::kCutsBefore, true}, Crash{1, How::kCutsAfter, true},
                             Crash{2, How::kCutsBefore, false}, Crash{2, How::kCutsAfter, false}}) {
    const std::string name = "crash" + std::to_string(crash.at) +
                             (crash.original_stands ? "a" : "b") +
                             (crash.how == How::kCutsBefore ? "c" : "d") + ".png";
    AddReleased(name, "original " + name, "copy " + name);
    options_.originals = {folder_ / "in" / name};
    FailingLedger ledger(writer_.ledger(), crash.at, crash.how);
    EXPECT_THROW((void)Dispose(options_, ledger), PowerCut);
    EXPECT_EQ(fs::exists(folder_ / "in" / name), crash.original_stands);
    const auto outcomes = Run();
    ASSERT_EQ(outcomes.size(), 1u);
    const bool was_complete = crash.at == 2 && crash.how == How::kCutsAfter;
    EXPECT_EQ(outcomes[0].refused.has_value(), was_complete) << name;  // no such file any more
    EXPECT_FALSE(fs::exists(folder_ / "in" / name));
    std::vector<std::string> steps;
    for (const std::string& step : Steps()) {
      if (step.ends_with(name)) steps.push_back(step);
    }
    EXPECT_THAT(steps, ElementsAre("dispose " + name, "disposed " + name));
  }
}

TEST_F(DisposeTest, HalfOverwrittenRemainsAreDestroyedAndNothingElse) {
  LedgerEntry begun = ProcedureEntry("two.png");
  begun.input_hash = HashOf("second original");
  begun.procedure->step = kDispose;
  writer_.Add({begun});
  fs::rename(folder_ / "in/two.png", folder_ / "in" / RemainsName(begun.input_hash));
  WriteFile(folder_ / "in" / RemainsName(begun.input_hash), "noise, nd original");
  // Nobody began with this one: it stays.
  WriteFile(folder_ / "in" / RemainsName(HashOf("other")), "not ours");
  for (const DisposalOutcome& outcome : Run()) EXPECT_FALSE(outcome.refused) << outcome.original;
  EXPECT_THAT(Originals(), ElementsAre(folder_ / "in" / RemainsName(HashOf("other"))));
  EXPECT_THAT(Steps(), ElementsAre("dispose two.png", "dispose a/one.png", "disposed a/one.png",
                                   "disposed two.png"));
}

TEST_F(DisposeTest, AnOriginalThatCameBackIsLookedAtAnew) {
  Run();
  AddReleased("two.png", "second original", "second copy");
  EXPECT_FALSE(Run().back().refused);
  EXPECT_THAT(Originals(), IsEmpty());
  EXPECT_EQ(Steps().size(), 6u);
}

}  // namespace
}  // namespace sumikeshi
