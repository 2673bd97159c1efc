// One rule of a profile from its TOML table.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "redact/policy/config_reader.h"
#include "redact/policy/policy.h"

namespace sumikeshi {

// Names for lists of categories.
using CategoryGroups = std::map<std::string, std::vector<Category>, std::less<>>;

// The categories of `key` in `table`, groups resolved. Errors: kProfile.
[[nodiscard]] Result<std::vector<Category>> ReadCategories(const ConfigReader& reader,
                                                           const ConfigNode& table,
                                                           std::string_view key,
                                                           const CategoryGroups& groups);

// Errors: kProfile. A missing clause is left to Profile::Check, so that a draft can be shown.
// `about_findings`: false for the rules about documents as a whole.
[[nodiscard]] Result<Rule> ReadRule(const ConfigReader& reader, const ConfigNode& table,
                                    const CategoryGroups& groups, bool about_findings);

}  // namespace sumikeshi
