// 健康診断結果: the results of a medical check-up, value by value.
#include <fmt/format.h>

#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

struct Test {
  std::string_view name, unit, range;
  double low, high;
  int decimals;
};
struct Group {
  std::string_view name;
  std::vector<Test> tests;
};

const std::vector<Group>& Groups() {
  static const std::vector<Group> kGroups = {
      {"身体計測",
       {{"身長", "cm", "", 146, 186, 1},
        {"体重", "kg", "", 41, 98, 1},
        {"ＢＭＩ", "", "18.5〜24.9", 17, 33, 1},
        {"腹囲", "cm", "男85未満", 62, 104, 1}}},
      {"血圧",
       {{"収縮期", "mmHg", "129以下", 96, 178, 0}, {"拡張期", "mmHg", "84以下", 55, 108, 0}}},
      {"脂質",
       {{"総コレステロール", "mg/dL", "140〜199", 130, 290, 0},
        {"中性脂肪", "mg/dL", "30〜149", 40, 420, 0},
        {"HDLコレステロール", "mg/dL", "40以上", 28, 96, 0},
        {"LDLコレステロール", "mg/dL", "60〜119", 62, 210, 0}}},
      {"肝機能",
       {{"AST（GOT）", "U/L", "30以下", 12, 90, 0},
        {"ALT（GPT）", "U/L", "30以下", 9, 120, 0},
        {"γ-GTP", "U/L", "50以下", 10, 260, 0}}},
      {"血糖",
       {{"空腹時血糖", "mg/dL", "99以下", 78, 210, 0}, {"HbA1c", "%", "5.5以下", 4.8, 10.4, 1}}},
      {"腎機能",
       {{"クレアチニン", "mg/dL", "1.00以下", 0.5, 2.4, 2},
        {"eGFR", "", "60.0以上", 28, 98, 1},
        {"尿酸", "mg/dL", "2.1〜7.0", 2.8, 9.6, 1}}},
      {"血液",
       {{"赤血球数", "万/μL", "400〜539", 320, 570, 0},
        {"血色素量", "g/dL", "13.1〜16.3", 8.8, 17.4, 1},
        {"白血球数", "/μL", "3100〜8400", 2900, 11800, 0},
        {"血小板数", "万/μL", "14.5〜32.9", 9, 42, 1}}},
  };
  return kGroups;
}

Piece Measured(Random& random, const Test& test) {
  std::string text = fmt::format("{:.{}f}", random.Real(test.low, test.high), test.decimals);
  if (random.Chance(0.15)) text += random.Pick({" H", " L", "*"});
  return Health(std::move(text));
}

Cell TestRow(Random& random, const Test& test, bool before) {
  std::string name(test.name);
  if (!test.unit.empty()) name += "（" + std::string(test.unit) + "）";
  Cells cells = {Label(2.6, std::move(name)), Centred(1.3, {Measured(random, test)})};
  if (before) cells.push_back(Dashed(Centred(1.3, {Measured(random, test)})));
  cells.push_back(Centred(1.5, {Unit(std::string(test.range))}));
  cells.push_back(Centred(0.8, HealthOf(One(random, {"A", "A", "B", "C", "D2"}))));
  return Row(0.62, std::move(cells));
}

Cell HeadRow(bool before) {
  Cells cells = {Label(0.5, "区分"), Label(2.6, "検査項目"), Label(1.3, "今回")};
  if (before) cells.push_back(Label(1.3, "前回"));
  cells.push_back(Label(1.5, "基準値"));
  cells.push_back(Label(0.8, "判定"));
  return Row(0.6, std::move(cells));
}

Cells ResultRows(Random& random, bool before) {
  Cells rows = {HeadRow(before)};
  const double width = before ? 7.5 : 6.2;
  for (const Group& group : Groups()) {
    Cells tests;
    for (const Test& test : group.tests) tests.push_back(TestRow(random, test, before));
    const auto height = 0.62 * static_cast<double>(tests.size());
    rows.push_back(
        Row(height, {Side(0.5, std::string(group.name)), Stack(width, std::move(tests))}));
  }
  return rows;
}

