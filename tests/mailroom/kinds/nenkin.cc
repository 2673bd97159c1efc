// 年金の現況届 and 基礎年金番号 reports.
#include "tests/mailroom/kinds/forms.h"

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

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"年金受給権者現況届", "個人年金請求書 兼 現況届", "年金受給権者 住所・受取機関変更届"});
  const std::string number = PensionNumber(random);
  Contents digits = {Boxed(Sensitive(Category::kPensionNumber, number), 10, 4)};
  if (random.Chance(0.3)) {
    digits = {Sensitive(Category::kPensionNumber, number.substr(0, 4) + "－" + number.substr(4))};
  }
  Table top;
  const std::string label = One(random, {"基礎年金番号", "基礎年金\n番号（10桁）", "年金番号"});
  top.rows.push_back(Row(1, {Label(1.4, label), Value(3.8, digits), Label(1.2, "年金コード"),
                             Value(1.8, {Boxed(Plain(Digits(random, 4)), 4, 4)})}));
  if (random.Chance(0.6)) {
    top.rows.push_back(random.Chance(0.5)
                           ? Row(1, {Label(1.4, "個人番号"), Value(6.8, AskedMyNumber(random))})
                           : Row(1, {Both(8.2, "個人番号（マイナンバー）：", AskedMyNumber(random),
                                          Place::kTiny)}));
  }
  if (random.Chance(0.4)) {
    top.rows.push_back(Row(
        0.95,
        {Label(1.4, "住民票コード"),
         Value(6.8, {Boxed(Sensitive(Category::kJuminhyoCode, JuminhyoCode(random)), 11, 11)})}));
  }
  for (Cell& row : PersonRows(random, "受給権者")) top.rows.push_back(std::move(row));
  sheet.blocks.emplace_back(std::move(top));
  sheet.blocks.emplace_back(
      Table{{Row(0.6, {Label(2, "加給年金対象者"), Label(2, "生年月日"), Label(1, "続柄"),
                       Label(1.6, "生計維持"), Label(2, "障害の状態")}),
             Row(0.95, {Value(2, KeepOf(Name(random))), Value(2, AskedBirth(random)),
                        Centred(1, {Plain("配偶者")}), Centred(1.6, {Choice({"有", "無"}, 0)}),
                        Centred(2, {HealthChoice({"障害あり", "障害なし"}, random.Range(0, 1))})}),
             Row(0.95, {Unused(2), Unused(2), Unused(1), Unused(1.6), Unused(2)})}});
  sheet.blocks.emplace_back(Table{AccountRows(random, "受取機関")});
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Consent(random));
  sheet.blocks.emplace_back(Table{OfficeRows(random)});
  return sheet;
}

}  // namespace

extern const Kind kNenkin{"nenkin", Make, false, Form};

}  // namespace sumikeshi::mailroom
