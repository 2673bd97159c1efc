// Fields of tables made by hand: right, below, same cell, digit boxes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fields/page_builder.h"

namespace sumikeshi {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(CellFields, RightOfTheLabel) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 1200},
                {{"証券番号", "70508497"},
                 {"請求者氏名", "小林恵"},
                 {"傷病名", "高血圧症"},
                 {"医療機関名", "桜ヶ丘内科医院"},
                 {"入院期間", "令和5年9月1日"},
                 {"個人番号", "238008304633"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("傷病名=高血圧症", "個人番号=238008304633"));
  EXPECT_THAT(All(builder), ElementsAre("証券番号=70508497", "請求者氏名=小林恵", "傷病名=高血圧症",
                                        "医療機関名=桜ヶ丘内科医院", "入院期間=令和5年9月1日",
                                        "個人番号=238008304633"));
}

TEST(CellFields, UnreadValueIsAFieldAndAnEmptyCellIsNone) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 1200}, {{"氏名", "小林恵"}, {"傷病名", "~"}, {"本籍", ""}});
  const std::vector<Field> fields = Fields(builder.page());
  ASSERT_THAT(Sensitive(builder), ElementsAre("傷病名=~"));
  const Box& region = fields.back().region.front();
  EXPECT_EQ(region, (Box{524, 378, 644, 418}));
}

TEST(CellFields, PrintedPromptsAloneAreEmpty) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 1200},
                {{"氏名", "小林恵"}, {"カード有効期限", "年　月"}, {"本籍", "記入不要"}});
  EXPECT_THAT(Sensitive(builder), IsEmpty());
}

TEST(CellFields, FourColumns) {
  PageBuilder builder;
  builder.Table(100, 300, {300, 500, 300, 500},
                {{"氏名", "小林恵", "生年月日", "昭和36年1月2日"},
                 {"病名", "糖尿病", "初診日", "令和5年1月2日"},
                 {"本籍", "東京都千代田区", "筆頭者", "小林太郎"}});
  EXPECT_THAT(Sensitive(builder),
              ElementsAre("病名=糖尿病", "本籍=東京都千代田区", "筆頭者=小林太郎"));
}