// Tests whose result is a word.
Cells WordRows(Random& random) {
  Cells rows;
  const auto result = [&](double share) {
    return Value(share, HealthOf(random.Chance(0.6) ? "異常なし" : Word(random, "finding")));
  };
  rows.push_back(
      Row(0.75, {Label(1.4, "胸部Ｘ線"), result(2.8), Label(1.4, "心電図"), result(2.8)}));
  rows.push_back(
      Row(0.75, {Label(1.4, "胃部検査"), result(2.8), Label(1.4, "腹部超音波"), result(2.8)}));
  rows.push_back(
      Row(0.75, {Label(1.4, "尿蛋白"), Centred(1.4, HealthOf(One(random, {"(-)", "(±)", "(1+)"}))),
                 Label(1.4, "尿糖"), Centred(1.4, HealthOf(One(random, {"(-)", "(2+)"}))),
                 Label(1.4, "便潜血"), Centred(1.4, HealthOf(One(random, {"陰性", "陽性"})))}));
  rows.push_back(Row(
      0.75,
      {Label(1.4, "視力"),
       Value(2.8, {Unit("右 "), Health("0." + Digits(random, 1)), Unit("　左 "), Health("1.2")}),
       Label(1.4, "聴力"),
       Value(2.8, {HealthChoice({"所見なし", "所見あり"}, random.Range(0, 1))})}));
  rows.push_back(Row(
      0.8,
      {Label(1.4, "既往歴"), Value(2.8, HealthOf(Word(random, "illness"))), Label(1.4, "自覚症状"),
       Value(2.8, HealthOf(random.Chance(0.5) ? "特記すべきことなし" : Word(random, "symptom")))}));
  rows.push_back(Row(
      1.3, {Label(1.4, One(random, {"総合判定\n医師の所見", "総合所見", "医師の診断"})),
            Value(7, {Health(One(random, {"要精密検査", "経過観察", "要治療", "ほぼ正常範囲です"})),
                      Plain("　"), Health(Word(random, "finding"))})}));
  return rows;
}

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title =
      random.Pick({"健康診断結果通知書", "定期健康診断個人票", "人間ドック成績表", "健康診断書"});
  sheet.by_hand = random.Chance(0.15);
  sheet.blocks.emplace_back(Table{
      {Row(0.85, {Label(1, "氏　名"), Value(2.4, KeepOf(Name(random))), Label(1, "生年月日"),
                  Value(2.2, KeepOf(BirthDate(random))), Label(0.8, "性別"),
                  Centred(1, KeepOf(One(random, {"男", "女"})))}),
       Row(0.85, {Label(1, "受診日"), Value(2.4, KeepOf(RecentDate(random))), Label(1, "受診番号"),
                  Value(2.2, KeepOf(Digits(random, 8))), Label(0.8, "所属"),
                  Value(1, KeepOf(One(random, {"総務", "営業", "製造"})))})}});
  sheet.blocks.emplace_back(Table{ResultRows(random, random.Chance(0.6))});
  sheet.blocks.emplace_back(Table{WordRows(random)});
  sheet.blocks.emplace_back(SmallPrint{.text = "判定区分　A：異常なし　B：軽度異常　C：要経過観察　"
                                               "D1：要治療　D2：要精密検査　E：治療中"});
  sheet.blocks.emplace_back(
      Table{{Row(0.9, {Label(1.2, "健診機関"), Value(3, KeepOf(Hospital(random))), Label(1, "電話"),
                       Value(2, KeepOf(Phone(random))), Label(1, "医師名"),
                       Value(2, KeepOf(Name(random)))})}});
  return sheet;
}

}  // namespace

extern const Kind kKenshin{"kenshin", Make};

}  // namespace sumikeshi::mailroom
