// 健康保険証 and 資格確認書: copies of the card, with or without a QR code of its numbers.
#include "tests/mailroom/kinds/cards.h"

namespace sumikeshi::mailroom {
namespace {

Piece Id(std::string text) { return Sensitive(Category::kInsuranceId, std::move(text)); }

struct Numbers {
  std::string symbol, number, branch, insurer;
};

// The card of an employee's insurance.
Plate Employee(Random& random, const Numbers& n) {
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54)};
  plate.spots = {
      Bold(Fixed(
          5, 2, 8,
          One(random, {"健康保険被保険者証", "健康保険資格確認書", "資格確認書（被保険者）"}))),
      Fixed(55, 3, 5.5, Date(random, 2023, 2026) + "交付"),
      Fixed(6, 9.5, 6, "記号"),
      Written(14, 9, 8, Id(n.symbol)),
      Fixed(34, 9.5, 6, "番号"),
      Written(42, 9, 8, Id(n.number)),
      Fixed(60, 9.5, 6, "（枝番）"),
      Written(71, 9, 8, Id(n.branch)),
      Fixed(6, 16, 6, "氏名"),
      Written(22, 15.3, 9, Keep(Name(random))),
      Fixed(6, 22, 6, "生年月日"),
      Written(22, 21.6, 7, Keep(BirthDate(random))),
      Fixed(56, 22, 6, "性別"),
      Written(64, 21.6, 7, Plain(One(random, {"男", "女"}))),
      Fixed(6, 27.5, 6, "資格取得年月日"),
      Written(28, 27.2, 7, Keep(Date(random, 2010, 2025))),
      Fixed(6, 34, 6, "事業所名称"),
      Written(22, 33.6, 6.5, Keep(Word(random, "employer"))),
      Fixed(6, 39.5, 6, "保険者番号"),
      Written(22, 39, 8, Id(n.insurer)),
      Fixed(6, 44.5, 6, "保険者名称"),
      Written(22, 44.2, 6.5, Keep("全国健康保険協会　" + Word(random, "surname") + "支部")),
      Fixed(6, 49, 6, "保険者所在地"),
      Written(22, 48.8, 5.5, Keep(Address(random)))};
  if (random.Chance(0.4)) {
    plate.things.push_back(
        Qr(68, 28, 12, n.insurer + n.symbol + n.number + n.branch, Role::kSensitive));
  }
  plate.things.push_back(Round(74, 42, 7, "協会"));
  return plate;
}

// National health insurance: a table on the card.
Plate National(Random& random, const Numbers& n) {
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54), Frame(3, 10, 79, 30)};
  for (const double y : {16.0, 22.0, 28.0, 34.0}) {
    plate.things.push_back({.kind = Thing::Kind::kLine, .x = 3, .y = y, .width = 79});
  }
  plate.things.push_back({.kind = Thing::Kind::kLine, .x = 22, .y = 10, .height = 30});
  plate.spots = {Bold(Fixed(4, 2, 7.5,
                            One(random, {"国民健康保険被保険者証", "国民健康保険資格確認書",
                                         "後期高齢者医療資格確認書"}))),
                 Fixed(52, 6, 5.5, "有効期限　" + Date(random, 2026, 2027)),
                 Fixed(4, 11.5, 6, "記号番号"),
                 Written(24, 11.2, 7, Id(n.symbol + "・" + n.number)),
                 Fixed(56, 11.6, 5.5, "枝番"),
                 Written(65, 11.2, 7, Id(n.branch)),
                 Fixed(4, 17.5, 6, "氏　名"),
                 Written(24, 17, 8, Keep(Name(random))),
                 Fixed(4, 23.5, 6, "生年月日"),
                 Written(24, 23.2, 7, Keep(BirthDate(random))),
                 Fixed(4, 29.5, 6, "住　所"),
                 Written(24, 29.4, 6, Keep(Address(random))),
                 Fixed(4, 35.5, 6, "世帯主氏名"),
                 Written(24, 35.2, 7, Keep(Name(random))),
                 Fixed(4, 43, 6, "保険者番号"),
                 Written(22, 42.3, 8.5, Id(n.insurer)),
                 Fixed(46, 43, 6, "交付者名"),
                 Written(58, 42.8, 6.5, Keep(Word(random, "surname") + "市"))};
  plate.things.push_back(Round(76, 43, 7, "市印"));
  return plate;
}

Sheet Make(Random& random) {
  const Numbers numbers{Digits(random, random.Range(3, 8)), Digits(random, random.Range(2, 7)),
                        "0" + Digits(random, 1), InsurerNumber(random)};
  return Copies(random,
                {random.Chance(0.55) ? Employee(random, numbers) : National(random, numbers)});
}

}  // namespace

extern const Kind kShikaku{"shikaku", Make};

}  // namespace sumikeshi::mailroom
