// 運転免許証: a copy of a driving licence; those from before the chip show the 本籍.
#include "tests/mailroom/kinds/cards.h"

namespace sumikeshi::mailroom {
namespace {

Plate Front(Random& random) {
  const bool old = random.Chance(0.55);
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54), Face(59, 13, 23, 29),
                  Strip(1, 20.4, 56.5, 5.2,
                        random.Chance(0.5) ? Colour{0.85, 0.75, 0.35} : Colour{0.55, 0.75, 0.9})};
  double y = 2;
  const auto rule = [&](double at) {
    plate.things.push_back({.kind = Thing::Kind::kLine, .x = 1, .y = at, .width = 56.5});
  };
  plate.spots.push_back(Fixed(2, y + 0.6, 5.5, "氏名"));
  plate.spots.push_back(Written(11, y, 8, Keep(Name(random))));
  plate.spots.push_back(Written(55, y, 7, Keep(Date(random, 1950, 2002) + "生")));
  rule(y += 5);
  if (old) {
    plate.spots.push_back(Fixed(2, y + 0.7, 5.5, "本籍"));
    plate.spots.push_back(
        Written(11, y + 0.3, 6.5, Sensitive(Category::kHonseki, Honseki(random))));
    rule(y += 4.4);
  }
  plate.spots.push_back(Fixed(2, y + 0.7, 5.5, "住所"));
  plate.spots.push_back(Written(11, y + 0.3, 6.2, Keep(Address(random))));
  rule(y += 4.4);
  plate.spots.push_back(Fixed(2, y + 0.7, 5.5, "交付"));
  plate.spots.push_back(
      Written(11, y + 0.4, 6.5, Plain(Date(random, 2020, 2025) + "　" + Digits(random, 5))));
  plate.spots.push_back(
      Bold(Written(4, 20.7, 8.5,
                   Keep("20" + std::to_string(random.Range(27, 30)) + "年（令和" +
                        std::to_string(random.Range(9, 12)) + "年）06月10日まで有効"))));
  plate.spots.push_back(Fixed(2, 27, 5.5, "免許の\n条件等"));
  plate.spots.push_back(
      Written(12, 27.3, 6.5, Plain(One(random, {"眼鏡等", "中型車は中型車（８ｔ）に限る", ""}))));
  plate.spots.push_back(Written(40, 33, 7, Plain(One(random, {"優良", ""}))));
  plate.spots.push_back(Fixed(2, 38, 6, "番号"));
  plate.spots.push_back(Bold(Written(11, 37.5, 8, Plain("第 " + LicenceNumber(random) + " 号"))));
  plate.spots.push_back(Within(Fixed(2, 43, 5.5, "二・小・原\n他"), 12));
  plate.spots.push_back(Written(16, 43, 6, Plain(Date(random, 1985, 2019))));
  plate.spots.push_back(Fixed(42, 43, 5, "種\n類"));
  plate.things.push_back(Frame(45, 42.5, 13, 9));
  plate.spots.push_back(Fixed(46, 43.2, 5.5, "普通　中型"));
  plate.spots.push_back(Fixed(60, 44, 6, Word(random, "surname").substr(0, 3) + "県\n公安委員会"));
  plate.things.push_back(Round(75, 44, 7, "公安"));
  return plate;
}

Plate Back(Random& random) {
  Plate plate;
  plate.things = {Frame(0, 0, 85.6, 54)};
  plate.spots = {Fixed(38, 2, 6, "備　考")};
  for (int i = 1; i < 7; ++i) {
    plate.things.push_back({.kind = Thing::Kind::kLine, .x = 2, .y = i * 6.0, .width = 81});
  }
  if (random.Chance(0.5)) {
    plate.spots.push_back(
        Written(4, 7, 6.5, Keep(Date(random, 2023, 2026) + " 新住所 " + Address(random))));
  }
  plate.spots.push_back(Within(
      Fixed(3, 43, 4.2,
            "以下の部分を使用して臓器提供に関する意思を表示することができます（記入は自由です）。"),
      79));
  return plate;
}

Sheet Make(Random& random) {
  std::vector<Plate> plates = {Front(random)};
  if (random.Chance(0.5)) plates.push_back(Back(random));
  return Copies(random, std::move(plates));
}

}  // namespace

extern const Kind kMenkyo{"menkyo", Make};

}  // namespace sumikeshi::mailroom
