// Finding x Context -> Decision. A profile is a TOML file of ordered rules; what no rule allows is
// redacted. profiles/README.md says how one is written.
//
// Five layers decide, and a decision shows which of them did:
//   document   about a document as a whole, before it is read (who may handle it, where it came
//              from)
//   statute    what the law forbids absolutely, whatever the rulebook says
//   rule       the company's rulebook
//   necessity  of what the rulebook keeps: which fields of which papers the purpose needs
//   overlay    what the law still asks of what is kept
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/context.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// One rule of a profile: the first whose every given condition holds decides. Empty = any; an
// empty word in a list = the field is not stated.
struct Rule {
  std::string id;       // permanent
  std::string clause;   // citation in Japanese
  std::string why;      // one sentence for the clerk, in Japanese; may be empty
  std::string note;     // an exception or a conflict of clauses worth knowing; may be empty
  bool silent = false;  // the rulebook itself says nothing here: a default of the product
  std::vector<Category> categories;
  std::vector<std::string> kinds;
  std::vector<std::string> classes;  // of the page (include/sumikeshi/page_classes.def)
  std::vector<std::string> fields;   // labels, as in the dictionary
  std::vector<std::string> purposes;
  std::vector<std::string> grounds;
  std::vector<std::string> stages;
  std::vector<std::string> persons;
  std::vector<std::string> recipients;
  std::vector<std::string> countries;
  std::vector<std::string> sources;
  std::vector<std::string> routes;
  std::vector<std::string> methods;
  std::vector<std::string> obstacles;
  std::vector<std::string> documents;
  std::vector<std::string> explanations;
  std::vector<std::string> consents;
  std::vector<std::string> handlers;
  bool scoped = false;        // only where the consent names the purpose
  double min_confidence = 0;  // findings at or above this,
  double max_confidence = 1;  // and below this (1 = no limit)
  Action action = Action::kRedact;
  std::string where;  // "file:line"
};

// What the sentence of a silent rule ends with.
inline constexpr std::string_view kSilentRule = "（規程に明文がないため、製品の既定です。）";

struct ProfileProblem {
  std::string rule;     // id, empty for the profile as a whole
  std::string message;  // "Japanese / English"
  std::string where;    // "file:line", empty for the profile as a whole
};

// Why a document may not even be read.
struct Refusal {
  Action action = Action::kHold;
  std::string rule;
  std::string clause;
  std::string why;
};

// A decision with the rules behind it; null = the layer had nothing to say. They live as long as
// the profile.
struct Reasoning {
  Decision decision;
  const Rule* statute = nullptr;
  const Rule* rule = nullptr;  // never null: the default when nothing matches
  const Rule* necessity = nullptr;
  const Rule* overlay = nullptr;
  bool approved = false;  // an approval let the rule through
  std::string why;        // for the clerk, in Japanese; may be empty
};

// An immutable rulebook. Const calls are thread-safe.
class Profile {
 public:
  // Who may handle sensitive information: by stage, and "my_number", "manager".
  using Handlers = std::map<std::string, std::vector<std::string>, std::less<>>;

  // A built-in name ("guideline", "kizuna") or the path of a TOML file; `staff` is the path of a
  // file with more [handlers], or empty. Errors: kNotFound, kPermission, kReadFailed, and kProfile:
  // `where` is "file:line", `what` names the key (Japanese / English).
  [[nodiscard]] static Result<Profile> Load(std::string_view name_or_path,
                                            std::string_view staff = {});
  // `include` is resolved beside `where`.
  [[nodiscard]] static Result<Profile> Parse(std::string_view toml, std::string_view where);
  [[nodiscard]] static std::vector<std::string> BuiltInNames();

  // Null when the document may be read; why not, otherwise.
  [[nodiscard]] std::optional<Refusal> Admit(const Context& context) const;
  // The first rule that matches, else the default, under the statutes: what a rule keeps they may
  // still hold or redact, and the decision then names both ("rule+statute").
  [[nodiscard]] Decision Decide(const Finding& finding, const Context& context) const;
  [[nodiscard]] Reasoning Explain(const Finding& finding, const Context& context) const;
  // Unreachable, contradictory and uncited rules, unknown kinds, a profile without the statutes,
  // and categories that can fall to the default.
  [[nodiscard]] std::vector<ProfileProblem> Check() const;
  // Nothing may be decided by a rule that names no clause: kProfile names the first one.
  [[nodiscard]] Result<void> RequireClauses() const;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& title() const { return title_; }  // Japanese
  [[nodiscard]] std::span<const Rule> rules() const { return rules_; }
  [[nodiscard]] std::span<const Rule> documents() const { return documents_; }
  [[nodiscard]] std::span<const Rule> statutes() const { return statutes_; }
  [[nodiscard]] std::span<const Rule> necessities() const { return necessities_; }
  [[nodiscard]] std::span<const Rule> overlays() const { return overlays_; }
  // The rule of the rulebook that a decision cites; null for the default and the statutes.
  [[nodiscard]] const Rule* FindRule(std::string_view decision_rule) const;
  // Decides when no rule matches: redacts, id "default".
  [[nodiscard]] const Rule& default_rule() const { return default_rule_; }
  [[nodiscard]] const Handlers& handlers() const { return handlers_; }  // empty = not limited
  // SHA-256 of the TOML bytes; of the digests of all files, where others are included.
  [[nodiscard]] const Hash& hash() const { return hash_; }
  [[nodiscard]] int retention_days() const { return retention_days_; }  // of ledger entries
  // Whether a page may go out on which writing in free text could not be read.
  [[nodiscard]] bool releases_unread() const { return releases_unread_; }

 private:
  friend class ProfileParser;

  std::string name_;
  std::string title_;
  std::vector<Rule> documents_;
  std::vector<Rule> statutes_;
  std::vector<Rule> rules_;
  std::vector<Rule> necessities_;
  std::vector<Rule> overlays_;
  Rule default_rule_;
  Handlers handlers_;
  Hash hash_{};
  int retention_days_ = 366;
  bool releases_unread_ = false;
};

// The profile as a Japanese table for the terminal.
[[nodiscard]] std::string Describe(const Profile& profile);

// What would happen to a finding, layer by layer, in Japanese.
[[nodiscard]] std::string DescribeReasoning(const Profile& profile, const Finding& finding,
                                            const Context& context);

// Where two profiles decide differently, in Japanese; empty = their rules are the same. Asked about
// every category, purpose, ground and stage, alone and under all else that a rule asks for.
[[nodiscard]] std::string DescribeDifferences(const Profile& one, const Profile& other);

}  // namespace sumikeshi
