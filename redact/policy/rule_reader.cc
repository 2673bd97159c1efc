// Reads rules; a word that is not known is an error, for a typo must never widen what is kept.
#include "redact/policy/rule_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "redact/policy/conditions.h"

namespace sumikeshi {
namespace {

// In TOML, the word for a field that is not stated.
constexpr std::string_view kUnstated = "unstated";

std::optional<Action> ActionFromKey(std::string_view key) {
  const auto action = std::ranges::find(kAllActions, key, ActionKey);
  return action == kAllActions.end() ? std::nullopt : std::optional(*action);
}

// Kinds and countries are open lists: only the form is checked.
bool IsOpenWord(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool IsWordOf(const WordCondition& condition, std::string_view word) {
  const bool always_stated = condition.member == &Rule::grounds ||
                             condition.member == &Rule::stages ||
                             condition.member == &Rule::handlers;
  if (word == kUnstated) return !always_stated;
  if (condition.member == &Rule::fields) return !word.empty();
  if (condition.member == &Rule::kinds || condition.terms.empty()) return IsOpenWord(word);
  return IsTerm(condition.terms, word);
}

// The separator of compound rule ids ("rule+statute") and blanks would make citations ambiguous.
bool IsRuleId(std::string_view word) {
  return !word.empty() && word != "default" && std::ranges::none_of(word, [](char c) {
    return c == '+' || c == ',' || static_cast<unsigned char>(c) <= ' ';
  });
}

int LineOf(const ConfigNode& table, std::string_view key) {
  const ConfigNode* node = table.AsTable()->Find(key);
  return node == nullptr ? table.line : node->line;
}

Result<double> ReadConfidence(const ConfigReader& reader, const ConfigNode& table,
                              std::string_view key, double absent) {
  const ConfigNode* node = table.AsTable()->Find(key);
  if (node == nullptr) return absent;
  const auto* real = std::get_if<double>(&node->value);
  const auto* whole = std::get_if<std::int64_t>(&node->value);
  const double number = real != nullptr    ? *real
                        : whole != nullptr ? static_cast<double>(*whole)
                                           : -1;
  if (!(number >= 0 && number <= 1)) {
    return reader.Fault(
        node->line,
        fmt::format("{0}: 0から1までの数で書いてください / {0}: a number from 0 to 1", key));
  }
  return number;
}

Result<void> ReadCitation(const ConfigReader& reader, const ConfigNode& table, Rule& rule) {
  struct Text {
    std::string_view key;
    std::string Rule::* member;
    bool required;
  };
  for (const Text& text : {Text{"id", &Rule::id, true}, Text{"clause", &Rule::clause, false},
                           Text{"why", &Rule::why, false}, Text{"note", &Rule::note, false}}) {
    auto value = reader.String(table, text.key, text.required);
    if (!value) return std::unexpected(value.error());
    rule.*text.member = *std::move(value);
  }
  if (!IsRuleId(rule.id)) {
    return reader.Fault(
        LineOf(table, "id"),
        fmt::format("id: 「{0}」は使えません / id: \"{0}\" cannot be used", rule.id));
  }
  auto key = reader.String(table, "action", true);
  if (!key) return std::unexpected(key.error());
  const auto action = ActionFromKey(*key);
  if (!action) {
    return reader.Fault(
        LineOf(table, "action"),
        fmt::format("action: 「{0}」は知らない語です / action: \"{0}\" is not a known word", *key));
  }
  rule.action = *action;
  for (const auto& [name, member] :
       {std::pair{"silent", &Rule::silent}, std::pair{"scoped", &Rule::scoped}}) {
    auto flag = reader.Flag(table, name);
    if (!flag) return std::unexpected(flag.error());
    rule.*member = *flag;
  }
  return {};
}

Result<void> ReadConditions(const ConfigReader& reader, const ConfigNode& table, Rule& rule) {
  for (const WordCondition& condition : WordConditions()) {
    auto words = reader.Words(table, condition.key, [&condition](std::string_view word) {
      return IsWordOf(condition, word);
    });
    if (!words) return std::unexpected(words.error());
    std::ranges::replace(*words, std::string(kUnstated), std::string());
    rule.*condition.member = *std::move(words);
  }
  const auto low = ReadConfidence(reader, table, "min_confidence", 0);
  if (!low) return std::unexpected(low.error());
  const auto high = ReadConfidence(reader, table, "max_confidence", 1);
  if (!high) return std::unexpected(high.error());
  rule.min_confidence = *low;
  rule.max_confidence = *high;
  if (rule.min_confidence >= rule.max_confidence) {
    return reader.Fault(table.line,
                        "min_confidence: max_confidence より小さくしてください / min_confidence: "
                        "must be below max_confidence");
  }
  return {};
}

}  // namespace

Result<std::vector<Category>> ReadCategories(const ConfigReader& reader, const ConfigNode& table,
                                             std::string_view key, const CategoryGroups& groups) {
  auto words = reader.Words(table, key, [](std::string_view) { return true; });
  if (!words) return std::unexpected(words.error());
  std::vector<Category> categories;
  for (const std::string& word : *words) {
    if (const auto category = CategoryFromKey(word)) {
      categories.push_back(*category);
    } else if (const auto group = groups.find(word); group != groups.end()) {
      std::ranges::copy(group->second, std::back_inserter(categories));
    } else {
      return reader.Fault(
          LineOf(table, key),
          fmt::format("{0}: 「{1}」は知らない分類です / {0}: \"{1}\" is not a known category", key,
                      word));
    }
  }
  return categories;
}

Result<Rule> ReadRule(const ConfigReader& reader, const ConfigNode& table,
                      const CategoryGroups& groups, bool about_findings) {
  if (auto known = reader.CheckKeys(
          table, {"id",       "clause",       "why",      "note",           "silent",
                  "action",   "categories",   "scoped",   "kinds",          "purposes",
                  "grounds",  "stages",       "persons",  "recipients",     "countries",
                  "sources",  "routes",       "methods",  "obstacles",      "documents",
                  "handlers", "explanations", "consents", "min_confidence", "max_confidence",
                  "classes",  "fields"});
      !known) {
    return std::unexpected(known.error());
  }
  Rule rule;
  rule.where = reader.Place(table.line);
  if (auto read = ReadCitation(reader, table, rule); !read) return std::unexpected(read.error());
  auto categories = ReadCategories(reader, table, "categories", groups);
  if (!categories) return std::unexpected(categories.error());
  rule.categories = *std::move(categories);
  if (auto read = ReadConditions(reader, table, rule); !read) return std::unexpected(read.error());
  if (!about_findings) {
    for (const std::string_view key : {"categories", "kinds", "classes", "fields"}) {
      if (table.AsTable()->Find(key) != nullptr) {
        return reader.Fault(
            LineOf(table, key),
            fmt::format("{0}: 文書の規則には書けません / {0}: not in a rule about documents", key));
      }
    }
    return rule;
  }
  if (rule.action == Action::kKeep && rule.categories.empty()) {
    return reader.Fault(table.line, fmt::format("categories: 残す規則「{0}」には必要です / "
                                                "categories: rule \"{0}\" keeps and must name them",
                                                rule.id));
  }
  return rule;
}

}  // namespace sumikeshi