TEST(CellFields, HeaderRowNamesItsColumns) {
  PageBuilder builder;
  builder.Table(100, 300, {500, 400, 500},
                {{"傷病名", "入院期間", "医療機関名"},
                 {"胃潰瘍", "令和5年1月", "桜病院"},
                 {"~", "令和5年2月", "緑病院"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("傷病名=胃潰瘍", "傷病名=~"));
}

TEST(CellFields, HeaderRowWithAnUnknownHeaderStillCoversTheColumn) {
  PageBuilder builder;
  builder.Table(100, 300, {500, 400, 500},
                {{"傷病名", "いいとこ", "入院期間"}, {"胃潰瘍", "桜町", "令和5年1月"}});
  EXPECT_THAT(Sensitive(builder), ::testing::Contains("傷病名=胃潰瘍"));
}

TEST(CellFields, LabelAbove) {
  PageBuilder builder;
  builder.Table(100, 300, {1200}, {{"治療内容"}, {"降圧剤の投与"}, {"備考"}, {"特になし"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("治療内容=降圧剤の投与"));
}

TEST(CellFields, RowAndColumnHeaders) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 300, 300, 300},
                {{"検査項目", "結果", "基準値", "判定"},
                 {"最高血圧", "150", "129以下", "要治療"},
                 {"尿蛋白", "陽性", "陰性", "要精密検査"}});
  EXPECT_THAT(Sensitive(builder), UnorderedElementsAre("最高血圧=150", "最高血圧=要治療",
                                                       "尿蛋白=陽性", "尿蛋白=要精密検査"));
}

TEST(CellFields, ItemsOfAStatementOfTreatments) {
  const std::vector<std::vector<std::string>> rows{
      {"区分", "項目名", "点数"}, {"A", "見本錠", "12"}, {"B", "見本処置", "40"}};
  PageBuilder statement;
  statement.Line(100, 100, "診療明細書").Table(100, 300, {300, 700, 200}, rows);
  EXPECT_THAT(Sensitive(statement), ::testing::Contains("項目名=見本処置"));
  PageBuilder invoice;
  invoice.Line(100, 100, "請求明細書").Table(100, 300, {300, 700, 200}, rows);
  EXPECT_THAT(Sensitive(invoice), ::testing::Not(::testing::Contains("項目名=見本処置")));
}

TEST(CellFields, OneCellWithTheLabelsOfSeveralColumns) {
  PageBuilder builder;
  builder.Line(100, 100, "健康診断結果");
  builder.Table(100, 300, {400, 300, 300},
                {{"検査項目", "今回　　　　+　　　前回", "<"},
                 {"いろは", "30.6", "31.7"},
                 {"にほへ", "45.5", "39.0"}});
  EXPECT_THAT(Sensitive(builder),
              UnorderedElementsAre("今回=30.6", "今回=45.5", "前回=31.7", "前回=39.0"));
}

TEST(CellFields, UnitsAreNoValues) {
  PageBuilder builder;
  builder.Line(100, 100, "健康診断結果");
  builder.Table(100, 300, {400, 300}, {{"腹囲(cm)", ""}, {"空腹時血糖(mg/dL)", ""}});
  EXPECT_THAT(Sensitive(builder), IsEmpty());
}

// The closing bracket of a unit is often read as nothing; the value stands in the next cell.
TEST(CellFields, AUnitWithoutItsBracketIsNoValueEither) {
  PageBuilder builder;
  builder.Line(100, 100, "健康診断結果");
  builder.Table(100, 300, {600, 300, 300},
                {{"総コレステロール(mg/dL", "237", "157"}, {"赤血球数(万/hL", "392", "523"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("総コレステロール=237\t157", "赤血球数=392\t523"));
}

TEST(CellFields, GroupLabelOwnsNothing) {
  PageBuilder builder;
  builder.Table(
      100, 300, {300, 300, 800},
      {{"病歴", "病名", "喘息"}, {"^", "初診日", "令和5年1月"}, {"備考", "特になし", "<"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("病名=喘息"));
}

TEST(CellFields, MergedLabelCoversAllItsRows) {
  PageBuilder builder;
  builder.Table(
      100, 300, {300, 800},
      {{"氏名", "小林恵"}, {"病歴", "喘息"}, {"^", "胃炎"}, {"^", "~"}, {"住所", "東京都"}});
  EXPECT_THAT(Sensitive(builder), UnorderedElementsAre("病歴=喘息", "病歴=胃炎", "病歴=~"));
}

TEST(CellFields, DigitBoxesAreOneValue) {
  PageBuilder builder;
  std::vector<int> widths{400};
  std::vector<std::string> row{"カード番号"};
  for (const char digit : std::string("3528866900948226")) {
    widths.push_back(60);
    row.emplace_back(1, digit);
  }
  builder.Table(100, 300, widths, {row});
  const View view = MakeView(builder.page());
  const std::vector<Field> fields = FindFields(builder.page(), view);
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].region.size(), 16U);
  EXPECT_EQ(view.text.substr(fields[0].value_span.begin, 1), "3");
  EXPECT_EQ(view.text.substr(fields[0].value_span.end - 1, 1), "6");
}

TEST(CellFields, DigitBoxesOutsideTheLabelsTable) {
  PageBuilder builder;
  builder.Line(100, 310, "個人番号");
  for (int group = 0; group < 3; ++group) {
    builder.Table(400 + group * 300, 300, {60, 60, 60, 60}, {{"1", "~", "3", "4"}});
  }
  const std::vector<Field> fields = Fields(builder.page());
  std::size_t boxes = 0;
  for (const Field& field : fields) {
    EXPECT_EQ(field.label->category, Category::kMyNumber);
    boxes += field.region.size();
  }
  EXPECT_EQ(boxes, 12U);
}

TEST(CellFields, SameCell) {
  PageBuilder builder;
  builder.Cell({100, 300, 1500, 400}, "個人番号：1234 5678 9018");
  builder.Cell({100, 410, 1500, 600}, "症状\n頭痛とめまい");
  builder.Cell({100, 610, 1500, 700}, "氏名：小林恵　病名：喘息　初診日：令和5年");
  EXPECT_THAT(Sensitive(builder),
              ElementsAre("個人番号=1234 5678 9018", "症状=頭痛とめまい", "病名=喘息"));
}

TEST(CellFields, UnreadInkBehindTheLabelInItsCell) {
  PageBuilder builder;
  builder.Cell({100, 300, 1500, 400}, "個人番号：");
  builder.Ink({600, 310, 900, 350});
  const std::vector<Field> fields = Fields(builder.page());
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].region, (std::vector<Box>{{600, 310, 900, 350}}));
}

TEST(CellFields, ValueRegionLeavesTheLabelReadable) {
  PageBuilder builder;
  builder.Cell({100, 300, 1500, 600}, "傷病名：喘息\n気管支炎の疑い");
  const std::vector<Field> fields = Fields(builder.page());
  ASSERT_EQ(fields.size(), 1U);
  for (const Box& box : fields[0].region) {
    EXPECT_TRUE(Intersect(box, {112, 312, 228, 348}).empty()) << box.left << "," << box.top;
  }
}

TEST(CellFields, NoteInBracketsIsTheValueOnlyWhenNothingElseIs) {
  PageBuilder with;
  with.Table(100, 300, {500, 800}, {{"氏名", "小林恵"}, {"既往症(高血圧)", ""}});
  EXPECT_THAT(Sensitive(with), ElementsAre("既往症=高血圧"));
  PageBuilder without;
  without.Table(100, 300, {500, 800}, {{"氏名", "小林恵"}, {"既往症(過去の病気)", "~"}});
  EXPECT_THAT(Sensitive(without), ElementsAre("既往症=~"));
}

TEST(CellFields, WrappedAndLetterSpacedLabels) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 800},
                {{"個人番号（マイナンバ\nー）", "238008304633"},
                 {"疾　病　名", "喘息"},
                 {"本\n籍", "東京都"},
                 {"治療を受けた医\n療機関名", "桜病院"}},
                120);
  EXPECT_THAT(Sensitive(builder),
              ElementsAre("個人番号(マイナンバー)=238008304633", "疾病名=喘息", "本籍=東京都"));
}

