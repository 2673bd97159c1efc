// Finding x Context -> Decision: the first matching rule, then the statutes above the rulebook.
#include <fmt/format.h>

#include <algorithm>

#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

template <typename Values, typename Value>
bool Holds(const Values& condition, const Value& value) {
  return condition.empty() || std::ranges::find(condition, value) != condition.end();
}

const Rule* FirstMatch(std::span<const Rule> rules, const Finding& finding,
                       const Context& context) {
  const auto rule = std::ranges::find_if(
      rules, [&](const Rule& candidate) { return candidate.Matches(finding, context); });
  return rule == rules.end() ? nullptr : &*rule;
}

}  // namespace

bool Rule::Matches(const Finding& finding, const Context& context) const {
  return Holds(categories, finding.category) && Holds(kinds, finding.kind) &&
         Holds(purposes, context.purpose) && Holds(grounds, context.ground) &&
         Holds(stages, context.stage) && Holds(persons, context.person) &&
         // Written so that a confidence that is no number fails every bounded rule.
         (min_confidence <= 0 || finding.confidence >= min_confidence) &&
         (max_confidence >= 1 || finding.confidence < max_confidence);
}

Decision Profile::Decide(const Finding& finding, const Context& context) const {
  const Rule* match = FirstMatch(rules_, finding, context);
  const Rule& rule = match == nullptr ? default_rule_ : *match;
  if (rule.action == Action::kKeep) {
    const Rule* overlay = FirstMatch(overlays_, finding, context);
    if (overlay != nullptr && overlay->action != Action::kKeep) {
      return {finding, overlay->action, fmt::format("{}+{}", rule.id, overlay->id),
              fmt::format("{}により許容、ただし{}により{}", rule.clause, overlay->clause,
                          ActionJapanese(ActionKey(overlay->action)))};
    }
  }
  return {finding, rule.action, rule.id, rule.clause};
}

}  // namespace sumikeshi
