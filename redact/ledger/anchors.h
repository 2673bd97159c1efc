// What checkpoints say, and whether they were rightly signed.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "redact/ledger/entry_check.h"
#include "redact/ledger/note.h"

namespace sumikeshi {

// A checkpoint that the ledger itself holds under this size. The claim it makes; nothing, with a
// problem, where it is not what the key signed.
[[nodiscard]] std::optional<EntryCheck::Claim> CheckStoredCheckpoint(std::string_view note,
                                                                     std::int64_t size,
                                                                     const PublicKey& key,
                                                                     ProblemList& problems);

// The claims of what is known from outside; problems where it does not belong to a ledger of this
// key, or where a witness has not countersigned.
[[nodiscard]] std::vector<EntryCheck::Claim> CheckAnchors(const LedgerAnchors& anchors,
                                                          const PublicKey& key,
                                                          ProblemList& problems);

// The public key as it stands in a file; nothing, with a problem, where it is none, or another than
// the anchors name.
[[nodiscard]] std::optional<PublicKey> CheckKey(std::string_view text, const LedgerAnchors& anchors,
                                                ProblemList& problems);

}  // namespace sumikeshi