// The label's own cell keeps room for the value, or holds boxes: its neighbours are no values.
TEST(CellFields, ABlankFormHasNoFields) {
  PageBuilder roomy;
  roomy.Table(100, 300, {900, 900},
              {{"診断名", "初診日"}, {"症状・経過", "合併症"}, {"しらない欄", "転帰"}}, 130);
  EXPECT_THAT(Sensitive(roomy), IsEmpty());
  PageBuilder boxed;
  boxed.Table(100, 300, {900}, {{"基礎年金番号"}, {"しらない欄"}}, 160);
  boxed.Table(120, 370, {60, 60, 60}, {{"", "", ""}});
  EXPECT_THAT(Sensitive(boxed), IsEmpty());
  boxed.Ink({130, 385, 160, 420});
  EXPECT_THAT(Sensitive(boxed), ElementsAre("基礎年金番号=~"));
}

TEST(CellFields, AValueThatLooksLikeALabel) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 800}, {{"検査日", "令和5年1月"}, {"検査名", "腹部超音波検査"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("検査名=腹部超音波検査"));
}

// 感染症 is a label too, but here the end of a value.
TEST(CellFields, AValueThatEndsInALabelNamesNoColumn) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 500, 300, 500},
                {{"傷病名", "新型の風邪による感染症", "<", "<"},
                 {"医療機関名", "大学附属病院", "入院期間", "令和7年1月"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("傷病名=新型の風邪による感染症"));
  PageBuilder grouped;  // a compound label among labels stays one
  grouped.Table(100, 300, {300, 400, 600},
                {{"傷病名", "今回請求の病名", "喘息"}, {"^", "その他の病名", "痛風"}});
  EXPECT_EQ(Sensitive(grouped).size(), 2U);
}

