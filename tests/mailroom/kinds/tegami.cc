// A free letter: delicate statements among harmless ones.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  const std::string company = Word(random, "company");
  sheet.blocks.emplace_back(Paragraph{
      {Keep(company +
            std::string(random.Pick({"　御中", "　ご担当者様", "　お客様相談室　御中"})))},
      false});
  sheet.blocks.emplace_back(Paragraph{
      {Plain(std::string(random.Pick({"拝啓　時下ますますご清栄のこととお慶び申し上げます。",
                                      "前略　突然のお手紙で失礼いたします。",
                                      "はじめてお便りを差し上げます。"})))},
      false});
  std::vector<std::string> harmless = Words(random, "keep.sentence", 6);
  std::vector<Category> delicate = {AnyDelicateCategory(random), AnyDelicateCategory(random)};
  if (random.Chance(0.4)) delicate.push_back(AnyDelicateCategory(random));
  for (const Category category : delicate) {
    Paragraph paragraph{{}, false};
    auto add_harmless = [&] {
      paragraph.pieces.push_back(Keep(std::move(harmless.back())));
      paragraph.pieces.push_back(Plain("。"));
      harmless.pop_back();
    };
    add_harmless();
    for (Piece& piece : Confide(random, category)) paragraph.pieces.push_back(std::move(piece));
    if (random.Chance(0.7)) add_harmless();
    sheet.blocks.emplace_back(std::move(paragraph));
  }
  sheet.blocks.emplace_back(Paragraph{
      {Plain(std::string(random.Pick({"敬具", "草々", "以上、よろしくお願いいたします。"})))},
      false,
      Align::kRight});
  sheet.blocks.emplace_back(Paragraph{{Keep(RecentDate(random))}, false});
  sheet.blocks.emplace_back(Paragraph{{Keep(Address(random))}, false});
  sheet.blocks.emplace_back(
      Paragraph{{Keep(Name(random)), Plain("　電話 "), Keep(Phone(random))}, false});
  return sheet;
}

}  // namespace

extern const Kind kTegami{"tegami", Make, true};

}  // namespace sumikeshi::mailroom
