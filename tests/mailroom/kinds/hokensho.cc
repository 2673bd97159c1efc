// 健康保険証コピー送付票: a health insurance card's numbers.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"健康保険証コピー送付票", "健康保険資格確認書（写）送付票", "被保険者証情報届出書"});
  sheet.blocks.emplace_back(Fields{{NameField(random), BirthField(random), PolicyField(random)}});
  const std::string sign =
      random.Chance(0.7)
          ? Digits(random, random.Range(3, 8))
          : std::string(random.Pick({"山手", "北斗", "都", "川村"})) + Digits(random, 2);
  auto id = [&](std::initializer_list<std::string_view> labels, std::string value) {
    return Ask(random, labels, Sensitive(Category::kInsuranceId, std::move(value)));
  };
  Fields card;
  card.fields.push_back(id({"記号"}, sign));
  card.fields.push_back(id({"番号", "被保険者番号"}, Digits(random, random.Range(2, 7))));
  if (random.Chance(0.7)) {
    card.fields.push_back(id({"枝番", "（枝番）"}, "0" + Digits(random, 1)));
  }
  card.fields.push_back(id({"保険者番号"}, InsurerNumber(random)));
  if (random.Chance(0.4)) card.fields.back().boxes = DigitBoxes{8, 8};
  card.fields.push_back(
      Ask(random, {"保険者名称", "保険者名"},
          Keep(std::string(random.Pick({"関東機械健康保険組合", "全国健康保険協会",
                                        "運輸業健康保険組合", "市国民健康保険"})))));
  card.fields.push_back(Ask(random, {"資格取得年月日", "交付年月日"}, Keep(RecentDate(random))));
  sheet.blocks.emplace_back(std::move(card));
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"事業所名称", "勤務先"}, Keep(Word(random, "employer")))}});
  sheet.blocks.emplace_back(Notice(random));
  return sheet;
}

}  // namespace

extern const Kind kHokensho{"hokensho", Make};

}  // namespace sumikeshi::mailroom
