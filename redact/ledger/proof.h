// The proof of one entry as a file (c2sp.org/tlog-proof).
#pragma once

#include <filesystem>
#include <string_view>

#include "redact/ledger/evidence.h"

namespace sumikeshi {

inline constexpr std::string_view kProofStart = "c2sp.org/tlog-proof@v1\n";

[[nodiscard]] Result<LedgerReport> VerifyProof(const std::filesystem::path& path,
                                               const LedgerAnchors& anchors);

}  // namespace sumikeshi
