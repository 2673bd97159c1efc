// アンケート: a customer survey with a free comment.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title =
      random.Pick({"お客様アンケート", "ご契約者様アンケート", "サービスに関するアンケート"});
  sheet.blocks.emplace_back(Printed("該当するものに印をつけてください。"));
  Questions questions{{
      {"ご加入のきっかけを教えてください。",
       {"店頭", "知人", "広告"},
       random.Range(0, 2),
       Role::kKeep},
      {"担当者の説明は分かりやすかったですか。",
       {"はい", "いいえ"},
       random.Range(0, 1),
       Role::kKeep},
      {"今後もお知らせを希望しますか。",
       {"希望する", "希望しない"},
       random.Range(0, 1),
       Role::kKeep},
  }};
  Shuffle(random, questions.questions);
  for (std::size_t i = 0; i < questions.questions.size(); ++i) {
    questions.questions[i].text = "問" + std::to_string(i + 1) + "　" + questions.questions[i].text;
  }
  sheet.blocks.emplace_back(std::move(questions));
  sheet.blocks.emplace_back(
      Heading{std::string(random.Pick({"ご意見・ご要望", "自由記入欄", "その他お気づきの点"}))});
  Paragraph comment{{}, false};
  for (const std::string& sentence : Words(random, "keep.sentence", 2)) {
    comment.pieces.push_back(Keep(sentence));
    comment.pieces.push_back(Plain("。"));
  }
  if (random.Chance(0.6)) {
    for (Piece& piece : Confide(random, AnyDelicateCategory(random))) {
      comment.pieces.push_back(std::move(piece));
    }
  }
  sheet.blocks.emplace_back(std::move(comment));
  sheet.blocks.emplace_back(Fields{{NameField(random), PhoneField(random)}});
  sheet.blocks.emplace_back(Notice(random));
  return sheet;
}

}  // namespace

extern const Kind kAnketo{"anketo", Make};

}  // namespace sumikeshi::mailroom
