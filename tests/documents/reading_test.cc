// Structured text: what is read, where it stands in the file, and that redaction keeps the form.
#include "scanner/documents/text/reading.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "scanner/text/utf8.h"
#include "tests/documents/support.h"

namespace sumikeshi {
namespace {

std::string Read(std::string_view file) {
  const auto reading = ReadText(ToBytes(file));
  if (!reading) return "error " + std::string(ErrorKey(reading.error().code));
  return ToUtf8(TextOf(*reading).characters);
}

struct Case {
  std::string_view file;
  std::string_view read;
};

TEST(Reading, Json) {
  const Case cases[] = {
      {R"({"病名":"胃炎","齢":52})", "病名：胃炎\n齢：52\n"},
      {R"({"\u75c5\u540d" : "\u80c3\u708e\n\"痛風\""})", "病名：胃炎\n\"痛風\"\n"},
      {R"({"患者":{"病名":["胃炎","痛風"],"死亡":null}})",
       "患者：\n病名：胃炎\n病名：痛風\n死亡：\n"},
      {R"([["氏名","病名"],["山田","胃炎"]])", "氏名\t病名\n山田\t胃炎\n"},
      {R"([{"name":"病名","value":"胃炎"}])", "name：病名\nvalue：胃炎\n病名：胃炎\n"},
      {"{\"a\":true}\n{\"a\":\"\\ud867\\ude3d\"}\n", "a：true\na：𩸽\n"},
      {R"({"a":"\\u75c5 &#30149;"})", "a：病 病\n"},
      {R"({"病名":"胃炎",})", R"({"病名":"胃炎",})"},  // not JSON: as it stands
      {R"({"a":"\ud800"})", "a：\uFFFD\n"},
      {"[社外秘] 会議", "[社外秘] 会議"},
  };
  for (const Case& c : cases) EXPECT_EQ(Read(c.file), c.read) << c.file;
}

TEST(Reading, DeepJsonIsRead) {
  constexpr std::size_t kDepth = 1'000'000;
  const std::string deep =
      std::string(kDepth, '[') + R"({"病名":"胃炎"})" + std::string(kDepth, ']');
  EXPECT_EQ(Read(deep), "病名：胃炎\n");
}

TEST(Reading, Markup) {
  const Case cases[] = {
      {"<病歴><病名>胃炎</病名><m:齢 単位=\"歳\">5&#50;</m:齢></病歴>",
       "病歴：\n病名：胃炎\n齢：52\n単位：歳\n"},
      {"<p>胃<b>炎</b>と\n  診断<br>された &amp; &#x75C5;</p>", "胃炎と 診断\nされた & 病\n"},
      {"<table>\n <tr>\n  <th>病名</th>\n  <td><p>胃炎</p><p>痛風</p></td>\n </tr>\n</table>",
       "病名\t胃炎、痛風\n"},
      {"<dl><dt>病名</dt><dd>胃炎</dd></dl>", "病名：胃炎\n"},
      {"<label>病名</label><input name=x value='胃炎'>", "病名\t胃炎\nx\n胃炎\nx：胃炎\n"},
      {"<p>あ<!-- 胃炎 --><script>s='\\u75c5'</script>い</p>", "あい\n 胃炎 \ns='病'\n"},
      {"<a><![CDATA[<胃炎>]]></a>", "<胃炎>\n"},
      {"<!DOCTYPE a [<!ENTITY d \"胃炎\">]><メモ>&d;</メモ>",
       "メモ：&d;\nDOCTYPE a [<!ENTITY d \"胃炎\">]\n"},
      {"<ruby>胃<rt>い</rt>炎<rt>えん</rt></ruby>", "胃炎\nい\nえん\n"},
      {"<img src='data:image/png;base64,AAAA'>", "error attachment"},
      {"<p>あ</p><p title='胃炎", "あ\n胃炎\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(Read(c.file), c.read) << c.file;
}

TEST(Reading, Mail) {
  const std::string head = "From: a@example.jp\r\nSubject: ";
  const Case cases[] = {
      {"From: a\r\nSubject: =?UTF-8?B?55eF5ZCN?=\r\n =?UTF-8?Q?=E8=83=83?=\r\n\r\n本文\r\n",
       "From: a\nSubject: 病名 胃\n本文\r\n"},
      // A character that is split between two words.
      {"From: a\r\nTo: =?UTF-8?B?55c=?= =?UTF-8?B?hQ==?=\r\n\r\n", "From: a\nTo: 病\n"},
      {"From: a\r\nTo: b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E7=97=\r\n=85\r\n",
       "From: a\nTo: b\nContent-Transfer-Encoding: quoted-printable\n病\r\n"},
      {"From: a\nContent-Type: multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: text/html\n"
       "Content-Transfer-Encoding: base64\n\nPGI+55eFPC9iPuWQjQ==\n--x--\n",
       "From: a\nContent-Type: multipart/mixed; boundary=\"x\"\nContent-Type: text/html\n"
       "Content-Transfer-Encoding: base64\n病名\n"},
      {"From: a\nTo: b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n",
       "error attachment"},
      {"From: a\nTo: b\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAAN\n",
       "error attachment"},
      {"From: a\nTo: b\nContent-Transfer-Encoding: x-uue\n\nbegin 644 a\n", "error attachment"},
      {"転送します。\nContent-Transfer-Encoding: base64\n\n55eF\n", "error attachment"},
      {"From: a\nContent-Disposition: attachment;\n filename*=UTF-8''%E7%97%85.txt\nTo: b\n\nx\n",
       "From: a\nContent-Disposition: attachment; filename*=UTF-8''%E7%97%85.txt\n病.txt\n"
       "To: b\nx\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(Read(c.file), c.read) << c.file;
}

// The file with `words` destroyed wherever they are read.
Result<std::string> Without(const std::string& file, std::u32string_view words) {
  const ByteVector bytes = ToBytes(file);
  auto reading = ReadText(bytes);
  if (!reading) return std::unexpected(reading.error());
  const std::u32string characters = TextOf(*reading).characters;
  std::vector<Span> spans;
  for (std::size_t at = characters.find(words); at != characters.npos;
       at = characters.find(words, at + 1)) {
    spans.push_back({at, at + words.size()});
  }
  auto masked = Mask(*reading, bytes, spans);
  if (!masked) return std::unexpected(masked.error());
  EXPECT_EQ(masked->bytes.size(), bytes.size());
  return std::string(masked->bytes.begin(), masked->bytes.end());
}

TEST(Reading, MasksKeepTheForm) {
  const struct {
    std::string_view file;
    std::u32string_view words;
    std::string_view masked;
  } cases[] = {
      {R"({"病名":"\u80c3炎","番号":123456789018})", U"胃炎",
       R"({"病名":"******■","番号":123456789018})"},
      {R"({"病名":"胃炎","番号":123456789018})", U"34567",
       R"({"病名":"胃炎","番号":"**********"})"},
      {"<p>胃<b>炎</b>&#30149;</p>", U"胃炎病", "<p>■<b>■</b>********</p>"},
      {"From: a\r\nTo: b\r\nContent-Transfer-Encoding: base64\r\n\r\n55eF5ZCN44\r\nCC\r\n", U"病名",
       "From: a\r\nTo: b\r\nContent-Transfer-Encoding: base64\r\n\r\n4pag4pag44\r\nCC\r\n"},
      {"From: a\r\nTo: =?UTF-8?B?55c=?= =?UTF-8?B?hQ==?=\r\n\r\n", U"病",
       "From: a\r\nTo: =?UTF-8?B?4pY=?= =?UTF-8?B?oA==?=\r\n\r\n"},
      {"From: a\r\nTo: b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E7=97=\r\n=85a\r\n",
       U"病a",
       "From: a\r\nTo: b\r\nContent-Transfer-Encoding: "
       "quoted-printable\r\n\r\n=E2=96=\r\n=A0*\r\n"},
      {"氏名,病名\n山田,\"胃炎, 痛風\"\n", U"胃炎, 痛風\"", "氏名,病名\n山田,\"■■,*■■\"\n"},
      {"INFO {\"m\":\"胃炎\"}\n", U"胃炎\"}", "INFO {\"m\":\"■■\"}\n"},
      // The second byte of the character stands for itself: masks that do, too.
      {"From: a\r\nTo: =?Shift_JIS?Q?=95a=8C=F6?=\r\n\r\n", U"病",
       "From: a\r\nTo: =?Shift_JIS?Q?=2A*=8C=F6?=\r\n\r\n"},
  };
  for (const auto& c : cases) {
    const auto masked = Without(std::string(c.file), c.words);
    ASSERT_TRUE(masked.has_value()) << c.file;
    EXPECT_EQ(*masked, c.masked);
  }
}

TEST(Reading, WhatCannotBeMaskedIsAnError) {
  EXPECT_EQ(Without("<胃炎>有</胃炎>", U"胃炎").error().code, ErrorCode::kStructure);
  EXPECT_EQ(Without(R"({"枝番":12})", U"12").error().code, ErrorCode::kStructure);
}

// Places in the file: what is read there stands there, or stands for it.
TEST(Reading, SourcesLieInTheFile) {
  const std::string file =
      "From: a\r\nTo: b\r\nContent-Transfer-Encoding: base64\r\n\r\n55eF5ZCN44\r\nCC\r\n";
  const auto reading = ReadText(ToBytes(file));
  ASSERT_TRUE(reading.has_value());
  const Text text = TextOf(*reading);
  const std::size_t at = text.characters.find(U"名");
  const Span source = text.SourceOf({at, at + 1});
  EXPECT_EQ(file.substr(source.begin, source.end - source.begin), "5ZCN");
  const auto json = TextOf(*ReadText(ToBytes(R"({"a":"\u75c5\u540d"})")));
  EXPECT_EQ(json.SourceOf({2, 4}), (Span{6, 18}));
}

// Whatever is cut off or damaged, it is an error or a reading whose masks stay within the file.
TEST(Reading, SurvivesDamage) {
  const std::string files[] = {
      R"({"患者":{"病名":["\u80c3炎",-1.5e3,{"name":"項目","value":"値"}]}})",
      "<p a='b'>胃<b>炎</b><!-- c --><![CDATA[d]]>&#30149;<td>e</td></p>",
      "From: a\r\nTo: =?UTF-8?B?55eF?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n=E7=97=85\r\n--x--\r\n"};
  for (const std::string& file : files) {
    for (std::size_t i = 0; i < file.size(); ++i) {
      for (const std::string& damaged :
           {file.substr(0, i), file.substr(i), file.substr(0, i) + file.substr(i + 1),
            file.substr(0, i) + "<\"" + file.substr(i)}) {
        const ByteVector bytes = ToBytes(damaged);
        const auto reading = ReadText(bytes);
        if (!reading) continue;
        const Text text = TextOf(*reading);
        ASSERT_TRUE(text.sources.empty() || text.sources.size() == text.characters.size());
        const auto masked = Mask(*reading, bytes, {{0, text.characters.size()}});
        ASSERT_TRUE(!masked || masked->bytes.size() == bytes.size());
      }
    }
  }
}

}  // namespace
}  // namespace sumikeshi
