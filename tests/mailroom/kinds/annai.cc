// 案内通知: an insurer's notice, clean, full of words that look sensitive.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"ご契約内容のお知らせ", "がん保険のご案内", "契約更新のご案内", "重要なお知らせ"});
  sheet.by_hand = false;
  sheet.blocks.emplace_back(
      Paragraph{{Keep("〒" + PostCode(random) + "　" + Address(random))}, false});
  sheet.blocks.emplace_back(Paragraph{{Keep(Name(random) + "　様")}, false});
  sheet.blocks.emplace_back(Printed(Word(random, "company"), Align::kRight));
  sheet.blocks.emplace_back(
      Printed("平素は格別のお引き立てを賜り、厚く御礼申し上げます。ご契約について次のとおりご案内い"
              "たします。"));
  sheet.blocks.emplace_back(Fields{
      {PolicyField(random), Ask(random, {"保険種類", "商品名"}, Keep(Word(random, "product"))),
       Ask(random, {"保険期間", "契約期間"}, Keep(Period(random))),
       Ask(random, {"保険料", "払込保険料"}, Keep(Yen(random, 1, 98))),
       Ask(random, {"保険金受取人"}, Keep(Name(random)))}});
  for (const std::string& notice : Words(random, "keep.notice", random.Range(4, 7))) {
    sheet.blocks.emplace_back(Paragraph{{Plain("・"), Keep(notice)}, true});
  }
  sheet.blocks.emplace_back(Paragraph{
      {Plain("お問い合わせ先　"), Keep("0120-" + Digits(random, 3) + "-" + Digits(random, 3)),
       Plain("　法人番号 "), Keep(CorporateNumber(random))},
      true});
  return sheet;
}

}  // namespace

extern const Kind kAnnai{"annai", Make, true};

}  // namespace sumikeshi::mailroom
