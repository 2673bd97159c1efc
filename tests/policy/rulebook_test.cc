// The rulebooks from outside: manifests, handlers and approvals in a run, and what the ledger says
// of it afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "redact/ledger/ledger.h"
#include "tests/support/program.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kJapanese = "LC_ALL=ja_JP.UTF-8";
constexpr std::string_view kMemo = "病名：糖尿病\n";

std::map<std::string, std::string> Held(const fs::path& out) {
  std::map<std::string, std::string> held;
  std::istringstream in(ReadFile(out / "held.jsonl"));
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    held[json["file"]] = json["error"].get<std::string>() + " " + json["detail"].get<std::string>();
  }
  return held;
}

std::vector<LedgerEntry> Entries(const fs::path& ledger) {
  std::vector<LedgerEntry> entries;
  EXPECT_TRUE(ReadLedger(ledger, 1, [&](const LedgerEntry& entry) {
                entries.push_back(entry);
                return true;
              }).has_value());
  return entries;
}

TEST(ManifestRun, EachDocumentIsJudgedByItsRow) {
  const ScratchFolder scratch;
  for (const auto* name : {"consent.txt", "ask.txt", "expired.txt", "unneeded.txt", "none.txt"}) {
    WriteFile(scratch / "mail" / name, kMemo);
  }
  WriteFile(scratch / "list.csv",
            "file,purpose,ground,consent_id,consent_expiry,document,department\n"
            "consent.txt,P3,G1,C-77,2099-12-31,,支払課\n"
            "ask.txt,P3,G0,,,,\n"
            "expired.txt,P3,G1,C-78,2020-01-01,,\n"
            "unneeded.txt,P12,,,,不要,\n"
            "noen.txt,P12,,,,,\n");
  const auto run = RunProgram(scratch,
                              {"redact", scratch / "mail", "--out", scratch / "out", "--profile",
                               "kizuna", "--manifest", scratch / "list.csv"},
                              std::string(kJapanese));
  EXPECT_EQ(run.exit, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("list.csv:6: この行に当たる文書がありません"));
  EXPECT_EQ(ReadFile(scratch / "out/consent.txt"), kMemo);
  auto held = Held(scratch / "out");
  EXPECT_EQ(held.size(), 4U);
  EXPECT_THAT(held["ask.txt"],
              AllOf(HasSubstr("policy_hold"), HasSubstr("5(1)"), HasSubstr("同意")));
  EXPECT_THAT(held["expired.txt"], AllOf(HasSubstr("consent "), HasSubstr("list.csv:4"),
                                         HasSubstr("consent_expiry"), HasSubstr("2020-01-01")));
  EXPECT_THAT(held["unneeded.txt"], HasSubstr("return_to_person"));
  EXPECT_THAT(held["none.txt"], HasSubstr("no_manifest_row"));
  bool recorded = false;
  for (const LedgerEntry& entry : Entries(scratch / "out/ledger.sqlite")) {
    if (entry.document != "consent.txt") continue;
    recorded = true;
    EXPECT_EQ(entry.context.purpose, "P3");
    EXPECT_EQ(entry.context.ground, "G1");
    EXPECT_EQ(entry.context.consent.id, "C-77");
    EXPECT_EQ(entry.context.department, "支払課");
  }
  EXPECT_TRUE(recorded);
  EXPECT_EQ(
      RunProgram(scratch, {"ledger", "verify", "--ledger", scratch / "out/ledger.sqlite"}).exit, 0);
}

TEST(ManifestRun, AnotherRowIsAnotherDecision) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/a.txt", kMemo);
  const auto run = [&](std::string_view row) {
    WriteFile(scratch / "list.csv", "file,purpose,ground\n" + std::string(row));
    return RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out", "--profile",
                                "guideline", "--manifest", scratch / "list.csv"});
  };
  EXPECT_EQ(run("a.txt,P3,G1\n").exit, 0);
  EXPECT_EQ(ReadFile(scratch / "out/a.txt"), kMemo);
  EXPECT_EQ(run("a.txt,P3,G0\n").exit, 0);
  EXPECT_THAT(ReadFile(scratch / "out/a.txt"), Not(HasSubstr("糖尿病")));
  EXPECT_EQ(run("b.txt,P3,G0\n").exit, 1);
  EXPECT_FALSE(fs::exists(scratch / "out/a.txt"));
}

TEST(ManifestRun, MistakesStopTheRunBeforeItStarts) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/a.txt", kMemo);
  WriteFile(scratch / "list.csv", "file,purpose\na.txt,P99\na.txt,P1\n");
  const auto run = RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out",
                                        "--manifest", scratch / "list.csv"});
  EXPECT_EQ(run.exit, 2);
  EXPECT_THAT(run.err, AllOf(HasSubstr("list.csv:2: purpose"), HasSubstr("list.csv:3: file")));
  EXPECT_FALSE(fs::exists(scratch / "out/a.txt"));
  EXPECT_EQ(RunProgram(scratch,
                       {"redact", scratch / "mail", "--out", scratch / "out", "--purpose", "P99"})
                .exit,
            2);
}

// Where a rulebook contradicts itself the run says how it was read.
TEST(ManifestRun, ConflictsOfClausesAreNamed) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/a.txt", kMemo);
  const auto run = RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out",
                                        "--profile", "jcom", "--purpose", "P6", "--ground", "G1"});
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("002-JOINT"), HasSubstr("全ての個人情報")));
  EXPECT_THAT(ReadFile(scratch / "out/a.txt"), Not(HasSubstr("糖尿病")));
}

