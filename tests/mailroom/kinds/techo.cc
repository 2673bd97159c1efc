// 障害者手帳: a copy of the booklet of a person with a disability.
#include "tests/mailroom/kinds/cards.h"

namespace sumikeshi::mailroom {
namespace {

Plate Physical(Random& random) {
  const std::string grade = std::to_string(random.Range(1, 6)) + "級";
  Plate plate{.width = 114, .height = 80};
  plate.things = {Frame(0, 0, 114, 80),
                  {.kind = Thing::Kind::kLine, .x = 57, .y = 0, .height = 80},
                  Face(6, 14, 24, 30),
                  Frame(60, 10, 51, 60)};
  for (const double y : {26.0, 38.0, 48.0, 58.0}) {
    plate.things.push_back({.kind = Thing::Kind::kLine, .x = 60, .y = y, .width = 51});
  }
  plate.spots = {
      Bold(Fixed(12, 4, 9, "身体障害者手帳")),
      Fixed(33, 16, 5.5, "手帳番号"),
      Written(33, 19, 7, Plain("第" + Digits(random, 6) + "号")),
      Fixed(33, 26, 5.5, "交付日"),
      Written(33, 29, 6.5, Keep(Date(random, 2005, 2025))),
      Fixed(6, 48, 5.5, "氏名"),
      Written(15, 47.3, 9, Keep(Name(random))),
      Fixed(6, 55, 5.5, "生年月日"),
      Written(19, 54.6, 7, Keep(BirthDate(random))),
      Fixed(6, 61, 5.5, "住所"),
      Within(Written(15, 60.5, 6.5, Keep(Address(random))), 39),
      Fixed(14, 72, 7, Word(random, "surname") + "県知事"),
      Fixed(61, 11, 5.5, "障害名"),
      Within(Written(63, 15, 7.5, Sensitive(Category::kHealth, Word(random, "disability"))), 46),
      Fixed(61, 27, 5.5, "身体障害者等級表による級別"),
      Written(76, 30.5, 9, Sensitive(Category::kHealth, grade)),
      Fixed(61, 39, 5.5, "旅客鉄道株式会社旅客運賃減額"),
      Written(76, 42.5, 7, Plain("第" + std::to_string(random.Range(1, 2)) + "種")),
      Fixed(61, 49, 5.5, "補装具"),
      Fixed(61, 59, 5.5, "備考")};
  plate.things.push_back(Round(44, 69, 9, "県印"));
  return plate;
}

Plate Mental(Random& random) {
  const bool mental = random.Chance(0.6);
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54), Face(60, 12, 21, 27)};
  plate.spots = {
      Bold(Fixed(18, 2, 8, mental ? "障害者手帳（精神障害者保健福祉手帳）" : "療育手帳")),
      Fixed(4, 11, 5.5, "氏　名"),
      Written(17, 10.5, 8, Keep(Name(random))),
      Fixed(4, 17, 5.5, "生年月日"),
      Written(17, 16.7, 7, Keep(BirthDate(random))),
      Fixed(4, 23, 5.5, "住　所"),
      Within(Written(17, 22.5, 6.2, Keep(Address(random))), 41),
      Fixed(4, 32, 5.5, mental ? "障害等級" : "障害の程度（総合判定）"),
      Written(
          mental ? 19 : 32, 31.3, 9,
          Sensitive(Category::kHealth, mental ? std::to_string(random.Range(1, 3)) + "級"
                                              : One(random, {"A", "B1", "B2", "最重度", "重度"}))),
      Fixed(4, 38, 5.5, "手帳番号"),
      Written(19, 37.7, 7, Plain("第" + Digits(random, 5) + "号")),
      Fixed(4, 44, 5.5, "有効期限"),
      Written(19, 43.7, 7, Keep(Date(random, 2026, 2028))),
      Fixed(50, 47, 6.5, Word(random, "surname") + "県知事")};
  return plate;
}

Sheet Make(Random& random) {
  return Copies(random, {random.Chance(0.55) ? Physical(random) : Mental(random)});
}

}  // namespace

extern const Kind kTecho{"techo", Make};

}  // namespace sumikeshi::mailroom
