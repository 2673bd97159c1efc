// The conditions that a rule may name, as one table: parser, matcher, checker and printer share it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {

// One case to be decided. `finding` is null for a document as a whole.
struct Case {
  const Finding* finding = nullptr;
  const Context* context = nullptr;
  bool listed = true;  // the handler is on the list that counts
};

struct WordCondition {
  std::string_view key;              // in TOML
  std::string_view japanese;         // in tables
  std::span<const CodedTerm> terms;  // its words; empty = an open list
  std::vector<std::string> Rule::* member;
  std::string_view (*value)(const Case& one);
  // Makes a case of this word; null for what no case says (who is on a list).
  void (*set)(Finding& finding, Context& context, const std::string& word) = nullptr;
};

[[nodiscard]] std::span<const WordCondition> WordConditions();

[[nodiscard]] bool Matches(const Rule& rule, const Case& one);

}  // namespace sumikeshi
