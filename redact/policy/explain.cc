// What would happen to a finding, and why, layer by layer.
#include <fmt/format.h>

#include "redact/policy/conditions.h"
#include "redact/policy/policy.h"
#include "redact/policy/table.h"

namespace sumikeshi {
namespace {

std::string Question(const Finding& finding, const Context& context) {
  std::string out = TableRow("対象", fmt::format("{}（{}）", CategoryJapanese(finding.category),
                                                 CategoryKey(finding.category)));
  const Case one{&finding, &context, true};
  for (const WordCondition& condition : WordConditions()) {
    const std::string_view word = condition.value(one);
    if (word.empty()) continue;
    const std::string_view japanese = TermJapanese(condition.terms, word);
    out += TableRow(condition.japanese,
                    japanese == word ? std::string(word) : fmt::format("{}（{}）", japanese, word));
  }
  return out;
}

std::string Layer(std::string_view title, const Rule* rule) {
  if (rule == nullptr)
    return fmt::format("■ {}\n\n{}\n", title, TableRow("", "当てはまるものなし"));
  return fmt::format("■ {}\n\n{}", title, RuleBlock("", *rule));
}

// What the clerk can do about it.
std::string_view NextStep(Action action) {
  switch (action) {
    case Action::kKeep:
      return "そのまま残り、台帳に記録されます。";
    case Action::kRedact:
      return "判読できない状態にして、台帳に記録します。";
    case Action::kHold:
      return "文書は出力されません。本人の同意などを確かめ、得られなければ consent_status を "
             "refused "
             "として墨消しにするか、返却・廃棄します。";
    case Action::kReturn:
      return "文書は出力されません。本人の指定した方法で返却または廃棄します。";
    case Action::kApproval:
      return "文書は出力されません。実行の前に、個人情報管理者の承認（approval add）が要ります。";
    case Action::kBlock:
      return "文書は出力されません。この提供・移送は認められていません。";
    case Action::kDeny:
      return "文書は読み取られません。名簿にある取扱者が行います。";
  }
  return {};
}

std::string Conclusion(Action action, std::string_view rule, std::string_view clause,
                       std::string_view why) {
  std::string out =
      fmt::format("結論  {}{} [{}]\n", Padded(ActionJapanese(action), kTableIndent - 6), rule,
                  ActionKey(action));
  out += TableRow("条項", clause);
  if (!why.empty()) out += TableRow("理由", why);
  return out + TableRow("次に", NextStep(action)) + "\n";
}

}  // namespace

std::string DescribeReasoning(const Profile& profile, const Finding& finding,
                              const Context& context) {
  std::string out = fmt::format("規程  {}（{}）\n", profile.title(), profile.name());
  out += Question(finding, context) + "\n";
  if (const auto refusal = profile.Admit(context)) {
    return out + Conclusion(refusal->action, refusal->rule, refusal->clause, refusal->why);
  }
  const Reasoning reasoning = profile.Explain(finding, context);
  const Decision& decision = reasoning.decision;
  out += Conclusion(decision.action, decision.rule, decision.clause, reasoning.why);
  out += Layer("法律がつねに制限するもの", reasoning.statute);
  out += Layer("規程", reasoning.rule);
  if (reasoning.approved) out += TableRow("承認", context.approval) + "\n";
  if (reasoning.necessity != nullptr)
    out += Layer("残すとした場合に見る、必要な欄", reasoning.necessity);
  if (reasoning.overlay != nullptr)
    out += Layer("残すとした場合に重ねて見る法律", reasoning.overlay);
  return out;
}

}  // namespace sumikeshi
