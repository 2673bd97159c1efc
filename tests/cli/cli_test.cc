// The program from outside: commands, exit codes, files, ledger, resume, locale.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/program.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kMemo = "氏名：見本花子\r\n病名：糖尿病\r\n個人番号：1234 5678 9018\r\n";
constexpr std::string_view kClean = "住所変更のお知らせ\n新しい住所：東京都千代田区1-1\n";

// Two documents with findings in a tree, one without.
void MakeMail(const fs::path& mail) {
  WriteFile(mail / "a" / "memo.txt", kMemo);
  WriteFile(mail / "b" / "clean.txt", kClean);
  WriteFile(mail / "letter.txt", "前略\n私は糖尿病で通院しています。\n敬具\n");
}

std::map<std::string, std::string> Tree(const fs::path& root) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) {
      files[fs::relative(entry.path(), root).string()] = ReadFile(entry.path());
    }
  }
  return files;
}

// What a manifest can say of a consent, options can.
TEST(Profile, ExplainHearsOfTheWholeConsent) {
  const ScratchFolder scratch;
  const auto explain = [&](std::vector<std::string> more) {
    more.insert(more.begin(),
                {"profile", "explain", "kizuna", "--category", "health", "--purpose", "P17"});
    return RunProgram(scratch, more);
  };
  EXPECT_THAT(explain({}).out, HasSubstr("001-3-17 [hold]"));
  EXPECT_THAT(explain({"--consent-form", "written", "--consent-scope", "P9,P17"}).out,
              HasSubstr("001-3-17A [keep]"));
  EXPECT_EQ(explain({"--consent-form", "oral", "--ground", "G2"}).exit, 2);
  EXPECT_EQ(explain({"--consent-form", "spoken"}).exit, 2);
  EXPECT_EQ(explain({"--consent-scope", "P99"}).exit, 2);
}

TEST(Redact, AConsentThatDoesNotStandHoldsTheBatch) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  for (const std::vector<std::string>& consent :
       {std::vector<std::string>{"--consent-withdrawn", "2020-01-01"},
        {"--consent-date", "2099-01-01"},
        {"--consent-scope", "P1"}}) {
    std::vector<std::string> words = {"redact",         scratch / "mail", "--out",
                                      scratch / "out",  "--purpose",      "P3",
                                      "--consent-form", "written"};
    words.insert(words.end(), consent.begin(), consent.end());
    const auto run = RunProgram(scratch, words);
    EXPECT_EQ(run.exit, 1);
    std::string field = consent[0].substr(2);
    std::ranges::replace(field, '-', '_');
    EXPECT_THAT(ReadFile(scratch / "out/held.jsonl"), HasSubstr(field));
  }
}

TEST(Redact, ReleasesMaskedCopiesAtTheSamePlaces) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  const auto run = RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out"});
  EXPECT_EQ(run.exit, 0) << run.err;
  auto files = Tree(scratch / "out");
  EXPECT_EQ(files["a/memo.txt"], "氏名：見本花子\r\n病名：■■■\r\n個人番号：**************\r\n");
  EXPECT_EQ(files["b/clean.txt"], kClean);
  EXPECT_THAT(files["letter.txt"], HasSubstr("■■■"));
  EXPECT_THAT(files["letter.txt"], Not(HasSubstr("糖尿病")));
  EXPECT_EQ(files["held.jsonl"], "");
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back(name);
  EXPECT_THAT(names, testing::IsSupersetOf({"ledger.sqlite"}));
  for (const std::string& name : names) {
    EXPECT_THAT(name, AnyOf("a/memo.txt", "b/clean.txt", "letter.txt", "held.jsonl",
                            testing::StartsWith("ledger.sqlite")));
  }
}

TEST(Redact, TakesSingleFilesByTheirName) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  const auto run =
      RunProgram(scratch, {"redact", scratch / "mail/a/memo.txt", "--out", scratch / "out"});
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_TRUE(fs::exists(scratch / "out/memo.txt"));
}

