// 診療明細書: what a hospital did and what it charged, item by item.
#include <fmt/format.h>

#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

// A charge: what everybody pays says nothing, the rest tells what was wrong.
struct Charge {
  std::string section;
  Piece item;
};

std::vector<Charge> Charges(Random& random) {
  std::vector<Charge> charges = {
      {"初・再診料", Plain(One(random, {"初診料", "再診料", "外来診療料"}))},
      {"", Plain("明細書発行体制等加算")},
      {"医学管理等", Plain("薬剤情報提供料")}};
  for (int i = 0, count = random.Range(2, 3); i < count; ++i) {
    charges.push_back(
        {i == 0 ? "投薬" : "",
         Health(Word(random, "drug") + One(random, {"錠5mg", "錠10mg", "カプセル"}) + "　1日1回")});
  }
  for (int i = 0, count = random.Range(2, 4); i < count; ++i) {
    charges.push_back({i == 0 ? "検査" : "", Health(Word(random, "test"))});
  }
  if (random.Chance(0.6)) charges.push_back({"画像診断", Health(Word(random, "body") + "CT撮影")});
  if (random.Chance(0.6)) charges.push_back({"手術", Health(Word(random, "operation"))});
  charges.push_back({"処置", Health(Word(random, "treatment"))});
  if (random.Chance(0.5)) charges.push_back({"リハビリ", Health("運動器リハビリテーション料")});
  if (random.Chance(0.5)) charges.push_back({"入院料", Plain("一般病棟入院基本料")});
  return charges;
}

Cells ChargeRows(Random& random) {
  Cells rows = {Row(0.6, {Label(1.6, "区　分"), Label(4.6, "項　目　名"), Label(1, "点　数"),
                          Label(0.8, "回数")})};
  for (Charge& charge : Charges(random)) {
    rows.push_back(Row(0.7, {charge.section.empty() ? Value(1.6, {}) : Label(1.6, charge.section),
                             Value(4.6, {Plain("＊ "), std::move(charge.item)}),
                             Amount(1, {Plain(std::to_string(random.Range(8, 2900)))}),
                             Amount(0.8, {Plain(std::to_string(random.Range(1, 28)))})}));
    rows.back().dashed = true;
  }
  return rows;
}

Cells HeadRows(Random& random) {
  Cells rows;
  rows.push_back(Row(0.8, {Label(1, "患者番号"), Value(1.6, KeepOf(Digits(random, 8))),
                           Label(0.9, "氏　名"), Value(2.6, {Keep(Name(random)), Unit("　様")}),
                           Label(0.9, "受診日"), Value(2, KeepOf(RecentDate(random)))}));
  Cells second = {
      Label(1, "診療科"), Value(1.6, KeepOf(One(random, {"内科", "外科", "皮膚科", "眼科"}))),
      Label(0.9, "区　分"), Centred(2.6, {Choice({"入院", "外来"}, random.Range(0, 1))})};
  second.push_back(Label(0.9, "負担割合"));
  second.push_back(Value(2, KeepOf(One(random, {"3割", "2割", "1割"}))));
  rows.push_back(Row(0.8, std::move(second)));
  if (random.Chance(0.4)) {
    rows.push_back(
        Row(0.8, {Label(1, "保険者番号"),
                  Value(2.5, {Sensitive(Category::kInsuranceId, InsurerNumber(random))}),
                  Label(1, "記号・番号"),
                  Value(2.5, {Sensitive(Category::kInsuranceId,
                                        Digits(random, 4) + "・" + Digits(random, 5))}),
                  Label(0.9, "枝番"),
                  Value(1, {Sensitive(Category::kInsuranceId, "0" + Digits(random, 1))})}));
  }
  return rows;
}

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"診療明細書", "診　療　明　細　書", "入院診療費明細書", "医療費領収書 兼 診療明細書"});
  sheet.by_hand = false;
  sheet.blocks.emplace_back(Table{HeadRows(random)});
  sheet.blocks.emplace_back(Table{ChargeRows(random)});
  sheet.blocks.emplace_back(SmallPrint{.text = "※厚生労働省が定める診療報酬や薬価等には、医療機関等"
                                               "が仕入れ時に負担する消費税が反映されています。"});
  sheet.blocks.emplace_back(
      Table{{Row(0.6, {Label(1, "合計点数"), Label(1, "保険給付額"), Label(1, "一部負担金"),
                       Label(1, "食事負担額"), Label(1, "領収金額")}),
             Row(0.9, {Amount(1, {Plain(Digits(random, 4)), Unit("点")}),
                       Amount(1, KeepOf(Yen(random, 3, 90))), Amount(1, KeepOf(Yen(random, 1, 40))),
                       random.Chance(0.5) ? Unused(1) : Amount(1, KeepOf(Yen(random, 1, 9))),
                       Amount(1, KeepOf(Yen(random, 1, 60)))})}});
  sheet.blocks.emplace_back(
      Paragraph{{Keep(Hospital(random)), Plain("　"), Keep(Address(random))}, false});
  return sheet;
}

}  // namespace

extern const Kind kMeisai{"meisai", Make};

}  // namespace sumikeshi::mailroom
