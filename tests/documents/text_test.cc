// Text: which encoding, and that redaction keeps every other byte.
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "scanner/documents/text/encoding.h"
#include "tests/documents/support.h"

namespace sumikeshi {
namespace {

// The letter of a claimant, with the kinds of characters that mail holds.
const char32_t kLetter[] =
    U"保険金請求書\r\n氏名\t山田 太郎\r\nﾌﾘｶﾞﾅ ﾔﾏﾀﾞ ﾀﾛｳ\r\n電話 03-1234-5678\r\n"
    U"胃の痛みがつづき、検査を受けました。㈱①髙﨑\r\n";

std::string Convert(std::u32string_view text, const char* encoding) {
  const auto unicode = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                                     static_cast<int>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  std::string bytes(text.size() * 8 + 16, '\0');
  bytes.resize(static_cast<std::size_t>(
      ucnv_fromUChars(converter, bytes.data(), static_cast<int>(bytes.size()), unicode.getBuffer(),
                      unicode.length(), &status)));
  ucnv_close(converter);
  EXPECT_TRUE(U_SUCCESS(status));
  return bytes;
}

std::u32string WithoutExtensions(std::u32string_view text) {
  std::u32string plain;
  for (const char32_t c : text) {
    if (std::u32string_view(U"㈱①髙﨑").find(c) == std::u32string_view::npos) plain += c;
  }
  return plain;
}

std::u32string WithoutHalfKana(std::u32string_view text) {
  std::u32string plain;
  for (const char32_t c : text) {
    if (c < 0xFF61 || c > 0xFF9F) plain += c;
  }
  return plain;
}

struct Sample {
  std::string name;
  Encoding encoding;
  std::u32string text;
  std::string bytes;
};

std::ostream& operator<<(std::ostream& out, const Sample& sample) { return out << sample.name; }

std::vector<Sample> Samples() {
  const std::u32string letter = kLetter;
  const std::u32string plain = WithoutExtensions(letter);
  const std::u32string full = WithoutHalfKana(plain);
  const std::u32string all = letter + U"Ünïcode × 𠮷野家 🏥\n";
  return {
      {"utf8", Encoding::kUtf8, all, Convert(all, "UTF-8")},
      {"utf8 with mark", Encoding::kUtf8, all, "\xEF\xBB\xBF" + Convert(all, "UTF-8")},
      {"utf16le with mark", Encoding::kUtf16Le, all, "\xFF\xFE" + Convert(all, "UTF-16LE")},
      {"utf16be with mark", Encoding::kUtf16Be, all, "\xFE\xFF" + Convert(all, "UTF-16BE")},
      {"utf16le", Encoding::kUtf16Le, letter, Convert(letter, "UTF-16LE")},
      {"utf16be", Encoding::kUtf16Be, letter, Convert(letter, "UTF-16BE")},
      {"cp932", Encoding::kCp932, letter, Convert(letter, "ibm-943_P15A-2003")},
      {"euc-jp", Encoding::kEucJp, plain, Convert(plain, "EUC-JP")},
      {"iso-2022-jp", Encoding::kIso2022Jp, full, Convert(full, "ISO-2022-JP")},
      {"ascii", Encoding::kUtf8, U"policy 12-3456\n", "policy 12-3456\n"},
  };
}

bool IsMaskOrLayout(char32_t c) {
  return std::u32string_view(U"■*￭･\t\r\n").find(c) != std::u32string_view::npos;
}

class TextEncodings : public testing::TestWithParam<Sample> {};

TEST_P(TextEncodings, AreRecognised) {
  const Sample& sample = GetParam();
  const auto text = DecodeText(ToBytes(sample.bytes));
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->encoding, sample.encoding);
  EXPECT_EQ(text->characters, sample.text);
}

TEST_P(TextEncodings, RedactionTouchesNothingElse) {
  const ByteVector bytes = ToBytes(GetParam().bytes);
  const auto text = DecodeText(bytes);
  ASSERT_TRUE(text.has_value());
  const std::size_t size = text->characters.size();
  for (std::size_t begin = 0; begin < size; begin += 3) {
    const Span span{begin, std::min(size, begin + 1 + begin % 5)};
    const auto out = Rewrite(bytes, "a.txt", {{}, {span}});
    ASSERT_TRUE(out.has_value());
    ASSERT_EQ(out->done[0].spans, std::vector<Span>{span});
    ASSERT_EQ(out->bytes.size(), bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const bool inside = i >= text->begins[span.begin] &&
                          i < text->begins[span.end - 1] + text->lengths[span.end - 1];
      ASSERT_TRUE(inside || out->bytes[i] == bytes[i]) << "byte " << i;
    }
    const auto after = DecodeText(out->bytes);
    ASSERT_TRUE(after.has_value());
    ASSERT_EQ(after->encoding, text->encoding);
    const std::size_t tail = size - span.end;
    ASSERT_EQ(after->characters.substr(0, span.begin), text->characters.substr(0, span.begin));
    ASSERT_EQ(after->characters.substr(after->characters.size() - tail),
              text->characters.substr(span.end));
    for (std::size_t i = span.begin; i < after->characters.size() - tail; ++i) {
      ASSERT_TRUE(IsMaskOrLayout(after->characters[i])) << i;
    }
  }
}

TEST_P(TextEncodings, WholeTextGoneAndNothingToRedact) {
  const ByteVector bytes = ToBytes(GetParam().bytes);
  const auto same = Rewrite(bytes, "a.txt", {});
  ASSERT_TRUE(same.has_value());
  EXPECT_EQ(same->bytes, bytes);
  const auto out = Rewrite(bytes, "a.txt", {{}, {Span{0, 1'000'000}}});
  ASSERT_TRUE(out.has_value());
  const auto after = DecodeText(out->bytes);
  ASSERT_TRUE(after.has_value());
  for (const char32_t c : after->characters) {
    EXPECT_TRUE(IsMaskOrLayout(c));
  }
}

INSTANTIATE_TEST_SUITE_P(All, TextEncodings, testing::ValuesIn(Samples()));

TEST(TextEncoding, ShortTextsAreToldApart) {
  const struct {
    std::u32string text;
    const char* converter;
    Encoding encoding;
  } cases[] = {
      {U"山田太郎", "ibm-943_P15A-2003", Encoding::kCp932},
      {U"病名", "ibm-943_P15A-2003", Encoding::kCp932},
      {U"がん", "ibm-943_P15A-2003", Encoding::kCp932},
      {U"ﾔﾏﾀﾞ ﾀﾛｳ", "ibm-943_P15A-2003", Encoding::kCp932},
      {U"ｽｽﾞｷ ﾊﾅｺ,ｻﾄｳ ｲﾁﾛｳ\n", "ibm-943_P15A-2003", Encoding::kCp932},
      {U"病名は胃がんです。", "EUC-JP", Encoding::kEucJp},
      {U"氏名：山田太郎\n病名：糖尿病\n", "EUC-JP", Encoding::kEucJp},
      {U"カルテ", "EUC-JP", Encoding::kEucJp},
  };
  for (const auto& item : cases) {
    const auto text = DecodeText(ToBytes(Convert(item.text, item.converter)));
    ASSERT_TRUE(text.has_value()) << Convert(item.text, "UTF-8");
    EXPECT_EQ(text->encoding, item.encoding) << Convert(item.text, "UTF-8");
    EXPECT_EQ(text->characters, item.text);
  }
}

TEST(TextEncoding, TheKanaSetOfIso2022Works) {
  const ByteVector bytes = ToBytes("\x1B(I\x54\x4F\x40\x5E\x1B(B\r\n");
  const auto text = DecodeText(bytes);
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->characters, U"ﾔﾏﾀﾞ\r\n");
  const auto out = Rewrite(bytes, "a.txt", {{}, {Span{0, 4}}});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->bytes, ToBytes("\x1B(I\x25\x25\x25\x25\x1B(B\r\n"));
}

