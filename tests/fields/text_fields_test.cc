// Fields of plain text: what is found where, and what is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>
#include <set>

#include "scanner/fields/label_matcher.h"
#include "tests/fields/page_builder.h"

namespace sumikeshi {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

View ViewOf(std::string_view utf8) {
  Text text;
  while (!utf8.empty()) {
    const Decoded decoded = DecodeUtf8(utf8);
    text.characters.push_back(decoded.character);
    utf8.remove_prefix(decoded.length);
  }
  return MakeView(text);
}

std::vector<std::string> Sensitive(std::string_view text) {
  const View view = ViewOf(text);
  return Show(view, FindFields(view));
}

struct Case {
  std::string_view text;
  std::vector<std::string> fields;
};

TEST(TextFields, Table) {
  const Case cases[] = {
      {"病名：高血圧症", {"病名=高血圧症"}},
      {"病名: 高血圧症", {"病名=高血圧症"}},
      {"病名\t高血圧症", {"病名=高血圧症"}},
      {"病名　　高血圧症", {"病名=高血圧症"}},
      {"病　名　　高血圧症", {"病名=高血圧症"}},
      {"本籍 東京都千代田区丸の内一丁目1番地", {"本籍=東京都千代田区丸の内1丁目1番地"}},
      {"【本籍】東京都千代田区", {"本籍=東京都千代田区"}},
      {"【病歴】\n2019年 胃潰瘍\n2021年 痛風\n\n以上", {"病歴=2019年胃潰瘍", "病歴=2021年痛風"}},
      {"傷病名\n胃潰瘍\nよろしくお願いします", {"傷病名=胃潰瘍"}},
      {"既往症（高血圧）", {"既往症=高血圧"}},
      {"(3) ご本人の個人番号(マイナンバー)：1234 5678 9018", {"本人の個人番号=1234 5678 9018"}},
      {"①傷病名：胃潰瘍", {"傷病名=胃潰瘍"}},
      {"今回ご請求の傷病名：胃潰瘍", {"傷病名=胃潰瘍"}},
      {"氏名：山田太郎　病名：胃潰瘍　電話：03-1234-5678", {"病名=胃潰瘍"}},
      {"山田様(病名：胃潰瘍)のご請求", {"病名=胃潰瘍"}},
      {"症状：頭痛\n　　　めまい\n以上です", {"症状=頭痛", "症状=めまい"}},
      {"信仰・宗教：なし", {"信仰=なし"}},
      {"本籍………東京都", {"本籍=東京都"}},
      {"口座番号：1234567", {"口座番号=1234567"}},
      {"{\"氏名\": \"山田\", \"傷病名\": \"胃潰瘍\", \"備考\": \"\"}", {"傷病名=胃潰瘍"}},
      {"{\n  \"my_number\": 123456789018,\n  \"name\": \"Yamada\"\n}", {"mynumber=123456789018"}},
      {"<顧客><氏名>山田</氏名><病名>胃潰瘍</病名></顧客>", {"病名=胃潰瘍"}},
      {"| 氏名 | 病名 |\n| --- | --- |\n| 山田 | 胃潰瘍 |", {"病名=胃潰瘍"}},
      {"現在、治療中の病気はありますか。　はい", {"告知質問=はい"}},
  };
  for (const Case& c : cases) EXPECT_THAT(Sensitive(c.text), ElementsAreArray(c.fields)) << c.text;
}

TEST(TextFields, NoFields) {
  for (const std::string_view text : {
           "本籍は記入しないでください。",
           "本籍・マイナンバーの記載のない住民票をご提出ください",
           "本籍地（記入不要）",
           "本籍：記入不要",
           "本籍欄は黒塗りしてください",
           "本籍地・宗教・病歴などは記入しないでください",
           "人種、信条、門地、本籍地などのセンシティブ情報",
           "健康状態告知書のご記入にあたって",
           "当社の信条は『お客様第一』です",
           "病名：\n\n氏名：山田太郎",
           "病名：＿＿＿＿＿＿",
           "入院期間：令和5年1月1日～1月5日",
           "医療機関名：桜病院",
           "法人番号 7000012050002",
           "受付番号 202611220008",
           "有効期限 2029/08(運転免許証)",
           "番号：1234",
           "国籍：ブラジル",
           "続柄：長男",
           "性別:男・女",
           "管理組合のお問い合わせ先：保健センター前ビル3階",
           "ペット名：チョコ\n病名：椎間板ヘルニア",
       }) {
    EXPECT_THAT(Sensitive(text), ElementsAre()) << text;
  }
}

TEST(TextFields, DelimitedTables) {
  EXPECT_THAT(
      Sensitive("氏名,病名,証券番号,個人番号\n"
                "山田,胃潰瘍,123,123456789018\n"
                "\"佐藤, 恵\",\"痛風 \"\"疑い\"\"\n再検査\",456,\n"
                "\n病名、などは別送"),
      ElementsAre("病名=胃潰瘍", "個人番号=123456789018", "病名=痛風 \"\"疑い\"\"\n再検査"));
  // More cells than labels: nobody knows which is whose. Fewer: the last are left out.
  EXPECT_THAT(Sensitive("氏名,病名,備考\n山田,太郎,胃潰瘍,再診\n佐藤,痛風\n高橋,胃炎,\n"),
              ElementsAre("病名=太郎", "病名=胃潰瘍", "病名=痛風", "病名=胃炎"));
  EXPECT_THAT(Sensitive("no\tname\tdiagnosis\tcard_number\n1\tA\tflu\t4111111111111111\n"),
              ElementsAre("diagnosis=flu", "cardnumber=4111111111111111"));
  EXPECT_THAT(Sensitive("氏名\t山田\t病名\t胃潰瘍\n住所\t東京都\t本籍\t大阪府\n"),
              ElementsAre("病名=胃潰瘍", "本籍=大阪府"));
  EXPECT_THAT(Sensitive("続柄\t世帯主\n生年月日\t昭和43年\n本籍\t熊本県\n"),
              ElementsAre("本籍=熊本県"));
}

TEST(TextFields, SpansLieInTheText) {
  const View view = ViewOf("前文です。\n病名：ａｂｃ症、\n");
  const std::vector<Field> fields = FindFields(view);
  ASSERT_EQ(fields.size(), 1U);
  const Span source = view.SourceSpan(fields[0].value_span);
  EXPECT_EQ(source, (Span{9, 13}));
}

// Any text gives spans within it, in order.
TEST(TextFields, RandomTextGivesSoundSpans) {
  constexpr std::u32string_view kLetters =
      U"病名本籍傷番号記()【】:：、,\"\n\t 　|{}[]<>/.…※*はか。1あ";
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    Text text;
    const std::size_t length = random() % 40;
    while (text.characters.size() < length) {
      text.characters.push_back(kLetters[random() % kLetters.size()]);
    }
    const View view = MakeView(text);
    std::size_t last = 0;
    for (const Field& field : FindFields(view)) {
      EXPECT_LT(field.value_span.begin, field.value_span.end);
      EXPECT_LE(field.value_span.end, view.text.size());
      EXPECT_LE(last, field.value_span.begin);
      last = field.value_span.begin;
    }
  }
}

