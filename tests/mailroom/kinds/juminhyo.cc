// 住民票の写し: a copy of a resident record, printed by the municipality.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"住民票の写し", "住　民　票", "住民票（世帯員）"});
  sheet.by_hand = false;
  const std::string head = Name(random);
  Fields record{{Ask(random, {"氏名", "氏　名"}, Keep(head)),
                 Ask(random, {"生年月日", "出生年月日"}, Keep(BirthDate(random))),
                 Ask(random, {"性別"}, Keep(std::string(random.Pick({"男", "女"})))),
                 Ask(random, {"住所", "現住所"}, Keep(Address(random))),
                 Ask(random, {"世帯主", "世帯主氏名"}, Keep(head)),
                 Ask(random, {"続柄"}, Keep(std::string(random.Pick({"世帯主", "妻", "長女"}))))}};
  record.fields.push_back(Ask(random, {"本籍", "本籍地", "本籍・国籍"},
                              Sensitive(Category::kHonseki, Honseki(random))));
  record.fields.push_back(Ask(random, {"筆頭者", "筆頭者氏名", "筆頭者の氏名"},
                              Sensitive(Category::kHonseki, Name(random))));
  if (random.Chance(0.6)) record.fields.push_back(MyNumberField(random, {"個人番号"}));
  if (random.Chance(0.5)) {
    record.fields.push_back(
        Ask(random, {"住民票コード"}, Sensitive(Category::kJuminhyoCode, JuminhyoCode(random))));
  }
  record.fields.push_back(
      Ask(random, {"住民となった日", "住民となった年月日", "転入日"}, Keep(RecentDate(random))));
  if (random.Chance(0.4)) Shuffle(random, record.fields);
  sheet.blocks.emplace_back(std::move(record));
  sheet.blocks.emplace_back(Printed("この写しは、住民票の原本と相違ないことを証明する。"));
  sheet.blocks.emplace_back(Paragraph{{Keep(RecentDate(random))}, false});
  sheet.blocks.emplace_back(
      Paragraph{{Keep(Word(random, "surname") + "市長　" + Name(random))}, false, Align::kRight});
  return sheet;
}

// One member of the household.
Cell Member(Random& random, int number, const std::string& head, const std::string& origin,
            bool numbers) {
  Cells rows;
  rows.push_back(
      Row(1, {Both(3.4, "氏名（フリガナ）" + Kana(random),
                   KeepOf(number == 1 ? head : Name(random)), Place::kTiny),
              Label(0.8, "生年月日"), Value(2, KeepOf(BirthDate(random))), Label(0.5, "性別"),
              Centred(0.5, KeepOf(One(random, {"男", "女"}))), Label(0.5, "続柄"),
              Centred(1, {Plain(number == 1 ? "世帯主" : One(random, {"妻", "長男", "長女"}))})}));
  rows.push_back(
      Row(0.8, {Label(0.9, "本　籍"), Value(4.2, {Sensitive(Category::kHonseki, origin)}),
                Label(0.9, "筆頭者"), Value(2.7, {Sensitive(Category::kHonseki, head)})}));
  rows.push_back(
      Row(0.8, {Label(1.4, "住民となった\n年月日"), Value(2.4, KeepOf(Date(random, 1995, 2024))),
                Label(1.3, "住所を定めた\n年月日"), Value(2.2, KeepOf(Date(random, 1995, 2024))),
                Value(1.4, {Unit("届出　"), Plain("転入")})}));
  rows.push_back(Row(0.8, {Label(0.9, "前住所"), Value(7.8, KeepOf(Address(random)))}));
  if (numbers) {
    rows.push_back(
        Row(0.8,
            {Label(1.2, "個人番号"), Value(3.4, {Sensitive(Category::kMyNumber, MyNumber(random))}),
             Label(1.3, "住民票コード"),
             Value(2.8, {Sensitive(Category::kJuminhyoCode, JuminhyoCode(random))})}));
  } else {
    rows.push_back(Row(0.8, {Label(1.2, "個人番号"), Value(3.4, {Unit("＊＊＊省略＊＊＊")}),
                             Label(1.3, "住民票コード"), Value(2.8, {Unit("＊＊＊省略＊＊＊")})}));
  }
  return Row(4.4, {Side(0.4, std::to_string(number)), Stack(8.7, std::move(rows))});
}

// The whole household, a block of cells a person.
Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"住　民　票", "住民票（世帯全員）", "住民票の写し"});
  sheet.by_hand = false;
  const std::string head = Name(random), origin = Honseki(random);
  Table table;
  table.rows.push_back(Row(0.9, {Label(1, "住　所"), Value(7.8, KeepOf(Address(random)))}));
  table.rows.push_back(Row(0.9, {Label(1, "世帯主"), Value(7.8, KeepOf(head))}));
  const bool numbers = random.Chance(0.6);
  const int members = random.Range(2, 4);
  for (int i = 1; i <= members; ++i) table.rows.push_back(Member(random, i, head, origin, numbers));
  sheet.blocks.emplace_back(std::move(table));
  sheet.blocks.emplace_back(
      Printed("この写しは、世帯全員の住民票の原本と相違ないことを証明する。"));
  sheet.blocks.emplace_back(Paragraph{{Keep(RecentDate(random))}, false});
  sheet.blocks.emplace_back(
      Paragraph{{Keep(Word(random, "surname") + "市長　" + Name(random))}, false, Align::kRight});
  return sheet;
}

}  // namespace

extern const Kind kJuminhyo{"juminhyo", Make, true, Form};

}  // namespace sumikeshi::mailroom
