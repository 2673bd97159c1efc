// 源泉徴収票 and 支払調書: tax slips with My Numbers in boxes.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Field BoxedMyNumber(std::string label, Random& random) {
  return {std::move(label),
          {Sensitive(Category::kMyNumber, MyNumber(random))},
          DigitBoxes{12, random.Chance(0.7) ? 4 : 12}};
}

Sheet Withholding(Random& random) {
  Sheet sheet;
  sheet.title = "令和" + std::to_string(random.Range(5, 8)) + "年分　給与所得の源泉徴収票";
  sheet.by_hand = false;
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"住所又は居所", "支払を受ける者の住所"}, Keep(Address(random))),
              BoxedMyNumber("個人番号", random), Ask(random, {"氏名"}, Keep(Name(random)))}});
  Grid pay{{"種別", "支払金額", "所得控除の額の合計額", "源泉徴収税額"}, {}};
  pay.rows.push_back({Keep("給料・賞与"), Keep(Yen(random, 2400, 9800)),
                      Keep(Yen(random, 700, 2400)), Keep(Yen(random, 20, 480))});
  sheet.blocks.emplace_back(std::move(pay));
  if (random.Chance(0.6)) {
    sheet.blocks.emplace_back(Fields{{Ask(random, {"控除対象配偶者の氏名"}, Keep(Name(random))),
                                      BoxedMyNumber("配偶者の個人番号", random)}});
  }
  Field payer{"支払者の法人番号", {Keep(CorporateNumber(random))}};
  if (random.Chance(0.5)) payer.boxes = DigitBoxes{13, 13};
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"支払者の名称"}, Keep(Word(random, "employer"))), std::move(payer)}});
  return sheet;
}

Sheet Payment(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"生命保険契約等の一時金の支払調書",
                             "生命保険金・共済金受取人別支払調書", "個人年金の支払調書"});
  sheet.by_hand = false;
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"保険金等受取人の氏名", "受取人氏名"}, Keep(Name(random))),
              Ask(random, {"受取人の住所"}, Keep(Address(random))),
              BoxedMyNumber(random.Chance(0.5) ? "個人番号" : "個人番号又は法人番号", random),
              Ask(random, {"保険契約者等の氏名"}, Keep(Name(random))),
              BoxedMyNumber("契約者の個人番号", random),
              Ask(random, {"保険金額等", "支払保険金額"}, Keep(Yen(random, 300, 20000))),
              Ask(random, {"支払確定年月日"}, Keep(RecentDate(random)))}});
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"保険会社等の名称"}, Keep(Word(random, "company"))),
              Ask(random, {"法人番号"}, Keep(CorporateNumber(random)))}});
  return sheet;
}

Sheet Make(Random& random) { return random.Chance(0.5) ? Withholding(random) : Payment(random); }

Contents Taxed(Random& random, int low, int high) {
  return {Keep(std::to_string(random.Range(low, high)) + " " + Digits(random, 3)), Unit(" 円")};
}

// A column of a table of numbers: its heading, its value.
Cell Column(double share, std::string label, Contents content) {
  return Stack(share, {Row(0.9, {Label(1, std::move(label))}),
                       Row(1, {Cell{.content = std::move(content), .align = Align::kCentre}})});
}

// A tick that tells of a disability, or nothing.
Contents Disabled(Random& random) {
  return random.Chance(0.2) ? HealthOf(One(random, {"○", "1"})) : Contents{};
}

Cell Dependant(Random& random, const std::string& number, bool used) {
  if (!used)
    return Row(1,
               {Label(0.3, number), Unused(2.4), Label(0.7, "個人番号"), Unused(4), Unused(0.6)});
  return Row(1, {Label(0.3, number),
                 Both(2.4, "（フリガナ）" + Kana(random), KeepOf(Name(random)), Place::kTiny),
                 Label(0.7, "個人番号"),
                 Value(4, {Boxed(Sensitive(Category::kMyNumber, MyNumber(random)), 12, 12)}),
                 Both(0.6, "区分", {}, Place::kTiny)});
}

