// Which entries may have lost their content.
#include "redact/ledger/prune.h"

#include <charconv>

namespace sumikeshi {

std::int64_t PrunedThrough(const LedgerEntry& entry) {
  if (!entry.procedure || entry.procedure->step != kPruneStep) return 0;
  std::string_view range = entry.procedure->reference;
  if (!range.starts_with("1-")) return 0;
  range.remove_prefix(2);
  std::int64_t last = 0;
  std::from_chars(range.data(), range.data() + range.size(), last);
  return last;
}

}  // namespace sumikeshi
