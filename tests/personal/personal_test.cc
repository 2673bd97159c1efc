// Ordinary personal data in texts: what is found, cut to the value itself, and what is left alone.
#include "scanner/personal/personal.h"

#include <gmock/gmock.h>

#include "scanner/personal/addresses.h"
#include "scanner/personal/names.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

std::string Marked(std::string_view text, const std::vector<Span>& spans) {
  std::string marked;
  std::size_t at = 0;
  for (const Span& span : spans) {
    if (span.begin < at) continue;
    marked += std::string(text.substr(at, span.begin - at)) + "⟦" +
              std::string(text.substr(span.begin, span.end - span.begin)) + "⟧";
    at = span.end;
  }
  return marked + std::string(text.substr(at));
}

std::string Unmarked(std::string marked) {
  for (const std::string_view mark : {"⟦", "⟧"}) {
    for (std::size_t at = marked.find(mark); at != marked.npos; at = marked.find(mark)) {
      marked.erase(at, mark.size());
    }
  }
  return marked;
}

// What FindPersonal finds in a text, marked in it.
std::string Found(const std::string& text, bool dates = false) {
  const Text characters{ToCharacters(text)};
  KnownValues known;
  PersonalOptions options;
  options.dates = dates;
  const auto table = ReadTable(characters);
  if (table && *table) options.table = &**table;
  const PersonalData data = FindPersonal(characters, DetectClosely(characters, 1), known, options);
  std::u32string marked;
  std::size_t at = 0;
  for (const PersonalItem& item : data.items) {
    marked.append(characters.characters, at, item.span.begin - at);
    marked += U"⟦";
    marked.append(characters.characters, item.span.begin, item.span.end - item.span.begin);
    marked += U"⟧";
    at = item.span.end;
  }
  marked.append(characters.characters, at);
  return ToUtf8(marked);
}

TEST(Names, InRunningText) {
  for (const std::string expected : {
           "⟦山田⟧様より電話がありました。",
           "被保険者⟦山田太郎⟧さんの件",
           "担当の⟦田中さくら⟧さん",
           "⟦ジョン・スミス⟧氏",
           "昨日、⟦佐藤花子⟧が来店した。",
           "被保険者⟦佐藤花子⟧は入院中",
           "⟦森⟧先生の説明",
           "山田 太郎 <t@example.jp> から",
           "お客様、皆様、奥様、契約者様、仕様、模様、王様",
           "氏名を書く。彼氏、源氏名",
           "患者さん、お医者さん、メーカーさん",
           "高知大学、原子力、熊本大学",
           "様子を見る。森の様な",
       }) {
    std::string wanted = expected;
    if (expected.starts_with("山田 太郎")) wanted = "⟦山田 太郎⟧ <t@example.jp> から";
    const std::string text = Unmarked(wanted);
    EXPECT_EQ(Marked(text, FindNames(text)), wanted);
  }
}

// By their readings: pairs of whole words, and what can be no other word.
TEST(Names, InKanaAndLatinLetters) {
  for (const std::string wanted : {
           "昨日 ⟦ヤマダ タロウ⟧ が来た",
           "⟦やまだ　はなこ⟧、記入",
           "振込人 ⟦ﾔﾏﾀﾞ ﾊﾅｺ⟧ 5,000円",
           "依頼人：⟦サトウハナコ⟧ 10,000円",
           "Dear ⟦Taro Yamada⟧,",
           "⟦YAMADA, Taro⟧ and ⟦Hanako Ohta⟧ met ⟦ＳＡＴＯＵ ＪＩＲＯＵ⟧.",
           "ミヤザキケン、ユーザー タロウ、コシヒカリ、ソメイヨシノ、スズキ コーポレーション",
           "taro yamada, Taro's Yamada-ya, Taro_Yamada, http://x/Taro Yamada-1",
           "Main Street, No Name, General Mori said",
           "アオイ シャツ と ミドリ イロ",
       }) {
    const std::u32string text = ToCharacters(Unmarked(wanted));
    std::u32string marked;
    std::size_t at = 0;
    for (const Span& span : FindSpacedNames(text)) {
      marked += text.substr(at, span.begin - at) + U"⟦" +
                text.substr(span.begin, span.end - span.begin) + U"⟧";
      at = span.end;
    }
    EXPECT_EQ(ToUtf8(marked + text.substr(at)), wanted);
  }
}

TEST(Addresses, ByTheirBuild) {
  for (const std::string wanted : {
           "昨年⟦東京都千代田区丸の内1-2-3⟧に越した",
           "⟦大阪府大阪市北区梅田9-9⟧の病院",
           "⟦北海道札幌市中央区北1条西2丁目⟧です",
           "⟦横浜市中区本町1-1⟧にて",
           "⟦神奈川県川崎市⟧から",
           "⟦千葉県千葉市中央区本町1-2-3見本ハイツ101号室⟧",
           "移転先は⟦丸の内1丁目2番3号⟧です",
           "⟦大字見本123番地4⟧に住む",
           "第3回総会は1-2番の議題",
           "1丁目の角、2番の窓口、3番地方",
           "神社前で会う。都市計画、市区町村の窓口",
       }) {
    const std::string text = Unmarked(wanted);
    EXPECT_EQ(Marked(text, FindAddresses(text)), wanted);
  }
  EXPECT_EQ(PrefectureOf("横浜市中区本町1-1"), "神奈川県");
  EXPECT_EQ(PrefectureOf("京都府京都市"), "京都府");
  EXPECT_EQ(PrefectureOf("府中市1-1"), "");
}

