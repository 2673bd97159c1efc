// 保険金・給付金請求書: a claim for benefits.
#include "tests/mailroom/kinds/parts.h"

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

}  // namespace

extern const Kind kSeikyu{"seikyu", Make, true};

}  // namespace sumikeshi::mailroom
