// Finding x Context -> Decision: the statutes, the first matching rule, what the purpose needs, the
// statutes once more.
#include <fmt/format.h>

#include <algorithm>

#include "redact/policy/conditions.h"
#include "redact/policy/policy.h"

namespace sumikeshi {
namespace {

const Rule* FirstMatch(std::span<const Rule> rules, const Case& one) {
  const auto rule =
      std::ranges::find_if(rules, [&](const Rule& candidate) { return Matches(candidate, one); });
  return rule == rules.end() ? nullptr : &*rule;
}

bool Contains(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// Without any list nobody is limited; with one, a stage that it does not name is nobody's.
bool IsListed(const Profile::Handlers& handlers, std::string_view list, const Context& context) {
  if (handlers.empty()) return true;
  const auto names = handlers.find(list);
  if (names == handlers.end()) return false;
  return Contains(names->second, context.operator_id) &&
         (context.handler.empty() || Contains(names->second, context.handler));
}

// What stops the whole document also satisfies a law that asks for less.
bool StopsTheDocument(Action action) {
  return action == Action::kReturn || action == Action::kBlock || action == Action::kDeny;
}

std::string Sentence(const Rule& rule) {
  if (!rule.silent) return rule.why;
  return rule.why + std::string(kSilentRule);
}

// The rulebook keeps what another layer does not: the decision shows both.
void Overrule(Reasoning& reasoning, const Rule& statute) {
  Decision& decision = reasoning.decision;
  decision.action = statute.action;
  decision.rule = fmt::format("{}+{}", reasoning.rule->id, statute.id);
  decision.clause = fmt::format("{}により許容、ただし{}により{}", decision.clause, statute.clause,
                                ActionJapanese(statute.action));
  reasoning.why = Sentence(statute);
}

// The rulebook keeps what the purpose does not need.
const Rule* Unneeded(std::span<const Rule> necessities, const Case& one) {
  const Rule* rule = FirstMatch(necessities, one);
  return rule == nullptr || rule->action == Action::kKeep ? nullptr : rule;
}

// The statute forbids it absolutely, unless the rulebook is stricter still.
void Forbid(Reasoning& reasoning) {
  const Rule& statute = *reasoning.statute;
  const Rule& rule = *reasoning.rule;
  Decision& decision = reasoning.decision;
  if (decision.action == Action::kKeep) return Overrule(reasoning, statute);
  if (StopsTheDocument(rule.action)) {
    decision.rule = fmt::format("{}+{}", rule.id, statute.id);
    decision.clause = fmt::format("{}、{}", rule.clause, statute.clause);
    return;
  }
  const bool agrees = rule.action == statute.action && rule.id != "default";
  decision.action = statute.action;
  decision.rule = statute.id;
  decision.clause =
      agrees ? fmt::format("{}（{}も同じ）", statute.clause, rule.clause) : statute.clause;
  reasoning.why = Sentence(statute);
}

}  // namespace

const Rule* Profile::FindRule(std::string_view decision_rule) const {
  const std::string_view id = decision_rule.substr(0, decision_rule.find('+'));
  const auto rule = std::ranges::find(rules_, id, &Rule::id);
  return rule == rules_.end() ? nullptr : &*rule;
}

std::optional<Refusal> Profile::Admit(const Context& context) const {
  const Case one{nullptr, &context, IsListed(handlers_, context.stage, context)};
  for (const Rule& rule : documents_) {
    if (rule.action == Action::kKeep || !Matches(rule, one)) continue;
    if (rule.action == Action::kApproval && Contains(context.approved, rule.id)) continue;
    return Refusal{rule.action, rule.id, rule.clause, Sentence(rule)};
  }
  return std::nullopt;
}

Reasoning Profile::Explain(const Finding& finding, const Context& context) const {
  const bool number = finding.category == Category::kMyNumber;
  const Case one{&finding, &context, !number || IsListed(handlers_, "my_number", context)};
  Reasoning reasoning;
  const Rule* match = FirstMatch(rules_, one);
  reasoning.rule = match == nullptr ? &default_rule_ : match;
  const Rule& rule = *reasoning.rule;
  reasoning.decision = {finding, rule.action, rule.id, rule.clause};
  reasoning.why = Sentence(rule);
  if (rule.action == Action::kApproval && Contains(context.approved, rule.id)) {
    reasoning.approved = true;
    reasoning.decision.action = Action::kKeep;
    reasoning.decision.clause = fmt::format("{}（承認 {}）", rule.clause, context.approval);
  }
  const Rule* statute = FirstMatch(statutes_, one);
  if (statute != nullptr && statute->action != Action::kKeep) {
    reasoning.statute = statute;
    Forbid(reasoning);
    return reasoning;
  }
  if (reasoning.decision.action != Action::kKeep) return reasoning;
  reasoning.necessity = Unneeded(necessities_, one);
  if (reasoning.necessity != nullptr) {
    Overrule(reasoning, *reasoning.necessity);
    return reasoning;
  }
  const Rule* overlay = FirstMatch(overlays_, one);
  if (overlay != nullptr && overlay->action != Action::kKeep) {
    reasoning.overlay = overlay;
    Overrule(reasoning, *overlay);
  }
  return reasoning;
}

Decision Profile::Decide(const Finding& finding, const Context& context) const {
  return Explain(finding, context).decision;
}

}  // namespace sumikeshi
