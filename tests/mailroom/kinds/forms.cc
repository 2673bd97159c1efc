// Parts of ruled forms that many kinds of mail share.
#include "tests/mailroom/kinds/forms.h"

#include <algorithm>

namespace sumikeshi::mailroom {
namespace {

Piece Part(std::string text, bool printed) {
  return {.text = std::move(text), .role = Role::kKeep, .printed = printed, .joined = true};
}

struct Era {
  std::string_view name;
  int first;
};
constexpr Era kEras[] = {{"昭和", 1926}, {"平成", 1989}, {"令和", 2019}};

int EraOf(int year) { return year >= 2019 ? 2 : year >= 1989 ? 1 : 0; }

}  // namespace

std::string One(Random& random, std::initializer_list<std::string_view> wordings) {
  return std::string(random.Pick(wordings));
}

Contents AskedDate(Random& random, int from_year, int to_year) {
  const int style = random.Range(0, 3);
  if (style == 0) return KeepOf(Date(random, from_year, to_year));
  const int year = random.Range(from_year, to_year), era = EraOf(year);
  const int of_era = year - kEras[era].first + 1;
  Contents content;
  if (style == 1) {
    std::vector<std::string> eras;
    const int first = std::max(0, EraOf(from_year) - 1);
    for (int i = first; i < 3; ++i) {
      eras.emplace_back(random.Chance(0.5) ? kEras[i].name : kEras[i].name.substr(0, 3));
    }
    content.emplace_back(Circled(Choice(std::move(eras), era - first)));
  } else {
    content.emplace_back(Part(std::string(kEras[era].name), style == 2));
  }
  const auto number = [](int n) { return (n < 10 ? " " : "") + std::to_string(n); };
  content.emplace_back(Part(number(of_era), false));
  content.emplace_back(Part("年", true));
  content.emplace_back(Part(number(random.Range(1, 12)), false));
  content.emplace_back(Part("月", true));
  content.emplace_back(Part(number(random.Range(1, 28)), false));
  content.emplace_back(Part("日", true));
  return content;
}

Contents AskedBirth(Random& random) { return AskedDate(random, 1938, 2006); }

Contents AskedPeriod(Random& random) {
  if (random.Chance(0.4)) return KeepOf(Period(random));
  Contents content;
  for (const std::string_view end : {"日〜", "日"}) {
    content.emplace_back(Part("令和", true));
    content.emplace_back(Part(std::to_string(random.Range(6, 8)), false));
    content.emplace_back(Part("年", true));
    content.emplace_back(Part(std::to_string(random.Range(1, 12)), false));
    content.emplace_back(Part("月", true));
    content.emplace_back(Part(std::to_string(random.Range(1, 28)), false));
    content.emplace_back(Part(std::string(end), true));
  }
  return content;
}

Contents AskedMyNumber(Random& random) {
  const std::string number = MyNumber(random);
  if (random.Chance(0.65)) {
    return {Boxed(Sensitive(Category::kMyNumber, number), 12, random.Chance(0.7) ? 4 : 12)};
  }
  return {Sensitive(Category::kMyNumber,
                    random.Chance(0.5) ? Group(number, 4, random.Pick({" ", "-", "　"})) : number)};
}

Contents AskedIllness(Random& random) {
  if (random.Chance(0.9)) return HealthOf(Word(random, "illness"));
  Piece wrong = Health(Word(random, "illness"));
  wrong.struck = true;
  return {wrong, Plain("　"), Health(Word(random, "illness"))};
}

Cells PersonRows(Random& random, const std::string& who) {
  const std::string name = Name(random), kana = Kana(random);
  const std::string family = name.substr(0, name.find("　"));
  const std::string reading = One(random, {"フリガナ", "ﾌﾘｶﾞﾅ", "（フリガナ）", "カナ"});
  const std::string name_label = One(random, {"氏　名", "氏名", "お名前", "ご氏名"});
  const std::string address_label = One(random, {"住　所", "ご住所", "現住所", "住所"});
  const int sex = random.Range(0, 1);
  const Contents address = KeepOf(Address(random));
  const Contents post = {Unit("〒"), Keep(PostCode(random))};
  Cell named = Value(4, KeepOf(name));
  if (random.Chance(0.5)) named.seal = family;
  switch (random.Range(0, 3)) {
    case 0:
      return {Row(
          3.6,
          {Side(0.4, who),
           Stack(7,
                 {Row(0.6, {Label(1, reading), Value(4, KeepOf(kana)), Label(1, "性別"),
                            Label(2.6, "生年月日")}),
                  Row(1, {Label(1, name_label), named, Centred(1, {Choice({"男", "女"}, sex)}),
                          Value(2.6, AskedBirth(random))}),
                  Row(1.1, {Label(1, address_label), Both(7.6, "〒" + PostCode(random), address)}),
                  Row(0.9, {Label(1, "電話番号"),
                            Both(3.8, "自宅", KeepOf(Phone(random)), Place::kBefore),
                            Dashed(Both(3.8, "携帯", KeepOf(Phone(random)), Place::kBefore))})})})};
    case 1:
      return {Row(0.9, {Label(1.4, who + "\n" + reading), Value(3.3, KeepOf(kana)),
                        Label(1.1, "生年月日"), Value(3, AskedBirth(random))}),
              Row(1, {Label(1.4, name_label), Cell(named), Label(1.1, "性　別"),
                      Centred(1.6, {Choice({"男", "女"}, sex)}), Label(0.7, "年齢"),
                      Value(1, {Keep(std::to_string(random.Range(19, 84))), Unit("歳")})}),
              Row(1.2,
                  {Label(1.4, address_label), Stack(7.4, {Row(0.42, {Value(1, post)}),
                                                          Dashed(Row(0.7, {Value(1, address)}))})}),
              Row(0.8, {Label(1.4, One(random, {"連絡先\n電話番号", "電話番号", "日中の連絡先"})),
                        Value(3.3, KeepOf(Phone(random))), Label(1.1, "ご職業"),
                        Value(3, KeepOf(One(random, {"会社員", "自営業", "主婦", "農業"})))})};
    case 2:
      return {Row(1.2, {Both(3, who + name_label, KeepOf(name)), Both(2.2, reading, KeepOf(kana)),
                        Both(2.6, "生年月日", AskedBirth(random)),
                        Both(1.2, "性別", {Choice({"男", "女"}, sex)})}),
              Row(1.3, {Both(5.6, address_label + "（〒" + PostCode(random) + "）", address),
                        Both(2.4, "電話番号（日中）", KeepOf(Phone(random)))})};
    default:
      return {Row(0.55, {Label(1.2, reading), Value(4, KeepOf(kana)), Label(3, "生年月日")}),
              Row(1.1, {Label(1.2, who), Cell(named), Value(3, AskedBirth(random))}),
              Row(1, {Label(1.2, address_label), Value(7, {Unit("〒"), Keep(PostCode(random)),
                                                           Unit("　"), Keep(Address(random))})}),
              Row(0.8, {Label(1.2, "電　話"), Value(3, KeepOf(Phone(random))), Label(1, "ＦＡＸ"),
                        random.Chance(0.5) ? Unused(3) : Value(3, KeepOf(Phone(random)))})};
  }
}

Cells AccountRows(Random& random, const std::string& heading) {
  const std::string bank = Word(random, "bank"), branch = Word(random, "branch");
  const Question type = Choice({"普通", "当座", "貯蓄"}, random.Range(0, 1));
  const std::string number = Digits(random, 7);
  const std::string holder = Kana(random);
  if (random.Chance(0.5)) {
    return {Row(
        3,
        {Side(0.45, heading),
         Stack(8, {Row(1, {Label(1.2, "金融機関名"), Value(3, KeepOf(bank)), Label(1, "支店名"),
                           Value(2.6, KeepOf(branch))}),
                   Row(1, {Label(1.2, "預金種目"), Centred(3, {type}), Label(1, "口座番号"),
                           Value(2.6, {Boxed(Plain(number), 7, 7)})}),
                   Row(1, {Label(1.2, "口座名義\n（カタカナ）"), Value(6.6, KeepOf(holder))})})})};
  }
  return {Row(0.55, {Label(2.4, heading + "　金融機関名"), Label(1.8, "支店名"), Label(1.4, "種目"),
                     Label(2.6, "口座番号（右づめ）")}),
          Row(1, {Value(2.4, KeepOf(bank)), Value(1.8, KeepOf(branch)), Centred(1.4, {type}),
                  Value(2.6, {Boxed(Plain(number), 7, 7)})}),
          Row(0.9, {Label(1.3, "口座名義人"), Both(4, "フリガナ", KeepOf(holder), Place::kTiny),
                    Label(1.3, "続柄"), Centred(1.6, {Choice({"本人", "配偶者", "その他"}, 0)})})};
}

Cells OfficeRows(Random& random) {
  const std::string heading = One(random, {"当社使用欄", "会社使用欄", "事務処理欄"});
  Cell number = random.Chance(0.5) ? Value(2, {}) : Unused(2);
  return {Row(
      1.6,
      {Side(0.4, heading),
       Stack(8, {Row(0.5,
                     {Label(1, "受付日"), Label(1, "受付店"), Label(1, "受付者"),
                      Label(2, "受付番号"), Label(1, "点検"), Label(1, "検印"), Label(1, "入力")}),
                 Row(1.1, {Value(1, {}), Value(1, {}), Value(1, {}), number, Dashed(Value(1, {})),
                           Dashed(Value(1, {})), Dashed(Value(1, {}))})})})};
}

Cells DoctorRows(Random& random) {
  const std::string doctor = Name(random);
  Cell signed_by = Value(4, KeepOf(doctor));
  signed_by.seal = doctor.substr(0, doctor.find("　"));
  return {Row(0.9, {Label(1.3, One(random, {"証明日", "記入日", "発行日"})),
                    Value(3, AskedDate(random, 2023, 2026)), Label(1.2, "診療科"),
                    Value(3, KeepOf(One(random, {"内科", "外科", "整形外科", "循環器科"})))}),
          Row(2.7, {Side(0.45, "医療機関"),
                    Stack(8, {Row(0.9, {Label(1.1, "所在地"), Value(7, KeepOf(Address(random)))}),
                              Row(0.9, {Label(1.1, "名　称"), Value(4, KeepOf(Hospital(random))),
                                        Label(1, "電　話"), Value(2, KeepOf(Phone(random)))}),
                              Row(0.9, {Label(1.1, "医師氏名"), std::move(signed_by),
                                        Label(1, "コード"), Unused(2)})})})};
}

SmallPrint Consent(Random& random) {
  std::string text = One(random, {"＜個人情報の取扱い＞", "【同意事項】", "ご確認ください"});
  for (const std::string& sentence : Words(random, "consent", random.Range(3, 5))) {
    text += "　" + sentence;
  }
  return {.text = std::move(text), .framed = random.Chance(0.5)};
}

}  // namespace sumikeshi::mailroom
