// 入院証明書: a hospital's certificate of a stay.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"入院証明書", "入院・手術証明書（診断書）", "入院・通院証明書"});
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"患者氏名", "氏名"}, Keep(Name(random))), BirthField(random)}});
  Fields stay{{Ask(random, {"傷病名", "入院の原因となった傷病名", "主傷病名"},
                   Sensitive(Category::kHealth, Word(random, "illness"))),
               Ask(random, {"合併症", "副傷病名", "既往症"},
                   Sensitive(Category::kHealth, Word(random, "illness"))),
               Ask(random, {"初診日", "受傷または発病年月日"}, Keep(RecentDate(random))),
               Ask(random, {"入院期間", "第1回入院期間"}, Keep(Period(random)))}};
  sheet.blocks.emplace_back(std::move(stay));
  Grid operations{{"手術名", "手術日", "備考"}, {}};
  for (int i = random.Range(1, 2); i > 0; --i) {
    operations.rows.push_back({Sensitive(Category::kHealth, Word(random, "operation")),
                               Keep(RecentDate(random)), Plain("")});
  }
  sheet.blocks.emplace_back(std::move(operations));
  Fields rest{{Ask(random, {"症状の経過", "治療内容", "経過および治療"},
                   Sensitive(Category::kHealth, Word(random, "course")))}};
  if (random.Chance(0.5)) {
    rest.fields.push_back(Ask(random, {"退院後の通院", "転帰"},
                              Sensitive(Category::kHealth, Word(random, "outcome"))));
  }
  sheet.blocks.emplace_back(std::move(rest));
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"証明日", "記入年月日"}, Keep(RecentDate(random))),
              Ask(random, {"病院名", "医療機関の名称"}, Keep(Hospital(random))),
              Ask(random, {"所在地"}, Keep(Address(random))),
              Ask(random, {"電話番号"}, Keep(Phone(random))),
              Sealed(random, Ask(random, {"医師名", "主治医氏名"}, Keep(Name(random))))}});
  return sheet;
}

// Wards as rows: from, to, days, and what was done there.
Cells WardRows(Random& random) {
  Cells rows = {Row(0.6, {Label(1.2, "入院区分"), Label(3, "期　　間"), Label(0.9, "日数"),
                          Label(3, "主な治療・処置"), Label(1, "転帰")})};
  const int used = random.Range(1, 3);
  for (int i = 0; i < 3; ++i) {
    const std::string ward = One(random, {"一般病棟", "回復期", "ＩＣＵ"});
    if (i >= used) {
      rows.push_back(Row(0.8, {Unused(1.2), Unused(3), Unused(0.9), Unused(3), Unused(1)}));
      continue;
    }
    rows.push_back(
        Row(1.05, {Label(1.2, ward), Value(3, AskedPeriod(random)),
                   Centred(0.9, {Keep(std::to_string(random.Range(2, 60))), Unit("日")}),
                   Value(3, HealthOf(Word(random, random.Chance(0.5) ? "treatment" : "test"))),
                   Centred(1, HealthOf(Word(random, "outcome")))}));
  }
  return rows;
}

// Illnesses one below the other, each with its dates, held together by a brace.
Cell IllnessStack(Random& random) {
  Cells rows;
  for (const char* name : {"ア　主病名", "イ　アの原因", "ウ　合併症"}) {
    const bool used = name[2] == "ア"[2] || random.Chance(0.6);
    rows.push_back(Row(
        0.95,
        {Label(1.3, name), used ? Value(3.6, AskedIllness(random)) : Unused(3.6),
         Label(0.8, "発病日"), used ? Value(2.2, AskedDate(random, 2020, 2026)) : Unused(2.2)}));
  }
  return Row(2.85, {Side(0.45, "傷病名"), Braced(Stack(8, std::move(rows)))});
}

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title =
      random.Pick({"入　院　証　明　書", "入院・通院証明書（診断書）", "入院証明書（治療証明書）"});
  Table table{PersonRows(random, One(random, {"患者", "被保険者"}))};
  table.rows.push_back(IllnessStack(random));
  table.rows.push_back(
      Row(1, {Label(1.3, "初診時の\n症状"), Value(3.6, HealthOf(Word(random, "symptom"))),
              Label(1, "初診日"), Value(2.4, AskedDate(random, 2022, 2026))}));
  sheet.blocks.emplace_back(std::move(table));
  sheet.blocks.emplace_back(Table{WardRows(random)});
  Table rest;
  rest.rows.push_back(
      Row(1.9, {Label(1.3, One(random, {"検査所見", "主な検査\n結果"})),
                Value(7, {Health(Word(random, "finding")), Unit("\n"),
                          Health(Word(random, "test") + "：" + One(random, {"陽性", "陰性"}))})}));
  rest.rows.push_back(
      Row(1, {Label(1.3, "手術の有無"), Centred(1.3, {HealthChoice({"有", "無"}, 0)}),
              Both(3.4, "術式", HealthOf(Word(random, "operation")), Place::kTiny),
              Both(2.3, "手術日", AskedDate(random, 2023, 2026), Place::kTiny)}));
  Cells days;
  for (int day = 1; day <= 16; ++day) {
    days.push_back(
        Centred(1, {Circled(Choice({std::to_string(day)}, random.Chance(0.3) ? 0 : -1))}));
  }
  days.insert(days.begin(), Label(2.6, "通院日\n（○印）"));
  rest.rows.push_back(Row(0.9, std::move(days)));
  rest.rows.push_back(
      Row(1, {Label(1.3, "労務・日常\n生活の制限"),
              Centred(7, {HealthChoice({"制限なし", "軽労働可", "要安静", "常時介護"},
                                       random.Range(0, 3))})}));
  sheet.blocks.emplace_back(std::move(rest));
  sheet.blocks.emplace_back(SmallPrint{
      .text = "上記のとおり証明します。（記入もれ、訂正印もれのないようお願いいたします。）"});
  sheet.blocks.emplace_back(Table{DoctorRows(random)});
  return sheet;
}

}  // namespace

extern const Kind kNyuin{"nyuin", Make, false, Form};

}  // namespace sumikeshi::mailroom
