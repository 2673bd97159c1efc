// クレジットカード払込申込書: premiums charged to a payment card.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"クレジットカード払込申込書", "保険料クレジットカード払特約申込書", "カード払い登録依頼書"});
  sheet.blocks.emplace_back(Fields{{NameField(random), PolicyField(random), PhoneField(random)}});
  const std::string number = CardNumber(random);
  Fields card;
  card.fields.push_back(
      Ask(random, {"カード会社", "ご利用カード"},
          Keep(std::string(random.Pick({"VISA", "Mastercard", "アメックス", "ダイナース"})))));
  Field pan = Ask(random, {"カード番号", "クレジットカード番号", "会員番号"},
                  Sensitive(Category::kCardNumber, number));
  if (random.Chance(0.5)) {
    pan.boxes = DigitBoxes{16, 4};
  } else if (random.Chance(0.7)) {
    pan.value[0].text = Group(number, 4, random.Pick({"-", " ", "－"}));
  }
  card.fields.push_back(std::move(pan));
  const std::string month = std::to_string(random.Range(1, 12));
  const std::string year = std::to_string(random.Range(26, 31));
  const std::string slash = (month.size() < 2 ? "0" : "") + month + "/" + year;
  const std::string words = month + "月／20" + year + "年";
  card.fields.push_back(Ask(random, {"有効期限", "カード有効期限", "有効期限（月／年）"},
                            Sensitive(Category::kCardExpiry, random.Chance(0.6) ? slash : words)));
  if (random.Chance(0.3)) {
    card.fields.push_back(
        Ask(random, {"セキュリティコード"}, Sensitive(Category::kCardExpiry, Digits(random, 3))));
  }
  card.fields.push_back(
      Ask(random, {"カード名義人", "名義（ローマ字）"}, Keep(Word(random, "roman_name"))));
  sheet.blocks.emplace_back(std::move(card));
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"保険料", "月払保険料"}, Keep(Yen(random, 1, 48))),
              Ask(random, {"お申込日", "申込日"}, Keep(RecentDate(random)))}});
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Paragraph{
      {Plain(Word(random, "company") + "　法人番号 "), Keep(CorporateNumber(random))}, true});
  return sheet;
}

}  // namespace

extern const Kind kCard{"card", Make};

}  // namespace sumikeshi::mailroom
