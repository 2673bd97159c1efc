// 対応記録: a list of customer contacts, a record a row.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"お客様対応記録", "受付記録一覧", "コールメモ一覧"});
  sheet.by_hand = false;
  Grid grid{{"受付日", "氏名", "電話番号", "内容"}, {}};
  const bool with_number = random.Chance(0.5);
  if (with_number)
    grid.header.insert(grid.header.begin() + 3,
                       std::string(random.Pick({"個人番号", "マイナンバー"})));
  for (int i = random.Range(3, 6); i > 0; --i) {
    std::vector<Piece> row = {Keep(RecentDate(random)), Keep(Name(random)), Keep(Phone(random))};
    if (with_number) row.push_back(Sensitive(Category::kMyNumber, MyNumber(random)));
    if (random.Chance(0.5)) {
      const Category category = AnyDelicateCategory(random);
      row.push_back(
          Sensitive(category, Word(random, "clause." + std::string(CategoryKey(category)))));
    } else {
      row.push_back(Keep(Word(random, "keep.sentence")));
    }
    grid.rows.push_back(std::move(row));
  }
  sheet.blocks.emplace_back(std::move(grid));
  return sheet;
}

}  // namespace

extern const Kind kKiroku{"kiroku", Make, true};

}  // namespace sumikeshi::mailroom
