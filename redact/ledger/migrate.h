// Taking over the entries of an older ledger. Formats 1 and 2 (both marked "SMK1") had no tree, no
// signatures and no pruning; their entries are spelt, hashed and chained as today, so they come
// over byte for byte, each with its time and its hash.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "redact/ledger/ledger.h"

namespace sumikeshi {

inline constexpr std::string_view kMigrateStep = "migrate";

// Writes every entry of `from` to the new ledger `to`, and then `record`, as a procedure "migrate"
// that names the hash at the end of the old chain. The old file stays as it is; its document keys
// move to the new ledger. What a crash cut off is gone on with. Gives the number of entries taken
// over. Errors: kUsage where `from` is of today's format or all is done already; kLedger where its
// chain is broken or `to` holds other entries; and those of OpenLedger.
[[nodiscard]] Result<std::int64_t> MigrateLedger(const std::filesystem::path& from,
                                                 const std::filesystem::path& to,
                                                 LedgerEntry record,
                                                 const std::filesystem::path& signing_key = {});

}  // namespace sumikeshi
