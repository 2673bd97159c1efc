// From what was decided to what the ledger says of it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "redact/ledger/ledger.h"
#include "redact/pipeline/process.h"
#include "redact/policy/policy.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Name and version of the program, as the ledger records it.
[[nodiscard]] std::string ProgramVersion();

// What makes the decisions of a run that starts now. `reader` is the OCR engine's version. Under a
// treatment the hash is not that of the profile alone: what redaction has finished it has not.
[[nodiscard]] Provenance MakeProvenance(const Profile& profile, const Context& context,
                                        std::string reader, const Treatment* treatment = nullptr);

// Forms decide with the dictionaries: from here on their hash stands for both.
[[nodiscard]] Result<void> AddForms(const std::filesystem::path& folder, Provenance& provenance);

// The entries of one document: a decision each, what a treatment did, then how it ended. Values
// become commitments under the document's key.
[[nodiscard]] Result<std::vector<LedgerEntry>> MakeEntries(
    Ledger& ledger, const Provenance& provenance, const Context& context,
    const std::string& document, const ProcessedDocument& processed, const Verdict& verdict);

}  // namespace sumikeshi
