// Names by their label: ordinary personal data, for pseudonymising and reports. Limit: no names in
// running text.
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const Field& field : page.view.fields) {
    if (field.label->use != FieldUse::kHarmless || field.label->kind != "NAME") continue;
    if (field.value_span.empty()) continue;
    found.push_back({field.value_span, Category::kName, "", 0.9, field.region});
  }
}

}  // namespace

const Recognizer kNameRecognizer = {
    "name",
    "個人情報の保護に関する法律 2条1項1号",
    Find,
    {"氏名:⟦山田太郎⟧", "契約者氏名:⟦佐藤 花子⟧\n", "フリガナ:⟦ヤマダタロウ⟧"},
    {"氏名をご記入ください。", "山田太郎", "商品名:安心保険"},
};

}  // namespace sumikeshi
