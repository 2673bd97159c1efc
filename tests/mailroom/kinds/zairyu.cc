// 在留カード: a copy of a residence card; by default nothing on it is redacted.
#include "tests/mailroom/kinds/cards.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Plate plate;
  const std::string number =
      One(random, {"AB", "UH", "ST"}) + Digits(random, 8) + One(random, {"EA", "CD", "KT"});
  plate.things = {Frame(0, 0, 85.6, 54), Face(62, 12, 20, 26)};
  plate.spots = {
      Bold(Fixed(3, 1.5, 8, "在留カード")),
      Fixed(28, 2.3, 4.5, "RESIDENCE CARD"),
      Fixed(48, 2.3, 5, "番号"),
      Written(54, 1.8, 7, Plain(number)),
      Fixed(3, 8, 4.5, "氏名 NAME"),
      Written(16, 7.5, 8, Keep(Word(random, "foreign_name"))),
      Fixed(3, 14, 4.5, "生年月日"),
      Written(16, 13.6, 6.5, Keep(Date(random, 1970, 2002))),
      Fixed(42, 14, 4.5, "性別"),
      Written(48, 13.6, 6.5, Plain(One(random, {"男 M.", "女 F."}))),
      Fixed(3, 19.5, 4.5, "国籍・地域"),
      Written(16, 19, 6.5,
              Plain(One(random, {"ベトナム", "フィリピン", "ネパール", "ブラジル", "米国"}))),
      Fixed(3, 25, 4.5, "住居地"),
      Within(Written(16, 24.5, 6, Keep(Address(random))), 44),
      Fixed(3, 32, 4.5, "在留資格"),
      Written(16, 31.5, 6.5,
              Plain(One(random, {"技能実習１号ロ", "留学", "技術・人文知識・国際業務"}))),
      Fixed(3, 37, 4.5, "就労制限の有無"),
      Written(20, 36.6, 5.5, Plain("在留資格に基づく就労活動のみ可")),
      Fixed(3, 42, 4.5, "在留期間（満了日）"),
      Written(22, 41.5, 6, Keep("3年（" + Date(random, 2026, 2029) + "）")),
      Fixed(3, 48, 4.5, "このカードは　" + Date(random, 2026, 2029) + "まで有効です。"),
      Fixed(64, 46, 5, "出入国在留管理庁長官")};
  return Copies(random, {std::move(plate)});
}

}  // namespace

extern const Kind kZairyu{"zairyu", Make};

}  // namespace sumikeshi::mailroom
