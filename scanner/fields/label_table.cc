// The rows of dictionaries/ja/labels.tsv: what each label promises, and when it does.
#include "scanner/fields/label_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace sumikeshi {

extern const std::string_view kLabelData;

namespace {

using Words = std::span<const std::string_view>;

struct NeedWords {
  LabelNeed need;
  std::string_view key;
  Words words;  // any of them on the page
};

constexpr std::string_view kCardWords[] = {"カード番号", "クレジット", "カード会社",
                                           "カード会員", "カード名義", "カード有効期限",
                                           "VALID THRU", "GOOD THRU",  "VALIDTHRU"};
constexpr std::string_view kPostalWords[] = {"ゆうちょ", "郵便局", "郵便貯金", "通帳"};
constexpr std::string_view kInsuranceWords[] = {
    "保険証",     "被保険者証", "健康保険",     "資格確認書", "組合員証", "加入者証",
    "保険者番号", "後期高齢",   "国民健康保険", "受給者証",   "公費負担"};
constexpr std::string_view kDisabilityWords[] = {"障害者手帳", "療育手帳",     "愛の手帳",
                                                 "障害者等級", "保健福祉手帳", "障害名"};
constexpr std::string_view kDisclosureWords[] = {"告知書", "告知事項", "健康状態", "告知欄"};
constexpr std::string_view kCheckupWords[] = {"健康診断", "健診", "人間ドック", "検査項目",
                                              "検査成績", "検診", "検査結果"};
constexpr std::string_view kTreatmentWords[] = {"診療明細",   "診療費明細", "診療報酬",
                                                "調剤明細",   "調剤報酬",   "薬剤情報提供",
                                                "医療費明細", "レセプト"};
constexpr std::string_view kCertificateWords[] = {"診断書",   "入院証明",   "通院証明", "手術証明",
                                                  "治療証明", "手術等証明", "意見書"};
constexpr std::string_view kLabourWords[] = {"労働組合", "労組", "組合費", "ユニオン",
                                             "連合会加盟"};
constexpr std::string_view kKosekiWords[] = {"戸籍", "除籍", "筆頭者", "身分事項", "生活保護"};
constexpr std::string_view kTheftWords[] = {"盗難", "被害届",   "窃盗", "空き巣",  "ひったくり",
                                            "車上", "置き引き", "強盗", "犯罪被害"};
constexpr std::string_view kCrimeWords[] = {"刑事", "起訴", "判決", "被告人", "被疑者",
                                            "犯罪", "逮捕", "懲役", "罰金"};
constexpr std::string_view kAnimalWords[] = {
    "ペット名", "ペットの名前", "ペット保険", "愛犬", "愛猫", "動物病院", "犬種", "猫種", "飼い主"};

constexpr NeedWords kNeeds[] = {
    {LabelNeed::kCard, "card", kCardWords},
    {LabelNeed::kPostal, "postal", kPostalWords},
    {LabelNeed::kInsurance, "insurance", kInsuranceWords},
    {LabelNeed::kDisability, "disability", kDisabilityWords},
    {LabelNeed::kDisclosure, "disclosure", kDisclosureWords},
    {LabelNeed::kCheckup, "checkup", kCheckupWords},
    {LabelNeed::kTreatment, "treatment", kTreatmentWords},
    {LabelNeed::kCertificate, "certificate", kCertificateWords},
    {LabelNeed::kLabour, "labour", kLabourWords},
    {LabelNeed::kKoseki, "koseki", kKosekiWords},
    {LabelNeed::kTheft, "theft", kTheftWords},
    {LabelNeed::kCrime, "crime", kCrimeWords},
};

bool ContainsAny(std::string_view text, Words words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.contains(w); });
}

std::array<std::string_view, 6> Columns(std::string_view line) {
  std::array<std::string_view, 6> columns;
  for (std::string_view& column : columns) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    column = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  return columns;
}

LabelNeed NeedFromKey(std::string_view key) {
  if (key == "inline") return LabelNeed::kInline;
  if (key == "symbol") return LabelNeed::kSymbol;
  for (const NeedWords& need : kNeeds) {
    if (need.key == key) return need.need;
  }
  return LabelNeed::kNothing;
}

ValueType TypeFromKey(std::string_view key) {
  if (key == "digits") return ValueType::kDigits;
  if (key == "date") return ValueType::kDate;
  if (key == "option") return ValueType::kOption;
  if (key == "itself") return ValueType::kItself;
  return ValueType::kAny;
}

std::vector<LabelRule> ParseRules(std::string_view data) {
  std::vector<LabelRule> rules;
  while (!data.empty()) {
    const std::size_t end = std::min(data.find('\n'), data.size());
    const std::string_view line = data.substr(0, end);
    data.remove_prefix(std::min(end + 1, data.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto [text, use, category, kind, value, need] = Columns(line);
    LabelRule rule;
    rule.label.text = text;
    rule.label.use = use == "sensitive" ? FieldUse::kSensitive : FieldUse::kHarmless;
    rule.label.category = CategoryFromKey(category).value_or(Category::kHealth);
    rule.label.kind = kind == "-" ? std::string_view{} : kind;
    rule.value = TypeFromKey(value);
    rule.need = NeedFromKey(need);
    rules.push_back(rule);
  }
  return rules;
}

}  // namespace

std::span<const LabelRule> AllLabelRules() {
  static const std::vector<LabelRule> kRules = ParseRules(kLabelData);
  return kRules;
}

std::span<const Label> AllLabels() {
  static const std::vector<Label> kLabels = [] {
    std::vector<Label> labels;
    for (const LabelRule& rule : AllLabelRules()) labels.push_back(rule.label);
    return labels;
  }();
  return kLabels;
}

const LabelRule& AnswerRule(Category category) {
  static const std::vector<LabelRule> kRules = [] {
    std::vector<LabelRule> rules;
    for (const Category c : kAllCategories) {
      rules.push_back({{"告知質問", FieldUse::kSensitive, c, "ANSWER"},
                       ValueType::kOption,
                       LabelNeed::kNothing});
    }
    return rules;
  }();
  return kRules[static_cast<std::size_t>(category)];
}

PageNeeds::PageNeeds(std::string_view text) : animal_(ContainsAny(text, kAnimalWords)) {
  const auto meet = [this](LabelNeed need) { met_ |= 1U << static_cast<unsigned>(need); };
  meet(LabelNeed::kNothing);
  for (const NeedWords& need : kNeeds) {
    if (ContainsAny(text, need.words)) meet(need.need);
  }
  if (Meets(LabelNeed::kInsurance) && text.contains("記号")) meet(LabelNeed::kSymbol);
}

}  // namespace sumikeshi
