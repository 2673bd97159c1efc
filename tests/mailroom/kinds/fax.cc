// FAX 送付状: a cover sheet, sometimes with a delicate remark.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"FAX送付状", "ＦＡＸ送信票", "ファクシミリ送信のご案内"});
  sheet.blocks.emplace_back(Fields{
      {Ask(random, {"送信先", "宛先"}, Keep(Word(random, "company"))),
       Ask(random, {"送信先FAX番号", "FAX番号"}, Keep(Phone(random))),
       Ask(random, {"発信者", "差出人"}, Keep(Word(random, "employer") + " " + Name(random))),
       Ask(random, {"送信日", "日付"}, Keep(RecentDate(random))),
       Ask(random, {"枚数", "送信枚数"}, Keep(std::to_string(random.Range(2, 6)) + "枚")),
       Ask(random, {"件名"},
           Keep(std::string(
               random.Pick({"書類送付の件", "契約内容の照会", "請求手続きについて"}))))}});
  sheet.blocks.emplace_back(Heading{std::string(random.Pick({"通信欄", "備考", "連絡事項"}))});
  Paragraph note{{}, false};
  if (random.Chance(0.6)) note.pieces = Confide(random, AnyDelicateCategory(random));
  note.pieces.push_back(Keep(Word(random, "keep.sentence")));
  note.pieces.push_back(Plain("。"));
  sheet.blocks.emplace_back(std::move(note));
  sheet.blocks.emplace_back(Notice(random));
  return sheet;
}

}  // namespace

extern const Kind kFax{"fax", Make, true};

}  // namespace sumikeshi::mailroom
