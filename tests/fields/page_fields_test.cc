// Fields of pages made by hand: free lines, digit boxes and facts without a label, whole pages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/fields/page_builder.h"

namespace sumikeshi {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(FreeFields, RightBelowAndHanging) {
  PageBuilder builder;
  builder.Line(100, 300, "氏名").Line(500, 300, "小林恵");
  builder.Line(100, 400, "病　名　　高血圧症　　　入院期間　令和5年");
  builder.Line(100, 500, "症状：頭痛が続き").Line(260, 550, "めまいもある");
  builder.Line(100, 700, "治療経過").Line(120, 750, "投薬により軽快");
  EXPECT_THAT(Sensitive(builder), ElementsAre("病名=高血圧症", "症状=頭痛が続き\nめまいもある",
                                              "治療経過=投薬により軽快"));
}

TEST(FreeFields, HeaderRowNamesWhatStandsBelow) {
  PageBuilder builder;
  builder.Line(100, 300, "手術名").Line(600, 300, "手術日").Line(1000, 300, "転帰");
  builder.Line(80, 360, "腹腔鏡下胆嚢摘出術")
      .Line(590, 360, "令和5年1月2日")
      .Line(980, 360, "軽快");
  builder.Line(80, 420, "硝子体手術").Line(590, 420, "令和5年3月4日").Line(980, 420, "治癒");
  builder.Line(80, 480, "受取人")
      .Line(590, 480, "小林恵")
      .Line(80, 540, "続きの行")
      .Line(980, 540, "本人");
  EXPECT_THAT(Sensitive(builder),
              UnorderedElementsAre("手術名=腹腔鏡下胆嚢摘出術", "手術名=硝子体手術", "転帰=軽快",
                                   "転帰=治癒"));
}

// Results of a check-up without rules: every column of a row, and rows whose label was not read.
TEST(FreeFields, ResultsInAllColumnsOfALabelledRow) {
  PageBuilder builder;
  builder.Line(900, 20, "健康診断結果");
  builder.Line(100, 100, "検査項目").Line(700, 100, "今回").Line(1200, 100, "前回");
  builder.Line(1600, 100, "基準値").Line(2000, 100, "判定");
  builder.Line(100, 170, "中性脂肪").Line(700, 170, "217").Line(1200, 170, "262");
  builder.Line(2000, 170, "A");
  builder.Line(100, 240, "しらぬ項目").Line(700, 240, "24.0").Line(1200, 240, "30.6");
  builder.Line(20, 310, "血").Line(140, 310, "尿酸").Line(700, 310, "4.6").Line(1200, 310, "5.1");
  EXPECT_THAT(Sensitive(builder), ::testing::IsSupersetOf({"前回=262", "判定=A", "今回=24.0",
                                                           "前回=30.6", "前回=5.1"}));
}

TEST(FreeFields, SignsInBracketsBehindTheirLabel) {
  PageBuilder builder;
  builder.Line(900, 20, "健康診断結果");
  builder.Line(100, 100, "尿蛋白　(1+)").Line(700, 100, "尿糖　(-)");
  EXPECT_THAT(Sensitive(builder), UnorderedElementsAre("尿蛋白=(1+)", "尿糖=(-)"));
}

TEST(FreeFields, WhatTheViewPutsBetweenThePiecesOfAValueIsNotItsOwn) {
  PageBuilder builder;
  builder.Line(100, 300, "本籍").Line(500, 300, "東京都見本区");
  builder.Line(100, 900, "お客様の控えとなります。").Line(800, 300, "一番地");
  for (const std::string& field : Sensitive(builder)) {
    EXPECT_THAT(field, ::testing::Not(::testing::HasSubstr("控え")));
  }
}

TEST(FreeFields, OptionsAreNoLabels) {
  PageBuilder builder;
  builder.Line(100, 300, "要介護度").Line(500, 300, "要支援・要介護・1・2・3");
  EXPECT_THAT(Sensitive(builder), ElementsAre("要介護度=要支援・要介護・1・2・3"));
}

TEST(FreeFields, ALabelInTheMiddleOfItsLines) {
  PageBuilder builder;
  builder.Line(500, 300, "入院のうえ投薬").Line(100, 332, "治療経過").Line(500, 364, "は軽快した");
  EXPECT_THAT(Sensitive(builder),
              UnorderedElementsAre("治療経過=入院のうえ投薬", "治療経過=は軽快した"));
}

TEST(FreeFields, AValueBesideTheMiddleOfALabelInTwoLines) {
  PageBuilder builder;
  builder.Line(100, 100, "労務・日常").Line(100, 145, "生活の制限.");
  builder.Line(700, 122, "制限なし　・　軽労働可　・　要安静");
  EXPECT_THAT(Sensitive(builder),
              ElementsAre(::testing::StartsWith("労務・日常生活の制限=制限なし")));
}

TEST(FreeFields, ASentenceGoesOnBehindAnyGap) {
  PageBuilder builder;
  builder.Line(100, 100,
               "個人番号　　　は、法令で定められた支払調書の作成以外の目的には利用しません。");
  EXPECT_THAT(Sensitive(builder), IsEmpty());
}

TEST(FreeFields, AFarValueOfTheOnlyLabelInItsRow) {
  PageBuilder alone, among;
  alone.Line(100, 100, "手術の有無").Line(1100, 100, "有・無");
  EXPECT_EQ(Sensitive(alone).size(), 1U);
  among.Line(100, 100, "手術の有無").Line(1100, 100, "発行日").Line(1400, 100, "令和5年");
  EXPECT_THAT(Sensitive(among), IsEmpty());
}

TEST(FreeFields, OptionsBelowTheirQuestion) {
  PageBuilder builder;
  builder.Line(100, 300, "1. 最近3か月以内に医師の診察を受けたことがあります");
  builder.Line(1800, 344, "(はい・いいえ)");
  EXPECT_EQ(Sensitive(builder).size(), 1U);
}

TEST(FreeFields, UnreadInkRightOfTheLabelUpToTheNext) {
  PageBuilder builder;
  builder.Line(100, 300, "傷病名").Ink({300, 296, 520, 344}).Line(900, 300, "氏名");
  const std::vector<Field> fields = Fields(builder.page());
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].region, (std::vector<Box>{{300, 296, 520, 344}}));
}

