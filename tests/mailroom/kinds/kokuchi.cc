// 告知書: questions on the insured person's health.
#include "tests/mailroom/kinds/parts.h"

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

}  // namespace

extern const Kind kKokuchi{"kokuchi", Make};

}  // namespace sumikeshi::mailroom
