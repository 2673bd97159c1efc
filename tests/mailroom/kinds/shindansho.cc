// 診断書: a doctor's certificate.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {
namespace {

Sheet Make(Random& random) {
  Sheet sheet;
  sheet.title = random.Pick({"診断書", "診　断　書", "診断書（保険会社提出用）"});
  Fields patient{
      {Ask(random, {"氏名", "患者氏名", "受診者氏名"}, Keep(Name(random))), BirthField(random)}};
  if (random.Chance(0.5)) patient.fields.push_back(AddressField(random));
  sheet.blocks.emplace_back(std::move(patient));
  Fields findings{{Ask(random, {"病名", "診断名", "傷病名", "主病名"},
                       Sensitive(Category::kHealth, Word(random, "illness"))),
                   Ask(random, {"発病年月日", "初診日", "発症年月日"}, Keep(RecentDate(random))),
                   Ask(random, {"経過", "治療経過", "症状経過および治療内容", "所見"},
                       Sensitive(Category::kHealth, Word(random, "course")))}};
  if (random.Chance(0.6)) {
    findings.fields.push_back(Ask(random, {"既往症", "既往歴", "合併症"},
                                  Sensitive(Category::kHealth, Word(random, "history"))));
  }
  if (random.Chance(0.4)) {
    findings.fields.push_back(
        Ask(random, {"転帰"}, Sensitive(Category::kHealth, Word(random, "outcome"))));
  }
  sheet.blocks.emplace_back(std::move(findings));
  sheet.blocks.emplace_back(Printed(std::string(
      random.Pick({"上記のとおり診断いたします。", "上記のとおり相違ないことを証明します。"}))));
  sheet.blocks.emplace_back(Paragraph{{Keep(RecentDate(random))}, false});
  sheet.blocks.emplace_back(
      Fields{{Ask(random, {"所在地", "医療機関所在地"}, Keep(Address(random))),
              Ask(random, {"名称", "医療機関名"}, Keep(Hospital(random))),
              Sealed(random, Ask(random, {"医師氏名", "担当医", "医師"}, Keep(Name(random))))}});
  return sheet;
}

}  // namespace

extern const Kind kShindansho{"shindansho", Make};

}  // namespace sumikeshi::mailroom