TEST(FreeFields, TitlesAndNoticesAreNoLabels) {
  PageBuilder builder;
  builder.Line(900, 100, "健康状態告知書").Line(900, 200, "診断書");
  builder.Line(100, 300, "本籍地・宗教・病歴などは記入しないでください。");
  builder.Line(100, 400, "※本請求書には本籍地、宗教などは記入しないでください。");
  builder.Line(100, 500, "本籍・マイナンバーの記載のない住民票をご提出ください");
  builder.Line(100, 600, "病歴、信条、門地、本籍地などのセンシティブ情報");
  builder.Line(100, 700, "本籍欄は黒塗りしてください");
  builder.Line(100, 800, "管理組合のお問い合わせ先：保健センター前ビル3階");
  EXPECT_THAT(Sensitive(builder), IsEmpty());
}

// OCR: look-alikes always, one wrong letter in longer labels.
TEST(FreeFields, MisreadLabels) {
  for (const std::string_view label :
       {"木籍", "ケレジットカード番号", "力ード番号", "カ一ド番号", "傷病部佐",
        "セキュリティコ一ド", "筆頭音氏名", "既往症の内客", "保険者蕃号", "セキュユリティコード"}) {
    PageBuilder builder;
    builder.Table(100, 300, {400, 800}, {{"氏名", "小林恵"}, {std::string(label), "~"}});
    EXPECT_EQ(Sensitive(builder).size(), 1U) << label;
  }
  // A short label only where the reader itself was in doubt.
  for (const float confidence : {0.99F, 0.5F}) {
    PageBuilder builder;
    builder.Table(100, 300, {400, 800}, {{"氏名", "小林恵"}});
    builder.Confidence(confidence).Table(100, 500, {400, 800}, {{"傷痛名", "~"}});
    EXPECT_EQ(Sensitive(builder).size(), confidence < 0.9F ? 1U : 0U);
  }
  // Two letters only where it was guessing, and the first one is right.
  for (const auto& [label, count] : {std::pair{"本閑", 1U}, {"渋名", 0U}}) {
    PageBuilder builder;
    builder.Confidence(0.6F).Table(100, 500, {400, 800}, {{"氏名", "小林恵"}, {label, "~"}});
    EXPECT_EQ(Sensitive(builder).size(), count) << label;
  }
  // What is a word as it stands is not another one misread; what stands in the open is no guess.
  PageBuilder word, open;
  word.Table(100, 300, {400, 800}, {{"氏名", "小林恵"}, {"入院の状況", "第1回"}});
  EXPECT_THAT(Sensitive(word), IsEmpty());
  open.Confidence(0.6F).Line(100, 100, "人叶").Table(100, 150, {400}, {{"66歳"}});
  EXPECT_THAT(Sensitive(open), IsEmpty());
  PageBuilder harmless;
  harmless.Table(100, 300, {400, 800}, {{"法人番号", "7000012050002"}, {"証券番号", "123"}});
  EXPECT_THAT(Sensitive(harmless), IsEmpty());
}

PageText Shifted(PageText page, int dx, int dy) {
  const auto move = [&](Box& box) {
    box = {box.left + dx, box.top + dy, box.right + dx, box.bottom + dy};
  };
  for (Line& line : page.lines) {
    move(line.box);
    for (Symbol& symbol : line.symbols) move(symbol.box);
  }
  for (Cell& cell : page.cells) move(cell.interior);
  for (Box& box : page.ink) move(box);
  return page;
}

