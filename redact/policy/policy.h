// Finding x Context -> Decision. A profile is a TOML file of ordered rules; what no rule allows is
// redacted.
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
  std::vector<Category> categories;
  std::vector<std::string> kinds;
  std::vector<std::string> purposes;
  std::vector<std::string> grounds;
  std::vector<std::string> stages;
  std::vector<std::string> persons;
  double min_confidence = 0;
  Action action = Action::kRedact;
};

struct ProfileProblem {
  std::string rule;     // id, empty for the profile as a whole
  std::string message;  // Japanese
};

// An immutable rulebook. Const calls are thread-safe.
class Profile {
 public:
  // A built-in name ("guideline", "hoken_agency") or the path of a TOML file. Errors: kProfile
  // with the line, kNotFound.
  [[nodiscard]] static Result<Profile> Load(std::string_view name_or_path);
  [[nodiscard]] static Result<Profile> Parse(std::string_view toml, std::string_view where);
  [[nodiscard]] static std::vector<std::string> BuiltInNames();

  [[nodiscard]] Decision Decide(const Finding& finding, const Context& context) const;
  // Unreachable, contradictory and uncited rules, and categories that no rule names.
  [[nodiscard]] std::vector<ProfileProblem> Check() const;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& title() const { return title_; }  // Japanese
  [[nodiscard]] std::span<const Rule> rules() const { return rules_; }
  [[nodiscard]] const Hash& hash() const { return hash_; }  // SHA-256 of the TOML bytes
  [[nodiscard]] int retention_days() const { return retention_days_; }  // of ledger entries

 private:
  std::string name_;
  std::string title_;
  std::vector<Rule> rules_;
  Hash hash_{};
  int retention_days_ = 366;
};

}  // namespace sumikeshi
