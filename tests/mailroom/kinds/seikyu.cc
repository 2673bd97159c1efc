// 保険金・給付金請求書: a claim for benefits.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"保険金・給付金請求書", "入院・手術給付金請求書", "給付金支払請求書",
                             "保険金請求書兼事故報告書"});
  Fields person{{PolicyField(random), Sealed(random, NameField(random)), BirthField(random),
                 AddressField(random), PhoneField(random)}};
  if (random.Chance(0.5)) Shuffle(random, person.fields);
  sheet.blocks.emplace_back(std::move(person));
  if (random.Chance(0.5)) sheet.blocks.emplace_back(Heading{"ご請求の内容"});
  Fields claim{
      {IllnessField(random),
       Ask(random, {"医療機関名", "入院先の病院名", "受診医療機関"}, Keep(Hospital(random))),
       Ask(random, {"入院期間", "ご入院の期間"}, Keep(Period(random)))}};
  if (random.Chance(0.5)) {
    claim.fields.push_back(Ask(random, {"手術名", "手術の名称"},
                               Sensitive(Category::kHealth, Word(random, "operation"))));
  }
  if (random.Chance(0.4)) {
    claim.fields.push_back(
        Ask(random, {"症状", "主な症状"}, Sensitive(Category::kHealth, Word(random, "symptom"))));
  }
  sheet.blocks.emplace_back(std::move(claim));
  Fields payee;
  if (random.Chance(0.5)) {
    payee.fields.push_back(MyNumberField(random, {"個人番号", "マイナンバー", "受取人の個人番号"}));
  }
  payee.fields.push_back(Ask(random, {"振込先金融機関", "お振込先"},
                             Keep(Word(random, "bank") + " " + Word(random, "branch"))));
  sheet.blocks.emplace_back(std::move(payee));
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Printed(Word(random, "company"), Align::kRight));
  return sheet;
}

// What happened: an illness or an accident.
Cells CauseRows(Random& random) {
  Cells rows;
  const bool accident = random.Chance(0.4);
  rows.push_back(
      Row(0.9, {Label(1.5, "請求の原因"), Centred(3, {Choice({"病気", "ケガ"}, accident ? 1 : 0)}),
                Label(1.3, One(random, {"発病日・事故日", "受傷・発病日"})),
                Value(2.4, AskedDate(random, 2023, 2026))}));
  rows.push_back(
      Row(1.1, {Label(1.5, One(random, {"傷　病　名", "疾　病　名", "病名・けがの名称", "ご病名"})),
                Value(6.7, AskedIllness(random))}));
  rows.push_back(Row(1, {Label(1.5, "医療機関名"), Value(3, KeepOf(Hospital(random))),
                         Label(1.3, "入院期間"), Value(2.4, AskedPeriod(random))}));
  rows.push_back(Row(1, {Label(1.5, "手　術"), Centred(1.3, {HealthChoice({"有", "無"}, 0)}),
                         Both(3, "手術名", HealthOf(Word(random, "operation")), Place::kTiny),
                         Label(1, "手術日"), Value(1.8, KeepOf(RecentDate(random)))}));
  if (random.Chance(0.4)) {
    rows.push_back(
        Row(1, {Label(1.5, "要介護認定"),
                Centred(6.7, {HealthChoice({"無", "要支援（1・2）", "要介護1", "2", "3", "4", "5"},
                                           random.Range(0, 6))})}));
  }
  if (accident) {
    rows.push_back(Row(1.6, {Label(1.5, "事故の状況\n（日時・場所等）"),
                             Value(6.7, {Keep(RecentDate(random)), Plain("　"),
                                         Health(Word(random, "injury"))})}));
  }
  return rows;
}

Cells ClaimRows(Random& random) {
  Cells kinds;
  for (const char* name : {"入院給付金", "手術給付金", "通院給付金", "死亡保険金"}) {
    kinds.push_back(Centred(1, {Ticked(Choice({name}, random.Chance(0.4) ? 0 : -1))}));
  }
  kinds.insert(kinds.begin(), Label(0.9, "請求種類"));
  Cells rows = {Row(0.9, {Label(1.5, One(random, {"証券番号", "保険証券\n番号"})),
                          Value(3, {Boxed(Plain(Digits(random, 10)), 10, 10)}),
                          Label(1.3, "請求日"), Value(2.4, AskedDate(random, 2024, 2026))}),
                Row(0.9, std::move(kinds))};
  return rows;
}

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title =
      random.Pick({"保険金・給付金請求書", "給付金支払請求書", "入院・手術給付金請求書 兼 同意書"});
  sheet.blocks.emplace_back(Printed(Word(random, "company") + "　御中"));
  Table top{ClaimRows(random)};
  std::ranges::move(PersonRows(random, One(random, {"請求者", "受取人"})),
                    std::back_inserter(top.rows));
  if (random.Chance(0.55)) {
    Cell row = Row(1, {Label(1.5, One(random, {"個人番号", "マイナンバー"})),
                       Value(6.7, AskedMyNumber(random))});
    if (random.Chance(0.4)) {
      row =
          Row(1, {Both(8.2, One(random, {"個人番号：", "個人番号（マイナンバー）"}),
                       AskedMyNumber(random), random.Chance(0.5) ? Place::kTiny : Place::kBefore)});
    }
    top.rows.push_back(std::move(row));
  }
  sheet.blocks.emplace_back(std::move(top));
  sheet.blocks.emplace_back(
      Heading{One(random, {"ご請求の内容", "傷病の状況", "2．ご請求の原因"})});
  sheet.blocks.emplace_back(Table{CauseRows(random)});
  if (random.Chance(0.6)) sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Table{AccountRows(random, "お振込先")});
  sheet.blocks.emplace_back(Consent(random));
  sheet.blocks.emplace_back(Table{OfficeRows(random)});
  return sheet;
}

}  // namespace

extern const Kind kSeikyu{"seikyu", Make, true, Form};

}  // namespace sumikeshi::mailroom