PageBuilder MixedPage() {
  PageBuilder builder;
  builder.Line(100, 150, "病名：喘息　氏名：小林恵");
  builder.Table(100, 300, {400, 300, 300, 300},
                {{"検査項目", "結果", "基準値", "判定"}, {"最高血圧", "150", "129", "要治療"}});
  builder.Table(100, 600, {400, 1200}, {{"氏名", "小林恵"}, {"傷病名", "~"}, {"本籍", "東京都"}});
  builder.Line(100, 1000, "旅券番号").Line(500, 1000, "TR1234567");
  return builder;
}

TEST(PageFields, ShiftingThePageMovesTheRegions) {
  const PageText page = MixedPage().page();
  const std::vector<Field> before = Fields(page);
  ASSERT_GE(before.size(), 7U);
  for (const auto& [dx, dy] : {std::pair{13, 29}, {-40, 7}, {600, 1200}}) {
    const std::vector<Field> after = Fields(Shifted(page, dx, dy));
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(after[i].label, before[i].label);
      EXPECT_EQ(after[i].value_span, before[i].value_span);
      ASSERT_EQ(after[i].region.size(), before[i].region.size());
      EXPECT_EQ(after[i].region[0].left, before[i].region[0].left + dx);
      EXPECT_EQ(after[i].region[0].bottom, before[i].region[0].bottom + dy);
    }
  }
}

TEST(PageFields, AnUnrelatedTableChangesNothing) {
  PageBuilder builder = MixedPage();
  const std::vector<std::string> before = Sensitive(builder);
  builder.Table(100, 2000, {300, 500}, {{"金額", "1577円"}, {"数量", "2"}});
  EXPECT_EQ(Sensitive(builder), before);
}

TEST(PageFields, RandomPagesGiveRegionsOnThePage) {
  std::mt19937 random(11);
  const auto at = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  for (int i = 0; i < 300; ++i) {
    PageBuilder builder;
    for (int k = at(12); k > 0; --k) {
      const int x = at(1800);
      const int y = at(3000);
      const std::string text =
          std::array{"病名", "個人番号:1", "~", "", "はい・いいえ", "氏名(印"}[random() % 6];
      switch (at(3)) {
        case 0:
          builder.Cell({x, y, x + 40 + at(500), y + 30 + at(200)}, text);
          break;
        case 1:
          builder.Line(x, y, text);
          break;
        default:
          builder.Ink({x, y, x + 1 + at(300), y + 1 + at(300)});
      }
    }
    for (const Field& field : Fields(builder.page())) {
      ASSERT_FALSE(field.region.empty());
      for (const Box& box : field.region) EXPECT_FALSE(box.empty());
    }
  }
}

TEST(PageFields, ALargeTableIsQuick) {
  PageBuilder builder;
  std::vector<std::vector<std::string>> rows;
  for (int r = 0; r < 100; ++r) rows.emplace_back(100, r % 2 == 0 ? "病名" : "1");
  builder.Table(0, 0, std::vector<int>(100, 24), rows, 34);
  EXPECT_EQ(Fields(builder.page()).size(), 5000U);
}

// A row of digit boxes, `merged` of them one cell with the next because a side was not found.
PageBuilder& Boxes(PageBuilder& builder, int left, int top, std::string_view digits,
                   std::size_t merged = 99) {
  constexpr int kPitch = 60;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int x = left + static_cast<int>(i) * kPitch, boxes = i == merged ? 2 : 1;
    builder.Cell({x, top, x + boxes * kPitch - PageBuilder::kRule, top + 64},
                 digits.substr(i, static_cast<std::size_t>(boxes)), 0, static_cast<int>(i));
    if (i == merged) ++i;
  }
  return builder;
}

TEST(DigitBoxes, TwelveAndSixteenAreNumbersWithoutALabel) {
  PageBuilder my_number, merged, card, policy, pension, empty;
  EXPECT_THAT(Sensitive(Boxes(my_number, 400, 300, "123456789018")),
              ElementsAre("個人番号=1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\t8"));
  EXPECT_EQ(Sensitive(Boxes(merged, 400, 300, "123456789018", 4)).size(), 1U);
  EXPECT_THAT(Sensitive(Boxes(card, 400, 300, "4111111111111111")),
              ElementsAre(::testing::StartsWith("カード番号=4\t1")));
  policy.Cell({100, 300, 396, 364}, "証券番号");
  EXPECT_THAT(Sensitive(Boxes(policy, 400, 300, "123456789018")), IsEmpty());
  EXPECT_THAT(Sensitive(Boxes(pension, 400, 300, "1234567890")), IsEmpty());
  EXPECT_THAT(Sensitive(Boxes(empty, 400, 300, "            ")), IsEmpty());
}

