// The words that profiles and manifests may use for the circumstances of a document.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace sumikeshi {

struct Term {
  std::string_view key;  // permanent
  std::string_view japanese;
};

inline constexpr auto kPurposes = std::to_array<Term>({
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

inline constexpr auto kGrounds = std::to_array<Term>({
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

inline constexpr auto kStages = std::to_array<Term>({
    {"acquire", "取得・入力"},
    {"use", "利用・加工"},
    {"store", "保管・保存"},
    {"transfer", "移送・送信"},
    {"erase", "消去・廃棄"},
});

inline constexpr auto kPersons = std::to_array<Term>({
    {"insured", "被保険者"},
    {"deceased", "亡くなった方"},
    {"heir", "相続人・請求者"},
    {"employee", "従業員等"},
});

[[nodiscard]] constexpr bool IsTerm(const auto& terms, std::string_view key) {
  return std::ranges::any_of(terms, [key](const Term& term) { return term.key == key; });
}

// The Japanese name of a key, or the key itself when it is not known.
[[nodiscard]] constexpr std::string_view TermJapanese(const auto& terms, std::string_view key) {
  const auto term = std::ranges::find(terms, key, &Term::key);
  return term == terms.end() ? key : term->japanese;
}

[[nodiscard]] constexpr std::string_view ActionJapanese(std::string_view action_key) {
  constexpr auto kActions = std::to_array<Term>(
      {{"keep", "残す"}, {"redact", "墨消し"}, {"hold", "保留"}, {"return", "返却・廃棄"}});
  return TermJapanese(kActions, action_key);
}

}  // namespace sumikeshi
