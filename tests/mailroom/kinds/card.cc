// クレジットカード払込申込書: premiums charged to a payment card.
#include "tests/mailroom/kinds/forms.h"

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

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"クレジットカード払込申込書", "保険料クレジットカード払特約申込書", "カード払い登録依頼書"});
  sheet.blocks.emplace_back(Printed(Word(random, "company") + "　御中"));
  Table person{PersonRows(random, One(random, {"契約者", "申込人"}))};
  person.rows.push_back(
      Row(0.9, {Label(1.4, "証券番号"), Value(3.3, {Boxed(Plain(Digits(random, 10)), 10, 10)}),
                Label(1.1, "申込日"), Value(3, AskedDate(random, 2024, 2026))}));
  sheet.blocks.emplace_back(std::move(person));
  sheet.blocks.emplace_back(Heading{
      One(random, {"クレジットカード情報", "ご利用カード", "2．お支払いに使用するカード"})});
  const std::string number = CardNumber(random);
  const int count = static_cast<int>(number.size());
  const std::string month = std::to_string(random.Range(1, 12)),
                    year = std::to_string(random.Range(26, 31));
  Table card;
  card.rows.push_back(
      Row(0.95, {Label(1.5, "カード会社"),
                 Value(6.7, {Ticked(Choice({"VISA", "Mastercard", "JCB", "AMEX", "Diners"},
                                           random.Range(0, 4)))})}));
  const Piece pan = Sensitive(Category::kCardNumber, number);
  Contents digits = {Boxed(pan, 16, 4)};
  if (random.Chance(0.3)) {
    digits = {Sensitive(Category::kCardNumber, count == 16 ? Group(number, 4, "-") : number)};
  }
  const std::string label = One(random, {"カード番号", "会員番号", "クレジット\nカード番号"});
  card.rows.push_back(
      random.Chance(0.7)
          ? Row(1.15, {Label(1.5, label), Value(6.7, digits)})
          : Row(1.25, {Both(8.2, "カード番号（左づめでご記入ください）", digits, Place::kTiny)}));
  Contents expiry = {Sensitive(Category::kCardExpiry, month), Unit("月／20"),
                     Sensitive(Category::kCardExpiry, year), Unit("年")};
  if (random.Chance(0.5)) {
    expiry = {
        Boxed(Sensitive(Category::kCardExpiry, (month.size() < 2 ? "0" : "") + month + year), 4, 2),
        Unit("（月／年）")};
  }
  Cells row = {Label(1.5, "有効期限"), Value(3, expiry)};
  if (random.Chance(0.35)) {
    row.push_back(Label(1.5, "セキュリティ\nコード"));
    row.push_back(Value(2.2, {Boxed(Sensitive(Category::kCardExpiry, Digits(random, 3)), 3, 3)}));
  } else {
    row.push_back(Label(1.5, "支払方法"));
    row.push_back(Centred(2.2, {Choice({"月払", "年払"}, random.Range(0, 1))}));
  }
  card.rows.push_back(Row(1.1, std::move(row)));
  card.rows.push_back(Row(
      1, {Label(1.5, "カード名義\n（ローマ字）"), Value(4.2, KeepOf(Word(random, "roman_name"))),
          Label(1, "続柄"), Centred(1.5, {Choice({"本人", "家族"}, 0)})}));
  sheet.blocks.emplace_back(std::move(card));
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Consent(random));
  sheet.blocks.emplace_back(Consent(random));
  sheet.blocks.emplace_back(Table{OfficeRows(random)});
  return sheet;
}

}  // namespace

extern const Kind kCard{"card", Make, false, Form};

}  // namespace sumikeshi::mailroom