// The slip as the tax office lays it out.
Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title = "令和" + std::to_string(random.Range(5, 8)) + "年分　給与所得の源泉徴収票";
  sheet.by_hand = false;
  Table slip;
  slip.rows.push_back(Row(
      2.6,
      {Side(0.5, "支払を受\nける者"), Both(4, "住所又は居所", KeepOf(Address(random))),
       Stack(4.5, {Row(0.6, {Both(1, "（受給者番号）", KeepOf(Digits(random, 6)), Place::kBefore)}),
                   Row(0.9, {Both(1, random.Chance(0.5) ? "（個人番号）" : "個人番号：",
                                  {Boxed(Sensitive(Category::kMyNumber, MyNumber(random)), 12, 12)},
                                  random.Chance(0.5) ? Place::kTiny : Place::kBefore)}),
                   Row(1, {Both(1, "氏名　（フリガナ）" + Kana(random), KeepOf(Name(random)),
                                Place::kTiny)})})}));
  slip.rows.push_back(
      Row(1.5, {Column(1.2, "種　別", KeepOf("給料・賞与")),
                Column(2, "支　払　金　額", Taxed(random, 2400, 9800)),
                Column(2, "給与所得控除後の金額\n（調整控除後）", Taxed(random, 1500, 7000)),
                Column(2, "所得控除の額の合計額", Taxed(random, 700, 2400)),
                Column(2, "源泉徴収税額", Taxed(random, 20, 480))}));
  slip.rows.push_back(Row(
      1.6, {Column(1.4, "（源泉）控除対象\n配偶者の有無等", KeepOf("有")),
            Column(1.6, "配偶者（特別）\n控除の額", Taxed(random, 1, 380)),
            Column(0.8, "特定", KeepOf("1")), Column(0.8, "老人", {}),
            Column(0.8, "その他", KeepOf("2")), Column(1, "16歳未満\n扶養親族", KeepOf("1")),
            Column(0.9, "障害者の数\n特別", Disabled(random)),
            Column(0.9, "その他の\n障害者", Disabled(random)), Column(0.8, "非居住者\nの数", {})}));
  slip.rows.push_back(Row(1.5, {Column(2, "社会保険料等の金額", Taxed(random, 300, 1200)),
                                Column(2, "生命保険料の控除額", Taxed(random, 20, 120)),
                                Column(2, "地震保険料の控除額", Taxed(random, 5, 50)),
                                Column(2, "住宅借入金等特別控除の額", {})}));
  slip.rows.push_back(Row(1.1, {Both(1, "（摘要）", {}, Place::kTiny)}));
  slip.rows.push_back(
      Row(1, {Label(0.8, "控除対象\n配偶者"),
              Both(2.6, "（フリガナ）" + Kana(random), KeepOf(Name(random)), Place::kTiny),
              Label(0.7, "個人番号"),
              Value(4, {Boxed(Sensitive(Category::kMyNumber, MyNumber(random)), 12, 12)})}));
  const int dependants = random.Range(0, 2);
  Cells rows;
  for (int i = 1; i <= 3; ++i)
    rows.push_back(Dependant(random, std::to_string(i), i <= dependants));
  slip.rows.push_back(Row(2.8, {Side(0.5, "控除対象\n扶養親族"), Stack(8, std::move(rows))}));
  Cells flags;
  for (const char* name : {"未成年者", "外国人", "死亡退職", "災害者", "乙　欄"})
    flags.push_back(Column(0.6, name, {}));
  flags.push_back(Column(0.7, "本人が障害者\n特別", Disabled(random)));
  flags.push_back(Column(0.6, "その他", Disabled(random)));
  for (const char* name : {"寡婦", "ひとり親", "勤労学生"}) flags.push_back(Column(0.6, name, {}));
  flags.push_back(Column(2, "受給者生年月日", KeepOf(BirthDate(random))));
  slip.rows.push_back(Row(1.5, std::move(flags)));
  slip.rows.push_back(Row(
      2,
      {Side(0.5, "支払者"),
       Stack(8, {Row(0.9, {Label(1.4, "個人番号又は\n法人番号"),
                           Value(6.6, {Boxed(Keep(CorporateNumber(random)), 13, 13)})}),
                 Row(0.6, {Label(1.4, "住所（居所）"), Value(6.6, KeepOf(Address(random)))}),
                 Row(0.6, {Label(1.4, "氏名又は名称"), Value(4, KeepOf(Word(random, "employer"))),
                           Value(2.6, {Unit("（電話）"), Keep(Phone(random))})})})}));
  sheet.blocks.emplace_back(std::move(slip));
  return sheet;
}

}  // namespace

extern const Kind kGensen{"gensen", Make, false, Form};

}  // namespace sumikeshi::mailroom
