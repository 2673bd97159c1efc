// TOML -> Profile. Whatever is not understood is an error that names file, line and key.
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "redact/policy/conditions.h"
#include "redact/policy/rule_reader.h"

namespace sumikeshi {

#define SUMIKESHI_PROFILE(name, symbol) extern const std::string_view symbol;
#define SUMIKESHI_FRAGMENT(name, symbol) extern const std::string_view symbol;
#include "redact/policy/profiles/profiles.def"
#undef SUMIKESHI_PROFILE
#undef SUMIKESHI_FRAGMENT

namespace {

namespace fs = std::filesystem;

constexpr int kShortestRetention = 366;  // one year, leap years included
constexpr std::uintmax_t kLargestFile = 1 << 20;

struct BuiltIn {
  std::string_view name;
  std::string_view toml;
  bool fragment;  // to be included, no profile by itself
};

std::vector<BuiltIn> BuiltIns() {
  return {
#define SUMIKESHI_PROFILE(name, symbol) {name, symbol, false},
#define SUMIKESHI_FRAGMENT(name, symbol) {name, symbol, true},
#include "redact/policy/profiles/profiles.def"
#undef SUMIKESHI_PROFILE
#undef SUMIKESHI_FRAGMENT
  };
}

bool IsName(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool IsHandlerList(std::string_view word) {
  return IsTerm(kStages, word) || word == "my_number" || word == "manager";
}

Hash Digest(std::string_view bytes) {
  Hash hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return hash;
}

Result<std::string> ReadText(const std::string& where) {
  std::error_code error;
  const auto status = fs::status(where, error);
  if (status.type() == fs::file_type::not_found) {
    return Fail(ErrorCode::kNotFound, where, "no built-in profile and no file of this name");
  }
  if (error == std::errc::permission_denied) return Fail(ErrorCode::kPermission, where);
  if (!fs::is_regular_file(status)) return Fail(ErrorCode::kReadFailed, where);
  if (const auto size = fs::file_size(where, error); error || size > kLargestFile) {
    return Fail(ErrorCode::kProfile, where, "ファイルが大きすぎます / the file is too large");
  }
  std::ifstream file(where, std::ios::binary);
  if (!file) return Fail(ErrorCode::kPermission, where);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return Fail(ErrorCode::kReadFailed, where);
  return text;
}

}  // namespace

// Reads one profile with all that it includes.
class ProfileParser {
 public:
  Result<Profile> Parse(std::string_view text, std::string_view where, std::string_view staff) {
    const ConfigReader reader(where);
    const auto root = ParseToml(text, where);
    if (!root) return std::unexpected(root.error());
    if (auto known = CheckTop(reader, *root); !known) return std::unexpected(known.error());
    if (auto head = ReadHead(reader, *root); !head) return std::unexpected(head.error());
    auto part = ReadFile(text, where);
    if (!part) return std::unexpected(part.error());
    if (!staff.empty()) {
      auto names = Include(reader, 1, std::string(staff));
      if (!names) return std::unexpected(names.error());
      part->Add(*std::move(names));
    }
    if (part->rules.empty())
      return reader.Fault(1, "rule: 規則が一つもありません / rule: there is no rule");
    profile_.documents_ = std::move(part->documents);
    profile_.statutes_ = std::move(part->statutes);
    profile_.rules_ = std::move(part->rules);
    profile_.necessities_ = std::move(part->necessities);
    profile_.overlays_ = std::move(part->overlays);
    profile_.handlers_ = std::move(part->handlers);
    profile_.hash_ = digests_.size() == sizeof(Hash) ? Digest(text) : Digest(digests_);
    return std::move(profile_);
  }

 private:
  // What one file brings, with all that it includes.
  struct Part {
    std::vector<Rule> documents;
    std::vector<Rule> statutes;
    std::vector<Rule> rules;
    std::vector<Rule> necessities;
    std::vector<Rule> overlays;
    Profile::Handlers handlers;

    // The file's own rules precede those that it includes, which they may refine; with the
    // statutes it is the other way round.
    void Add(Part included) {
      std::ranges::move(included.documents, std::back_inserter(documents));
      std::ranges::move(included.rules, std::back_inserter(rules));
      std::ranges::move(included.necessities, std::back_inserter(necessities));
      std::ranges::move(statutes, std::back_inserter(included.statutes));
      std::ranges::move(overlays, std::back_inserter(included.overlays));
      statutes = std::move(included.statutes);
      overlays = std::move(included.overlays);
      for (auto& [list, names] : included.handlers) {
        std::ranges::move(names, std::back_inserter(handlers[list]));
      }
    }
  };

  Result<Part> ReadFile(std::string_view text, std::string_view where) {
    const auto root = ParseToml(text, where);
    if (!root) return std::unexpected(root.error());
    const ConfigReader reader(where);
    if (auto known = CheckTop(reader, *root); !known) return std::unexpected(known.error());
    const Hash digest = Digest(text);
    digests_.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    open_.emplace_back(where);
    auto included = ReadIncludes(reader, *root);
    open_.pop_back();
    if (!included) return std::unexpected(included.error());
    if (auto read = ReadGroups(reader, *root); !read) return std::unexpected(read.error());
    auto part = ReadLists(reader, *root);
    if (part) part->Add(*std::move(included));
    return part;
  }

