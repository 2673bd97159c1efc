// What each condition compares.
#include "redact/policy/conditions.h"

#include <algorithm>
#include <array>

namespace sumikeshi {
namespace {

template <typename Values, typename Value>
bool Holds(const Values& condition, const Value& value) {
  return condition.empty() || std::ranges::find(condition, value) != condition.end();
}

template <std::string Context::* field>
std::string_view Of(const Case& one) {
  return one.context->*field;
}

template <std::string Context::* field>
void Set(Finding&, Context& context, const std::string& word) {
  context.*field = word;
}

constexpr auto kConditions = std::to_array<WordCondition>({
    {"kinds", "種類", kKinds, &Rule::kinds,
     [](const Case& one) {
       return one.finding == nullptr ? std::string_view() : std::string_view(one.finding->kind);
     },
     [](Finding& finding, Context&, const std::string& word) { finding.kind = word; }},
    {"classes", "書類", kPageClasses, &Rule::classes,
     [](const Case& one) -> std::string_view {
       const bool known = one.finding != nullptr && one.finding->page_class != PageClass::kUnknown;
       return known ? NameOf(one.finding->page_class).key : std::string_view();
     },
     [](Finding& finding, Context&, const std::string& word) {
       finding.page_class = PageClassFromKey(word).value_or(PageClass::kUnknown);
     }},
    {"fields",
     "欄",
     {},
     &Rule::fields,
     [](const Case& one) {
       return one.finding == nullptr ? std::string_view() : std::string_view(one.finding->label);
     },
     [](Finding& finding, Context&, const std::string& word) { finding.label = word; }},
    {"purposes", "目的", kPurposes, &Rule::purposes, Of<&Context::purpose>, Set<&Context::purpose>},
    {"grounds", "根拠", kGrounds, &Rule::grounds, Of<&Context::ground>, Set<&Context::ground>},
    {"stages", "段階", kStages, &Rule::stages, Of<&Context::stage>, Set<&Context::stage>},
    {"persons", "本人", kPersons, &Rule::persons, Of<&Context::person>, Set<&Context::person>},
    {"recipients", "提供先", kRecipients, &Rule::recipients, Of<&Context::recipient>,
     Set<&Context::recipient>},
    {"countries", "国", {}, &Rule::countries, Of<&Context::country>, Set<&Context::country>},
    {"sources", "取得元", kSources, &Rule::sources, Of<&Context::source>, Set<&Context::source>},
    {"routes", "経路", kRoutes, &Rule::routes, Of<&Context::route>, Set<&Context::route>},
    {"methods", "方法", kMethods, &Rule::methods, Of<&Context::method>, Set<&Context::method>},
    {"obstacles", "事情", kObstacles, &Rule::obstacles, Of<&Context::obstacle>,
     Set<&Context::obstacle>},
    {"documents", "文書", kDocuments, &Rule::documents, Of<&Context::document>,
     Set<&Context::document>},
    {"explanations", "説明", kExplanations, &Rule::explanations,
     [](const Case& one) -> std::string_view { return one.context->consent.explanation; },
     [](Finding&, Context& context, const std::string& word) {
       context.consent.explanation = word;
     }},
    {"consents", "同意", kConsentStatuses, &Rule::consents,
     [](const Case& one) -> std::string_view { return one.context->consent.status; },
     [](Finding&, Context& context, const std::string& word) { context.consent.status = word; }},
    {"handlers", "取扱者", kListings, &Rule::handlers,
     [](const Case& one) -> std::string_view { return one.listed ? "" : "unlisted"; }},
});

bool NamesPurpose(const Context& context) {
  return std::ranges::find(context.consent.scope, context.purpose) != context.consent.scope.end();
}

bool FindingMatches(const Rule& rule, const Finding& finding) {
  return Holds(rule.categories, finding.category) &&
         // Written so that a confidence that is no number fails every bounded rule.
         (rule.min_confidence <= 0 || finding.confidence >= rule.min_confidence) &&
         (rule.max_confidence >= 1 || finding.confidence < rule.max_confidence);
}

}  // namespace

std::span<const WordCondition> WordConditions() { return kConditions; }

bool Matches(const Rule& rule, const Case& one) {
  return (one.finding == nullptr || FindingMatches(rule, *one.finding)) &&
         (!rule.scoped || NamesPurpose(*one.context)) &&
         std::ranges::all_of(kConditions, [&](const WordCondition& condition) {
           return Holds(rule.*condition.member, condition.value(one));
         });
}

}  // namespace sumikeshi
