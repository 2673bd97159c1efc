// The Merkle tree as it stands in the database: leaves are the entries' hashes, and the roots of
// the complete subtrees of 256, 256^2, ... leaves stand in the table `node`, by level. What lies
// between is computed, from 256 hashes at most for each level.
#pragma once

#include "redact/ledger/database.h"
#include "redact/ledger/merkle.h"

namespace sumikeshi {

inline constexpr int kLevelHeight = 8;  // 2^8 subtrees of a level make one of the next

// The database must outlive it. Not thread-safe.
class StoredTree {
 public:
  [[nodiscard]] static Result<StoredTree> Open(const Database& database);

  // Fails with kLedger where a hash is missing.
  [[nodiscard]] Result<Hash> Subtree(int height, std::int64_t number);
  // For the functions of merkle.h; lives no longer than the tree.
  [[nodiscard]] SubtreeReader reader() {
    return [this](int height, std::int64_t number) { return Subtree(height, number); };
  }

 private:
  StoredTree(Statement leaves, Statement nodes)
      : leaves_(std::move(leaves)), nodes_(std::move(nodes)) {}

  Statement leaves_;
  Statement nodes_;
};

}  // namespace sumikeshi