TEST(Redact, GivesTheSameBytesOnAnyNumberOfJobs) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  for (const std::string jobs : {"1", "4"}) {
    RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / jobs, "--ledger",
                         scratch / ("ledger" + jobs), "--jobs", jobs});
  }
  EXPECT_EQ(Tree(scratch / "1"), Tree(scratch / "4"));
}

TEST(Redact, LeavesNoValueAnywhereButInTheInput) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  const auto run = RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out",
                                        "--report", scratch / "out/report.html"});
  for (const auto& [name, bytes] : Tree(scratch / "out")) {
    EXPECT_THAT(bytes, Not(HasSubstr("糖尿病"))) << name;
    for (const char* number : {"5678 9018", "56789018"}) {  // four digits are in any long hash
      EXPECT_THAT(bytes, Not(HasSubstr(number))) << name;
    }
  }
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("糖尿病")));
}

TEST(Redact, ResumesWithoutDoingFinishedDocumentsAgain) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  const std::vector<std::string> command{"redact", scratch / "mail", "--out", scratch / "out"};
  RunProgram(scratch, command);
  const auto before = fs::last_write_time(scratch / "out/letter.txt");
  const auto entries = ReadFile(scratch / "out/ledger.sqlite");
  EXPECT_THAT(RunProgram(scratch, command).out, HasSubstr("3 done before"));
  EXPECT_EQ(fs::last_write_time(scratch / "out/letter.txt"), before);
  EXPECT_EQ(ReadFile(scratch / "out/ledger.sqlite"), entries);

  // What was changed since is done again: the input, or the released file.
  WriteFile(scratch / "mail/letter.txt", "前略\n私は喘息で通院しています。\n敬具\n");
  WriteFile(scratch / "out/a/memo.txt", kMemo);
  EXPECT_THAT(RunProgram(scratch, command).out, HasSubstr("1 done before"));
  EXPECT_THAT(ReadFile(scratch / "out/letter.txt"), Not(HasSubstr("喘息")));
  EXPECT_THAT(ReadFile(scratch / "out/a/memo.txt"), Not(HasSubstr("糖尿病")));
}

TEST(Redact, AHeldDocumentLosesItsEarlierRelease) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  const std::vector<std::string> command{"redact", scratch / "mail", "--out", scratch / "out"};
  RunProgram(scratch, command);
  WriteFile(scratch / "mail/letter.txt", "\x81\x20\xff\xa0\x80\xfd");
  EXPECT_EQ(RunProgram(scratch, command).exit, 1);
  EXPECT_FALSE(fs::exists(scratch / "out/letter.txt"));
  EXPECT_THAT(ReadFile(scratch / "out/held.jsonl"), HasSubstr(R"("file":"letter.txt")"));
}

TEST(Scan, PrintsOneObjectAFindingWithoutValues) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  const auto run = RunProgram(scratch, {"scan", scratch / "mail/a/memo.txt", "--format", "jsonl"});
  EXPECT_EQ(run.exit, 1);
  std::istringstream lines(run.out);
  std::map<std::string, nlohmann::json> found;
  for (std::string line; std::getline(lines, line);) {
    const auto object = nlohmann::json::parse(line);
    found[object["category"]] = object;
  }
  ASSERT_TRUE(found.contains("health") && found.contains("my_number"));
  EXPECT_EQ(found["health"]["start"], 12);
  EXPECT_EQ(found["health"]["end"], 15);
  EXPECT_EQ(found["health"]["page"], 1);
  EXPECT_EQ(found["health"]["action"], "redact");
  EXPECT_TRUE(found["health"]["box"].is_null());
  EXPECT_FALSE(found["health"].contains("value"));
  EXPECT_GT(found["my_number"]["confidence"].get<double>(), 0.9);
  EXPECT_THAT(run.out, Not(HasSubstr("糖尿病")));
  EXPECT_THAT(RunProgram(scratch, {"scan", scratch / "mail/a/memo.txt", "--show-values"}).out,
              HasSubstr("糖尿病"));
}

