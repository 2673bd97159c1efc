// 戸籍: the family register, printed by computer in sections, or the old one in columns that run
// downwards from right to left.
#include "tests/mailroom/kinds/cards.h"

namespace sumikeshi::mailroom {
namespace {

Piece Origin(std::string text) { return Sensitive(Category::kHonseki, std::move(text)); }
Piece Status(std::string text) { return Sensitive(Category::kSocialStatus, std::move(text)); }
Content Line(std::string label) { return Unit(std::move(label)); }
const Content kBreak = PrePrinted("\n");

// One event: its name on the left, its particulars on the right.
Cell Event(std::string name, Contents particulars, double lines) {
  return Row(lines * 0.62, {Label(2, std::move(name)), Value(6.2, std::move(particulars))});
}

// Who was adopted or acknowledged is told by the whole entry: what else it says is not scored.
Cells Events(Random& random, const std::string& head) {
  Cells rows;
  rows.push_back(Event("出　　生",
                       {Line("【出生日】"), Keep(BirthDate(random)), kBreak, Line("【出生地】"),
                        Plain(Word(random, "town")), kBreak, Line("【届出日】"),
                        Keep(BirthDate(random)), kBreak, Line("【届出人】父")},
                       4.2));
  if (random.Chance(0.7)) {
    rows.push_back(Event(
        "婚　　姻",
        {Line("【婚姻日】"), Keep(Date(random, 1980, 2020)), kBreak, Line("【配偶者氏名】"),
         Keep(Name(random)), kBreak, Line("【従前戸籍】"), Origin(Honseki(random) + "　" + head)},
        3.3));
  }
  if (random.Chance(0.35)) {
    Cell event = Event("",
                       {Line("【縁組日】"), Plain(Date(random, 1990, 2020)), kBreak,
                        Line("【養父氏名】"), Plain(Name(random)), kBreak, Line("【従前戸籍】"),
                        Origin(Honseki(random) + "　" + Name(random))},
                       3.3);
    event.parts[0] = Centred(2, {Status("養子縁組")});
    rows.push_back(std::move(event));
  }
  if (random.Chance(0.2)) {
    Cell event = Event("",
                       {Line("【認知日】"), Plain(Date(random, 1990, 2020)), kBreak,
                        Line("【認知者氏名】"), Plain(Name(random))},
                       2.3);
    event.parts[0] = Centred(2, {Status("認　　知")});
    rows.push_back(std::move(event));
  }
  return rows;
}

Cell Member(Random& random, const std::string& given) {
  const bool adopted = random.Chance(0.2);
  Contents record = {Line("【名】"),
                     Keep(given),
                     kBreak,
                     Line("【生年月日】"),
                     Keep(BirthDate(random)),
                     kBreak,
                     Line("【父】"),
                     Keep(Name(random)),
                     kBreak,
                     Line("【母】"),
                     Keep(Name(random)),
                     kBreak,
                     Line("【続柄】")};
  record.emplace_back(adopted ? Status("養子")
                              : Plain(One(random, {"長男", "長女", "二男", "二女"})));
  return Event("戸籍に記録されている者", std::move(record), 5.2);
}

Sheet Computerised(Random& random) {
  Sheet sheet;
  sheet.by_hand = false;
  const bool extract = random.Chance(0.4);
  sheet.title = extract ? "個人事項証明" : "全部事項証明";
  const std::string head = Name(random);
  Table table;
  table.rows = {
      Row(0.9, {Label(2, "本　　籍"), Value(6.2, {Origin(Honseki(random))})}),
      Row(0.9, {Label(2, One(random, {"氏　　名", "筆頭者氏名"})), Value(6.2, {Origin(head)})}),
      Event("戸籍事項\n　戸籍編製", {Line("【編製日】"), Keep(Date(random, 1985, 2020))}, 1.6)};
  for (int i = extract ? 1 : random.Range(1, 2); i > 0; --i) {
    table.rows.push_back(Member(random, Word(random, "given")));
    for (Cell& row : Events(random, head)) table.rows.push_back(std::move(row));
  }
  table.rows.push_back(Row(0.7, {Label(2, ""), Centred(6.2, {Unit("以下余白")})}));
  sheet.blocks.emplace_back(std::move(table));
  sheet.blocks.emplace_back(Paragraph{{Plain("発行番号 " + Digits(random, 10))}, true});
  sheet.blocks.emplace_back(
      Printed("これは、戸籍に記録されている事項の全部を証明した書面である。"));
  sheet.blocks.emplace_back(Paragraph{{Keep(RecentDate(random))}, false});
  sheet.blocks.emplace_back(
      Paragraph{{Keep(Word(random, "surname") + "市長　" + Name(random))}, false, Align::kRight});
  return sheet;
}

// Columns of the old register, filled from the right.
class Columns {
 public:
  explicit Columns(Plate& plate) : plate_(plate), x_(plate.width) {}

