// 口座振替依頼書: a bank account for premiums; by default nothing in it is redacted.
#include "tests/mailroom/kinds/parts.h"

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

}  // namespace

extern const Kind kKoza{"koza", Make};

}  // namespace sumikeshi::mailroom
