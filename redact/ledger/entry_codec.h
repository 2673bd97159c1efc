// The encoding of an entry: one JSON object in a fixed order of keys (FORMAT.md). An entry has
// exactly one encoding, and what is not that encoding does not decode.
#pragma once

#include <string>
#include <string_view>

#include "redact/ledger/ledger.h"

namespace sumikeshi {

// All but `hash`. Fails with kInternal where an entry cannot be recorded (a confidence that is no
// number, a kind without its part).
[[nodiscard]] Result<std::string> EncodeEntry(const LedgerEntry& entry);

// All but `hash`, which is EntryHash(body). Fails with kLedger.
[[nodiscard]] Result<LedgerEntry> DecodeEntry(std::string_view body);

// RFC 6962 leaf hash: SHA-256(0x00 || body).
[[nodiscard]] Hash EntryHash(std::string_view body);

}  // namespace sumikeshi