  void Add(double width, double size, std::vector<Piece> pieces, double y = 3, double room = 0) {
    x_ -= width;
    Put(width, size, std::move(pieces), y, room);
    plate_.things.push_back({.kind = Thing::Kind::kLine, .x = x_, .y = 0, .height = plate_.height});
  }
  // In the column added last.
  void Put(double width, double size, std::vector<Piece> pieces, double y, double room = 0) {
    const double em = size * 25.4 / 72;
    plate_.spots.push_back({.x = x_ + (width - em) / 2,
                            .y = y,
                            .size = size,
                            .pieces = std::move(pieces),
                            .width = room > 0 ? room : plate_.height - y - 2,
                            .vertical = true});
  }
  [[nodiscard]] double left() const { return x_; }

 private:
  Plate& plate_;
  double x_;
};

Sheet Old(Random& random) {
  Sheet sheet;
  sheet.by_hand = random.Chance(0.5);
  sheet.wide = true;
  Plate plate{.width = 230, .height = 150};
  plate.things.push_back(Frame(0, 0, 230, 150));
  Columns columns(plate);
  const std::string head = Name(random);
  columns.Add(16, 11, {PrePrinted(One(random, {"改製原戸籍", "除籍", "戸籍"}))});
  columns.Add(15, 12, {PrePrinted("本籍　"), Origin(VerticalPlace(random))});
  columns.Add(15, 12, {PrePrinted("氏名　"), Origin(head)});
  columns.Add(9, 9, {Keep(KanjiDate(random, 32, 60)), Plain("編製")});
  columns.Add(9, 9, {Plain("平成六年法務省令第五十一号附則第二条第一項による改製につき消除")});
  while (columns.left() > 62) {
    const bool adopted = random.Chance(0.3);
    columns.Add(
        9, 9, {Keep(KanjiDate(random, 20, 60)), Plain(VerticalPlace(random) + "で出生父届出入籍")});
    if (adopted) {
      columns.Add(9, 9,
                  {Keep(KanjiDate(random, 40, 60)), Plain(Name(random)), Status("の養子となる縁組"),
                   Plain("届出"), Origin(VerticalPlace(random) + Name(random) + "戸籍"),
                   Plain("から入籍")});
    } else {
      columns.Add(9, 9,
                  {Keep(KanjiDate(random, 40, 60)), Keep(Name(random)), Plain("と婚姻届出"),
                   Origin(VerticalPlace(random) + Name(random) + "戸籍"), Plain("から入籍")});
    }
    columns.Add(13, 8, {PrePrinted("父　"), Keep(Name(random))}, 3, 60);
    columns.Put(13, 8, {PrePrinted("母　"), Keep(Name(random))}, 68, 50);
    columns.Put(13, 9, {adopted ? Status("養子") : Plain(One(random, {"長男", "二男", "長女"}))},
                122, 25);
    columns.Add(16, 15, {Keep(Word(random, "given"))}, 20, 60);
    columns.Put(16, 8.5, {PrePrinted("出生　"), Keep(KanjiDate(random, 20, 60))}, 84);
  }
  sheet.blocks.emplace_back(std::move(plate));
  return sheet;
}

Sheet Make(Random& random) { return random.Chance(0.6) ? Computerised(random) : Old(random); }

}  // namespace

extern const Kind kKoseki{"koseki", Make};

}  // namespace sumikeshi::mailroom
