// マイナンバーカード: the back with number and QR code, sometimes the front; a 通知カード.
#include "tests/mailroom/kinds/cards.h"

namespace sumikeshi::mailroom {
namespace {

struct Holder {
  std::string name, address, birth, sex, number;
};

Plate Back(Random& random, const Holder& holder) {
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54), Strip(0, 4, 85.6, 9, {0.2, 0.2, 0.22}),
                  Frame(6, 26, 12, 10), Qr(66, 30, 15, holder.number, Role::kSensitive)};
  plate.spots = {
      Fixed(24, 15.5, 6.5, "個人番号"),
      Bold(Written(24, 19, random.Real(11, 13),
                   Sensitive(Category::kMyNumber, Group(holder.number, 4, " ")))),
      Fixed(24, 27, 5, "氏名"),
      Written(31, 26.5, 8, Keep(holder.name)),
      Written(24, 33, 7, Keep(holder.birth + "生")),
      Within(
          Fixed(5, 46, 4.5, "この面をコピー・撮影等する場合は、個人番号の取扱いにご注意ください。"),
          76)};
  return plate;
}

Plate Front(Random& random, const Holder& holder) {
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54), Strip(0.3, 0.3, 85, 6, {0.93, 0.85, 0.9}),
                  Face(60, 14, 21, 27)};
  plate.spots = {
      Bold(Fixed(26, 1.3, 8, "個人番号カード")),
      Fixed(4, 8.5, 5, "氏名"),
      Written(11, 8, 8.5, Keep(holder.name)),
      Fixed(4, 15, 5, "住所"),
      Within(Written(11, 14.5, 7, Keep(holder.address)), 46),
      Written(4, 25, 7.5, Keep(holder.birth + "生")),
      Fixed(42, 25, 5, "性別"),
      Written(49, 24.7, 7.5, Plain(holder.sex)),
      Fixed(4, 33, 5.5, "2035年" + std::to_string(random.Range(1, 12)) + "月1日まで有効"),
      Fixed(4, 39, 5, "電子証明書の有効期限"),
      Fixed(4, 47, 5, Word(random, "surname") + "市長"),
      Written(68, 44, 7, Plain(Digits(random, 4)))};
  return plate;
}

// The paper card that told people their number.
Plate Notification(Random& random, const Holder& holder) {
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54)};
  plate.spots = {
      Bold(Fixed(30, 2, 9, "通知カード")),
      Fixed(5, 9.5, 6, "個人番号"),
      Bold(Written(22, 8.5, 12, Sensitive(Category::kMyNumber, Group(holder.number, 4, " ")))),
      Fixed(5, 18, 5.5, "氏名"),
      Written(14, 17.5, 8, Keep(holder.name)),
      Fixed(5, 25, 5.5, "住所"),
      Within(Written(14, 24.5, 7, Keep(holder.address)), 60),
      Written(14, 34, 7, Keep(holder.birth + "生")),
      Fixed(60, 34, 5.5, "性別　" + holder.sex),
      Fixed(5, 46, 5.5, "発行日　" + Date(random, 2015, 2019)),
      Fixed(50, 46, 6, Word(random, "surname") + "市長")};
  return plate;
}

Sheet Make(Random& random) {
  const Holder holder{Name(random), Address(random), BirthDate(random), One(random, {"男", "女"}),
                      MyNumber(random)};
  std::vector<Plate> plates;
  if (random.Chance(0.2)) return Copies(random, {Notification(random, holder)});
  if (random.Chance(0.55)) plates.push_back(Front(random, holder));
  plates.push_back(Back(random, holder));
  return Copies(random, std::move(plates));
}

}  // namespace

extern const Kind kMynumber{"mynumber", Make};

}  // namespace sumikeshi::mailroom
