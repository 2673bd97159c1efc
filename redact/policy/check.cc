// Finds what is wrong with a profile as a rulebook, by walking every case it can tell apart.
//
// Values that no rule distinguishes are one class (P11 and P12, if no rule names either), so the
// cases are few (some ten thousand) and the answer is exact: a rule is unreachable if and only if
// it decides none of them, even where several earlier rules shadow it together.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "redact/policy/conditions.h"
#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kUncited = "根拠となる条項が書かれていません / it names no clause";

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

// The words of a condition that can be told apart: its vocabulary, and one that no rule names.
std::vector<std::string> WordsOf(std::span<const Rule> rules, const WordCondition& condition) {
  std::set<std::string> words = {"", "?"};
  for (const CodedTerm& term : condition.terms) words.emplace(term.key);
  for (const Rule& rule : rules) {
    words.insert((rule.*condition.member).begin(), (rule.*condition.member).end());
  }
  return {words.begin(), words.end()};
}

auto ClassesOfWords(std::span<const Rule> rules, const WordCondition& condition) {
  return Classes(rules, WordsOf(rules, condition), [&](const Rule& rule, const std::string& word) {
    const auto& words = rule.*condition.member;
    return words.empty() || std::ranges::find(words, word) != words.end();
  });
}

class Walk {
 public:
  explicit Walk(std::span<const Rule> rules) : rules_(rules), reached_(rules.size()) {
    for (const WordCondition& condition : WordConditions()) {
      AddDimension(ClassesOfWords(rules, condition));
    }
    AddDimension(Classes(rules, std::vector<int>{0, 1},
                         [](const Rule& rule, int scoped) { return !rule.scoped || scoped == 1; }));
    std::vector<double> confidences = {0, 1};
    for (const Rule& rule : rules) {
      confidences.insert(confidences.end(), {rule.min_confidence, rule.max_confidence});
    }
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

  // True if some case below is decided by no rule. Classes of values that leave the same rules are
  // one, and a rule that holds for all the rest hides those behind it: that keeps the walk short.
  bool Visit(const Candidates& candidates, std::size_t dimension) {
    if (candidates.empty()) return true;
    if (dimension == dimensions_.size() || HoldsFrom(candidates.front(), dimension)) {
      reached_[candidates.front()] = true;
      return false;
    }
    std::set<Candidates> rests;
    for (const Accepting& pattern : dimensions_[dimension]) {
      Candidates rest;
      for (const std::size_t rule : candidates) {
        if (!pattern[rule]) continue;
        rest.push_back(rule);
        if (HoldsFrom(rule, dimension + 1)) break;
      }
      rests.insert(std::move(rest));
    }
    bool undecided = false;
    for (const Candidates& rest : rests) undecided = Visit(rest, dimension + 1) || undecided;
    return undecided;
  }

  // The rule accepts every value of this and all later dimensions.
  [[nodiscard]] bool HoldsFrom(std::size_t rule, std::size_t dimension) const {
    return std::ranges::all_of(dimensions_ | std::views::drop(dimension), [rule](const auto& all) {
      return std::ranges::all_of(all, [rule](const Accepting& pattern) { return pattern[rule]; });
    });
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
  return Covers(wide.categories, narrow.categories) && (!wide.scoped || narrow.scoped) &&
         std::ranges::all_of(WordConditions(),
                             [&](const WordCondition& condition) {
                               return Covers(wide.*condition.member, narrow.*condition.member);
                             }) &&
         wide.min_confidence <= narrow.min_confidence &&
         (wide.max_confidence >= 1 || wide.max_confidence >= narrow.max_confidence);
}

std::string WhyUnreachable(std::span<const Rule> rules, std::size_t index) {
  for (std::size_t earlier = 0; earlier < index; ++earlier) {
    if (!Covers(rules[earlier], rules[index])) continue;
    if (Covers(rules[index], rules[earlier]) && rules[earlier].action != rules[index].action) {
      return fmt::format(
          "規則「{0}」と条件が同じで、扱いが矛盾しています / it contradicts \"{0}\", which has the "
          "same conditions",
          rules[earlier].id);
    }
    return fmt::format(
        "前の規則「{0}」がすべて先に決めるため、当てはまることがありません / it is never reached: "
        "\"{0}\" decides all its cases before",
        rules[earlier].id);
  }
  return "前のいくつかの規則が合わせて先に決めるため、当てはまることがありません / it is never "
         "reached: earlier rules together decide all its cases";
}

void CheckCitations(std::span<const Rule> rules, std::map<std::string, Action>& seen,
                    std::vector<ProfileProblem>& problems) {
  for (const Rule& rule : rules) {
    if (rule.clause.empty()) problems.push_back({rule.id, std::string(kUncited), rule.where});
    for (const std::string& kind : rule.kinds) {
      if (kind.empty() || IsTerm(kKinds, kind)) continue;
      problems.push_back(
          {rule.id,
           fmt::format("種類「{0}」は、どの認識器も使いません / no recognizer has the kind \"{0}\"",
                       kind),
           rule.where});
    }
    const auto [first, added] = seen.emplace(rule.id, rule.action);
    if (added) continue;
    problems.push_back({rule.id,
                        first->second == rule.action
                            ? "同じ番号の規則が二つあります / two rules have this id"
                            : "同じ番号の規則が二つあり、扱いが矛盾しています / two rules have "
                              "this id, and contradict each other",
                        rule.where});
  }
}

void CheckReach(std::span<const Rule> rules, const Walk& walk,
                std::vector<ProfileProblem>& problems) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (walk.Reached(i)) continue;
    problems.push_back({rules[i].id, WhyUnreachable(rules, i), rules[i].where});
  }
}

