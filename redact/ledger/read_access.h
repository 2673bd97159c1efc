// Opening a ledger to look at it.
#pragma once

#include <filesystem>
#include <string_view>

#include "redact/ledger/database.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {

// Files beside the ledger: its name, and one of these.
inline constexpr std::string_view kKeysSuffix = ".keys";
inline constexpr std::string_view kSigningKeySuffix = ".signing-key";
inline constexpr std::string_view kCheckpointSuffix = ".checkpoint";

[[nodiscard]] inline std::filesystem::path BesideLedger(std::filesystem::path ledger,
                                                        std::string_view suffix) {
  return ledger += suffix;
}

// Whether this program knows the format that a file's application id names: kLedgerVersion where it
// is newer or older, kLedger where the file is no ledger.
[[nodiscard]] Result<void> CheckFormat(std::int64_t application_id);

inline constexpr int kReadWait = 10000;  // ms for a writer's commit

// A read-only connection. What a crashed writer left half done is taken back first, where the
// caller may write. Errors: kNotFound, kPermission.
[[nodiscard]] Result<Database> OpenForReading(const std::filesystem::path& path);
// Of a format that this program knows.
[[nodiscard]] Result<Database> OpenKnownForReading(const std::filesystem::path& path);

}  // namespace sumikeshi