TEST(Personal, LabelledValuesAreCutFromWhatIsRoundThem) {
  for (const std::string wanted : {
           "氏名：⟦山田 太郎⟧（⟦ヤマダ タロウ⟧）様\n",
           "契約者氏名：⟦山田太郎⟧ 殿\n",
           "住所：⟦〒100-0005⟧ ⟦東京都千代田区丸の内１－２－３⟧\n",
           "電話：⟦０３−１２３４−５６７８⟧\n",
           "証券番号：⟦AB-12345678⟧\n",
           "メール：⟦taro@example.jp⟧\n",
           "生年月日：⟦昭和53年3月15日⟧\n",
           "受取人：法定相続人\n氏名：同上\n",
           "name：病名\nvalue：胃炎\n",
           "商品コード：12345\n法人番号：1234567890123\n",
           "性別：男\n備考：なし\n",
       }) {
    EXPECT_EQ(Found(Unmarked(wanted)), wanted);
  }
}

TEST(Personal, NamesWithASpaceStandApartFromWhatFollows) {
  for (const std::string wanted : {
           "草々\n⟦太田　千尋⟧　電話 ⟦03-1234-5678⟧\n",
           "東京都民の会　代表　⟦山田太郎⟧　記\n",
           "金 額　合 計　高 山\n",
       }) {
    EXPECT_EQ(Found(Unmarked(wanted)), wanted);
  }
}

TEST(Personal, WhatIsFoundOnceIsFoundEverywhere) {
  EXPECT_EQ(Found("氏名：見本 朔也\n\n見本朔也は元気です。AB-1234\n証券番号：AB1234\n"),
            "氏名：⟦見本 朔也⟧\n\n⟦見本朔也⟧は元気です。⟦AB-1234⟧\n証券番号：⟦AB1234⟧\n");
  // A surname alone, but not where it is part of another word.
  EXPECT_EQ(Found("氏名：山田太郎\n\n山田は山田町で太郎と呼ばれる。\n"),
            "氏名：⟦山田太郎⟧\n\n⟦山田⟧は山田町で⟦太郎⟧と呼ばれる。\n");
}

TEST(Personal, TablesByTheirHeadings) {
  EXPECT_EQ(Found("氏名,メモ7\n見本朔也,あ\n\"見本, 朔\",い\n"),
            "氏名,メモ7\n⟦見本朔也⟧,あ\n\"⟦見本⟧, ⟦朔⟧\",い\n");
  EXPECT_EQ(Found("顧客番号\t氏名\t生年月日\nC1\t見本朔也\tS53.3.15\n"),
            "顧客番号\t氏名\t生年月日\n⟦C1⟧\t⟦見本朔也⟧\t⟦S53.3.15⟧\n");
}

TEST(Personal, DatesAndAgesOnlyWhereAskedFor) {
  const std::string text =
      "年齢：48\n2026年11月22日、42歳の方。65歳以上は対象外。\n入院日：20261122\n";
  EXPECT_EQ(Found(text), text);
  EXPECT_EQ(Found(text, true),
            "年齢：⟦48⟧\n⟦2026年11月22日⟧、⟦42歳⟧の方。65歳以上は対象外。\n入院日：⟦20261122⟧\n");
}

TEST(Table, ARowThatIsTooWideIsAnError) {
  EXPECT_EQ(ReadTable(Text{U"氏名,住所\n山田,東京都,千代田区\n"}).error().code,
            ErrorCode::kStructure);
  EXPECT_FALSE(ReadTable(Text{U"拝啓、お世話になります。\nよろしく"})->has_value());
  EXPECT_FALSE(ReadTable(Text{U"氏名\t山田\n住所\t東京都\n"})->has_value());
}

TEST(Table, SmallestGroup) {
  const Text text{U"氏名,年齢,性別\nA,40代,男\nB,40代,男\nC,40代,女\nD,50代,女\nE,50代,女\n"};
  const auto table = ReadTable(text);
  ASSERT_TRUE(table && *table);
  const auto group = FindSmallestGroup(text, **table, 2);
  ASSERT_TRUE(group);
  EXPECT_THAT(group->columns, testing::ElementsAre("年齢", "性別"));
  EXPECT_EQ(group->rows, 5U);
  EXPECT_EQ(group->smallest, 1U);
  EXPECT_EQ(group->below, 1U);
  EXPECT_EQ(FindSmallestGroup(text, **table, 3)->below, 5U);
}

}  // namespace
}  // namespace sumikeshi
