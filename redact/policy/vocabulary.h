// The words that profiles and manifests may use for the circumstances of a document.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "sumikeshi/page_class.h"

namespace sumikeshi {

struct CodedTerm {
  std::string_view key;  // permanent
  std::string_view japanese;
};

inline constexpr auto kPurposes = std::to_array<CodedTerm>({
    {"P1", "引受・申込"},
    {"P2", "継続・維持管理"},
    {"P3", "保険金・給付金の支払"},
    {"P3i", "相続手続を伴う支払"},
    {"P4", "保険料の収納"},
    {"P4t", "源泉徴収"},
    {"P5", "再保険"},
    {"P6", "共同利用"},
    {"P7", "案内・募集・広告"},
    {"P8", "市場調査・商品開発"},
    {"P9", "本人確認"},
    {"P10", "採用・労務"},
    {"P11", "代理店管理"},
    {"P12", "問合せ・苦情"},
    {"P13", "委託"},
    {"P14", "法令・官公署への対応"},
    {"P15", "税務調書"},
    {"P16", "債権回収"},
    {"P17", "弁護士・調査会社"},
});

inline constexpr auto kGrounds = std::to_array<CodedTerm>({
    {"G0", "根拠なし"},
    {"G1", "書面による同意"},
    {"G1o", "口頭による同意"},
    {"G2", "法令"},
    {"G3", "生命・身体・財産の保護"},
    {"G4", "公衆衛生・児童の育成"},
    {"G5", "国の機関等への協力"},
    {"G6", "学術研究"},
    {"G7", "生体認証による本人確認の同意"},
    {"G8", "公開情報"},
    {"G9", "外形上明らか"},
});

inline constexpr auto kStages = std::to_array<CodedTerm>({
    {"acquire", "取得・入力"},
    {"use", "利用・加工"},
    {"store", "保管・保存"},
    {"transfer", "移送・送信"},
    {"erase", "消去・廃棄"},
});

inline constexpr auto kPersons = std::to_array<CodedTerm>({
    {"insured", "被保険者"},
    {"deceased", "亡くなった方"},
    {"heir", "相続人・請求者"},
    {"employee", "従業員等"},
    {"card_member", "自社のカード会員"},
    {"animal", "動物（ペット保険）"},
});

inline constexpr auto kRecipients = std::to_array<CodedTerm>({
    {"group", "グループ会社"},
    {"industry", "業界の情報交換"},
    {"insurer", "所属保険会社"},
    {"reinsurer", "再保険会社"},
    {"contractor", "委託先"},
    {"lawyer", "弁護士・調査会社"},
    {"authority", "官公署"},
    {"third_party", "その他の第三者"},
});

inline constexpr auto kSources = std::to_array<CodedTerm>({
    {"person", "本人"},
    {"insurer", "保険会社"},
    {"third_party", "第三者"},
    {"public", "公開されたもの"},
    {"illicit", "漏えい・不正取得の疑いがあるもの"},
});

inline constexpr auto kRoutes = std::to_array<CodedTerm>({
    {"mail", "郵送"},
    {"fax", "FAX"},
    {"counter", "窓口"},
    {"electronic", "電子"},
    {"phone", "通話録音・書き起こし"},
    {"my_number", "個人番号の専用経路"},
});

inline constexpr auto kMethods = std::to_array<CodedTerm>({
    {"irregular", "規程に定めのない方法"},
});

inline constexpr auto kObstacles = std::to_array<CodedTerm>({
    {"difficult", "本人の同意を得ることが困難"},
    {"obstructs", "同意を得ると事務の遂行に支障がある"},
});

inline constexpr auto kDocuments = std::to_array<CodedTerm>({
    {"unneeded", "文書の全体が業務に不要"},
});

inline constexpr auto kExplanations = std::to_array<CodedTerm>({
    {"operation", "業務運営の必要性を説明"},
    {"fairness", "保険集団の公平性を説明"},
});

inline constexpr auto kConsentStatuses = std::to_array<CodedTerm>({
    {"pending", "同意を依頼中"},
    {"refused", "同意なし（拒否・返答なし）"},
});

inline constexpr auto kConsentForms = std::to_array<CodedTerm>({
    {"written", "書面"},
    {"oral", "口頭"},
});

inline constexpr auto kListings = std::to_array<CodedTerm>({
    {"unlisted", "取扱者の名簿にない"},
});

// The kinds that recognizers and the rulebooks tell apart within a category.
inline constexpr auto kKinds = std::to_array<CodedTerm>({
    {"MEDHIST", "病歴"},
    {"CHECKUP", "健診・検査の結果"},
    {"TREAT", "診療・指導・調剤"},
    {"DISAB", "障害"},
    {"DRUG", "薬"},
    {"HEALTHX", "その他の保健医療"},
    {"PERIOD", "日付・期間"},
    {"FACILITY", "医療機関"},
    {"BIOMETRIC", "生体認証情報"},
    {"KOKUCHI", "告知書の記載"},
    {"APPEARANCE", "本人の姿"},
    {"CREED", "信条"},
    {"CREED_GENERAL", "思想"},
    {"CREED_MEMBERSHIP", "団体への所属"},
    {"CREED_MOVEMENT", "運動"},
    {"CREED_PARTY", "政党への所属"},
    {"RELIGION_MEMBERSHIP", "宗教団体への所属"},
    {"RELIGION_ACT", "宗教上の行い"},
    {"RELIGION_FUNERAL", "葬儀・戒名"},
    {"RELIGION_OCCUPATION", "宗教上の職"},
    {"RACE", "人種・民族"},
    {"NATIONALITY", "国籍"},
    {"STATUS", "社会的身分"},
    {"LINEAGE", "門地"},
    {"DOWA", "同和地区の出身"},
    {"DOMICILE", "本籍地"},
    {"UNION", "労働組合"},
    {"UNION_MEMBERSHIP", "労働組合への加盟"},
    {"UNION_NAME", "労働組合の名称"},
    {"UNION_ACTIVITY", "労働組合の活動"},
    {"CRIM", "前科"},
    {"CRIMPROC", "刑事手続"},
    {"JUVENILE", "少年の保護事件"},
    {"OFFENCE", "罪名"},
    {"VICTIM", "犯罪被害"},
    {"SEXLIFE", "性生活"},
    {"SEXMED", "性に関わる医療"},
    {"ORIENTATION", "性的指向・性自認"},
    {"PAN", "カード番号"},
    {"EXPIRY", "カードの有効期限"},
    {"CVV", "セキュリティコード"},
    {"INSURER", "保険者番号"},
    {"SYMBOL", "記号"},
    {"NUMBER", "番号"},
    {"BRANCH", "枝番"},
    {"RECIPIENT", "受給者番号"},
    {"PAYER", "負担者番号"},
    {"ACCOUNT", "口座番号"},
});

// What a page is. One that is not known states none.
inline constexpr auto kPageClasses = [] {
  std::array<CodedTerm, kPageClassNames.size() - 1> terms;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    terms[i] = {kPageClassNames[i + 1].key, kPageClassNames[i + 1].japanese};
  }
  return terms;
}();

[[nodiscard]] constexpr bool IsTerm(const auto& terms, std::string_view key) {
  return std::ranges::any_of(terms, [key](const CodedTerm& term) { return term.key == key; });
}

// The Japanese name of a key, or the key itself when it is not known.
[[nodiscard]] constexpr std::string_view TermJapanese(const auto& terms, std::string_view key) {
  const auto term = std::ranges::find(terms, key, &CodedTerm::key);
  return term == terms.end() ? key : term->japanese;
}

// The key of a Japanese name, or the word itself when it is none.
[[nodiscard]] constexpr std::string_view TermKey(const auto& terms, std::string_view word) {
  const auto term = std::ranges::find(terms, word, &CodedTerm::japanese);
  return term == terms.end() ? word : term->key;
}

}  // namespace sumikeshi
