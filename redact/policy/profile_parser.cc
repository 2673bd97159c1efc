// TOML -> Profile. Whatever is not understood is an error that names file, line and key: a typo
// must never widen what is kept.
#include <fmt/format.h>
#include <sodium.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <map>
#include <optional>

#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {

#define SUMIKESHI_PROFILE(name, symbol) extern const std::string_view symbol;
#include "redact/policy/profiles/profiles.def"
#undef SUMIKESHI_PROFILE

namespace {

constexpr int kShortestRetention = 366;  // one year, leap years included
constexpr std::uintmax_t kLargestFile = 1 << 20;

struct BuiltIn {
  std::string_view name;
  std::string_view toml;
};

std::vector<BuiltIn> BuiltIns() {
  return {
#define SUMIKESHI_PROFILE(name, symbol) {name, symbol},
#include "redact/policy/profiles/profiles.def"
#undef SUMIKESHI_PROFILE
  };
}

using Groups = std::map<std::string, std::vector<Category>, std::less<>>;
using KnownWord = bool (*)(std::string_view);

std::optional<Action> ActionFromKey(std::string_view key) {
  for (const Action action : {Action::kKeep, Action::kRedact, Action::kHold, Action::kReturn}) {
    if (ActionKey(action) == key) return action;
  }
  return std::nullopt;
}

// Kinds come from the recognizers, whose list is open: only the form is checked.
bool IsKind(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool IsName(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// The separator of compound rule ids ("rule+overlay") and blanks would make citations ambiguous.
bool IsRuleId(std::string_view word) {
  return !word.empty() && word != "default" && std::ranges::none_of(word, [](char c) {
    return c == '+' || c == ',' || static_cast<unsigned char>(c) <= ' ';
  });
}

}  // namespace

class ProfileParser {
 public:
  explicit ProfileParser(std::string_view where) : where_(where) {}

  Result<Profile> Parse(std::string_view text) {
    toml::table root;
    try {
      root = toml::parse(text);
    } catch (const toml::parse_error& error) {
      return Fault(error.source(), fmt::format("TOML として読めません（{}）", error.description()));
    }
    if (auto known = CheckKeys(
            root, {"name", "title", "retention_days", "groups", "default", "rule", "overlay"});
        !known) {
      return std::unexpected(known.error());
    }
    Profile profile;
    if (auto head = ReadHead(root, profile); !head) return std::unexpected(head.error());
    auto rules = ReadRules(root, "rule");
    if (!rules) return std::unexpected(rules.error());
    auto overlays = ReadRules(root, "overlay");
    if (!overlays) return std::unexpected(overlays.error());
    if (rules->empty()) return Fault(root.source(), "rule: 規則が一つもありません");
    profile.rules_ = *std::move(rules);
    profile.overlays_ = *std::move(overlays);
    crypto_hash_sha256(profile.hash_.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
    return profile;
  }

 private:
  [[nodiscard]] std::unexpected<Error> Fault(const toml::source_region& place,
                                             std::string what) const {
    return Fail(ErrorCode::kProfile, fmt::format("{}:{}", where_, place.begin.line),
                std::move(what));
  }

  [[nodiscard]] Result<void> CheckKeys(const toml::table& table,
                                       std::initializer_list<std::string_view> known) const {
    for (const auto& [key, value] : table) {
      if (std::ranges::find(known, key.str()) == known.end()) {
        return Fault(key.source(), fmt::format("{}: 知らない項目です", key.str()));
      }
    }
    return {};
  }

  // A missing key gives an empty string where it is optional.
  [[nodiscard]] Result<std::string> ReadString(const toml::table& table, std::string_view key,
                                               bool required) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      if (!required) return std::string();
      return Fault(table.source(), fmt::format("{}: この項目が必要です", key));
    }
    const auto text = node->value_exact<std::string>();
    if (!text) return Fault(node->source(), fmt::format("{}: 文字列で書いてください", key));
    if (required && text->empty()) return Fault(node->source(), fmt::format("{}: 空です", key));
    return *text;
  }

  [[nodiscard]] Result<std::vector<std::string>> ReadWords(const toml::table& table,
                                                           std::string_view key,
                                                           KnownWord known) const {
    std::vector<std::string> words;
    const toml::node* node = table.get(key);
    if (node == nullptr) return words;
    const toml::array* array = node->as_array();
    // An empty list would read as "holds for everything".
    if (array == nullptr || array->empty()) {
      return Fault(node->source(), fmt::format("{}: 空でない文字列の並びで書いてください", key));
    }
    for (const toml::node& item : *array) {
      const auto word = item.value_exact<std::string>();
      if (!word) return Fault(item.source(), fmt::format("{}: 文字列で書いてください", key));
      if (!known(*word)) {
        return Fault(item.source(), fmt::format("{}: 「{}」は知らない語です", key, *word));
      }
      words.push_back(*word);
    }
    return words;
  }

  [[nodiscard]] Result<std::vector<Category>> ReadCategories(const toml::table& table,
                                                             std::string_view key) const {
    auto words = ReadWords(table, key, [](std::string_view) { return true; });
    if (!words) return std::unexpected(words.error());
    std::vector<Category> categories;
    for (const std::string& word : *words) {
      if (const auto category = CategoryFromKey(word)) {
        categories.push_back(*category);
      } else if (const auto group = groups_.find(word); group != groups_.end()) {
        std::ranges::copy(group->second, std::back_inserter(categories));
      } else {
        return Fault(table.get(key)->source(),
                     fmt::format("{}: 「{}」は知らない分類です", key, word));
      }
    }
    return categories;
  }

  [[nodiscard]] Result<double> ReadConfidence(const toml::table& table, std::string_view key,
                                              double absent) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return absent;
    const auto number = node->value<double>();
    if (!number || !(*number >= 0 && *number <= 1)) {
      return Fault(node->source(), fmt::format("{}: 0から1までの数で書いてください", key));
    }
    return *number;
  }

