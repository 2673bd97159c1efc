// 告知書: questions on the insured person's health.
#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {
namespace {

constexpr std::string_view kQuestions[] = {
    "最近3か月以内に、医師の診察・検査・治療・投薬を受けたことがありますか。",
    "過去5年以内に、病気やけがで手術を受けたことがありますか。",
    "過去5年以内に、継続して7日以上入院したことがありますか。",
    "過去2年以内に、健康診断で異常を指摘されたことがありますか。",
    "今までに、がんにかかったことがありますか。",
    "現在入院中ですか。または入院・手術をすすめられていますか。",
    "視力・聴力・言語・手足の機能に障害がありますか。",
    "公的介護保険の要介護認定を受けたことがありますか。",
    "現在妊娠していますか。",
};

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"告知書", "健康状態告知書", "被保険者の告知書"});
  Fields person{{Sealed(random, Ask(random, {"被保険者氏名", "氏名"}, Keep(Name(random)))),
                 BirthField(random)}};
  if (random.Chance(0.5)) person.fields.push_back(PolicyField(random));
  sheet.blocks.emplace_back(std::move(person));
  if (random.Chance(0.6)) {
    sheet.blocks.emplace_back(
        Printed("次の質問にお答えください（いずれかを○で囲むか、印をつけてください）。"));
  }
  const bool yes_no = random.Chance(0.6);
  Questions questions;
  std::vector<std::string_view> texts(std::begin(kQuestions), std::end(kQuestions));
  Shuffle(random, texts);
  const int count = random.Range(4, 7);
  for (int i = 0; i < count; ++i) {
    Question question;
    question.text = std::to_string(i + 1) + ". " + std::string(texts[static_cast<std::size_t>(i)]);
    question.options =
        yes_no ? std::vector<std::string>{"はい", "いいえ"} : std::vector<std::string>{"有", "無"};
    question.chosen = random.Chance(0.4) ? 0 : 1;
    questions.questions.push_back(std::move(question));
  }
  sheet.blocks.emplace_back(std::move(questions));
  sheet.blocks.emplace_back(Heading{"「" + std::string(yes_no ? "はい" : "有") + "」の場合の詳細"});
  if (random.Chance(0.5)) {
    Grid grid{{"傷病名", "期間", "医療機関名", "治療内容"}, {}};
    for (int i = random.Range(1, 2); i > 0; --i) {
      grid.rows.push_back({Sensitive(Category::kHealth, Word(random, "illness")),
                           Keep(Period(random)), Keep(Hospital(random)),
                           Sensitive(Category::kHealth, Word(random, "drug") + "内服")});
    }
    sheet.blocks.emplace_back(std::move(grid));
  } else {
    sheet.blocks.emplace_back(Fields{
        {IllnessField(random), Ask(random, {"治療期間", "入院・通院の期間"}, Keep(Period(random))),
         Ask(random, {"医療機関", "病院名"}, Keep(Hospital(random))),
         Ask(random, {"治療内容", "現在の状態", "服用中のお薬"},
             Sensitive(Category::kHealth, Word(random, "drug") + "を服用し" + "通院中"))}});
  }
  sheet.blocks.emplace_back(Notice(random));
  sheet.blocks.emplace_back(Fields{{Ask(random, {"告知日", "記入日"}, Keep(RecentDate(random)))}});
  return sheet;
}

// A question with its answer and, below it, room for the details.
Cell AskedRow(Random& random, int number, std::string_view text,
              const std::vector<std::string>& options, int chosen) {
  Question question = HealthChoice(options, chosen);
  if (random.Chance(0.3)) question = Ticked(std::move(question));
  return Row(1.15, {Label(0.5, std::to_string(number)),
                    Cell{.share = 5.6, .content = {Unit(std::string(text))}},
                    Centred(1.7, {std::move(question)})});
}

Cells DetailRows(Random& random, int used) {
  Cells rows = {
      Row(0.6, {Label(0.6, "質問\n番号"), Label(2.2, "病気やけがの名前"), Label(2, "治療期間"),
                Label(2, "医療機関名"), Label(2.2, "治療内容・現在の状況")})};
  for (int i = 0; i < 3; ++i) {
    if (i >= used) {
      rows.push_back(Row(0.9, {Unused(0.6), Unused(2.2), Unused(2), Unused(2), Unused(2.2)}));
      continue;
    }
    rows.push_back(
        Row(1.1, {Centred(0.6, {Plain(std::to_string(random.Range(1, 6)))}),
                  Value(2.2, AskedIllness(random)), Value(2, AskedPeriod(random)),
                  Value(2, KeepOf(Hospital(random))),
                  Value(2.2, HealthOf(random.Chance(0.5) ? Word(random, "drug") + "を服用中"
                                                         : Word(random, "operation")))}));
  }
  return rows;
}

Sheet Form(Random& random) {
  Sheet sheet;
  sheet.title =
      random.Pick({"告　知　書", "被保険者の健康状態に関する告知書", "告知書（医療保険用）"});
  Table person{PersonRows(random, One(random, {"被保険者", "告知者"}))};
  person.rows.push_back(Row(
      0.95,
      {Label(1, "身　長"), Value(1.4, {Health(std::to_string(random.Range(148, 186))), Unit("cm")}),
       Label(1, "体　重"), Value(1.4, {Health(std::to_string(random.Range(42, 96))), Unit("kg")}),
       Label(1.2, "たばこ"),
       Centred(2, {HealthChoice({"吸う", "吸わない"}, random.Range(0, 1))})}));
  sheet.blocks.emplace_back(std::move(person));
  sheet.blocks.emplace_back(SmallPrint{.text = "下記の質問にありのままをお答えください。告知いただ"
                                               "いた内容が事実と相違する場合、ご契約を解除し、"
                                               "保険金・給付金をお支払いできないことがあります。",
                                       .framed = random.Chance(0.4)});
  std::vector<std::string_view> texts(std::begin(kQuestions), std::end(kQuestions));
  Shuffle(random, texts);
  const std::vector<std::string> options = random.Chance(0.5)
                                               ? std::vector<std::string>{"はい", "いいえ"}
                                               : std::vector<std::string>{"有", "無"};
  Table asked{{Row(0.6, {Label(6.1, "質　問　事　項"), Label(1.7, "お　答　え")})}};
  const int count = random.Range(5, 8);
  int yes = 0;
  for (int i = 0; i < count; ++i) {
    const int chosen = random.Chance(0.35) ? 0 : 1;
    yes += chosen == 0;
    asked.rows.push_back(
        AskedRow(random, i + 1, texts[static_cast<std::size_t>(i)], options, chosen));
  }
  sheet.blocks.emplace_back(std::move(asked));
  sheet.blocks.emplace_back(Heading{"「" + options[0] + "」に該当する場合の詳細"});
  sheet.blocks.emplace_back(Table{DetailRows(random, std::min(yes, 3))});
  sheet.blocks.emplace_back(
      Table{{Row(1, {Label(1, "告知日"), Value(2.4, AskedDate(random, 2024, 2026)),
                     Label(1.4, "取扱者"), Value(2, KeepOf(Name(random))), Label(1, "証券番号"),
                     Value(2, KeepOf(PolicyNumber(random)))})}});
  sheet.blocks.emplace_back(Consent(random));
  return sheet;
}

}  // namespace

extern const Kind kKokuchi{"kokuchi", Make, false, Form};

}  // namespace sumikeshi::mailroom
