// Removing the content of old entries, and what the ledger says of it.
#pragma once

#include <cstdint>
#include <string_view>

#include "redact/ledger/ledger.h"

namespace sumikeshi {

// Steps of procedures (Procedure::step) that concern the ledger itself. Of a pruning the reference
// is "1-<last>".
inline constexpr std::string_view kPruneStep = "prune";
inline constexpr std::string_view kShredStep = "shred";

// The last entry that may have lost its content, as this entry records; 0 for others.
[[nodiscard]] std::int64_t PrunedThrough(const LedgerEntry& entry);

}  // namespace sumikeshi
