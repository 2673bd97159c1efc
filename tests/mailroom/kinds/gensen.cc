// 源泉徴収票 and 支払調書: tax slips with My Numbers in boxes.
#include "tests/mailroom/kinds/parts.h"

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

}  // namespace

extern const Kind kGensen{"gensen", Make};

}  // namespace sumikeshi::mailroom
