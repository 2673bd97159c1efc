// Replacements of other length: the form of the text stays, and what is read again is what was put.
#include <gmock/gmock.h>

#include "scanner/documents/text/reading.h"
#include "scanner/text/utf8.h"
#include "tests/documents/support.h"

namespace sumikeshi {
namespace {

// The file with `value` replaced by 氏名-BCD wherever it is read, and blacked out where `mask` is;
// what is read of it again. "error ..." where that is not what the rewriter promised.
struct Rewritten {
  std::string file;
  std::string read;
};
Rewritten ReplaceIn(std::string_view file, std::u32string_view value,
                    std::u32string_view mask = {}) {
  const auto bytes = ToBytes(file);
  const auto reading = ReadText(bytes);
  if (!reading) return {"error " + std::string(ErrorKey(reading.error().code)), ""};
  const std::u32string shown = TextOf(*reading).characters;
  std::vector<Replacement> replacements;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const std::u32string_view rest = std::u32string_view(shown).substr(at);
    if (rest.starts_with(value)) replacements.push_back({{at, at + value.size()}, U"氏名-BCD"});
    if (!mask.empty() && rest.starts_with(mask)) {
      replacements.push_back({{at, at + mask.size()}, std::nullopt});
    }
  }
  const auto rewritten = Rewrite(*reading, bytes, replacements);
  if (!rewritten) return {"error " + std::string(ErrorKey(rewritten.error().code)), ""};
  const std::string out(rewritten->bytes.begin(), rewritten->bytes.end());
  const auto again = ReadText(rewritten->bytes);
  if (!again) return {out, "error " + std::string(ErrorKey(again.error().code))};
  const std::u32string now = TextOf(*again).characters;
  if (now != rewritten->characters) return {out, "error other text: " + ToUtf8(now)};
  return {out, ToUtf8(now)};
}

struct Case {
  std::string_view file;
  std::string_view rewritten;
};

TEST(Rewrite, KeepsTheForm) {
  const Case cases[] = {
      {"氏名：山田\n山田です", "氏名：氏名-BCD\n氏名-BCDです"},
      {"氏名,病名\r\n\"山田\",胃炎\r\n", "氏名,病名\r\n\"氏名-BCD\",**\r\n"},
      {R"({"名":"\u5c71\u7530","数":12345})", R"({"名":"氏名-BCD","数":12345})"},
      {"<a><名 別=\"山田\">山<b>田</b></名></a>",
       "<a><名 別=\"氏名-BCD\">氏名-BCD<b></b></名></a>"},
      {"<p>&#x5c71;田</p>", "<p>氏名-BCD</p>"},
      {"<input name=\"名\" value=\"山田\">", "<input name=\"名\" value=\"氏名-BCD\">"},
  };
  for (const Case& c : cases) {
    std::string expected(c.rewritten);
    if (const auto at = expected.find("**"); at != expected.npos) expected.replace(at, 2, "■■");
    const Rewritten out = ReplaceIn(c.file, U"山田", U"胃炎");
    EXPECT_EQ(out.file, expected);
    EXPECT_THAT(out.read, testing::Not(testing::HasSubstr("error"))) << c.file;
  }
}

TEST(Rewrite, NumberOfJsonBecomesAString) {
  EXPECT_EQ(ReplaceIn(R"({"a":12345,"b":[1]})", U"12345").file, R"({"a":"氏名-BCD","b":[1]})");
  EXPECT_EQ(ReplaceIn(R"({"a":12345})", U"山田", U"12345").file, R"({"a":"***"})");
}

TEST(Rewrite, EncodesAgain) {
  const std::string head = "From: a@example.jp\r\nTo: b@example.jp\r\nMIME-Version: 1.0\r\n";
  const std::string base64 = "Content-Transfer-Encoding: base64\r\n\r\n";
  const std::string quoted = "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  // 山田です in UTF-8, and 氏名-BCDです
  const Case cases[] = {
      {"5bGx55Sw44Gn44GZ\r\n", "5rCP5ZCNLUJDROOBp+OBmQ==\r\n"},
      {"=E5=B1=B1=E7=94=B0=3D\r\n", "=E6=B0=8F=E5=90=8D-BCD=3D\r\n"},
  };
  EXPECT_EQ(ReplaceIn(head + base64 + std::string(cases[0].file), U"山田").file,
            head + base64 + std::string(cases[0].rewritten));
  EXPECT_EQ(ReplaceIn(head + quoted + std::string(cases[1].file), U"山田").file,
            head + quoted + std::string(cases[1].rewritten));
  EXPECT_EQ(
      ReplaceIn("Subject: =?UTF-8?B?5bGx?= =?UTF-8?B?55Sw?=\r\n" + head + "\r\nx", U"山田").file,
      "Subject: =?UTF-8?B?5rCP5ZCNLUJDRA==?=\r\n" + head + "\r\nx");
}

TEST(Rewrite, LongPartsAreBrokenIntoLines) {
  std::string body;
  for (int i = 0; i < 40; ++i) body += "=E5=B1=B1=E7=94=B0=E3=81=A7=\r\n";
  const std::string head =
      "From: a@example.jp\r\nTo: b@example.jp\r\nContent-Transfer-Encoding: "
      "quoted-printable\r\n\r\n";
  const Rewritten out = ReplaceIn(head + body + "=E3=80=82\r\n", U"山田");
  EXPECT_THAT(out.read, testing::HasSubstr("氏名-BCDで氏名-BCDで"));
  for (std::size_t at = 0; at < out.file.size();) {
    const std::size_t end = std::min(out.file.find('\n', at), out.file.size());
    EXPECT_LE(end - at, 78U);
    at = end + 1;
  }
}

TEST(Rewrite, EveryEncoding) {
  const std::u32string text = U"氏名：山田\r\nｶﾅと山田です。abc\r\n";
  const std::u32string expected = U"氏名：氏名-BCD\r\nｶﾅと氏名-BCDです。abc\r\n";
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be,
                                  Encoding::kCp932, Encoding::kEucJp}) {
    const auto encode = [&](std::u32string_view characters) {
      std::string bytes = encoding == Encoding::kUtf16Le   ? "\xFF\xFE"
                          : encoding == Encoding::kUtf16Be ? "\xFE\xFF"
                                                           : "";
      for (const char32_t c : characters) bytes += EncodeCharacter(encoding, c).value();
      return bytes;
    };
    const Rewritten out = ReplaceIn(encode(text), U"山田");
    EXPECT_EQ(out.file, encode(expected));
    EXPECT_EQ(out.read, ToUtf8(expected));
  }
  const std::string jis = "\x1B$B;aL>!'\x1B(B\x1B$B;3ED\x1B(J abc\x1B(I6E\x1B(B\n";
  const Rewritten out = ReplaceIn(jis, U"山田");
  EXPECT_EQ(out.file, "\x1B$B;aL>!';aL>\x1B(B-BCD abc\x1B(I6E\x1B(B\n");
  EXPECT_EQ(out.read, "氏名：氏名-BCD abcｶﾅ\n");
}

TEST(Rewrite, EveryCharacterIsEncodedAsItWasDecoded) {
  for (const Encoding encoding : {Encoding::kCp932, Encoding::kEucJp}) {
    for (char32_t c = 1; c < 0x10000; ++c) {
      const auto bytes = EncodeCharacter(encoding, c);
      if (!bytes || c == 0x7F || c < 0x20) continue;
      const auto decoded = encoding == Encoding::kCp932 ? DecodeCp932(ToBytes(*bytes))
                                                        : DecodeEucJp(ToBytes(*bytes));
      ASSERT_TRUE(decoded) << static_cast<unsigned>(c);
      ASSERT_EQ(decoded->characters, std::u32string(1, c));
    }
  }
}

TEST(Rewrite, WhatCannotBeReplacedIsAnError) {
  EXPECT_EQ(ReplaceIn("<山田><b>c</b></山田>", U"山田").file, "error structure");
}

}  // namespace
}  // namespace sumikeshi
