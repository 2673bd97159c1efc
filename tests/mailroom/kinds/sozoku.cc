// 相続関係書類: who died, who inherits, who speaks for them.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

Cells DeceasedRows(Random& random) {
  Cells rows = {
      Row(0.95,
          {Label(1.5, One(random, {"被相続人\n氏名", "亡くなられた方", "被保険者（死亡者）"})),
           Value(3, KeepOf(Name(random))), Label(1.1, "生年月日"), Value(2.6, AskedBirth(random))}),
      Row(0.95, {Label(1.5, "死亡年月日"), Value(3, AskedDate(random, 2022, 2026)),
                 Label(1.1, "死亡場所"),
                 Centred(2.6, {Choice({"病院", "自宅", "その他"}, random.Range(0, 2))})}),
      Row(0.95, {Label(1.5, "最後の住所"), Value(6.7, KeepOf(Address(random)))}),
      Row(0.95, {Label(1.5, One(random, {"最後の本籍", "本　籍", "本籍地"})),
                 Value(6.7, {Sensitive(Category::kHonseki, Honseki(random))})})};
  if (random.Chance(0.7)) {
    rows.push_back(Row(0.95, {Label(1.5, One(random, {"死亡の原因", "死因（病名）", "直接死因"})),
                              Value(6.7, AskedIllness(random))}));
  }
  return rows;
}

Cells HeirRows(Random& random) {
  Cells rows = {
      Row(0.6, {Label(0.4, "№"), Label(2, "相続人氏名"), Label(1, "続柄"), Label(1.7, "生年月日"),
                Label(3, "住　　所"), Label(0.9, "相続分"), Label(0.7, "実印")})};
  const int heirs = random.Range(2, 4);
  for (int i = 0; i < 5; ++i) {
    const std::string number = std::to_string(i + 1);
    if (i >= heirs) {
      rows.push_back(Row(0.85, {Label(0.4, number), Unused(2), Unused(1), Unused(1.7), Unused(3),
                                Unused(0.9), Unused(0.7)}));
      continue;
    }
    const std::string name = Name(random);
    const bool adopted = i > 0 && random.Chance(0.25);
    Cell seal = Value(0.7, {});
    seal.seal = name.substr(0, name.find("　"));
    rows.push_back(Row(
        1.05,
        {Label(0.4, number), Value(2, KeepOf(name)),
         Centred(1, {adopted ? Sensitive(Category::kSocialStatus,
                                         One(random, {"養子", "養女", "非嫡出子"}))
                             : Plain(i == 0 ? "配偶者" : One(random, {"長男", "長女", "二男"}))}),
         Value(1.7, KeepOf(BirthDate(random))), Value(3, KeepOf(Address(random))),
         Centred(0.9, KeepOf(i == 0 ? "1/2" : "1/4")), std::move(seal)}));
  }
  return rows;
}

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick(
      {"相続人代表者選任届", "相続手続依頼書", "死亡保険金請求書（相続人用）", "相続届"});
  sheet.blocks.emplace_back(Table{DeceasedRows(random)});
  sheet.blocks.emplace_back(
      Heading{One(random, {"相続人一覧", "法定相続人", "2．相続人に関する事項"})});
  sheet.blocks.emplace_back(Table{HeirRows(random)});
  Table agent{PersonRows(random, "代表者")};
  if (random.Chance(0.5)) {
    agent.rows.push_back(Row(1, {Label(1.5, "個人番号"), Value(6.7, AskedMyNumber(random))}));
  }
  sheet.blocks.emplace_back(std::move(agent));
  sheet.blocks.emplace_back(Table{AccountRows(random, "振込先")});
  sheet.blocks.emplace_back(Table{{Row(
      0.9,
      {Label(1.6, "添付書類"),
       Value(6.6, {Ticked(Choice({"戸籍謄本", "印鑑証明書", "遺産分割協議書", "法定相続情報一覧図"},
                                 random.Range(0, 3)))})})}});
  sheet.blocks.emplace_back(Consent(random));
  return sheet;
}

}  // namespace

extern const Kind kSozoku{"sozoku", Make};

}  // namespace sumikeshi::mailroom
