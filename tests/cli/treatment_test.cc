// redact --mode pseudonymise and --mode anonymise, as a user runs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"

namespace sumikeshi {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr std::string_view kLetter =
    "氏名：見本 朔也\n"
    "生年月日：昭和53年3月15日\n"
    "住所：〒100-0005 東京都千代田区丸の内1-2-3\n"
    "電話：０３−１２３４−５６７８\n"
    "メール：saku@example.jp\n"
    "証券番号：AB-12345678\n"
    "個人番号：123456789018\n"
    "運転免許証番号：301234567890\n"
    "カード番号：4111 1111 1111 1111\n"
    "病名：糖尿病\n"
    "\n"
    "見本朔也様は2026年11月22日に03(1234)5678へ電話をくれました。\n";
constexpr std::string_view kTable =
    "氏名,生年月日,年齢,性別,住所,電話番号,病名\r\n"
    "見本朔也,1978/3/15,48,男,東京都千代田区丸の内１丁目２番３号,0312345678,糖尿病\r\n"
    "見本奈々,S60.1.2,41,女,神奈川県横浜市中区本町1-1,090-1111-2222,\r\n";

// The value behind 「label：」 in a text.
std::string ValueOf(const std::string& text, const std::string& label) {
  const std::size_t at = text.find(label + "：");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + label.size() + std::string("：").size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

struct Outcome {
  ProgramResult result;
  std::map<std::string, std::string> files;
};

class TreatmentTest : public testing::Test {
 protected:
  TreatmentTest() {
    WriteFile(scratch_ / "mail/letter.txt", kLetter);
    WriteFile(scratch_ / "mail/list.csv", kTable);
  }

  Outcome Redact(const std::string& out, std::vector<std::string> options) {
    std::vector<std::string> words = {"redact", scratch_ / "mail", "--out", scratch_ / out};
    words.insert(words.end(), options.begin(), options.end());
    Outcome run{RunProgram(scratch_, words), {}};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(scratch_.path())) {
      if (!entry.is_regular_file()) continue;
      const auto relative = entry.path().lexically_relative(scratch_ / out);
      if (relative.string().starts_with("..")) continue;
      run.files[relative.string()] = ReadFile(entry.path());
    }
    return run;
  }
  Outcome Pseudonymise(const std::string& out, const std::string& key = "key") {
    return Redact(out, {"--mode", "pseudonymise", "--pseudonym-key", scratch_ / key});
  }

  ScratchFolder scratch_;
};

TEST_F(TreatmentTest, OneValueHasOnePseudonymInAllFilesAndSpellings) {
  WriteFile(scratch_ / "mail/a.json",
            R"([{"氏名":"\u898b\u672c\u6714\u4e5f","生年月日":19780315,"tel":"+81-3-1234-5678"}])");
  WriteFile(scratch_ / "mail/a.xml",
            "<客><氏名>見本　朔也</氏名><電話番号>０３１２３４５６７８</電話番号></客>");
  const Outcome run = Pseudonymise("out");
  ASSERT_EQ(run.result.exit, 0) << run.result.err;
  const std::string& letter = run.files.at("letter.txt");
  const std::string name = ValueOf(letter, "氏名");
  const std::string phone = ValueOf(letter, "電話");
  EXPECT_THAT(name, MatchesRegex("氏名-[A-Z]{20}"));
  EXPECT_THAT(letter, HasSubstr(name + "様は2026年11月22日に" + phone + "へ"));
  for (const char* file : {"list.csv", "a.json", "a.xml"}) {
    EXPECT_THAT(run.files.at(file), HasSubstr(name)) << file;
    EXPECT_THAT(run.files.at(file), HasSubstr(phone)) << file;
  }
  const auto json = nlohmann::json::parse(run.files.at("a.json"));
  EXPECT_EQ(json[0]["生年月日"], ValueOf(letter, "生年月日"));
  EXPECT_THAT(run.files.at("list.csv"), HasSubstr(ValueOf(letter, "生年月日")));
  const std::string address = ValueOf(letter, "住所");
  EXPECT_THAT(run.files.at("list.csv"), HasSubstr(address.substr(address.find(' ') + 1)));
}

TEST_F(TreatmentTest, AnotherKeyGivesOtherPseudonyms) {
  const Outcome one = Pseudonymise("one", "key1");
  const Outcome two = Pseudonymise("two", "key2");
  const Outcome again = Pseudonymise("again", "key1");
  EXPECT_EQ(one.files.at("letter.txt"), again.files.at("letter.txt"));
  for (const char* label : {"氏名", "生年月日", "電話", "メール", "証券番号"}) {
    EXPECT_NE(ValueOf(one.files.at("letter.txt"), label),
              ValueOf(two.files.at("letter.txt"), label));
  }
}

TEST_F(TreatmentTest, WhatThePolicyRedactsAndCodesOfPersonsStayBlackedOut) {
  for (const std::string& letter :
       {Pseudonymise("out").files.at("letter.txt"),
        Redact("anonymous", {"--mode", "anonymise"}).files.at("letter.txt")}) {
    EXPECT_EQ(ValueOf(letter, "病名"), "■■■");
    EXPECT_EQ(ValueOf(letter, "個人番号"), "************");
    EXPECT_EQ(ValueOf(letter, "運転免許証番号"), "************");
    EXPECT_EQ(ValueOf(letter, "カード番号"), std::string(19, '*'));
  }
}

TEST_F(TreatmentTest, NoValueIsLeftAnywhere) {
  for (Outcome run :
       {Pseudonymise("out"), Redact("anonymous", {"--mode", "anonymise", "--report",
                                                  scratch_ / "anonymous/report.html"})}) {
    ASSERT_EQ(run.result.exit, 0) << run.result.err;
    run.files["stdout"] = run.result.out + run.result.err;
    for (const auto& [file, content] : run.files) {
      for (const char* value : {"見本 朔也", "見本朔也", "見本奈々", "53年3月15日", "1978/3/15",
                                "S60.1.2", "丸の内", "横浜市", "1234-5678", "１２３４",
                                "0312345678", "1111-2222", "saku", "12345678", "3012345", "糖尿"}) {
        EXPECT_THAT(content, Not(HasSubstr(value))) << file;
      }
    }
  }
}

TEST_F(TreatmentTest, LedgerNamesModeKeyAndCounts) {
  const Outcome run = Pseudonymise("out");
  const auto exported =
      RunProgram(scratch_, {"ledger", "export", "--ledger", scratch_ / "out/ledger.sqlite"});
  EXPECT_THAT(exported.out, HasSubstr(R"("step":"pseudonymise")"));
  EXPECT_THAT(exported.out, HasSubstr(R"("rule":"pseudonymise.name")"));
  EXPECT_THAT(exported.out, HasSubstr("address 1, birth_date 1, email 1, id 1, name 2, phone 2"));
  const std::string key = ReadFile(scratch_ / "key");
  for (const auto& [file, content] : run.files) {
    EXPECT_THAT(content, Not(HasSubstr(key.substr(key.size() - 65, 64)))) << file;
  }
  EXPECT_EQ(
      RunProgram(scratch_, {"ledger", "verify", "--ledger", scratch_ / "out/ledger.sqlite"}).exit,
      0);
}

TEST_F(TreatmentTest, OneModeDoesNotTakeTheOthersWorkForDone) {
  EXPECT_THAT(Redact("out", {}).files.at("letter.txt"), HasSubstr("見本 朔也"));
  EXPECT_THAT(Pseudonymise("out").files.at("letter.txt"), Not(HasSubstr("見本 朔也")));
  EXPECT_THAT(Pseudonymise("out").result.out, HasSubstr("2 done before"));
  EXPECT_THAT(Pseudonymise("out", "key2").result.out, HasSubstr("0 done before"));
}

TEST_F(TreatmentTest, SecondTimeChangesNothing) {
  const Outcome first = Pseudonymise("first");
  for (const char* file : {"letter.txt", "list.csv"}) {
    WriteFile(scratch_ / "mail" / file, first.files.at(file));
  }
  const Outcome second = Pseudonymise("second");
  for (const char* file : {"letter.txt", "list.csv"}) {
    EXPECT_EQ(second.files.at(file), first.files.at(file));
  }
}

TEST_F(TreatmentTest, PagesAreHeld) {
  WriteFile(scratch_ / "mail/page.png", ReadFile("examples/mail/07_nyuin_flip.png"));
  WriteFile(scratch_ / "mail/wide.csv", "氏名,住所\n見本朔也,東京都,千代田区\n");
  const Outcome run = Pseudonymise("out");
  EXPECT_EQ(run.result.exit, 1);
  EXPECT_FALSE(run.files.contains("page.png"));
  EXPECT_FALSE(run.files.contains("wide.csv"));
  EXPECT_THAT(run.files.at("held.jsonl"), HasSubstr(R"("error":"unsupported_feature")"));
  EXPECT_THAT(run.files.at("held.jsonl"), HasSubstr(R"("error":"structure")"));
}

TEST_F(TreatmentTest, AnonymisedTablesAreGeneralisedAndListed) {
  const Outcome run = Redact("out", {"--mode", "anonymise", "--smallest-group", "3"});
  ASSERT_EQ(run.result.exit, 0) << run.result.err;
  EXPECT_THAT(run.files.at("list.csv"),
              HasSubstr("〔氏名削除〕,40代,40代,男,東京都,〔電話番号削除〕,■■■\r\n"));
  EXPECT_THAT(run.files.at("letter.txt"), HasSubstr("〔氏名削除〕様は2026年11月に"));
  EXPECT_THAT(run.result.out, HasSubstr("the smallest group that is alike in"));
  EXPECT_THAT(run.result.err, HasSubstr("list.csv: warning: there are small groups"));
  const std::string& list = run.files.at("items.html");
  for (const char* item : {"<li>年代</li>", "<li>住所（都道府県）</li>", "<li>性別</li>",
                           "匿名加工情報の提供の方法"}) {
    EXPECT_THAT(list, HasSubstr(item));
  }
  EXPECT_THAT(list, Not(HasSubstr("電話")));
}

TEST_F(TreatmentTest, WithoutAKeyFileTheUsersOwnIsMade) {
  std::filesystem::create_directory(scratch_ / "home");
  const auto run = RunProgram(
      scratch_, {"redact", scratch_ / "mail", "--out", scratch_ / "out", "--mode", "pseudonymise"},
      "LC_ALL=C HOME=" + (scratch_ / "home").string());
  EXPECT_EQ(run.exit, 0) << run.err;
  const auto key = scratch_ / "home/.local/share/sumikeshi/pseudonym-key";
  EXPECT_THAT(run.out, HasSubstr(key.string()));
  EXPECT_EQ(std::filesystem::status(key).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(TreatmentTest, WrongArguments) {
  EXPECT_EQ(Redact("out", {"--mode", "mask"}).result.exit, 2);
  EXPECT_EQ(Redact("out", {"--pseudonym-key", scratch_ / "key"}).result.exit, 2);
  EXPECT_EQ(Pseudonymise("out", "out/key").result.exit, 2);
  EXPECT_EQ(Pseudonymise("out", "mail/key").result.exit, 2);
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "out"));
}

}  // namespace
}  // namespace sumikeshi