TEST(Scan, FindsNothingInACleanFile) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  const auto run = RunProgram(scratch, {"scan", scratch / "mail/b", "--format", "jsonl"});
  EXPECT_EQ(run.exit, 0);
  EXPECT_EQ(run.out, "");
}

TEST(LedgerCommand, VerifiesListsAndShows) {
  const ScratchFolder scratch;
  MakeMail(scratch / "mail");
  RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out", "--operator", "佐藤"});
  const std::string ledger = scratch / "out/ledger.sqlite";
  EXPECT_EQ(RunProgram(scratch, {"ledger", "verify", "--ledger", ledger}).exit, 0);
  EXPECT_THAT(RunProgram(scratch, {"ledger", "list", "--ledger", ledger}).out,
              HasSubstr("a/memo.txt"));
  const auto shown = RunProgram(scratch, {"ledger", "show", "1", "--ledger", ledger});
  const auto entry = nlohmann::json::parse(shown.out);
  EXPECT_EQ(entry["operator"], "佐藤");
  EXPECT_EQ(entry["document"], "a/memo.txt");
  EXPECT_EQ(RunProgram(scratch, {"ledger", "show", "9999", "--ledger", ledger}).exit, 2);

  std::string bytes = ReadFile(ledger);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  WriteFile(ledger, bytes);
  EXPECT_EQ(RunProgram(scratch, {"ledger", "verify", "--ledger", ledger}).exit, 1);
}

TEST(ProfileCommand, ListsShowsAndChecks) {
  const ScratchFolder scratch;
  const auto list = RunProgram(scratch, {"profile", "list"});
  EXPECT_THAT(list.out, HasSubstr("guideline"));
  EXPECT_THAT(list.out, HasSubstr("hoken_agency"));
  EXPECT_THAT(RunProgram(scratch, {"profile", "show", "hoken_agency"}).out, HasSubstr("004-"));
  for (const std::string name : {"guideline", "hoken_agency"}) {
    const auto check = RunProgram(scratch, {"profile", "check", name});
    EXPECT_EQ(check.exit, 0) << check.out;
  }
  WriteFile(scratch / "mine.toml", "name = 'mine'\nrules = 3\n");
  EXPECT_EQ(RunProgram(scratch, {"profile", "check", scratch / "mine.toml"}).exit, 2);
}

struct UsageCase {
  const char* name;
  std::vector<std::string> words;
};
void PrintTo(const UsageCase& usage, std::ostream* out) { *out << usage.name; }

class WrongArguments : public testing::TestWithParam<UsageCase> {};

TEST_P(WrongArguments, EndWithTwoAndOneMessage) {
  const ScratchFolder scratch;
  const auto run = RunProgram(scratch, GetParam().words);
  EXPECT_EQ(run.exit, 2);
  EXPECT_NE(run.err, "");
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongArguments,
    testing::Values(UsageCase{"nothing", {}}, UsageCase{"unknown_command", {"erase"}},
                    UsageCase{"no_output", {"redact", "/"}},
                    UsageCase{"no_such_input", {"redact", "/no/such", "--out", "/no/out"}},
                    UsageCase{"bad_jobs", {"scan", "/dev/null", "--jobs", "0"}},
                    UsageCase{"bad_format", {"scan", "/dev/null", "--format", "xml"}},
                    UsageCase{"no_such_profile", {"scan", "/dev/null", "--profile", "none"}},
                    UsageCase{"show_without_number", {"ledger", "show"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Locale, ChoosesTheLanguageOfMessages) {
  const ScratchFolder scratch;
  EXPECT_THAT(RunProgram(scratch, {"--help"}, "LC_ALL=ja_JP.UTF-8").out, HasSubstr("墨消し"));
  EXPECT_THAT(RunProgram(scratch, {"--help"}, "LC_ALL=C").out, HasSubstr("redacted copies"));
  EXPECT_THAT(RunProgram(scratch, {"scan", "/no/such"}, "LC_ALL= LANG=ja_JP.UTF-8").err,
              HasSubstr("見つかりません"));
}

}  // namespace
}  // namespace sumikeshi