TEST(PeopleRun, WhoIsNotListedIsDeniedAndRecorded) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/a.txt", kMemo);
  WriteFile(scratch / "staff.toml", "[handlers]\nacquire = [\"tanaka\"]\n");
  const auto run = [&](const std::string& who) {
    return RunProgram(
        scratch, {"redact", scratch / "mail", "--out", scratch / "out", "--profile", "hoken_agency",
                  "--staff", scratch / "staff.toml", "--operator", who});
  };
  EXPECT_EQ(run("mori").exit, 1);
  EXPECT_THAT(Held(scratch / "out")["a.txt"],
              AllOf(HasSubstr("handler_denied"), HasSubstr("規程第2章第4条")));
  const auto entries = Entries(scratch / "out/ledger.sqlite");
  ASSERT_EQ(entries.size(), 1U);  // held, without having been read
  EXPECT_EQ(entries[0].kind, EntryKind::kHeld);
  EXPECT_EQ(entries[0].provenance.operator_id, "mori");
  EXPECT_EQ(entries[0].reason->code, ErrorCode::kHandlerDenied);
  EXPECT_EQ(run("tanaka").exit, 0);
  const auto scan =
      RunProgram(scratch, {"scan", scratch / "mail", "--staff", scratch / "staff.toml",
                           "--operator", "mori", "--format", "jsonl"});
  EXPECT_THAT(scan.out, HasSubstr("\"error\":\"handler_denied\""));
}

TEST(PeopleRun, ApprovalsArePutDownBeforehandByTwoPersons) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/a.txt", "労働組合の組合員です。\n");
  const std::string ledger = scratch / "ledger.sqlite";
  const auto run = [&] {
    return RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out", "--ledger",
                                ledger, "--profile", "rescue", "--purpose", "P3", "--ground", "G3",
                                "--operator", "tanaka", "--approval", "A-1"});
  };
  const auto approve = [&](const std::string& approver, const std::string& rule) {
    return RunProgram(scratch,
                      {"approval", "add", "--ledger", ledger, "--profile", "rescue", "--id", "A-1",
                       "--rule", rule, "--applicant", "tanaka", "--approver", approver, "--reason",
                       "災害", "--until", "2099-12-31"});
  };
  EXPECT_EQ(run().exit, 1);
  EXPECT_THAT(Held(scratch / "out")["a.txt"], HasSubstr("approval_needed"));
  EXPECT_EQ(approve("tanaka", "000-8-etc-G3").exit, 2);
  EXPECT_EQ(approve("suzuki", "000-8-consent").exit, 2);
  const auto approved = approve("suzuki", "000-8-etc-G3");
  EXPECT_EQ(approved.exit, 0) << approved.err;
  EXPECT_EQ(approve("suzuki", "000-8-etc-G3").exit, 2);
  EXPECT_THAT(RunProgram(scratch, {"approval", "list", "--ledger", ledger}).out,
              AllOf(HasSubstr("A-1"), HasSubstr("tanaka → suzuki")));
  EXPECT_EQ(run().exit, 0);
  EXPECT_THAT(ReadFile(scratch / "out/a.txt"), HasSubstr("労働組合"));
  const auto last = Entries(ledger).back();
  EXPECT_EQ(last.kind, EntryKind::kReleased);
  EXPECT_EQ(last.context.approval, "A-1");
  EXPECT_EQ(RunProgram(scratch, {"ledger", "verify", "--ledger", ledger}).exit, 0);
}

TEST(ProfileCommand, ExplainsWithTheClauseOfEachLayer) {
  const ScratchFolder scratch;
  const auto explain =
      RunProgram(scratch, {"profile", "explain", "--profile", "kizuna", "--category", "health",
                           "--kind", "MEDHIST", "--purpose", "P3i", "--person", "heir"});
  EXPECT_EQ(explain.exit, 0) << explain.err;
  EXPECT_THAT(explain.out,
              AllOf(HasSubstr("[hold]"), HasSubstr("001-5(2)+APPI20-2"),
                    HasSubstr("プライバシーポリシー5(2)"), HasSubstr("個人情報保護法20条2項")));
  for (const std::string wrong : {"--category=helth", "--purpose=P99"}) {
    EXPECT_EQ(RunProgram(scratch, {"profile", "explain", "--category", "health", wrong}).exit, 2);
  }
}

TEST(ProfileCommand, ShowsWhereTwoDiffer) {
  const ScratchFolder scratch;
  const auto diff = RunProgram(scratch, {"profile", "diff", "rescue", "kizuna"});
  EXPECT_EQ(diff.exit, 1);
  EXPECT_THAT(diff.out, HasSubstr("要承認"));
  EXPECT_EQ(RunProgram(scratch, {"profile", "diff", "rescue", "rescue"}).exit, 0);
}

TEST(ProfileCommand, ChecksNameFileAndLine) {
  const ScratchFolder scratch;
  for (const auto* name : {"guideline", "hoken_agency", "rescue", "kizuna", "jcom", "rakuten"}) {
    EXPECT_EQ(RunProgram(scratch, {"profile", "check", name}).exit, 0) << name;
  }
  WriteFile(scratch / "own.toml",
            "name = \"own\"\ntitle = \"自社\"\nretention_days = 366\ninclude = [\"statute\"]\n"
            "[default]\nclause = \"1条\"\n[[rule]]\nid = \"A\"\naction = \"redact\"\n");
  for (const auto& [locale, said] :
       {std::pair{"LC_ALL=ja_JP.UTF-8", "条項"}, std::pair{"LC_ALL=C", "names no clause"}}) {
    const auto check = RunProgram(scratch, {"profile", "check", scratch / "own.toml"}, locale);
    EXPECT_EQ(check.exit, 1);
    EXPECT_THAT(check.out, AllOf(HasSubstr("own.toml:7: A: "), HasSubstr(said)));
  }
}

}  // namespace
}  // namespace sumikeshi
