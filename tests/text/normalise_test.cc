// Text -> View: what becomes of each kind of writing, and the way back to the source.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <random>
#include <string>

#include "scanner/text/variants.h"
#include "scanner/text/view.h"

namespace sumikeshi {
namespace {

View ViewOf(std::u32string_view text) { return MakeView(Text{std::u32string(text)}); }

struct Case {
  std::u32string_view source;
  std::string_view normal;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.normal; }

class Normalise : public ::testing::TestWithParam<Case> {};

// Every byte has a unit, units do not decrease, and each character leads back to at least one.
void ExpectMap(const View& view, std::size_t units) {
  ASSERT_EQ(view.source.size(), view.text.size() + 1);
  EXPECT_EQ(view.source.back(), units);
  for (std::size_t i = 0; i + 1 < view.source.size(); ++i) {
    ASSERT_LE(view.source[i], view.source[i + 1]);
    ASSERT_LT(view.source[i], units);
    const Span span = view.SourceSpan({i, i + 1});
    ASSERT_FALSE(span.empty());
  }
}

TEST_P(Normalise, GivesTheNormalForm) {
  const View view = ViewOf(GetParam().source);
  EXPECT_EQ(view.text, GetParam().normal);
  ExpectMap(view, GetParam().source.size());
}

TEST_P(Normalise, ChangesNothingTwice) {
  const std::string once = ViewOf(GetParam().source).text;
  const icu::UnicodeString utf16 = icu::UnicodeString::fromUTF8(once);
  std::u32string again;
  for (int i = 0; i < utf16.length(); i = utf16.moveIndex32(i, 1)) {
    again += static_cast<char32_t>(utf16.char32At(i));
  }
  EXPECT_EQ(ViewOf(again).text, once);
}

TEST_P(Normalise, MovesWithAPrefix) {
  constexpr std::u32string_view kPrefix = U"ｶﾞ前 文\n";
  const View alone = ViewOf(GetParam().source);
  const View moved = ViewOf(std::u32string(kPrefix) + std::u32string(GetParam().source));
  ASSERT_TRUE(moved.text.ends_with(alone.text));
  const std::size_t lead = moved.text.size() - alone.text.size();
  for (std::size_t i = 0; i < alone.text.size(); ++i) {
    EXPECT_EQ(moved.source[lead + i], alone.source[i] + kPrefix.size());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Writing, Normalise,
    ::testing::Values(
        Case{U"", ""}, Case{U"ＡＢＣ１２３", "ABC123"}, Case{U"ﾏｲﾅﾝﾊﾞｰ", "マイナンバー"},
        Case{U"㈱㍾㍻", "(株)明治平成"}, Case{U"①はい", "1はい"}, Case{U"①1234", "1 1234"},
        Case{U"が", "が"}, Case{U"か\u3099ん", "がん"},
        // Spaces
        Case{U"本　籍", "本籍"}, Case{U"糖 尿 病", "糖尿病"}, Case{U"氏　　　名", "氏名"},
        Case{U"氏　　名　　山田", "氏名\t山田"}, Case{U"番号    12345678", "番号\t12345678"},
        Case{U"  山田  ", "山田"}, Case{U"JOHN  SMITH", "JOHN SMITH"},
        Case{U"電話 090", "電話 090"}, Case{U"病名 ： 胃炎", "病名 : 胃炎"},
        Case{U"a\t\tb", "a\t\tb"}, Case{U"一行\r\n二行\u2028三行", "一行\n二行\n三行"},
        Case{U"山\u200B田\uFEFF", "山田"}, Case{U"葛\U000E0100飾", "葛飾"},
        // Dashes and long marks
        Case{U"０３―１２３４―５６７８", "03-1234-5678"}, Case{U"03−1234‐5678", "03-1234-5678"},
        Case{U"090ー1234ー5678", "090-1234-5678"}, Case{U"03 – 1234 – 5678", "03 - 1234 - 5678"},
        Case{U"カ―ド", "カード"}, Case{U"カ-ド", "カード"}, Case{U"らーめん", "らーめん"},
        Case{U"サイズ-10", "サイズ-10"}, Case{U"1一2", "1-2"}, Case{U"データ一覧", "データ一覧"},
        // Variants
        Case{U"髙﨑邉邊德𠮷", "高崎辺辺徳吉"}, Case{U"國學院", "国学院"}, Case{U"神", "神"},
        // Kanji numerals
        Case{U"昭和五十三年三月十五日", "昭和53年3月15日"}, Case{U"二〇二六年十一月", "2026年11月"},
        Case{U"〇九〇－一二三四－五六七八", "090-1234-5678"}, Case{U"四十五歳", "45歳"},
        Case{U"二丁目三番四号", "2丁目3番4号"}, Case{U"十二番地", "12番地"},
        Case{U"1〇〇2", "1002"}, Case{U"一般", "一般"}, Case{U"三郎", "三郎"},
        Case{U"五年以内", "五年以内"}, Case{U"四日市市", "四日市市"}, Case{U"三日月", "三日月"},
        Case{U"七五三", "七五三"}, Case{U"一番大事", "一番大事"}, Case{U"十日町市", "十日町市"},
        Case{U"三番町", "三番町"}, Case{U"平成元年", "平成元年"}));

TEST(SourceSpan, WidensToWholeUnits) {
  const View view = ViewOf(U"ｶﾞﾝと㈱");
  EXPECT_EQ(view.text, "ガンと(株)");
  EXPECT_EQ(view.SourceSpan({0, 3}), (Span{0, 2}));  // ガ is two source characters
  EXPECT_EQ(view.SourceSpan({3, 6}), (Span{2, 3}));
  EXPECT_EQ(view.SourceSpan({10, 13}), (Span{4, 5}));  // 株 is a part of ㈱
  EXPECT_EQ(view.SourceSpan({3, 3}), (Span{2, 2}));
}

TEST(SourceSpan, LeavesSpacesBesideTheSpanAlone) {
  const View view = ViewOf(U"病名 胃 炎 です");
  ASSERT_EQ(view.text, "病名胃炎です");
  EXPECT_EQ(view.SourceSpan({6, 12}), (Span{3, 6}));
}

TEST(SourceSpan, CoversAWholeNumeral) {
  const View view = ViewOf(U"令和五十三年");
  ASSERT_EQ(view.text, "令和53年");
  EXPECT_EQ(view.SourceSpan({6, 8}), (Span{2, 5}));
}

TEST(NormaliseDifferential, AgreesWithIcuOnWholeStrings) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  ASSERT_TRUE(U_SUCCESS(status));
  std::mt19937 random(7);
  // Letters, kana, marks, half-width kana, compatibility forms; nothing that later passes change.
  constexpr std::u32string_view kAlphabet = U"aZéがかハ\u3099\u309A\u0301ｶﾊﾞﾟ㍿㌔ﬁ株漢Ω각ㅏ";
  for (int round = 0; round < 2000; ++round) {
    std::u32string source;
    const std::size_t length = 1 + random() % 12;
    for (std::size_t i = 0; i < length; ++i) source += kAlphabet[random() % kAlphabet.size()];
    const View view = ViewOf(source);
    icu::UnicodeString utf16;
    for (const char32_t c : source) utf16.append(static_cast<UChar32>(c));
    std::string expected;
    nfkc->normalize(utf16, status).toUTF8String(expected);
    ASSERT_EQ(view.text, expected);
    ExpectMap(view, source.size());
  }
}

TEST(NormaliseRandom, MapsEveryByteOfAnything) {
  std::mt19937 random(11);
  constexpr std::u32string_view kAlphabet =
      U" 　\t\n\r-―ー一二十百〇年月日番号歳123ａ１ｶﾞ髙①病カA:。\u200B\U000E0100\U0010FFFF";
  for (int round = 0; round < 3000; ++round) {
    std::u32string source;
    const std::size_t length = random() % 24;
    for (std::size_t i = 0; i < length; ++i) source += kAlphabet[random() % kAlphabet.size()];
    ExpectMap(ViewOf(source), source.size());
  }
}

TEST(NormaliseLong, TakesALineWithoutEndInPieces) {
  std::u32string source;
  for (int i = 0; i < 40000; ++i) source += U"個人番号１２";
  const View view = ViewOf(source);
  ExpectMap(view, source.size());
  EXPECT_EQ(view.text.size(), 40000u * (4 * 3 + 2));
}

TEST(Variants, FoldToAFormThatStays) {
  for (char32_t c = 0x3400; c < 0x30000; ++c) {
    const char32_t plain = FoldVariant(c);
    ASSERT_EQ(FoldVariant(plain), plain) << std::hex << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace sumikeshi