  static Result<void> CheckTop(const ConfigReader& reader, const ConfigNode& root) {
    return reader.CheckKeys(
        root, {"name", "title", "retention_days", "unread", "include", "groups", "default",
               "handlers", "document", "statute", "rule", "necessity", "overlay"});
  }

  Result<Part> ReadIncludes(const ConfigReader& reader, const ConfigNode& root) {
    Part all;
    const auto names =
        reader.Words(root, "include", [](std::string_view word) { return !word.empty(); });
    if (!names) return std::unexpected(names.error());
    for (const std::string& name : *names) {
      auto part = Include(reader, root.AsTable()->Find("include")->line, name);
      if (!part) return std::unexpected(part.error());
      all.Add(*std::move(part));
    }
    return all;
  }

  // A built-in name, or a path beside the including file. What was read before brings nothing.
  Result<Part> Include(const ConfigReader& reader, int line, const std::string& name) {
    const std::vector<BuiltIn> built_ins = BuiltIns();
    const auto built_in = std::ranges::find(built_ins, name, &BuiltIn::name);
    const bool own = built_in == built_ins.end();
    const fs::path path(name);
    const std::string where =
        !own ? name
        : path.is_absolute() || open_.empty()
            ? name
            : (fs::path(reader.where()).parent_path() / path).lexically_normal().string();
    if (std::ranges::find(open_, where) != open_.end()) {
      std::string circle;
      for (const std::string& file : open_) circle += file + " -> ";
      return reader.Fault(
          line, fmt::format("include: 循環しています（{0}{1}） / include: a circle ({0}{1})",
                            circle, where));
    }
    if (std::ranges::find(done_, where) != done_.end()) return Part{};
    done_.push_back(where);
    if (!own) return ReadFile(built_in->toml, where);
    const auto text = ReadText(where);
    if (text) return ReadFile(*text, where);
    return reader.Fault(
        line,
        fmt::format("include: 「{0}」を読めません（{1}） / include: cannot read \"{0}\" ({2})",
                    name, ErrorCause(text.error().code, Language::kJapanese),
                    ErrorCause(text.error().code, Language::kEnglish)));
  }

  Result<void> ReadHead(const ConfigReader& reader, const ConfigNode& root) {
    auto name = reader.String(root, "name", true);
    if (!name) return std::unexpected(name.error());
    if (!IsName(*name)) {
      return reader.Fault(root.AsTable()->Find("name")->line,
                          "name: 小文字の英数字と _ で書いてください / "
                          "name: small letters, digits and _ only");
    }
    auto title = reader.String(root, "title", true);
    if (!title) return std::unexpected(title.error());
    profile_.name_ = *std::move(name);
    profile_.title_ = *std::move(title);
    if (auto read = ReadRetention(reader, root); !read) return read;
    if (auto read = ReadUnread(reader, root); !read) return read;
    return ReadDefault(reader, root);
  }

  Result<void> ReadRetention(const ConfigReader& reader, const ConfigNode& root) {
    const ConfigNode* node = root.AsTable()->Find("retention_days");
    if (node == nullptr)
      return reader.Fault(root.line,
                          "retention_days: この項目が必要です / retention_days: is missing");
    const auto* days = std::get_if<std::int64_t>(&node->value);
    if (days == nullptr || *days < kShortestRetention || *days > 36600) {
      return reader.Fault(
          node->line, fmt::format("retention_days: 記録は1年以上保存します。{0}以上の整数で"
                                  "書いてください / retention_days: records are kept for a year "
                                  "at least; a whole number from {0}",
                                  kShortestRetention));
    }
    profile_.retention_days_ = static_cast<int>(*days);
    return {};
  }

  Result<void> ReadUnread(const ConfigReader& reader, const ConfigNode& root) {
    auto unread = reader.String(root, "unread", false);
    if (!unread) return std::unexpected(unread.error());
    if (!unread->empty() && *unread != "hold" && *unread != "release") {
      return reader.Fault(root.AsTable()->Find("unread")->line,
                          "unread: hold か release のどちらかです / unread: hold or release");
    }
    profile_.releases_unread_ = *unread == "release";
    return {};
  }

  Result<void> ReadDefault(const ConfigReader& reader, const ConfigNode& root) {
    const ConfigNode* node = root.AsTable()->Find("default");
    if (node == nullptr || node->AsTable() == nullptr) {
      return reader.Fault(root.line, "default: この表が必要です / default: this table is missing");
    }
    if (auto known = reader.CheckKeys(*node, {"clause", "why"}); !known) return known;
    auto clause = reader.String(*node, "clause", true);
    if (!clause) return std::unexpected(clause.error());
    auto why = reader.String(*node, "why", false);
    if (!why) return std::unexpected(why.error());
    profile_.default_rule_.id = "default";
    profile_.default_rule_.clause = *std::move(clause);
    profile_.default_rule_.why = *std::move(why);
    return {};
  }