  Result<void> ReadHead(const toml::table& root, Profile& profile) {
    auto name = ReadString(root, "name", true);
    if (!name) return std::unexpected(name.error());
    if (!IsName(*name)) {
      return Fault(root.get("name")->source(), "name: 小文字の英数字と _ で書いてください");
    }
    auto title = ReadString(root, "title", true);
    if (!title) return std::unexpected(title.error());
    profile.name_ = *std::move(name);
    profile.title_ = *std::move(title);
    if (auto read = ReadRetention(root, profile); !read) return read;
    if (auto read = ReadGroups(root); !read) return read;
    return ReadDefault(root, profile);
  }

  [[nodiscard]] Result<void> ReadRetention(const toml::table& root, Profile& profile) const {
    const toml::node* node = root.get("retention_days");
    if (node == nullptr) return Fault(root.source(), "retention_days: この項目が必要です");
    const auto days = node->value_exact<std::int64_t>();
    if (!days || *days < kShortestRetention || *days > 36600) {
      return Fault(node->source(), fmt::format("retention_days: 記録は1年以上保存します。{}以上"
                                               "の整数で書いてください",
                                               kShortestRetention));
    }
    profile.retention_days_ = static_cast<int>(*days);
    return {};
  }

  [[nodiscard]] Result<void> ReadGroups(const toml::table& root) {
    const toml::node* node = root.get("groups");
    if (node == nullptr) return {};
    const toml::table* table = node->as_table();
    if (table == nullptr) return Fault(node->source(), "groups: 表で書いてください");
    Groups groups;  // a group does not name another: no cycles
    for (const auto& [key, value] : *table) {
      if (CategoryFromKey(key.str())) {
        return Fault(key.source(), fmt::format("groups.{}: 分類と同じ名前です", key.str()));
      }
      auto categories = ReadCategories(*table, key.str());
      if (!categories) return std::unexpected(categories.error());
      groups.emplace(key.str(), *std::move(categories));
    }
    groups_ = std::move(groups);
    return {};
  }

  [[nodiscard]] Result<void> ReadDefault(const toml::table& root, Profile& profile) const {
    const toml::node* node = root.get("default");
    const toml::table* table = node == nullptr ? nullptr : node->as_table();
    if (table == nullptr) return Fault(root.source(), "default: この表が必要です");
    if (auto known = CheckKeys(*table, {"clause", "why"}); !known) return known;
    auto clause = ReadString(*table, "clause", true);
    if (!clause) return std::unexpected(clause.error());
    auto why = ReadString(*table, "why", false);
    if (!why) return std::unexpected(why.error());
    profile.default_rule_.id = "default";
    profile.default_rule_.clause = *std::move(clause);
    profile.default_rule_.why = *std::move(why);
    return {};
  }

