// 入院証明書: a hospital's certificate of a stay.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"入院証明書", "入院・手術証明書（診断書）", "入院・通院証明書"});
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"患者氏名", "氏名"}, Keep(Name(random))), BirthField(random)}});
  Fields stay{{Ask(random, {"傷病名", "入院の原因となった傷病名", "主傷病名"},
                   Sensitive(Category::kHealth, Word(random, "illness"))),
               Ask(random, {"合併症", "副傷病名", "既往症"},
                   Sensitive(Category::kHealth, Word(random, "illness"))),
               Ask(random, {"初診日", "受傷または発病年月日"}, Keep(RecentDate(random))),
               Ask(random, {"入院期間", "第1回入院期間"}, Keep(Period(random)))}};
  sheet.blocks.emplace_back(std::move(stay));
  Grid operations{{"手術名", "手術日", "備考"}, {}};
  for (int i = random.Range(1, 2); i > 0; --i) {
    operations.rows.push_back({Sensitive(Category::kHealth, Word(random, "operation")),
                               Keep(RecentDate(random)), Plain("")});
  }
  sheet.blocks.emplace_back(std::move(operations));
  Fields rest{{Ask(random, {"症状の経過", "治療内容", "経過および治療"},
                   Sensitive(Category::kHealth, Word(random, "course")))}};
  if (random.Chance(0.5)) {
    rest.fields.push_back(Ask(random, {"退院後の通院", "転帰"},
                              Sensitive(Category::kHealth, Word(random, "outcome"))));
  }
  sheet.blocks.emplace_back(std::move(rest));
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"証明日", "記入年月日"}, Keep(RecentDate(random))),
              Ask(random, {"病院名", "医療機関の名称"}, Keep(Hospital(random))),
              Ask(random, {"所在地"}, Keep(Address(random))),
              Ask(random, {"電話番号"}, Keep(Phone(random))),
              Sealed(random, Ask(random, {"医師名", "主治医氏名"}, Keep(Name(random))))}});
  return sheet;
}

}  // namespace

extern const Kind kNyuin{"nyuin", Make};

}  // namespace sumikeshi::mailroom
