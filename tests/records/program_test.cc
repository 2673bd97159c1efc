// Registers and reports of a real run, from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/records/testing.h"
#include "tests/support/register.h"

namespace sumikeshi {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kMemo = "氏名：見本花子\n病名：糖尿病\n個人番号：1234 5678 9018\n";

class ProgramTest : public ::testing::Test {
 protected:
  ProgramTest() {
    WriteFile(scratch_ / "mail/a/memo.txt", kMemo);
    WriteFile(scratch_ / "mail/letter.txt", "前略\n私は糖尿病で通院しています。\n敬具\n");
  }
  ProgramResult Redact(std::vector<std::string> more = {}) {
    std::vector<std::string> words = {"redact", scratch_ / "mail", "--out", scratch_ / "out"};
    words.insert(words.end(), more.begin(), more.end());
    return RunProgram(scratch_, words);
  }
  ProgramResult WithLedger(std::vector<std::string> words) {
    words.insert(words.end(), {"--ledger", (scratch_ / "out/ledger.sqlite").string()});
    return RunProgram(scratch_, words, "LC_ALL=ja_JP.UTF-8");
  }
  void ExpectNoValues(const std::string& text) {
    for (const char* value : {"糖尿病", "見本花子", "1234 5678 9018", "123456789018"}) {
      EXPECT_THAT(text, Not(HasSubstr(value)));
    }
  }

  const ScratchFolder scratch_;
};

TEST_F(ProgramTest, TheAuditReportHoldsNoValuesInEitherForm) {
  ASSERT_EQ(Redact({"--purpose", "P3"}).exit, 0);
  const auto page = WithLedger({"ledger", "report"});
  EXPECT_EQ(page.exit, 0) << page.err;
  ExpectNoValues(page.out);
  EXPECT_THAT(page.out, HasSubstr("<svg"));
  EXPECT_THAT(page.out, Not(HasSubstr("://")));
  const auto csv = WithLedger(
      {"ledger", "report", "--format", "csv", "--out", (scratch_ / "report.csv").string()});
  EXPECT_EQ(csv.exit, 0) << csv.err;
  const std::string text = ReadFile(scratch_ / "report.csv");
  ExpectNoValues(text);
  const auto rows = ParseCsv(text);
  EXPECT_THAT(rows, testing::Contains(
                        testing::ElementsAre("合計", "released", testing::_, "2", "", "", "")));
}

// Entries are kept for the term of the rulebook under which they were written, whatever is named.
TEST_F(ProgramTest, PruningHeedsTheRulebookOfEveryEntry) {
  const auto ledger = scratch_ / "out/ledger.sqlite";
  std::filesystem::create_directories(ledger.parent_path());
  {
    LedgerWriter writer(ledger);
    writer.At(2023, 4, 1);
    LedgerEntry entry = ReleasedEntry();
    entry.provenance.profile = "own";
    writer.Add({ReleasedEntry(), entry});
  }
  const auto own = [&](int days) {
    WriteFile(scratch_ / "own.toml",
              "name = \"own\"\ntitle = \"自社\"\nretention_days = " + std::to_string(days) +
                  "\ninclude = [\"statute\"]\n[default]\nclause = \"1条\"\n[[rule]]\nid = "
                  "\"A\"\nclause = \"2条\"\naction = \"redact\"\n");
  };
  const auto prune = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"ledger", "prune", "--before", "2024-01-01", "--reason", "満了"});
    return WithLedger(std::move(more));
  };
  own(36500);
  const auto unnamed = prune({});
  EXPECT_EQ(unnamed.exit, 2);
  EXPECT_THAT(unnamed.err, HasSubstr("--profile own"));
  EXPECT_EQ(prune({"--profile", scratch_ / "own.toml"}).exit, 2);
  EXPECT_EQ(VerifyLedger(ledger).value().pruned, 0);
  own(500);
  EXPECT_EQ(prune({"--profile", scratch_ / "own.toml"}).exit, 0);
  EXPECT_EQ(VerifyLedger(ledger).value().pruned, 2);
}

TEST_F(ProgramTest, AWrongPeriodOrLedgerIsTold) {
  ASSERT_EQ(Redact().exit, 0);
  EXPECT_EQ(WithLedger({"ledger", "report", "--from", "2026-02-30"}).exit, 2);
  EXPECT_EQ(WithLedger({"ledger", "report", "--from", "2026-03-02", "--to", "2026-03-01"}).exit, 2);
  const auto none =
      RunProgram(scratch_, {"ledger", "report", "--ledger", (scratch_ / "none").string()});
  EXPECT_EQ(none.exit, 3);
  EXPECT_EQ(none.out, "");
}