TEST(CellFields, ItemsBelowATreatmentStandInItsColumn) {
  PageBuilder builder;
  builder.Line(900, 100, "入院証明書(診断書)");
  builder.Table(100, 300, {100, 500, 300}, {{"手術", "手術名", "手術日"}, {"^", "", ""}});
  builder.Table(100, 432, {380, 520}, {{"経過", "~"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("経過=~"));
}

// A card: its frame is a cell too, with a table in it.
TEST(CellFields, WhatStandsInAnInnerTableIsNoPartOfTheFrame) {
  PageBuilder builder;
  builder.Cell({80, 80, 1600, 700}, "");
  builder.Line(100, 100, "国民健康保険資格確認書", 0);
  builder.Line(100, 600, "保険者番号　411785　　　　交付者名太田市", 0);
  builder.Table(100, 300, {300, 800}, {{"氏名", "~"}, {"住所", "~"}});
  const std::vector<Field> fields = Fields(builder.page());
  EXPECT_THAT(Sensitive(builder), ElementsAre("保険者番号=411785"));
  EXPECT_EQ(fields.back().region.back().top, 602);
  EXPECT_LT(fields.back().region.back().right, 600);
}

TEST(CellFields, ASignIsAResult) {
  PageBuilder builder;
  builder.Line(900, 100, "健康診断結果");
  builder.Table(100, 300, {400, 800}, {{"尿蛋白", "(-)"}, {"尿糖", "(±)"}, {"尿潜血", "-"}});
  EXPECT_EQ(Sensitive(builder).size(), 2U);
}

TEST(CellFields, AUnitAloneIsNoValue) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 800}, {{"身長", "cm"}, {"体重", "kg"}, {"発病日", "年　月　日"}});
  EXPECT_THAT(All(builder), IsEmpty());
  PageBuilder written;
  written.Table(100, 300, {400, 800}, {{"身長", "l62cm"}, {"体重", "~\nkg"}});
  EXPECT_EQ(Sensitive(written).size(), 2U);
}

TEST(CellFields, AColumnEndsWithItsTable) {
  PageBuilder builder;
  builder.Line(900, 100, "告知書");
  builder.Table(100, 300, {500, 500}, {{"傷病名", "治療内容"}, {"喘息", "投薬"}, {"", ""}});
  builder.Table(100, 516, {200, 300, 200, 300}, {{"告知日", "令和6年4月", "証券番号", "2547"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("傷病名=喘息", "治療内容=投薬"));
}

TEST(CellFields, RelationsBelowTheirLabelAreNoLabels) {
  PageBuilder builder;
  builder.Table(100, 300, {500, 300, 500},
                {{"相続人氏名", "続柄", "生年月日"},
                 {"木村翔太", "配偶者", "昭和62年"},
                 {"木村修", "養女", "平成2年"}});
  EXPECT_THAT(All(builder), ::testing::IsSupersetOf({"続柄=配偶者", "続柄=養女"}));
  PageBuilder column;  // a label beside its value, though that looks like a label
  column.Table(
      100, 300, {300, 800},
      {{"世帯主", "小林恵"}, {"続柄", "世帯主"}, {"本籍地", "東京都"}, {"筆頭者氏名", "~"}});
  EXPECT_THAT(Sensitive(column), ElementsAre("本籍地=東京都", "筆頭者氏名=~"));
}

TEST(CellFields, AValueInTheOpenRightOfItsLabel) {
  PageBuilder builder;
  builder.Line(100, 100, "国民健康保険資格確認書");
  builder.Table(100, 300, {300}, {{"記号番号"}, {"氏名"}}).Line(440, 312, "318・4193894");
  EXPECT_THAT(Sensitive(builder), ElementsAre("記号/番号=318・4193894"));
}

TEST(CellFields, AFrameRoundACardHoldsManyFields) {
  PageBuilder builder;
  builder.Cell({80, 80, 2000, 900}, "");
  builder.Line(100, 100, "旅券", 0).Line(1200, 100, "旅券番号/Passport No.", 0);
  builder.Line(1220, 145, "TR1234567", 0);
  builder.Line(100, 300, "国籍/Nationality", 0).Line(1200, 300, "本籍/Registered Domicile", 0);
  builder.Line(120, 345, "JAPAN", 0).Line(1220, 345, "TOKYO", 0);
  builder.Line(100, 500, "性別/Sex", 0).Line(1200, 500, "所持人自署/Signature", 0);
  builder.Line(120, 545, "F", 0).Line(1220, 545, "NAOKI", 0);
  EXPECT_THAT(Sensitive(builder), ElementsAre("旅券番号=TR1234567", "本籍=TOKYO"));
}

TEST(CellFields, LabelsAloneAreKnownWithoutAValue) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 800},
                {{"既往症", ""}, {"傷病名", "喘息"}, {"検査名", "腹部超音波検査"}});
  View view = MakeView(builder.page());
  AddFields(builder.page(), view);
  const auto is_label = [&](std::string_view text) {
    const std::size_t begin = view.text.find(text);
    return view.IsLabel({begin, begin + text.size()});
  };
  EXPECT_TRUE(is_label("既往症"));
  EXPECT_TRUE(is_label("傷病名"));
  EXPECT_FALSE(is_label("喘息"));
  EXPECT_FALSE(is_label("腹部超音波検査"));
  // In the place of a value a fact is one, though there is such a label.
  PageBuilder values;
  values.Table(100, 300, {400, 800}, {{"氏名", "小林恵"}, {"備考", "知的障害"}});
  View shown = MakeView(values.page());
  AddFields(values.page(), shown);
  const std::size_t begin = shown.text.find("知的障害");
  EXPECT_FALSE(shown.IsLabel({begin, begin + std::string_view("知的障害").size()}));
}

