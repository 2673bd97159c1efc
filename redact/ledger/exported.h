// The export: a text that holds all that stands in the ledger, for a third party (FORMAT.md).
#pragma once

#include <filesystem>

#include "redact/ledger/evidence.h"

namespace sumikeshi {

// Whether the file starts like an export or a proof, and not like a database.
[[nodiscard]] bool IsExported(const std::filesystem::path& path);

// Checks an export or a proof.
[[nodiscard]] Result<LedgerReport> VerifyExported(const std::filesystem::path& path,
                                                  const LedgerAnchors& anchors);

}  // namespace sumikeshi
