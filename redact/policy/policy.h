// Finding x Context -> Decision. A profile is a TOML file of ordered rules; what no rule allows is
// redacted. profiles/README.md says how one is written.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// One rule of a profile: the first whose every given condition holds decides. Empty = any.
struct Rule {
  std::string id;      // permanent
  std::string clause;  // citation in Japanese
  std::string why;     // one sentence for the clerk, in Japanese; may be empty
  std::vector<Category> categories;
  std::vector<std::string> kinds;
  std::vector<std::string> purposes;
  std::vector<std::string> grounds;
  std::vector<std::string> stages;
  std::vector<std::string> persons;
  double min_confidence = 0;  // findings at or above this,
  double max_confidence = 1;  // and below this (1 = no limit)
  Action action = Action::kRedact;

  [[nodiscard]] bool Matches(const Finding& finding, const Context& context) const;
  friend bool operator==(const Rule&, const Rule&) = default;
};

struct ProfileProblem {
  std::string rule;     // id, empty for the profile as a whole
  std::string message;  // Japanese
};

// An immutable rulebook. Const calls are thread-safe.
class Profile {
 public:
  // A built-in name ("guideline", "hoken_agency") or the path of a TOML file. Errors: kNotFound,
  // kPermission, kReadFailed, and kProfile: `where` is "file:line", `what` names the key
  // (Japanese).
  [[nodiscard]] static Result<Profile> Load(std::string_view name_or_path);
  [[nodiscard]] static Result<Profile> Parse(std::string_view toml, std::string_view where);
  [[nodiscard]] static std::vector<std::string> BuiltInNames();

  // The first rule that matches, else the default. What a rule keeps, the first matching overlay
  // may still hold or redact; the decision then names both ("rule+overlay").
  [[nodiscard]] Decision Decide(const Finding& finding, const Context& context) const;
  // Unreachable, contradictory and uncited rules, and categories that can fall to the default.
  [[nodiscard]] std::vector<ProfileProblem> Check() const;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& title() const { return title_; }  // Japanese
  [[nodiscard]] std::span<const Rule> rules() const { return rules_; }
  // Statutes above the rulebook: asked about whatever a rule keeps.
  [[nodiscard]] std::span<const Rule> overlays() const { return overlays_; }
  // Decides when no rule matches: redacts, id "default".
  [[nodiscard]] const Rule& default_rule() const { return default_rule_; }
  [[nodiscard]] const Hash& hash() const { return hash_; }              // SHA-256 of the TOML bytes
  [[nodiscard]] int retention_days() const { return retention_days_; }  // of ledger entries

 private:
  friend class ProfileParser;

  std::string name_;
  std::string title_;
  std::vector<Rule> rules_;
  std::vector<Rule> overlays_;
  Rule default_rule_;
  Hash hash_{};
  int retention_days_ = 366;
};

// The profile as a Japanese table for the terminal.
[[nodiscard]] std::string Describe(const Profile& profile);

}  // namespace sumikeshi
