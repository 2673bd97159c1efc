// Registers and reports of a real run, from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/records/testing.h"

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

TEST_F(ProgramTest, AWrongPeriodOrLedgerIsTold) {
  ASSERT_EQ(Redact().exit, 0);
  EXPECT_EQ(WithLedger({"ledger", "report", "--from", "2026-02-30"}).exit, 2);
  EXPECT_EQ(WithLedger({"ledger", "report", "--from", "2026-03-02", "--to", "2026-03-01"}).exit, 2);
  const auto none =
      RunProgram(scratch_, {"ledger", "report", "--ledger", (scratch_ / "none").string()});
  EXPECT_EQ(none.exit, 3);
  EXPECT_EQ(none.out, "");
}

}  // namespace
}  // namespace sumikeshi
