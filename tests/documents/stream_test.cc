// Texts in pieces: every character once, in order, in every encoding, with what stands round it.
#include "scanner/documents/text/stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "scanner/documents/text/encoding.h"
#include "scanner/text/utf8.h"
#include "tests/documents/support.h"

namespace sumikeshi {
namespace {

// Gives the bytes in portions of odd sizes.
ByteReader ReaderOf(const std::string& bytes) {
  return
      [&bytes, at = std::size_t{0}](std::span<std::uint8_t> into) mutable -> Result<std::size_t> {
        const std::size_t size = std::min({into.size(), bytes.size() - at, std::size_t{77'777}});
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, into.begin());
        at += size;
        return size;
      };
}

struct Whole {
  std::string text;
  std::size_t pieces = 0;
  std::optional<ErrorCode> error;
};

Whole ReadAll(const std::string& bytes) {
  TextStream stream(ReaderOf(bytes));
  Whole whole;
  std::size_t characters = 0;
  for (;;) {
    auto piece = stream.Next();
    if (!piece) {
      whole.error = piece.error().code;
      return whole;
    }
    if (!*piece) return whole;
    const auto& [text, core, before] = **piece;
    EXPECT_EQ(ToUtf8(ToCharacters(text)), text) << "cut within a character";
    EXPECT_EQ(before + ToCharacters(text.substr(0, core.begin)).size(), characters);
    EXPECT_TRUE(whole.text.ends_with(text.substr(0, core.begin)));
    whole.text += text.substr(core.begin, core.end - core.begin);
    characters += ToCharacters(text.substr(core.begin, core.end - core.begin)).size();
    ++whole.pieces;
  }
}

std::string Converted(const std::string& utf8, const std::string& encoding) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a", std::ios::binary) << utf8;
  const std::string command = "iconv -f UTF-8 -t " + encoding + " " + (folder / "a").string() +
                              " > " + (folder / "b").string();
  EXPECT_EQ(std::system(command.c_str()), 0);
  const ByteVector bytes = ReadBytes(folder / "b");
  return {bytes.begin(), bytes.end()};
}

std::string Letters(std::size_t size, bool lines) {
  constexpr std::string_view kPieces[] = {"保険金請求書",   "の件で、", "abc 123 ",
                                          "お願いします。", "検査値",   "カルテ"};
  std::mt19937 random(3);
  std::string text = "請求の件、ご連絡いたします。";
  while (text.size() < size) {
    text += kPieces[random() % std::size(kPieces)];
    if (lines && random() % 5 == 0) text += "\r\n";
  }
  return text;
}

TEST(TextStream, GivesEveryCharacterOnce) {
  for (const bool lines : {true, false}) {
    const std::string text = Letters(3'300'000, lines);
    for (const char* encoding :
         {"UTF-8", "CP932", "EUC-JP", "UTF-16LE", "UTF-16BE", "ISO-2022-JP"}) {
      if (!lines && std::string_view(encoding) == "ISO-2022-JP") continue;
      const Whole whole = ReadAll(Converted(text, encoding));
      EXPECT_FALSE(whole.error.has_value()) << encoding << lines;
      EXPECT_GT(whole.pieces, 2U) << encoding;
      EXPECT_TRUE(whole.text == text) << encoding << lines;
    }
  }
}

TEST(TextStream, AsciiMayBeFollowedByAnyEncoding) {
  const std::string ascii(2'500'000, 'a');
  const std::string text = "\r\n" + Letters(50'000, true);
  for (const char* encoding : {"UTF-8", "CP932", "EUC-JP", "ISO-2022-JP"}) {
    const Whole whole = ReadAll(ascii + Converted(text, encoding));
    EXPECT_FALSE(whole.error.has_value()) << encoding;
    EXPECT_TRUE(whole.text == ascii + text) << encoding;
  }
}

TEST(TextStream, DamageIsReportedWhereverItIs) {
  for (const char* encoding : {"UTF-8", "CP932", "EUC-JP"}) {
    const std::string bytes = Converted(Letters(2'500'000, true), encoding);
    for (const std::size_t at : {std::size_t{1'000}, bytes.size() / 2, bytes.size() - 1'000}) {
      for (const std::string_view damage :
           {std::string_view("\xFF\xFF", 2), std::string_view("\0", 1)}) {
        std::string damaged = bytes;
        damaged.insert(damaged.find('\n', at) + 1, damage);
        EXPECT_EQ(ReadAll(damaged).error, ErrorCode::kUnknownEncoding) << encoding << at;
      }
    }
  }
}

TEST(TextStream, TakesForTextWhatTheDecodersTake) {
  std::mt19937 random(8);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = "病a";
    for (auto k = random() % 5; k > 0; --k) bytes += static_cast<char>(random() % 256);
    const ByteVector vector = ToBytes(bytes);
    EXPECT_EQ(IsUtf8Text(vector), DecodeUtf8(vector).has_value()) << testing::PrintToString(bytes);
  }
}

TEST(PlainUtf8, IsWhatNeedsNoReading) {
  for (const std::string_view plain : {"病名：胃炎\n", "氏名,病名\n", " \n\n", "Q&A (a = ?)\n"}) {
    EXPECT_TRUE(PlainUtf8(ToBytes(plain)).has_value()) << plain;
  }
  for (const std::string_view other :
       {"{\"a\":1}", " [1]", "<a/>", "Subject: a\n\n", "a &#30149; b", "a &amp; b", "\\u75c5",
        "a =?utf-8?b?55eF?=", "\xFF", "x\nContent-Transfer-Encoding: base64\n"}) {
    EXPECT_FALSE(PlainUtf8(ToBytes(other)).has_value()) << other;
  }
}

}  // namespace
}  // namespace sumikeshi
