// Where two profiles decide differently, gathered so that a clerk can read it.
//
// Every category is put to both under every purpose, ground and stage: by itself, and under all
// else that any rule of the two asks for (a kind, a person, a recipient, two of them together).
// Answers that differ in the same way are one row: first all purposes of a ground and stage, then
// all grounds and stages with the same purposes.
#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "redact/policy/conditions.h"
#include "redact/policy/policy.h"
#include "redact/policy/table.h"

namespace sumikeshi {
namespace {

using Words = std::vector<std::string>;

// What a case says beside purpose, ground and stage: words by condition, a consent that names the
// purpose.
struct Probe {
  std::map<const WordCondition*, std::string> words;
  bool scoped = false;

  friend auto operator<=>(const Probe&, const Probe&) = default;
};

struct Difference {
  Action one;
  Action other;
  std::string one_rule;
  std::string other_rule;

  friend auto operator<=>(const Difference&, const Difference&) = default;
};

// A case that is decided differently.
using Difficulty = std::tuple<std::string, std::string, std::string, Difference>;

Words NamesWithEmpty(const auto& terms) {
  Words names = {""};
  for (const CodedTerm& term : terms) names.emplace_back(term.key);
  return names;
}

std::string Shown(const Words& words, std::size_t all) {
  if (words.size() == all) return "すべて";
  Words names;
  for (const std::string& word : words) names.push_back(word.empty() ? "記載なし" : word);
  return Joined(names);
}

bool IsVaried(const WordCondition& condition) {
  return condition.member == &Rule::purposes || condition.member == &Rule::grounds ||
         condition.member == &Rule::stages;
}

// Every choice of one word for each further condition of a rule.
void AddProbes(const Rule& rule, std::set<Probe>& probes) {
  std::vector<Probe> choices(1);
  choices.front().scoped = rule.scoped;
  for (const WordCondition& condition : WordConditions()) {
    const Words& words = rule.*condition.member;
    if (words.empty() || condition.set == nullptr || IsVaried(condition)) continue;
    std::vector<Probe> longer;
    for (const Probe& choice : choices) {
      for (const std::string& word : words) {
        longer.emplace_back(choice).words[&condition] = word;
      }
    }
    choices = std::move(longer);
  }
  probes.insert(choices.begin(), choices.end());
}

std::set<Probe> ProbesOf(const Profile& one, const Profile& other, Category category) {
  std::set<Probe> probes = {Probe{}};
  for (const Profile* profile : {&one, &other}) {
    for (const auto rules :
         {profile->statutes(), profile->rules(), profile->necessities(), profile->overlays()}) {
      for (const Rule& rule : rules) {
        const bool about = rule.categories.empty() ||
                           std::ranges::find(rule.categories, category) != rule.categories.end();
        if (about) AddProbes(rule, probes);
      }
    }
  }
  return probes;
}

std::string NameOf(const Probe& probe) {
  std::string name;
  for (const WordCondition& condition : WordConditions()) {
    const auto word = probe.words.find(&condition);
    if (word == probe.words.end()) continue;
    name += fmt::format(
        "{} {}／", condition.japanese,
        word->second.empty() ? "記載なし" : TermJapanese(condition.terms, word->second));
  }
  return name + (probe.scoped ? "同意 目的を名指し／" : "");
}

// In the order of the vocabulary.
std::vector<Difficulty> Ask(const Probe& probe, Category category, const Profile& one,
                            const Profile& other) {
  std::vector<Difficulty> found;
  Finding finding;
  finding.category = category;
  finding.confidence = 1;
  Context context;
  for (const auto& [condition, word] : probe.words) condition->set(finding, context, word);
  for (const CodedTerm& stage : kStages) {
    context.stage = stage.key;
    for (const CodedTerm& ground : kGrounds) {
      context.ground = ground.key;
      for (const std::string& purpose : NamesWithEmpty(kPurposes)) {
        context.purpose = purpose;
        if (probe.scoped) context.consent.scope = {purpose};
        const Decision a = one.Decide(finding, context);
        const Decision b = other.Decide(finding, context);
        if (a.action == b.action) continue;
        found.emplace_back(stage.key, ground.key, purpose,
                           Difference{a.action, b.action, a.rule, b.rule});
      }
    }
  }
  return found;
}

// Purposes that differ alike share a row, then grounds, then stages.
std::string Rows(const std::string& name, const std::vector<Difficulty>& found) {
  std::map<std::tuple<Difference, std::string, std::string>, Words> by_ground;
  for (const auto& [stage, ground, purpose, difference] : found) {
    by_ground[{difference, stage, ground}].push_back(purpose);
  }
  std::map<std::tuple<Difference, std::string, Words>, Words> by_stage;
  for (const auto& [key, purposes] : by_ground) {
    const auto& [difference, stage, ground] = key;
    by_stage[{difference, stage, purposes}].push_back(ground);
  }
  std::map<std::tuple<Difference, Words, Words>, Words> rows;
  for (const auto& [key, grounds] : by_stage) {
    const auto& [difference, stage, purposes] = key;
    rows[{difference, purposes, grounds}].push_back(stage);
  }
  std::string out;
  for (const auto& [key, stages] : rows) {
    const auto& [difference, purposes, grounds] = key;
    out += TableRow(
        "", fmt::format("{}段階 {}／根拠 {}／目的 {}", name, Shown(stages, kStages.size()),
                        Shown(grounds, kGrounds.size()), Shown(purposes, kPurposes.size() + 1)));
    out += TableRow("", fmt::format("  {}（{}） → {}（{}）", ActionJapanese(difference.one),
                                    difference.one_rule, ActionJapanese(difference.other),
                                    difference.other_rule));
  }
  return out;
}

// Of a category: what differs by itself, then what differs otherwise under further words.
std::string Section(Category category, const Profile& one, const Profile& other) {
  std::string rows;
  const std::vector<Difficulty> asked = Ask({}, category, one, other);
  const std::set<Difficulty> plain(asked.begin(), asked.end());
  for (const Probe& probe : ProbesOf(one, other, category)) {
    std::vector<Difficulty> found = Ask(probe, category, one, other);
    if (probe != Probe{}) std::erase_if(found, [&](const auto& at) { return plain.contains(at); });
    rows += Rows(NameOf(probe), found);
  }
  if (rows.empty()) return {};
  return fmt::format("■ {}（{}）\n{}\n", CategoryJapanese(category), CategoryKey(category), rows);
}

// All that a profile says, without its name and the places in its files.
std::string AllRules(const Profile& profile) {
  std::string all = fmt::format("{} {}\n", profile.retention_days(), profile.releases_unread());
  for (const auto rules : {profile.documents(), profile.statutes(), profile.rules(),
                           profile.necessities(), profile.overlays()}) {
    for (const Rule& rule : rules) all += RuleBlock("", rule);
    all += "\n";
  }
  for (const auto& [list, names] : profile.handlers()) all += list + " " + Joined(names) + "\n";
  return all + RuleBlock("", profile.default_rule());
}

// What is read before any finding, who may handle it, and how long records are kept.
std::string Frame(const Profile& one, const Profile& other) {
  std::string rows;
  const auto compare = [&rows](std::string_view what, const std::string& a, const std::string& b) {
    if (a != b) rows += TableRow(what, fmt::format("{} → {}", a, b));
  };
  const auto documents = [](const Profile& profile) {
    std::string all;
    for (const Rule& rule : profile.documents()) {
      Words words;
      for (const WordCondition& condition : WordConditions()) {
        for (const std::string& word : rule.*condition.member) {
          words.emplace_back(TermJapanese(condition.terms, word));
        }
      }
      all += fmt::format("{}{}（{}）", all.empty() ? "" : "／", ActionJapanese(rule.action),
                         Joined(words));
    }
    return all.empty() ? "なし" : all;
  };
  const auto handlers = [](const Profile& profile) {
    std::string all;
    for (const auto& [list, names] : profile.handlers()) {
      all += fmt::format("{}{} {}", all.empty() ? "" : "／", list, Joined(names));
    }
    return all.empty() ? "限定なし" : all;
  };
  const auto term = [](const Profile& profile) {
    return fmt::format("{}日", profile.retention_days());
  };
  compare("文書", documents(one), documents(other));
  compare("取扱者", handlers(one), handlers(other));
  compare("保存", term(one), term(other));
  return rows.empty() ? rows : "■ 文書、取扱者、保存\n" + rows + "\n";
}

}  // namespace

std::string DescribeDifferences(const Profile& one, const Profile& other) {
  if (AllRules(one) == AllRules(other)) return {};
  std::string out = Frame(one, other);
  for (const Category category : kAllCategories) out += Section(category, one, other);
  if (out.empty()) out = "規則の書き方は違いますが、扱いの違う場合は見つかりませんでした。\n";
  return fmt::format("{}（{}） → {}（{}）\n\n", one.title(), one.name(), other.title(),
                     other.name()) +
         out;
}

}  // namespace sumikeshi
