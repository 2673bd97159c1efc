// A bad rulebook, manifest or ledger: one clear message that names file, line and field, and
// nothing is released that should not be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "redact/ledger/evidence.h"
#include "redact/ledger/ledger.h"
#include "redact/ledger/schema.h"
#include "tests/ledger/tampering.h"
#include "tests/support/program.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kMemo = "病名：糖尿病\n";
constexpr std::string_view kJapanese = "LC_ALL=ja_JP.UTF-8";

// Copies and files in the making; the ledger and its like are none.
std::vector<std::string> Released(const fs::path& out) {
  std::vector<std::string> names;
  if (!fs::exists(out)) return names;
  for (const auto& entry : fs::recursive_directory_iterator(out)) {
    const std::string name = entry.path().filename();
    if (entry.is_directory() || name == "held.jsonl" || name.starts_with("ledger.sqlite")) continue;
    names.push_back(name);
  }
  return names;
}

bool IsAscii(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct BadRules {
  std::string name;
  std::map<std::string, std::string> files;  // beside the mail; "own.toml" or "list.csv" is given
  int exit = 2;
  std::vector<std::string> said;

  friend void PrintTo(const BadRules& rules, std::ostream* out) { *out << rules.name; }
};

std::string Own(const std::string& rule, const std::string& include = "\"statute\"") {
  return "name = \"own\"\ntitle = \"自社\"\nretention_days = 366\ninclude = [" + include +
         "]\n[default]\nclause = \"1条\"\n" + rule;
}

class BadRulesTest : public testing::TestWithParam<BadRules> {};

TEST_P(BadRulesTest, AreNamedAndNothingIsReleased) {
  const BadRules& bad = GetParam();
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/a.txt", kMemo);
  std::vector<std::string> words = {"redact", scratch / "mail", "--out", scratch / "out"};
  for (const auto& [name, bytes] : bad.files) {
    WriteFile(scratch / name, bytes);
    if (name == "own.toml") words.insert(words.end(), {"--profile", scratch / name});
    if (name.starts_with("list.")) words.insert(words.end(), {"--manifest", scratch / name});
  }
  const auto run = RunProgram(scratch, words, std::string(kJapanese));
  EXPECT_EQ(run.exit, bad.exit) << run.err;
  for (const std::string& part : bad.said) EXPECT_THAT(run.err, HasSubstr(part));
  const auto english = RunProgram(scratch, words, "LC_ALL=C");
  EXPECT_EQ(english.exit, bad.exit);
  for (const std::string& part : bad.said) {
    if (IsAscii(part)) {
      EXPECT_THAT(english.err, HasSubstr(part));
    }
  }
  EXPECT_PRED1(IsAscii, english.err);
  EXPECT_THAT(Released(scratch / "out"), IsEmpty());
  EXPECT_EQ(ReadFile(scratch / "mail/a.txt"), kMemo);
}

const std::string kRule = "[[rule]]\nid = \"A\"\nclause = \"2条\"\naction = \"redact\"\n";

INSTANTIATE_TEST_SUITE_P(
    Profile, BadRulesTest,
    testing::Values(BadRules{"typo",
                             {{"own.toml", Own(kRule + "categries = [\"health\"]\n")}},
                             2,
                             {"own.toml:11", "categries"}},
                    BadRules{"category",
                             {{"own.toml", Own(kRule + "categories = [\"helth\"]\n")}},
                             2,
                             {"own.toml:11", "categories", "helth"}},
                    BadRules{"clause",
                             {{"own.toml", Own("[[rule]]\nid = \"A\"\naction = \"keep\"\n"
                                               "categories = [\"health\"]\n")}},
                             2,
                             {"own.toml:7", "clause", "A"}},
                    BadRules{"circle",
                             {{"own.toml", Own(kRule, "\"b.toml\"")},
                              {"b.toml", "\ninclude = [\"c.toml\"]\n"},
                              {"c.toml", "include = [\"b.toml\"]\n"}},
                             2,
                             {"c.toml:1", "include", "循環"}},
                    BadRules{"itself",
                             {{"own.toml", Own(kRule, "\"own.toml\"")}},
                             2,
                             {"own.toml:4", "include", "循環"}}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Manifest, BadRulesTest,
    testing::Values(
        BadRules{"purpose",
                 {{"list.csv", "file,purpose\na.txt,P18\n"}},
                 2,
                 {"list.csv:2", "purpose", "P18"}},
        BadRules{"row",
                 {{"list.csv", "file,purpose\nb.txt,P3\n"}},
                 1,
                 {"a.txt", "list.csv:2: この行に当たる文書がありません"}},
        BadRules{"twice",
                 {{"list.csv", "file,purpose\na.txt,P3\n./a.txt,P1\n"}},
                 2,
                 {"list.csv:3", "file", "2行目"}},
        BadRules{"encoding",
                 {{"list.csv", "file,purpose,department\na.txt,P3,\xca\xdd\xb8\xb1\n"}},
                 2,
                 {"list.csv:2", "UTF-8"}},
        BadRules{"expired",
                 {{"list.csv",
                   "file,purpose,ground,consent_id,consent_expiry\na.txt,P3,G1,C-1,2020-01-01\n"}},
                 1,
                 {"a.txt", "list.csv:2", "consent_expiry", "2020-01-01"}}),
    [](const auto& test) { return test.param.name; });

// One run has made a ledger; the next one meets it as it is then.
class BadLedger : public testing::Test {
 protected:
  BadLedger() {
    WriteFile(scratch_ / "before/a.txt", kMemo);
    fs::create_directories(ledger_.parent_path());
    EXPECT_EQ(Redact(scratch_ / "before", scratch_ / "first").exit, 0);
    WriteFile(scratch_ / "mail/b.txt", kMemo);
  }
  ProgramResult Redact(const fs::path& mail, const fs::path& out, const std::string& as = "") {
    return RunProgram(scratch_, {"redact", mail, "--out", out, "--ledger", ledger_, "--jobs", "4"},
                      as.empty() ? std::string(kJapanese) : as);
  }
  // The run fails with this said, and neither a copy nor a change of the ledger comes of it.
  void ExpectRefused(int exit, const std::string& said, const std::string& as = "") {
    const std::string before = ReadFile(ledger_);
    const auto run = Redact(scratch_ / "mail", scratch_ / "out", as);
    EXPECT_EQ(run.exit, exit);
    EXPECT_THAT(run.err, AllOf(HasSubstr("ledger.sqlite"), HasSubstr(said)));
    EXPECT_THAT(Released(scratch_ / "out"), IsEmpty());
    EXPECT_TRUE(ReadFile(ledger_) == before);
    if (as.empty()) {
      EXPECT_PRED1(IsAscii, Redact(scratch_ / "mail", scratch_ / "out", "LC_ALL=C").err);
    }
  }

  const ScratchFolder scratch_;
  const fs::path ledger_ = scratch_ / "ledger/ledger.sqlite";
};

TEST_F(BadLedger, OfANewerVersion) {
  Tamper(ledger_, "PRAGMA application_id = " + std::to_string(kApplicationId + 1), true);
  ExpectRefused(3, "形式");
}

// As a user who may not write it. Root may write anything, so it becomes somebody else.
TEST_F(BadLedger, ThatIsReadOnly) {
  const bool root = geteuid() == 0;
  const std::string as =
      std::string(kJapanese) + (root ? " setpriv --reuid=65534 --regid=65534 --clear-groups" : "");
  fs::create_directories(scratch_ / "out");
  for (const fs::path& folder : {scratch_.path(), scratch_ / "out"}) {
    fs::permissions(folder, fs::perms::all);
  }
  if (root && RunProgram(scratch_, {"--version"}, as).exit != 0) {
    GTEST_SKIP() << "no other user may run the program here";
  }
  const auto only_read = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
  for (const auto& file : fs::directory_iterator(ledger_.parent_path())) {
    fs::permissions(file, only_read);
  }
  fs::permissions(ledger_.parent_path(),
                  only_read | fs::perms::owner_exec | fs::perms::others_exec);
  ExpectRefused(3, "権限", as);
  // What is only to be looked at can be.
  EXPECT_EQ(RunProgram(scratch_, {"ledger", "verify", "--ledger", ledger_}, as).exit, 0);
  fs::permissions(ledger_.parent_path(), fs::perms::owner_all);
}

// Every part of it, and the whole without a part in its middle.
TEST_F(BadLedger, CopiedByHalf) {
  const std::string whole = ReadFile(ledger_);
  for (const std::size_t size : {whole.size() / 2, whole.size() - 4096, std::size_t{4096},
                                 std::size_t{1000}, whole.size() - 1}) {
    WriteFile(ledger_, whole.substr(0, size));
    SCOPED_TRACE(size);
    ExpectRefused(3, "台帳");
    const auto verified =
        RunProgram(scratch_, {"ledger", "verify", "--ledger", ledger_}, std::string(kJapanese));
    EXPECT_EQ(verified.exit, 1);
  }
  WriteFile(ledger_, whole);
  EXPECT_EQ(Redact(scratch_ / "mail", scratch_ / "out").exit, 0);
}

// The disk is full in the middle of a batch: what is recorded is released, and no more; what other
// threads had ready goes. Later the batch is finished.
TEST_F(BadLedger, OnADiskThatIsFullInTheMiddle) {
  for (int i = 0; i < 60; ++i) {
    WriteFile(scratch_ / "mail" / (std::to_string(i) + ".txt"),
              "病名：糖尿病\n既往歴：喘息\n個人番号：1234 5678 9018\n");
  }
  const auto blocks = std::to_string(fs::file_size(ledger_) / 512 + 120);
  const auto run = Redact(scratch_ / "mail", scratch_ / "out",
                          "ulimit -f " + blocks + "; " + std::string(kJapanese));
  EXPECT_EQ(run.exit, 3);
  EXPECT_THAT(run.err, AllOf(HasSubstr("ledger.sqlite"), HasSubstr("空き容量")));
  std::set<std::string> recorded;
  EXPECT_TRUE(ReadLedger(ledger_, 1, [&](const LedgerEntry& entry) {
                if (entry.kind == EntryKind::kReleased) recorded.insert(entry.document);
                return true;
              }).has_value());
  const auto copies = Released(scratch_ / "out");
  EXPECT_GT(copies.size(), 0u);
  EXPECT_LT(copies.size(), 60u);
  EXPECT_THAT(copies, testing::Each(testing::ResultOf(
                          [&](const std::string& name) { return recorded.contains(name); }, true)));
  EXPECT_THAT(VerifyLedger(ledger_).value().problems, IsEmpty());
  EXPECT_EQ(Redact(scratch_ / "mail", scratch_ / "out").exit, 0);
  EXPECT_EQ(Released(scratch_ / "out").size(), 61u);
}

}  // namespace
}  // namespace sumikeshi
