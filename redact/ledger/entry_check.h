// Checks entries one after the other, wherever they come from: their hashes, their encoding, the
// chain, and the tree against the roots that checkpoints claim.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "redact/ledger/ledger.h"
#include "redact/ledger/merkle.h"
#include "redact/ledger/problems.h"

namespace sumikeshi {

class EntryCheck {
 public:
  // What someone says of the ledger's first `size` entries.
  struct Claim {
    std::int64_t size = 0;
    Hash root{};
  };

  // `problems` must outlive it.
  EntryCheck(ProblemList& problems, std::vector<Claim> claims);

  // The next row: its number (nothing where only the body has one), its body (nothing where it was
  // pruned), its hash as it stands beside the body. Gives the entry where it is sound, valid until
  // the next call; else null.
  const LedgerEntry* Row(std::optional<std::int64_t> row, std::optional<std::string_view> body,
                         std::span<const std::uint8_t> stored);
  // The next row cannot be read.
  void Unreadable();
  // After the last row, and after what else may name missing entries.
  void Finish();

  [[nodiscard]] std::int64_t next() const { return next_; }  // the sequence that must come next
  [[nodiscard]] const Hash& last_hash() const { return link_.stored; }
  [[nodiscard]] std::int64_t pruned() const { return pruned_; }
  // Subtrees that the last row completed and that have their place in the table `node`. Empty from
  // the first problem on: the tree is of no use then.
  [[nodiscard]] std::span<const GrowingTree::Subtree> completed() const { return completed_; }

 private:
  // The row before, as far as the next one must agree with it.
  struct Link {
    bool known = true;
    Hash stored{};
    Hash computed{};
  };

  bool FindPlace(std::int64_t row, std::int64_t body);
  const LedgerEntry* CheckBody(std::optional<std::int64_t> row, std::string_view body,
                               std::span<const std::uint8_t> stored);
  void CheckPruned(std::int64_t row, std::span<const std::uint8_t> stored);
  void Grow(const Hash& leaf);
  void CheckClaims();

  ProblemList& problems_;
  std::vector<Claim> claims_;      // by size
  std::size_t next_claim_ = 0;     // the first that the tree has not reached
  std::int64_t agreed_ = 0;        // size of the last claim that the tree fulfils
  std::int64_t contradicted_ = 0;  // of the first that it does not
  GrowingTree tree_;
  std::vector<GrowingTree::Subtree> completed_;
  std::int64_t next_ = 1;
  Link link_;
  std::optional<LedgerEntry> entry_;
  std::int64_t pruned_ = 0;
  std::int64_t last_pruned_ = 0;
  std::int64_t may_be_pruned_ = 0;  // through this entry, as later entries record
};

}  // namespace sumikeshi