// No text takes more than linear time: long lines of labels, joints, brackets, questions, quotes.
TEST(TextFields, HostileTextIsQuick) {
  for (const std::string_view unit : {"病名・", "病名(", "病名※、", "病気ですか。", "a,\"\"",
                                      "病名：\n", "(((", "病名,本籍\n", "\"\"\"", "【", "病　"}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    const View view = ViewOf(text);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_LE(FindFields(view).size(), text.size());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << unit;
  }
}

TEST(Labels, AreNormalisedUniqueAndOfKnownCategories) {
  std::set<std::tuple<std::string_view, LabelNeed>> seen;
  for (const LabelRule& rule : AllLabelRules()) {
    const std::string_view text = rule.label.text;
    EXPECT_TRUE(seen.insert({text, rule.need}).second) << text;
    std::string squeezed = ViewOf(text).text;
    EXPECT_EQ(squeezed, text);
  }
  EXPECT_GE(seen.size(), 600U);
}

// Look-alikes must not make one label out of a harmless and a sensitive one.
TEST(Labels, FoldingKeepsHarmlessAndSensitiveApart) {
  std::map<std::pair<std::u32string, LabelNeed>, const LabelRule*> folded;
  for (const LabelRule& rule : AllLabelRules()) {
    std::u32string key;
    for (std::string_view rest = rule.label.text; !rest.empty();) {
      const Decoded decoded = DecodeUtf8(rest);
      rest.remove_prefix(decoded.length);
      if (const char32_t letter = FoldLetter(decoded.character); letter != 0) key += letter;
    }
    const auto [other, fresh] = folded.try_emplace({key, rule.need}, &rule);
    if (fresh) continue;
    EXPECT_EQ(other->second->label.use, rule.label.use)
        << rule.label.text << " " << other->second->label.text;
  }
}

TEST(Labels, TheLongestWins) {
  for (const auto& [text, kind] :
       {std::pair<std::string_view, std::string_view>{"傷病名：x", "MEDHIST"},
        {"病名コード：x", "MEDHIST"},
        {"手術日：x", "PERIOD"},
        {"手術名：x", "TREAT"},
        {"本籍・国籍：x", "DOMICILE"},
        {"国籍：x", "NATIONALITY"},
        {"入院病名：x", "MEDHIST"},
        {"病院名：x", "FACILITY"}}) {
    const View view = ViewOf(text);
    const std::vector<Field> fields = FindFields(view);
    ASSERT_EQ(fields.size(), 1U) << text;
    EXPECT_EQ(fields[0].label->kind, kind) << text;
  }
}

}  // namespace
}  // namespace sumikeshi