TEST(CellFields, QuestionsCoverTheAnswerAndBothOptions) {
  PageBuilder builder;
  builder.Line(900, 100, "告知書");
  builder.Table(100, 300, {1400, 200, 200},
                {{"告知事項", "はい", "いいえ"},
                 {"最近3か月以内に医師の診察を受けたことがありますか。", "○", ""},
                 {"現在のご職業に変更はありますか。", "", "○"}});
  const std::vector<Field> fields = Fields(builder.page());
  ASSERT_EQ(std::ranges::count_if(fields, [](const Field& f) { return f.label->kind == "ANSWER"; }),
            1);
  for (const Field& field : fields) {
    if (field.label->kind == "ANSWER") {
      EXPECT_EQ(field.region.size(), 2U);
    }
  }
}

TEST(CellFields, ContextDecidesAmbiguousLabels) {
  PageBuilder licence;
  licence.Line(900, 100, "運転免許証");
  licence.Table(100, 300, {400, 800}, {{"有効期限", "2029年08月"}, {"番号", "300912345610"}});
  EXPECT_THAT(Sensitive(licence), IsEmpty());
  PageBuilder card;
  card.Table(100, 300, {400, 800}, {{"カード番号", "4111111111111111"}, {"有効期限", "08/29"}});
  EXPECT_THAT(Sensitive(card), ElementsAre("カード番号=4111111111111111", "有効期限=08/29"));
  PageBuilder insured;
  insured.Line(900, 100, "健康保険被保険者証");
  insured.Table(100, 300, {400, 800}, {{"記号", "21700023"}, {"番号", "12"}, {"枝番", "00"}});
  EXPECT_THAT(Sensitive(insured), ElementsAre("記号=21700023", "番号=12", "枝番=00"));
  PageBuilder postal;
  postal.Line(900, 100, "ゆうちょ銀行");
  postal.Table(100, 300, {400, 800}, {{"記号", "10530"}, {"番号", "12345671"}});
  for (const Field& field : Fields(postal.page())) {
    EXPECT_EQ(field.label->category, Category::kBankAccount);
  }
  PageBuilder pet;
  pet.Table(100, 300, {400, 800}, {{"ペット名", "チョコ"}, {"病名", "椎間板ヘルニア"}});
  EXPECT_THAT(Sensitive(pet), IsEmpty());
}

