// 口座振替依頼書: a bank account for premiums; by default nothing in it is redacted.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"預金口座振替依頼書", "保険料口座振替申込書", "口座振替依頼書・自動払込利用申込書"});
  sheet.blocks.emplace_back(Fields{{Sealed(random, NameField(random)), AddressField(random),
                                    PhoneField(random), PolicyField(random)}});
  Fields account{
      {Ask(random, {"金融機関名", "銀行名"}, Keep(Word(random, "bank"))),
       Ask(random, {"支店名", "取扱店"}, Keep(Word(random, "branch"))),
       Ask(random, {"預金種目", "口座種別"}, Keep(std::string(random.Pick({"普通", "当座"})))),
       Ask(random, {"口座番号"}, Keep(Digits(random, 7)))}};
  if (random.Chance(0.5)) account.fields.back().boxes = DigitBoxes{7, 7};
  account.fields.push_back(Ask(random, {"口座名義（カナ）", "口座名義人"}, Keep(Kana(random))));
  account.fields.push_back(Ask(random, {"振替開始月"}, Keep(RecentDate(random))));
  sheet.blocks.emplace_back(std::move(account));
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Notice(random));
  return sheet;
}

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"預金口座振替依頼書・自動払込利用申込書", "預金口座振替依頼書", "保険料口座振替申込書"});
  Table person{PersonRows(random, One(random, {"ご契約者", "申込人"}))};
  person.rows.push_back(
      Row(0.95, {Label(1.5, "申込区分"),
                 Value(3.5, {Ticked(Choice({"新規", "更新", "変更"}, random.Range(0, 2)))}),
                 Label(1.2, "証券番号"), Value(2, KeepOf(PolicyNumber(random)))}));
  sheet.blocks.emplace_back(std::move(person));
  sheet.blocks.emplace_back(Table{AccountRows(random, "指定口座")});
  sheet.blocks.emplace_back(
      Table{{Row(0.6, {Label(1, "振替開始月"), Label(1, "振替日"), Label(1.4, "払込方法"),
                       Label(1, "保険料"), Label(1.4, "お届け印")}),
             Row(1.8, {Centred(1, KeepOf("令和8年4月")), Centred(1, {Unit("27日")}),
                       Centred(1.4, {Choice({"月払", "半年払", "年払"}, 0)}),
                       Amount(1, KeepOf(Yen(random, 1, 40))), Value(1.4, {})})}});
  sheet.blocks.emplace_back(Consent(random));
  sheet.blocks.emplace_back(Table{
      {Row(0.6, {Label(2, "不備返却事由（金融機関使用欄）"), Label(1, "検印"), Label(1, "印鑑照合"),
                 Label(1, "受付印")}),
       Row(1.5, {Value(2, {Choice({"1.印鑑相違", "2.口座番号相違", "3.名義相違", "4.その他"}, -1)}),
                 Value(1, {}), Value(1, {}), Dashed(Value(1, {}))})}});
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Table{OfficeRows(random)});
  return sheet;
}

}  // namespace

extern const Kind kKoza{"koza", Make, false, Form};

}  // namespace sumikeshi::mailroom
