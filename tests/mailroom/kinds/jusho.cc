// 住所変更届: clean, nothing in it is sensitive.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"住所変更届", "住所・電話番号変更届", "ご登録内容変更届"});
  sheet.blocks.emplace_back(
      Fields{{PolicyField(random), NameField(random),
              Ask(random, {"フリガナ", "氏名（カナ）"}, Keep(Kana(random))),
              Ask(random, {"旧住所", "変更前のご住所"}, Keep(Address(random))),
              Ask(random, {"新住所", "変更後のご住所"},
                  Keep("〒" + PostCode(random) + " " + Address(random))),
              PhoneField(random),
              Ask(random, {"お客様番号", "整理番号"}, Keep("2026" + Digits(random, 8))),
              Ask(random, {"変更日", "お届け日"}, Keep(RecentDate(random)))}});
  if (random.Chance(0.4)) {
    sheet.blocks.emplace_back(Fields{{Ask(random, {"本人確認書類", "運転免許証番号"},
                                          Keep("運転免許証 第" + LicenceNumber(random) + "号"))}});
  }
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Printed(Word(random, "company"), Align::kRight));
  return sheet;
}

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title =
      random.Pick({"住所・電話番号・氏名変更届", "ご登録内容変更届", "名義・住所変更請求書"});
  sheet.blocks.emplace_back(Table{
      {Row(0.95, {Label(1.2, "証券番号"), Value(3, {Boxed(Plain(Digits(random, 10)), 10, 10)}),
                  Label(1, "届出日"), Value(2.6, AskedDate(random, 2024, 2026))})}});
  sheet.blocks.emplace_back(Table{PersonRows(random, One(random, {"契約者", "届出人"}))});
  sheet.blocks.emplace_back(Table{
      {Row(2,
           {Side(0.4, "変更前"),
            Stack(8, {Row(1, {Label(1, "住　所"), Value(7, {Unit("〒"), Keep(PostCode(random)),
                                                            Unit("　"), Keep(Address(random))})}),
                      Row(1, {Label(1, "電　話"), Value(3, KeepOf(Phone(random))),
                              Label(1, "携　帯"), Unused(3)})})}),
       Row(2,
           {Side(0.4, "変更後"),
            Stack(8, {Row(1, {Label(1, "住　所"), Value(7, {Unit("〒"), Keep(PostCode(random)),
                                                            Unit("　"), Keep(Address(random))})}),
                      Row(1, {Label(1, "電　話"), Value(3, KeepOf(Phone(random))),
                              Label(1, "携　帯"), Value(3, KeepOf(Phone(random)))})})}),
       Row(0.95, {Label(1.2, "変更理由"),
                  Value(7.2, {Ticked(Choice({"転居", "結婚", "住居表示変更", "その他"},
                                            random.Range(0, 3)))})}),
       Row(0.95,
           {Label(1.2, "本人確認\n書類"), Value(3.6, {Choice({"運転免許証", "パスポート"}, 0)}),
            Label(1.2, "番号"), Value(2.4, {Plain(LicenceNumber(random))})})}});
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Consent(random));
  sheet.blocks.emplace_back(Table{OfficeRows(random)});
  return sheet;
}

}  // namespace

extern const Kind kJusho{"jusho", Make, true, Form};

}  // namespace sumikeshi::mailroom
