// Opening a ledger to look at it.
#pragma once

#include <filesystem>

#include "redact/ledger/database.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {

inline constexpr int kReadWait = 10000;  // ms for a writer's commit

// A read-only connection. What a crashed writer left half done is taken back first, where the
// caller may write. Errors: kNotFound, kPermission.
[[nodiscard]] Result<Database> OpenForReading(const std::filesystem::path& path);

}  // namespace sumikeshi