// The sides between the first boxes were missed: the others tell how many it holds.
TEST(DigitBoxes, ManyBoxesAsOneCellAtTheLeft) {
  PageBuilder seven, wide;
  seven.Cell({400, 300, 400 + 7 * 60 - 4, 364}, "1234567");
  EXPECT_EQ(Sensitive(Boxes(seven, 820, 300, "89018")).size(), 1U);
  wide.Cell({400, 300, 400 + 7 * 60 - 30, 364}, "1234567");
  EXPECT_THAT(Sensitive(Boxes(wide, 794, 300, "89018")), IsEmpty());
}

TEST(DigitBoxes, ThirteenDigitsAreNoPersonsNumber) {
  PageBuilder person, company;
  person.Cell({100, 300, 396, 364}, "個人番号又は法人番号");
  company.Cell({100, 300, 396, 364}, "個人番号又は法人番号");
  EXPECT_EQ(Sensitive(Boxes(person, 400, 300, "123456789018")).size(), 1U);
  EXPECT_THAT(Sensitive(Boxes(company, 400, 300, "9072033913520")), IsEmpty());
}

TEST(LabelFacts, HeadingsOfAFamilyRegisterAreTheFact) {
  PageBuilder koseki, form;
  koseki.Table(100, 300, {400, 1200},
               {{"戸籍事項", "【編製日】平成元年1月2日"}, {"認　　知", "【届出人】父"}});
  EXPECT_THAT(Sensitive(koseki), ElementsAre("認知=認知"));
  form.Table(100, 300, {400, 1200}, {{"認　　知", "良好"}});
  EXPECT_THAT(Sensitive(form), IsEmpty());
}

// 治癒・軽快・継続 is ringed under a header far above: all of it is covered, and the ring.
// On a medical paper what no known label names is health information, unless it is plainly not.
TEST(UnnamedFields, OfMedicalPapersAreCovered) {
  const auto page = [](std::string_view title, std::string_view value) {
    PageBuilder builder;
    builder.Line(900, 100, title).Enlarge(2);
    builder.Table(100, 300, {400, 800}, {{"氏名", "小林恵"}, {"しらぬ欄", std::string(value)}});
    return Sensitive(builder).size();
  };
  EXPECT_EQ(page("入院証明書(診断書)", "転医"), 1U);
  EXPECT_EQ(page("入院証明書(診断書)", "呼吸機能検査:陽性"), 1U);
  EXPECT_EQ(page("健康診断結果", "128"), 1U);
  for (const std::string_view harmless :
       {"令和5年11月7日~令和5年11月19日", "68日間", "03-5780-0917", "桜病院", "コバヤシ　メグミ",
        "上田市天神3丁目25番18号", "男・女"}) {
    EXPECT_EQ(page("入院証明書(診断書)", harmless), 0U) << harmless;
  }
  for (const std::string_view title : {"住所変更届", "診断書のご請求について", "給付金請求書"}) {
    EXPECT_EQ(page(title, "転医"), 0U) << title;
  }
}

TEST(OutcomeFields, AreCoveredWithTheirRingsOnCertificates) {
  PageBuilder builder;
  builder.Line(900, 100, "診断書").Line(1000, 800, "治癒・軽快・継続").Ink({1040, 780, 1130, 860});
  const std::vector<Field> fields = Fields(builder.page());
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].label->category, Category::kHealth);
  EXPECT_EQ(fields[0].region, (std::vector<Box>{{1002, 780, 1318, 860}}));
  // What a ring spoilt, and what stands in the next line, belong to the list.
  PageBuilder spoilt, rest;
  spoilt.Line(900, 100, "診断書").Line(1000, 800, "開頭・の-・開腹・").Line(1080, 850, "その他");
  EXPECT_EQ(Fields(spoilt.page())[0].region, (std::vector<Box>{{1002, 802, 1338, 888}}));
  rest.Line(900, 100, "診断書").Line(1000, 800, "治癒・撃仁・継");
  EXPECT_EQ(Sensitive(rest).size(), 1U);
  PageBuilder header;
  header.Line(900, 100, "診断書").Line(1000, 800, "入院・退院・通院");
  EXPECT_THAT(Sensitive(header), IsEmpty());
  PageBuilder letter;
  letter.Line(900, 100, "お知らせ").Line(1000, 800, "治癒・軽快・継続");
  EXPECT_THAT(Sensitive(letter), IsEmpty());
  PageBuilder doctor;
  doctor.Line(900, 100, "診断書").Line(1000, 800, "男・女");
  EXPECT_THAT(Sensitive(doctor), IsEmpty());
}

}  // namespace
}  // namespace sumikeshi