bool Overlaps(const std::vector<Category>& one, const std::vector<Category>& other) {
  return std::ranges::any_of(one, [&other](Category category) {
    return std::ranges::find(other, category) != other.end();
  });
}

// A rule that keeps what a statute forbids in all its cases says something else than it does.
void CheckAgainstStatutes(std::span<const Rule> rules, std::span<const Rule> statutes,
                          std::vector<ProfileProblem>& problems) {
  for (const Rule& rule : rules) {
    if (rule.action != Action::kKeep) continue;
    for (const Rule& statute : statutes) {
      if (statute.action == Action::kKeep && Overlaps(statute.categories, rule.categories)) break;
      if (statute.action == Action::kKeep || !Covers(statute, rule)) continue;
      problems.push_back({rule.id,
                          fmt::format("残すとしていますが、法律（{0}）がつねに認めません / it "
                                      "keeps what the law ({0}) never allows",
                                      statute.clause),
                          rule.where});
    }
  }
}

// The law itself decides about this category, in every case.
bool StatutesDecide(std::span<const Rule> statutes, Category category) {
  Rule any;
  any.categories = {category};
  for (const Rule& statute : statutes) {
    if (Covers(statute, any)) return statute.action != Action::kKeep;
    if (statute.action == Action::kKeep && Covers(statute.categories, any.categories)) return false;
  }
  return false;
}

}  // namespace

Result<void> Profile::RequireClauses() const {
  for (const auto& rules : {&documents_, &statutes_, &rules_, &necessities_, &overlays_}) {
    const auto uncited =
        std::ranges::find_if(*rules, [](const Rule& rule) { return rule.clause.empty(); });
    if (uncited == rules->end()) continue;
    return Fail(ErrorCode::kProfile, uncited->where,
                fmt::format("clause: 規則「{0}」に根拠となる条項が書かれていません / "
                            "clause: rule \"{0}\" names none",
                            uncited->id));
  }
  return {};
}

std::vector<ProfileProblem> Profile::Check() const {
  std::vector<ProfileProblem> problems;
  std::map<std::string, Action> seen;
  if (statutes_.empty() && overlays_.empty()) {
    problems.push_back({"",
                        "法律の層がありません。include = [\"statute\"] を書いてください / the "
                        "layer of the law is missing: include = [\"statute\"]",
                        ""});
  }
  for (const auto& rules : {&documents_, &statutes_, &rules_, &necessities_, &overlays_}) {
    CheckCitations(*rules, seen, problems);
  }
  const Walk walk(rules_);
  CheckReach(documents_, Walk(documents_), problems);
  CheckReach(statutes_, Walk(statutes_), problems);
  CheckReach(rules_, walk, problems);
  CheckReach(necessities_, Walk(necessities_), problems);
  CheckReach(overlays_, Walk(overlays_), problems);
  CheckAgainstStatutes(rules_, statutes_, problems);
  for (const Category category : walk.undecided()) {
    if (StatutesDecide(statutes_, category)) continue;
    problems.push_back({"",
                        fmt::format("分類「{0}」（{1}）は、どの規則にも当たらず既定（墨消し）に"
                                    "なる場合があります / some cases of {1} are decided by no rule "
                                    "but the default, which redacts",
                                    CategoryJapanese(category), CategoryKey(category)),
                        ""});
  }
  return problems;
}

}  // namespace sumikeshi
