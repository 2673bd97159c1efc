// 住民票の写し: a copy of a resident record, printed by the municipality.
#include "tests/mailroom/kinds/parts.h"

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

}  // namespace

extern const Kind kJuminhyo{"juminhyo", Make, true};

}  // namespace sumikeshi::mailroom