TEST_F(ProgramTest, EveryRegisterIsMadeAndNoneHoldsAValue) {
  ASSERT_EQ(Redact({"--purpose", "P3", "--source", "third_party", "--recipient", "insurer"}).exit,
            0);
  WriteFile(scratch_ / "register.toml", kOneHolding);
  const std::string definition = (scratch_ / "register.toml").string();
  const std::vector<std::vector<std::string>> kinds = {{"holdings", "--definition", definition},
                                                       {"due", "--definition", definition},
                                                       {"acquire"},
                                                       {"use"},
                                                       {"store"},
                                                       {"transfer"},
                                                       {"erase"},
                                                       {"provenance"},
                                                       {"provision"},
                                                       {"incident", "--document", "memo.txt"},
                                                       {"requests"},
                                                       {"returns"}};
  for (const auto& kind : kinds) {
    for (const char* format : {"html", "csv"}) {
      std::vector<std::string> words = {"register"};
      words.insert(words.end(), kind.begin(), kind.end());
      words.insert(words.end(), {"--format", format});
      const auto run = WithLedger(words);
      EXPECT_EQ(run.exit, 0) << kind[0] << run.err;
      EXPECT_FALSE(run.out.empty());
      ExpectNoValues(run.out);
    }
  }
  EXPECT_EQ(WithLedger({"register", "incident", "--document", "other.txt"}).exit, 1);
  EXPECT_EQ(WithLedger({"register", "incident"}).exit, 2);
  EXPECT_EQ(WithLedger({"register", "holdings"}).exit, 2);
  EXPECT_EQ(WithLedger({"register", "review", "--stage", "acquire", "--from", "2026-01-01", "--to",
                        "2099-12-31", "--reviewer", "suzuki", "--result", "異常なし"})
                .exit,
            0);
  EXPECT_THAT(WithLedger({"register", "acquire"}).out, HasSubstr("suzuki 異常なし"));
}

TEST_F(ProgramTest, FromTheRequestToTheCertificate) {
  ASSERT_EQ(Redact({"--purpose", "P3"}).exit, 0);
  WriteFile(scratch_ / "register.toml", kOneHolding);
  const auto dispose = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"dispose",      scratch_ / "mail/a",
                                      "--released",   scratch_ / "out",
                                      "--definition", scratch_ / "register.toml"};
    words.insert(words.end(), more.begin(), more.end());
    return RunProgram(scratch_, words);
  };
  EXPECT_EQ(dispose({"--operator", "sato"}).exit, 2);  // without a reason
  EXPECT_EQ(dispose({"--reason", "x"}).exit, 2);       // without an operator
  EXPECT_TRUE(std::filesystem::exists(scratch_ / "mail/a/memo.txt"));
  EXPECT_EQ(
      WithLedger({"erasure", "request", "--id", "E-1", "--documents", "契約 1", "--reason", "退会"})
          .exit,
      0);
  const auto gone = dispose({"--operator", "sato", "--reason", "依頼", "--request", "E-1"});
  EXPECT_EQ(gone.exit, 0) << gone.err;
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "mail/a/memo.txt"));
  EXPECT_TRUE(std::filesystem::exists(scratch_ / "mail/letter.txt"));
  const auto issued =
      WithLedger({"erasure", "certificate", "--request", "E-1", "--to", "見本花子", "--company",
                  "見本代理店", "--issuer", "コンプライアンス担当部長 見本太郎", "--out",
                  (scratch_ / "certificate.pdf").string()});
  EXPECT_EQ(issued.exit, 0) << issued.err;
  EXPECT_THAT(issued.out, HasSubstr("DC-"));
  // Who is not on the list of the stage is turned away, and that is recorded.
  WriteFile(scratch_ / "staff.toml", "[handlers]\nerase = [\"sato\"]\n");
  const auto discard = [&](const char* who) {
    return WithLedger({"erasure", "discard", "--document", "a/memo.txt", "--method", "shred",
                       "--reason", "控え", "--request", "E-1", "--profile", "hoken_agency",
                       "--staff", (scratch_ / "staff.toml").string(), "--operator", who});
  };
  EXPECT_EQ(discard("mallory").exit, 1);
  EXPECT_EQ(discard("sato").exit, 0);
  EXPECT_THAT(WithLedger({"register", "erase"}).out, HasSubstr("取扱いの拒否"));
  const auto exported = WithLedger({"ledger", "export"});
  ExpectNoValues(exported.out);  // the name on the paper is not in the ledger
  EXPECT_EQ(WithLedger({"ledger", "verify"}).exit, 0);
}

}  // namespace
}  // namespace sumikeshi
