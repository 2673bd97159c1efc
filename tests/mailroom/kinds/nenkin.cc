// 年金の現況届 and 基礎年金番号 reports.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"年金受給権者現況届", "個人年金現況届", "基礎年金番号届出書"});
  const std::string number = PensionNumber(random);
  const std::string grouped =
      number.substr(0, 4) + std::string(random.Pick({"-", " ", "－"})) + number.substr(4);
  Fields fields{{NameField(random), BirthField(random), AddressField(random)}};
  Field pension = Ask(random, {"基礎年金番号", "年金番号", "基礎年金番号（10桁）"},
                      Sensitive(Category::kPensionNumber, random.Chance(0.6) ? grouped : number));
  if (random.Chance(0.3))
    pension = {pension.label, {Sensitive(Category::kPensionNumber, number)}, DigitBoxes{10, 4}};
  fields.fields.push_back(std::move(pension));
  if (random.Chance(0.5))
    fields.fields.push_back(MyNumberField(random, {"個人番号", "個人番号（マイナンバー）"}));
  if (random.Chance(0.4)) {
    fields.fields.push_back(
        Ask(random, {"住民票コード"}, Sensitive(Category::kJuminhyoCode, JuminhyoCode(random))));
  }
  fields.fields.push_back(Ask(random, {"支給開始年月", "届出年月日"}, Keep(RecentDate(random))));
  fields.fields.push_back(PhoneField(random));
  sheet.blocks.emplace_back(std::move(fields));
  Question alive{"受給権者は現在、生存していますか。", {"はい", "いいえ"}, 0, Role::kKeep};
  if (random.Chance(0.5)) sheet.blocks.emplace_back(Questions{{std::move(alive)}});
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Printed(Word(random, "company"), Align::kRight));
  return sheet;
}

}  // namespace

extern const Kind kNenkin{"nenkin", Make};

}  // namespace sumikeshi::mailroom
