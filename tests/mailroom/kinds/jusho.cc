// 住所変更届: clean, nothing in it is sensitive.
#include "tests/mailroom/kinds/parts.h"

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

}  // namespace

extern const Kind kJusho{"jusho", Make, true};

}  // namespace sumikeshi::mailroom
