// Addresses by their label: ordinary personal data, for pseudonymising and reports. Limit: no
// addresses in running text.
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

void Find(const Analysis& page, std::vector<Candidate>& found) {
  for (const Field& field : page.view.fields) {
    if (field.label->use != FieldUse::kHarmless || field.label->kind != "ADDRESS") continue;
    if (field.value_span.empty()) continue;
    found.push_back({field.value_span, Category::kAddress, "", 0.9, field.region});
  }
}

}  // namespace

const Recognizer kAddressRecognizer = {
    "address",
    "個人情報の保護に関する法律 2条1項1号",
    Find,
    {"住所:⟦東京都千代田区丸の内1-2-3⟧", "ご住所:⟦大阪府大阪市北区梅田9-9⟧\n",
     "現住所:⟦札幌市中央区北一条西2⟧"},
    {"住所をご記入ください。", "東京都千代田区丸の内1-2-3", "メモ:神社前"},
};

}  // namespace sumikeshi
