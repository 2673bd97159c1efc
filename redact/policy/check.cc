// Finds what is wrong with a profile as a rulebook, by walking every case it can tell apart.
//
// Values that no rule distinguishes are one class (P11 and P12, if no rule names either), so the
// cases are few (some ten thousand) and the answer is exact: a rule is unreachable if and only if
// it decides none of them, even where several earlier rules shadow it together.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

using Accepting = std::vector<bool>;  // per rule: does its condition hold for this class of values

// The distinct acceptance patterns over `values`, and which values have each.
template <typename Value, typename Accepts>
std::map<Accepting, std::vector<Value>> Classes(std::span<const Rule> rules,
                                                const std::vector<Value>& values, Accepts accepts) {
  std::map<Accepting, std::vector<Value>> classes;
  for (const Value& value : values) {
    Accepting pattern;
    for (const Rule& rule : rules) pattern.push_back(accepts(rule, value));
    classes[pattern].push_back(value);
  }
  return classes;
}

std::vector<std::string> Words(const auto& terms) {
  std::vector<std::string> words = {""};  // a word that no rule names
  for (const Term& term : terms) words.emplace_back(term.key);
  return words;
}

auto ClassesOfWords(std::span<const Rule> rules, const std::vector<std::string>& words,
                    std::vector<std::string> Rule::* member) {
  return Classes(rules, words, [member](const Rule& rule, const std::string& word) {
    const auto& condition = rule.*member;
    return condition.empty() || std::ranges::find(condition, word) != condition.end();
  });
}

class Walk {
 public:
  explicit Walk(std::span<const Rule> rules) : rules_(rules), reached_(rules.size()) {
    std::vector<std::string> kinds = {""};
    std::vector<double> confidences = {0, 1};
    for (const Rule& rule : rules) {
      kinds.insert(kinds.end(), rule.kinds.begin(), rule.kinds.end());
      confidences.insert(confidences.end(), {rule.min_confidence, rule.max_confidence});
    }
    AddDimension(ClassesOfWords(rules, kinds, &Rule::kinds));
    AddDimension(ClassesOfWords(rules, Words(kPurposes), &Rule::purposes));
    AddDimension(ClassesOfWords(rules, Words(kGrounds), &Rule::grounds));
    AddDimension(ClassesOfWords(rules, Words(kStages), &Rule::stages));
    AddDimension(ClassesOfWords(rules, Words(kPersons), &Rule::persons));
    AddDimension(Classes(rules, confidences, [](const Rule& rule, double confidence) {
      return confidence >= rule.min_confidence &&
             (rule.max_confidence >= 1 || confidence < rule.max_confidence);
    }));
    const auto categories =
        Classes(rules, std::vector<Category>(kAllCategories.begin(), kAllCategories.end()),
                [](const Rule& rule, Category category) {
                  return rule.categories.empty() ||
                         std::ranges::find(rule.categories, category) != rule.categories.end();
                });
    for (const auto& [pattern, members] : categories) {
      Candidates candidates;
      for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i]) candidates.push_back(i);
      }
      if (Visit(candidates, 0)) undecided_.insert(members.begin(), members.end());
    }
  }

  [[nodiscard]] bool Reached(std::size_t rule) const { return reached_[rule]; }
  // Categories that some case leaves to the default.
  [[nodiscard]] const std::set<Category>& undecided() const { return undecided_; }

 private:
  using Candidates = std::vector<std::size_t>;  // rules still possible, in order

  template <typename Value>
  void AddDimension(const std::map<Accepting, std::vector<Value>>& classes) {
    auto& patterns = dimensions_.emplace_back();
    for (const auto& [pattern, members] : classes) patterns.push_back(pattern);
  }

  // True if some case below is decided by no rule.
  bool Visit(const Candidates& candidates, std::size_t dimension) {
    if (candidates.empty()) return true;
    if (dimension == dimensions_.size()) {
      reached_[candidates.front()] = true;
      return false;
    }
    bool undecided = false;
    for (const Accepting& pattern : dimensions_[dimension]) {
      Candidates rest;
      std::ranges::copy_if(candidates, std::back_inserter(rest),
                           [&pattern](std::size_t rule) { return pattern[rule]; });
      undecided = Visit(rest, dimension + 1) || undecided;
    }
    return undecided;
  }

  std::span<const Rule> rules_;
  std::vector<std::vector<Accepting>> dimensions_;
  std::vector<bool> reached_;
  std::set<Category> undecided_;
};

template <typename Values>
bool Covers(const Values& wide, const Values& narrow) {
  if (wide.empty()) return true;
  if (narrow.empty()) return false;
  return std::ranges::all_of(
      narrow, [&wide](const auto& value) { return std::ranges::find(wide, value) != wide.end(); });
}

bool Covers(const Rule& wide, const Rule& narrow) {
  return Covers(wide.categories, narrow.categories) && Covers(wide.kinds, narrow.kinds) &&
         Covers(wide.purposes, narrow.purposes) && Covers(wide.grounds, narrow.grounds) &&
         Covers(wide.stages, narrow.stages) && Covers(wide.persons, narrow.persons) &&
         wide.min_confidence <= narrow.min_confidence &&
         (wide.max_confidence >= 1 || wide.max_confidence >= narrow.max_confidence);
}

std::string WhyUnreachable(std::span<const Rule> rules, std::size_t index) {
  for (std::size_t earlier = 0; earlier < index; ++earlier) {
    if (!Covers(rules[earlier], rules[index])) continue;
    if (Covers(rules[index], rules[earlier]) && rules[earlier].action != rules[index].action) {
      return fmt::format("規則「{}」と条件が同じで、扱いが矛盾しています", rules[earlier].id);
    }
    return fmt::format("前の規則「{}」がすべて先に決めるため、当てはまることがありません",
                       rules[earlier].id);
  }
  return "前のいくつかの規則が合わせて先に決めるため、当てはまることがありません";
}

void CheckCitations(std::span<const Rule> rules, std::map<std::string, Action>& seen,
                    std::vector<ProfileProblem>& problems) {
  for (const Rule& rule : rules) {
    if (rule.clause.empty()) problems.push_back({rule.id, "根拠となる条項が書かれていません"});
    const auto [first, added] = seen.emplace(rule.id, rule.action);
    if (added) continue;
    problems.push_back({rule.id, first->second == rule.action
                                     ? "同じ番号の規則が二つあります"
                                     : "同じ番号の規則が二つあり、扱いが矛盾しています"});
  }
}

void CheckReach(std::span<const Rule> rules, const Walk& walk,
                std::vector<ProfileProblem>& problems) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!walk.Reached(i)) problems.push_back({rules[i].id, WhyUnreachable(rules, i)});
  }
}

}  // namespace

std::vector<ProfileProblem> Profile::Check() const {
  std::vector<ProfileProblem> problems;
  std::map<std::string, Action> seen;
  CheckCitations(rules_, seen, problems);
  CheckCitations(overlays_, seen, problems);
  const Walk walk(rules_);
  CheckReach(rules_, walk, problems);
  CheckReach(overlays_, Walk(overlays_), problems);
  for (const Category category : walk.undecided()) {
    problems.push_back({"", fmt::format("分類「{}」（{}）は、どの規則にも当たらず既定（墨消し）に"
                                        "なる場合があります",
                                        CategoryJapanese(category), CategoryKey(category))});
  }
  return problems;
}

}  // namespace sumikeshi
