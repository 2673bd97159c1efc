// Opening a ledger to write: made where it is missing, and looked at before anything is added.
#pragma once

#include <filesystem>
#include <string_view>

#include "redact/ledger/database.h"
#include "redact/ledger/note.h"
#include "redact/ledger/schema.h"
#include "redact/ledger/stored_tree.h"

namespace sumikeshi {

// The end of the chain.
struct LedgerHead {
  std::int64_t count = 0;
  Hash hash{};
};

// The statements of a commit, prepared once.
struct LedgerInserts {
  Statement entry;       // sequence, body, hash
  Statement verdict;     // document, sequence
  Statement node;        // level, number, hash
  Statement checkpoint;  // size, note
  Statement head;        // count, hash
};

struct OpenedLedger {
  Database database;
  LedgerInserts inserts;
  LedgerHead head;
  GrowingTree tree;                 // over all entries
  std::int64_t signed_entries = 0;  // of the last checkpoint
};

// The key that signs the ledger: made where both are missing. A ledger without its key is kLedger.
[[nodiscard]] Result<SigningKey> OpenSigningKey(const std::filesystem::path& ledger,
                                                const std::filesystem::path& key);

// Errors: kLedger where the end is damaged, the ledger is of another key, or does not hold what
// its last checkpoint names; kLedgerVersion; kPermission, kNotFound, kDiskFull.
[[nodiscard]] Result<OpenedLedger> OpenForWriting(const std::filesystem::path& path,
                                                  const PublicKey& key);

}  // namespace sumikeshi