  // A group does not name another of its own file: no cycles.
  Result<void> ReadGroups(const ConfigReader& reader, const ConfigNode& root) {
    const ConfigNode* node = root.AsTable()->Find("groups");
    if (node == nullptr) return {};
    if (node->AsTable() == nullptr)
      return reader.Fault(node->line, "groups: 表で書いてください / groups: must be a table");
    CategoryGroups groups = groups_;
    for (const ConfigEntry& entry : node->AsTable()->entries) {
      if (CategoryFromKey(entry.key) || groups_.contains(entry.key)) {
        return reader.Fault(
            entry.line,
            fmt::format("groups.{0}: 分類や、取り込んだ集まりと同じ"
                        "名前です / groups.{0}: a category or an included group has this name",
                        entry.key));
      }
      auto categories = ReadCategories(reader, *node, entry.key, groups_);
      if (!categories) return std::unexpected(categories.error());
      groups.emplace(entry.key, *std::move(categories));
    }
    groups_ = std::move(groups);
    return {};
  }

  Result<Part> ReadLists(const ConfigReader& reader, const ConfigNode& root) const {
    Part part;
    struct Target {
      std::string_view key;
      std::vector<Rule> Part::* rules;
      bool about_findings;
    };
    for (const Target& target :
         {Target{"document", &Part::documents, false}, Target{"statute", &Part::statutes, true},
          Target{"rule", &Part::rules, true}, Target{"necessity", &Part::necessities, true},
          Target{"overlay", &Part::overlays, true}}) {
      auto rules = ReadRules(reader, root, target.key, target.about_findings);
      if (!rules) return std::unexpected(rules.error());
      part.*target.rules = *std::move(rules);
    }
    auto handlers = ReadHandlers(reader, root);
    if (!handlers) return std::unexpected(handlers.error());
    part.handlers = *std::move(handlers);
    return part;
  }

  Result<std::vector<Rule>> ReadRules(const ConfigReader& reader, const ConfigNode& root,
                                      std::string_view key, bool about_findings) const {
    std::vector<Rule> rules;
    const ConfigNode* node = root.AsTable()->Find(key);
    if (node == nullptr) return rules;
    const ConfigList* list = node->AsList();
    const auto shape = [&](int line) {
      return reader.Fault(
          line, fmt::format("{0}: [[{0}]] の形で書いてください / {0}: write it as [[{0}]]", key));
    };
    if (list == nullptr) return shape(node->line);
    for (const ConfigNode& item : *list) {
      if (item.AsTable() == nullptr) return shape(item.line);
      auto rule = ReadRule(reader, item, groups_, about_findings);
      if (!rule) return std::unexpected(rule.error());
      rules.push_back(*std::move(rule));
    }
    return rules;
  }

  static Result<Profile::Handlers> ReadHandlers(const ConfigReader& reader,
                                                const ConfigNode& root) {
    Profile::Handlers handlers;
    const ConfigNode* node = root.AsTable()->Find("handlers");
    if (node == nullptr) return handlers;
    if (node->AsTable() == nullptr) {
      return reader.Fault(node->line, "handlers: 表で書いてください / handlers: must be a table");
    }
    for (const ConfigEntry& entry : node->AsTable()->entries) {
      if (!IsHandlerList(entry.key)) {
        return reader.Fault(entry.line,
                            fmt::format("handlers.{0}: 知らない項目です（段階、my_number、"
                                        "manager のいずれか） / handlers.{0}: not a known list (a "
                                        "stage, my_number or manager)",
                                        entry.key));
      }
      auto names =
          reader.Words(*node, entry.key, [](std::string_view word) { return !word.empty(); });
      if (!names) return std::unexpected(names.error());
      handlers.emplace(entry.key, *std::move(names));
    }
    return handlers;
  }

  Profile profile_;
  CategoryGroups groups_;
  std::string digests_;            // of the files, in the order in which they were read
  std::vector<std::string> open_;  // files that wait for what they include
  std::vector<std::string> done_;
};

Result<Profile> Profile::Parse(std::string_view toml, std::string_view where) {
  return ProfileParser().Parse(toml, where, {});
}

Result<Profile> Profile::Load(std::string_view name_or_path, std::string_view staff) {
  for (const BuiltIn& profile : BuiltIns()) {
    if (profile.name == name_or_path && !profile.fragment) {
      return ProfileParser().Parse(profile.toml, profile.name, staff);
    }
  }
  const std::string where(name_or_path);
  const auto text = ReadText(where);
  if (!text) return std::unexpected(text.error());
  return ProfileParser().Parse(*text, where, staff);
}

std::vector<std::string> Profile::BuiltInNames() {
  std::vector<std::string> names;
  for (const BuiltIn& profile : BuiltIns()) {
    if (!profile.fragment) names.emplace_back(profile.name);
  }
  return names;
}

}  // namespace sumikeshi