TEST(CellFields, DirtBehindALabelIsNoPartOfIt) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 1200}, {{"治療内容.", "降圧剤"}, {"傷病名'", "胃潰瘍"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("治療内容=降圧剤", "傷病名=胃潰瘍"));
}

TEST(CellFields, ResultBetweenResultsNeedsNoLabel) {
  PageBuilder results, harmless;
  results.Table(100, 300, {400, 400, 300},
                {{"検査項目", "今回", "基準値"},
                 {"身長", "170", "-"},
                 {"BMl-1", "25.1", "-"},
                 {"体重", "70", "-"},
                 {"腹囲", "85", "-"},
                 {"い圧", "~", "-"}});
  const std::vector<std::string> found = Sensitive(results);
  EXPECT_THAT(found, ::testing::Contains(::testing::HasSubstr("=25.1")));
  EXPECT_THAT(found, ::testing::Contains(::testing::HasSubstr("=~")));
  harmless.Table(100, 300, {400, 400},
                 {{"氏名", "山田"}, {"病名", "胃潰瘍"}, {"あれこれ", "品川"}, {"電話", "03"}});
  EXPECT_THAT(Sensitive(harmless), ElementsAre("病名=胃潰瘍"));
}

TEST(CellFields, TestsNamedOnACertificateAreNoLabels) {
  PageBuilder builder;
  builder.Line(100, 100, "入院・通院証明書(診断書)");
  builder.Table(100, 300, {500, 300, 700},
                {{"検査名", "検査日", "主な治療・処置"}, {"CEA", "令和7年3月1日", "HbA1c"}});
  const std::vector<std::string> found = Sensitive(builder);
  EXPECT_THAT(found, ::testing::Contains("検査名=CEA"));
  EXPECT_THAT(found, ::testing::Contains("主な治療・処置=HbA1c"));
}

TEST(CellFields, ItemsOfAStatementOfTreatmentsAreNoLabels) {
  PageBuilder builder;
  builder.Line(100, 100, "診療明細書");
  builder.Table(100, 300, {900, 300, 300},
                {{"項目名", "点数", "回数"},
                 {"外来診療料", "76", "1"},
                 {"超音波検査(心臓)", "880", "1"},
                 {"処方箋料", "68", "1"}});
  const std::vector<std::string> found = Sensitive(builder);
  EXPECT_THAT(found, ::testing::Contains("項目名=超音波検査(心臓)"));
  EXPECT_THAT(found, ::testing::Contains("項目名=処方箋料"));
}

TEST(CellFields, BoxesToTickAreNoLabel) {
  PageBuilder builder;
  builder.Line(100, 100, "入院証明書");
  builder.Table(
      100, 300, {500, 600, 500},
      {{"手術名", "手術の種類", "区分"}, {"胃切除術", "口開頭口開胸口その他", "口観血尺非観血"}});
  EXPECT_THAT(Sensitive(builder),
              UnorderedElementsAre("手術名=胃切除術", "手術の種類=口開頭口開胸口その他",
                                   "区分=口観血尺非観血"));
}

TEST(CellFields, LettersOfItemsStandBeforeLabels) {
  for (const std::string_view label : {"ア 傷病名", "ウ合併症", "A 既往症"}) {
    PageBuilder builder;
    builder.Table(100, 300, {500, 800}, {{"氏名", "小林恵"}, {std::string(label), "~"}});
    EXPECT_EQ(Sensitive(builder).size(), 1U) << label;
  }
}

TEST(CellFields, MarkersOfAListStandBeforeLabels) {
  PageBuilder builder;
  builder.Table(100, 300, {400, 1200}, {{"(主)傷病名", "胃潰瘍"}, {"(イ)の原因", "飲酒"}});
  EXPECT_THAT(Sensitive(builder), ElementsAre("傷病名=胃潰瘍", "の原因=飲酒"));
}

}  // namespace
}  // namespace sumikeshi
