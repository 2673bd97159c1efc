// Where two profiles decide differently, gathered so that a clerk can read it.
//
// Every category is put to both under every purpose, ground and stage. Answers that differ in the
// same way are one row: first all purposes of a ground and stage, then all grounds and stages with
// the same purposes.
#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "redact/policy/conditions.h"
#include "redact/policy/policy.h"
#include "redact/policy/table.h"

namespace sumikeshi {
namespace {

using Purposes = std::vector<std::string>;

struct Difference {
  Action one;
  Action other;
  std::string one_rule;
  std::string other_rule;

  friend auto operator<=>(const Difference&, const Difference&) = default;
};

std::vector<std::string> NamesWithEmpty(const auto& terms) {
  std::vector<std::string> names = {""};
  for (const Term& term : terms) names.emplace_back(term.key);
  return names;
}

std::string Shown(const std::vector<std::string>& words, std::size_t all) {
  if (words.size() == all) return "すべて";
  std::vector<std::string> names;
  for (const std::string& word : words) names.push_back(word.empty() ? "記載なし" : word);
  return Joined(names);
}

// Grounds of one stage by what they have in common.
std::string Rows(Category category, const Profile& one, const Profile& other) {
  const Purposes purposes = NamesWithEmpty(kPurposes);
  std::map<std::tuple<Difference, std::string, Purposes>, std::vector<std::string>> rows;
  for (const Term& stage : kStages) {
    for (const Term& ground : kGrounds) {
      std::map<Difference, Purposes> differences;
      for (const std::string& purpose : purposes) {
        Finding finding;
        finding.category = category;
        finding.confidence = 1;
        Context context;
        context.purpose = purpose;
        context.ground = ground.key;
        context.stage = stage.key;
        const Decision a = one.Decide(finding, context);
        const Decision b = other.Decide(finding, context);
        if (a.action == b.action) continue;
        differences[{a.action, b.action, a.rule, b.rule}].push_back(purpose);
      }
      for (const auto& [difference, where] : differences) {
        rows[{difference, std::string(stage.key), where}].emplace_back(ground.key);
      }
    }
  }
  // Stages that differ alike share a row.
  std::map<std::tuple<Difference, Purposes, std::vector<std::string>>, std::vector<std::string>>
      shared;
  for (const auto& [key, grounds] : rows) {
    const auto& [difference, stage, where] = key;
    shared[{difference, where, grounds}].push_back(stage);
  }
  std::string out;
  for (const auto& [key, stages] : shared) {
    const auto& [difference, where, grounds] = key;
    out +=
        TableRow("", fmt::format("段階 {}／根拠 {}／目的 {}", Shown(stages, kStages.size()),
                                 Shown(grounds, kGrounds.size()), Shown(where, purposes.size())));
    out += TableRow("", fmt::format("  {}（{}） → {}（{}）", ActionJapanese(difference.one),
                                    difference.one_rule, ActionJapanese(difference.other),
                                    difference.other_rule));
  }
  return out;
}

}  // namespace

std::string DescribeDifferences(const Profile& one, const Profile& other) {
  std::string out;
  for (const Category category : kAllCategories) {
    const std::string rows = Rows(category, one, other);
    if (rows.empty()) continue;
    out += fmt::format("■ {}（{}）\n{}\n", CategoryJapanese(category), CategoryKey(category), rows);
  }
  if (!out.empty()) {
    out = fmt::format("{}（{}） → {}（{}）\n\n", one.title(), one.name(), other.title(),
                      other.name()) +
          out;
  }
  return out;
}

}  // namespace sumikeshi