// A text that lost a byte is never read as another encoding: nothing would be found in gibberish.
TEST_P(TextEncodings, ALostByteDoesNotChangeTheEncoding) {
  const ByteVector bytes = ToBytes(GetParam().bytes);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    ByteVector damaged = bytes;
    damaged.erase(damaged.begin() + static_cast<std::ptrdiff_t>(i));
    const auto text = DecodeText(damaged);
    EXPECT_TRUE(!text.has_value() || text->encoding == GetParam().encoding) << "byte " << i;
  }
}

TEST(TextEncoding, DamageIsUnknown) {
  const std::string_view cases[] = {
      "\xE3\x81\x82\xE3\x81",
      "\xC0\x80",
      "\xED\xA0\x80",
      "\xEF\xBB\xBF\xFF",
      "\x1B$B\x30",
      "\x1B$B\x30\x21\n\x1B(B",
      "\x1B$(D\x30\x21",
      "\x81",
      "\x80\x80",
      "a\x01"
      "b",
      std::string_view("a\0b", 3),
      "\x8F\xA2\xAF\xFD",
  };
  for (const std::string_view bytes : cases) {
    const auto text = DecodeText(ToBytes(bytes));
    ASSERT_FALSE(text.has_value()) << testing::PrintToString(bytes);
    EXPECT_EQ(text.error().code, ErrorCode::kUnknownEncoding);
  }
}

// A terminal leaves one where a character was deleted.
TEST(TextEncoding, DeleteIsText) {
  for (const std::string& bytes :
       {std::string("\x7F病名"), std::string("abc\x7F"), Convert(U"病\x7F名", "EUC-JP"),
        Convert(U"病", "ibm-943_P15A-2003") + "\x7F" + Convert(U"名です。", "ibm-943_P15A-2003")}) {
    const auto text = DecodeText(ToBytes(bytes));
    ASSERT_TRUE(text.has_value()) << testing::PrintToString(bytes);
    EXPECT_NE(text->characters.find(U'\x7F'), std::u32string::npos);
  }
}

TEST(TextEncoding, ATieIsSettledByTheName) {
  const std::string euc = Convert(U"値札", "EUC-JP");
  const std::string sjis = Convert(U"値札", "ibm-943_P15A-2003");
  for (const auto& [start, text, encoding] :
       {std::tuple("<?xml version='1.0' encoding='EUC-JP'?>", euc, Encoding::kEucJp),
        std::tuple("<meta charset=Shift_JIS>", sjis, Encoding::kCp932)}) {
    const auto read = DecodeText(ToBytes(start + text));
    ASSERT_TRUE(read.has_value()) << start;
    EXPECT_EQ(read->encoding, encoding) << start;
  }
}

}  // namespace
}  // namespace sumikeshi
