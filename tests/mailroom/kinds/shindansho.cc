// 診断書: a doctor's certificate.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"診断書", "診　断　書", "診断書（保険会社提出用）"});
  Fields patient{
      {Ask(random, {"氏名", "患者氏名", "受診者氏名"}, Keep(Name(random))), BirthField(random)}};
  if (random.Chance(0.5)) patient.fields.push_back(AddressField(random));
  sheet.blocks.emplace_back(std::move(patient));
  Fields findings{{Ask(random, {"病名", "診断名", "傷病名", "主病名"},
                       Sensitive(Category::kHealth, Word(random, "illness"))),
                   Ask(random, {"発病年月日", "初診日", "発症年月日"}, Keep(RecentDate(random))),
                   Ask(random, {"経過", "治療経過", "症状経過および治療内容", "所見"},
                       Sensitive(Category::kHealth, Word(random, "course")))}};
  if (random.Chance(0.6)) {
    findings.fields.push_back(Ask(random, {"既往症", "既往歴", "合併症"},
                                  Sensitive(Category::kHealth, Word(random, "history"))));
  }
  if (random.Chance(0.4)) {
    findings.fields.push_back(
        Ask(random, {"転帰"}, Sensitive(Category::kHealth, Word(random, "outcome"))));
  }
  sheet.blocks.emplace_back(std::move(findings));
  sheet.blocks.emplace_back(Printed(std::string(
      random.Pick({"上記のとおり診断いたします。", "上記のとおり相違ないことを証明します。"}))));
  sheet.blocks.emplace_back(Paragraph{{Keep(RecentDate(random))}, false});
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"所在地", "医療機関所在地"}, Keep(Address(random))),
              Ask(random, {"名称", "医療機関名"}, Keep(Hospital(random))),
              Sealed(random, Ask(random, {"医師氏名", "担当医", "医師"}, Keep(Name(random))))}});
  return sheet;
}

// The course of an illness as certificates ask for it.
Cells CareRows(Random& random) {
  Cells rows;
  rows.push_back(Row(1.2, {Label(1.5, One(random, {"傷病名", "疾　病　名", "（主）傷病名"})),
                           Value(6.5, AskedIllness(random))}));
  rows.push_back(
      Row(1, {Label(1.5, One(random, {"上記の原因", "原因となった\n傷病名", "（イ）の原因"})),
              random.Chance(0.6) ? Value(3.5, HealthOf(Word(random, "illness"))) : Unused(3.5),
              Label(1, "発病日"), Value(2, AskedDate(random, 2021, 2025))}));
  rows.push_back(
      Row(1, {Label(1.5, "既往症"), Centred(1.2, {HealthChoice({"有", "無"}, random.Range(0, 1))}),
              Both(2.3, "傷病名", HealthOf(Word(random, "illness"))), Label(1, "治療期間"),
              Value(2, AskedPeriod(random))}));
  rows.push_back(Row(1, {Label(1.5, "初診日"), Value(2.6, AskedDate(random, 2023, 2026)),
                         Label(1.3, One(random, {"前　医", "紹介元\n医療機関"})),
                         Value(2.6, KeepOf(Hospital(random)))}));
  return rows;
}

Cell StayRow(Random& random, int number, bool used) {
  const std::string label = "第" + std::to_string(number) + "回";
  if (!used) {
    return Row(0.85, {Label(0.8, label), Unused(4.4), Unused(1.4), Unused(1.4)});
  }
  return Row(0.85, {Label(0.8, label), Value(4.4, AskedPeriod(random)),
                    Centred(1.4, {Keep(std::to_string(random.Range(3, 88))), Unit("日間")}),
                    Centred(1.4, {HealthChoice({"治癒", "軽快", "継続"}, random.Range(0, 2))})});
}

Cell OperationRow(Random& random, bool used) {
  if (!used) return Row(0.9, {Unused(3), Unused(1.6), Unused(1.7), Unused(1.7)});
  return Row(0.9,
             {Value(3, HealthOf(Word(random, "operation"))), Value(1.6, KeepOf(RecentDate(random))),
              Centred(1.7, {HealthChoice({"開頭", "開胸", "開腹", "その他"}, random.Range(0, 3))}),
              Centred(1.7, {HealthChoice({"観血", "非観血"}, random.Range(0, 1))})});
}

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title =
      random.Pick({"診　断　書", "診断書（保険会社提出用）", "入院・手術等証明書（診断書）"});
  Table table;
  Cells person = PersonRows(random, One(random, {"患者", "受診者", "被保険者"}));
  std::ranges::move(person, std::back_inserter(table.rows));
  std::ranges::move(CareRows(random), std::back_inserter(table.rows));
  const int stays = random.Range(1, 2);
  Cells stay = {Row(0.55, {Label(0.8, "入院"), Label(4.4, "入　院　期　間"), Label(1.4, "日　数"),
                           Label(1.4, "転　帰")})};
  for (int i = 1; i <= 3; ++i) stay.push_back(StayRow(random, i, i <= stays));
  table.rows.push_back(Row(3.1, {Side(0.4, "入院の状況"), Stack(7.6, std::move(stay))}));
  table.rows.push_back(
      Row(2.5, {Side(0.4, One(random, {"手術", "手術欄"})),
                Stack(7.6, {Row(0.55, {Label(3, "手　術　名（種類・術式）"), Label(1.6, "手術日"),
                                       Label(1.7, "手術の種類"), Label(1.7, "区　分")}),
                            OperationRow(random, random.Chance(0.7)),
                            OperationRow(random, random.Chance(0.2))})}));
  table.rows.push_back(Row(2.2, {Label(1.5, One(random, {"症状および経過\n（治療内容）", "経　過",
                                                         "発病から初診まで\nの経過"})),
                                 Value(6.5, HealthOf(Word(random, "course")))}));
  table.rows.push_back(Row(
      1,
      {Label(1.5, "放射線治療"), Centred(1.4, {HealthChoice({"有", "無"}, random.Range(0, 1))}),
       Label(1.4, "悪性新生物\nの場合TNM"),
       random.Chance(0.35) ? Value(1.6, HealthOf("T" + Digits(random, 1) + "N0M0")) : Unused(1.6),
       Label(1, "介護度"),
       Centred(2.6, {Circled(random.Chance(0.3)
                                 ? HealthChoice({"要支援", "要介護1", "2", "3", "4", "5"},
                                                random.Range(0, 5))
                                 : Choice({"要支援", "要介護1", "2", "3", "4", "5"}, -1))})}));
  sheet.blocks.emplace_back(std::move(table));
  sheet.blocks.emplace_back(SmallPrint{
      .text = One(random,
                  {"※ "
                   "該当する項目を○で囲み、数字は算用数字で記入してください。訂正箇所には訂正印を押"
                   "印願います。",
                   "（注）傷病名欄は保険金支払の判断に必要ですので省略せずにご記入ください。"})});
  sheet.blocks.emplace_back(Table{DoctorRows(random)});
  return sheet;
}

}  // namespace

extern const Kind kShindansho{"shindansho", Make, false, Form};

}  // namespace sumikeshi::mailroom
