// Structured text from outside: what is found is gone from the copy, which keeps its form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.h"

namespace sumikeshi {
namespace {

using testing::HasSubstr;
using testing::Not;

// What the program makes of a file called `name`; the copy, empty when held.
struct Redacted {
  std::string copy;
  std::string held;
};
Redacted Redact(const std::string& name, std::string_view bytes) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail" / name, bytes);
  RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out"});
  return {ReadFile(scratch / "out" / name), ReadFile(scratch / "out/held.jsonl")};
}

TEST(StructuredText, JsonStaysJson) {
  const std::string file =
      R"([{"氏名":"見本花子","\u75c5\u540d":"\u7cd6\u5c3f\u75c5","個人番号":123456789018},)"
      R"({"氏名":"見本太郎","病名":["高血圧症","喘息"],"備考":"昨年、胃がんの手術を\n受けました。"}])";
  const Redacted out = Redact("a.json", file);
  ASSERT_EQ(out.copy.size(), file.size()) << out.held;
  const auto json = nlohmann::json::parse(out.copy);
  EXPECT_EQ(json[0]["氏名"], "見本花子");
  EXPECT_EQ(json[0]["病名"], std::string(18, '*'));
  EXPECT_EQ(json[0]["個人番号"], std::string(10, '*'));
  EXPECT_EQ(json[1]["病名"][1], "■■");
  EXPECT_THAT(out.copy, Not(HasSubstr("胃がん")));
}

TEST(StructuredText, MarkupKeepsItsTags) {
  const std::string html =
      "<table><tr><th>氏名</th><th>病名</th></tr><tr><td>見本花子</td><td>糖<b>尿</b>&#30149;</td>"
      "</tr></table><input name=\"本籍\" value=\"東京都千代田区丸の内1-1\">";
  EXPECT_EQ(Redact("a.html", html).copy,
            "<table><tr><th>氏名</th><th>病名</th></tr><tr><td>見本花子</td><td>■<b>■</b>********"
            "</td></tr></table><input name=\"本籍\" value=\"■■■■■■■■■■***\">");
}

TEST(StructuredText, MailIsEncodedAgain) {
  const std::string head = "From: a@example.jp\r\nTo: b@example.jp\r\nMIME-Version: 1.0\r\n";
  const std::string part = "Content-Transfer-Encoding: base64\r\n\r\n";
  // 病名：糖尿病 and 病名：■■■ in UTF-8
  EXPECT_EQ(Redact("a.eml", head + part + "55eF5ZCN77ya57OW5bC/55eF\r\n").copy,
            head + part + "55eF5ZCN77ya4pag4pag4pag\r\n");
}

TEST(StructuredText, WhatCannotBeLookedAtOrMaskedIsHeld) {
  const struct {
    const char* name;
    std::string bytes;
    const char* error;
  } cases[] = {
      {"a.eml",
       "From: a\nTo: b\nContent-Type: application/pdf\nContent-Transfer-Encoding: "
       "base64\n\nJVBER\n",
       "attachment"},
      {"a.html", "<p>病名：糖尿病</p><img src='data:image/png;base64,iVBORw0KGgo='>", "attachment"},
      {"a.json", R"({"暗証番号":"","個人番号":123456789018,"病名":7})", "structure"},
      {"b.txt", std::string("病名：糖尿病\0", 22), "unknown_encoding"},
  };
  for (const auto& c : cases) {
    const Redacted out = Redact(c.name, c.bytes);
    EXPECT_EQ(out.copy, "") << c.bytes;
    EXPECT_THAT(out.held, HasSubstr(std::string("\"error\":\"") + c.error)) << c.bytes;
  }
}

TEST(StructuredText, DeepNestingIsRead) {
  const std::string deep =
      std::string(200'000, '[') + R"({"病名":"糖尿病"})" + std::string(200'000, ']');
  EXPECT_THAT(Redact("a.json", deep).copy, HasSubstr(R"([{"病名":"■■■"}])"));
}

TEST(ScanReport, ShowsPlacesAndNoValues) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/<b>.txt", "病名：糖尿病\n本籍：東京都千代田区丸の内1-1\n");
  WriteFile(scratch / "mail/bad.png", "x");
  WriteFile(scratch / "mail/clean.txt", "お知らせ\n");
  const auto run =
      RunProgram(scratch, {"scan", scratch / "mail", "--format", "html"}, "LC_ALL=ja_JP.UTF-8");
  EXPECT_EQ(run.exit, 1);
  for (const char* part :
       {"<html lang=\"ja\">", "default-src 'none'", "&lt;b&gt;.txt", "保健医療", "本籍地",
        "4〜6文字目", "確認できなかったファイル<b>1</b>", "調べたファイル<b>3</b>", "</html>"}) {
    EXPECT_THAT(run.out, HasSubstr(part));
  }
  EXPECT_THAT(run.out, Not(HasSubstr("糖尿病")));
  EXPECT_THAT(run.out, Not(HasSubstr("clean.txt")));
  EXPECT_THAT(run.out, Not(HasSubstr("<script")));
  const auto shown =
      RunProgram(scratch, {"scan", scratch / "mail", "--format", "html", "--show-values"},
                 "LC_ALL=ja_JP.UTF-8");
  EXPECT_THAT(shown.out, HasSubstr("「糖尿病」"));
}

}  // namespace
}  // namespace sumikeshi