  [[nodiscard]] Result<std::vector<Rule>> ReadRules(const toml::table& root,
                                                    std::string_view key) const {
    std::vector<Rule> rules;
    const toml::node* node = root.get(key);
    if (node == nullptr) return rules;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      return Fault(node->source(), fmt::format("{0}: [[{0}]] の形で書いてください", key));
    }
    for (const toml::node& item : *array) {
      const toml::table* table = item.as_table();
      if (table == nullptr) {
        return Fault(item.source(), fmt::format("{0}: [[{0}]] の形で書いてください", key));
      }
      auto rule = ReadRule(*table);
      if (!rule) return std::unexpected(rule.error());
      rules.push_back(*std::move(rule));
    }
    return rules;
  }

  [[nodiscard]] Result<Rule> ReadRule(const toml::table& table) const {
    if (auto known =
            CheckKeys(table, {"id", "clause", "why", "action", "categories", "kinds", "purposes",
                              "grounds", "stages", "persons", "min_confidence", "max_confidence"});
        !known) {
      return std::unexpected(known.error());
    }
    Rule rule;
    if (auto read = ReadCitation(table, rule); !read) return std::unexpected(read.error());
    if (auto read = ReadConditions(table, rule); !read) return std::unexpected(read.error());
    if (rule.action == Action::kKeep && rule.categories.empty()) {
      return Fault(table.source(), fmt::format("categories: 残す規則「{}」には必要です", rule.id));
    }
    if (rule.min_confidence >= rule.max_confidence) {
      return Fault(table.source(), "min_confidence: max_confidence より小さくしてください");
    }
    return rule;
  }

  // A missing clause is left to Profile::Check, so that a draft can be shown.
  Result<void> ReadCitation(const toml::table& table, Rule& rule) const {
    auto id = ReadString(table, "id", true);
    if (!id) return std::unexpected(id.error());
    if (!IsRuleId(*id)) {
      return Fault(table.get("id")->source(), fmt::format("id: 「{}」は使えません", *id));
    }
    auto clause = ReadString(table, "clause", false);
    if (!clause) return std::unexpected(clause.error());
    auto why = ReadString(table, "why", false);
    if (!why) return std::unexpected(why.error());
    auto key = ReadString(table, "action", true);
    if (!key) return std::unexpected(key.error());
    const auto action = ActionFromKey(*key);
    if (!action) {
      return Fault(table.get("action")->source(),
                   fmt::format("action: 「{}」は知らない語です", *key));
    }
    rule.id = *std::move(id);
    rule.clause = *std::move(clause);
    rule.why = *std::move(why);
    rule.action = *action;
    return {};
  }

  Result<void> ReadConditions(const toml::table& table, Rule& rule) const {
    auto categories = ReadCategories(table, "categories");
    if (!categories) return std::unexpected(categories.error());
    rule.categories = *std::move(categories);
    struct WordList {
      std::string_view key;
      KnownWord known;
      std::vector<std::string> Rule::* member;
    };
    const WordList lists[] = {
        {"kinds", IsKind, &Rule::kinds},
        {"purposes", [](std::string_view w) { return IsTerm(kPurposes, w); }, &Rule::purposes},
        {"grounds", [](std::string_view w) { return IsTerm(kGrounds, w); }, &Rule::grounds},
        {"stages", [](std::string_view w) { return IsTerm(kStages, w); }, &Rule::stages},
        {"persons", [](std::string_view w) { return IsTerm(kPersons, w); }, &Rule::persons},
    };
    for (const WordList& list : lists) {
      auto words = ReadWords(table, list.key, list.known);
      if (!words) return std::unexpected(words.error());
      rule.*list.member = *std::move(words);
    }
    const auto low = ReadConfidence(table, "min_confidence", 0);
    if (!low) return std::unexpected(low.error());
    const auto high = ReadConfidence(table, "max_confidence", 1);
    if (!high) return std::unexpected(high.error());
    rule.min_confidence = *low;
    rule.max_confidence = *high;
    return {};
  }

  std::string where_;
  Groups groups_;
};

Result<Profile> Profile::Parse(std::string_view toml, std::string_view where) {
  return ProfileParser(where).Parse(toml);
}

Result<Profile> Profile::Load(std::string_view name_or_path) {
  for (const BuiltIn& profile : BuiltIns()) {
    if (profile.name == name_or_path) return Parse(profile.toml, profile.name);
  }
  const std::string where(name_or_path);
  std::error_code error;
  const auto status = std::filesystem::status(where, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    return Fail(ErrorCode::kNotFound, where, "no built-in profile and no file of this name");
  }
  if (error == std::errc::permission_denied) return Fail(ErrorCode::kPermission, where);
  if (!std::filesystem::is_regular_file(status)) return Fail(ErrorCode::kReadFailed, where);
  if (const auto size = std::filesystem::file_size(where, error); error || size > kLargestFile) {
    return Fail(ErrorCode::kProfile, where, "ファイルが大きすぎます");
  }
  std::ifstream file(where, std::ios::binary);
  if (!file) return Fail(ErrorCode::kPermission, where);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return Fail(ErrorCode::kReadFailed, where);
  return Parse(text, where);
}

std::vector<std::string> Profile::BuiltInNames() {
  std::vector<std::string> names;
  for (const BuiltIn& profile : BuiltIns()) names.emplace_back(profile.name);
  return names;
}

}  // namespace sumikeshi
