// Checks entries one after the other.
#include "redact/ledger/entry_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/prune.h"
#include "redact/ledger/stored_tree.h"

namespace sumikeshi {

EntryCheck::EntryCheck(ProblemList& problems, std::vector<Claim> claims)
    : problems_(problems), claims_(std::move(claims)) {
  std::ranges::stable_sort(claims_, {}, &Claim::size);
  CheckClaims();
}

const LedgerEntry* EntryCheck::Row(std::optional<std::int64_t> row,
                                   std::optional<std::string_view> body,
                                   std::span<const std::uint8_t> stored) {
  completed_.clear();
  if (body) return CheckBody(row, *body, stored);
  CheckPruned(row.value_or(next_), stored);
  return nullptr;
}

const LedgerEntry* EntryCheck::CheckBody(std::optional<std::int64_t> row, std::string_view body,
                                         std::span<const std::uint8_t> stored) {
  const Hash computed = EntryHash(body);
  const bool intact = std::ranges::equal(stored, computed);
  entry_.reset();
  if (intact) {
    if (auto decoded = DecodeEntry(body)) entry_ = *std::move(decoded);
  }
  // What is changed may carry a changed number too: it is taken for the entry that is due.
  const std::int64_t own = entry_ ? entry_->sequence : std::max(row.value_or(next_), next_);
  if (!FindPlace(row.value_or(own), own)) return nullptr;
  const std::int64_t sequence = next_++;
  if (!intact) {
    problems_.Add(sequence, fmt::format("{}番の記録の内容が、書き込み後に変わっています", sequence),
                  fmt::format("entry {} was changed after it was written", sequence));
  } else if (!entry_) {
    problems_.Add(sequence, fmt::format("{}番の記録は、この版の形式ではありません", sequence),
                  fmt::format("entry {} is not in the format of this version", sequence));
  } else if (link_.known && entry_->sequence == sequence && entry_->previous != link_.stored &&
             entry_->previous != link_.computed) {
    problems_.Add(sequence, fmt::format("{}番の記録は、直前の記録とつながっていません", sequence),
                  fmt::format("entry {} does not follow from the entry before it", sequence));
  }
  // What is damaged is compared with what it was and what it is: the next entry is not at fault.
  link_ = {
      .known = !entry_ || entry_->sequence == sequence, .stored = computed, .computed = computed};
  if (stored.size() == sizeof(Hash)) std::ranges::copy(stored, link_.stored.begin());
  Grow(computed);
  if (!entry_) return nullptr;
  entry_->hash = computed;
  may_be_pruned_ = std::max(may_be_pruned_, PrunedThrough(*entry_));
  return &*entry_;
}

void EntryCheck::CheckPruned(std::int64_t row, std::span<const std::uint8_t> stored) {
  if (!FindPlace(row, row)) return;
  const std::int64_t sequence = next_++;
  link_.known = stored.size() == sizeof(Hash);
  if (!link_.known) {
    problems_.Add(sequence, fmt::format("{}番の記録のハッシュが壊れています", sequence),
                  fmt::format("the hash of entry {} is damaged", sequence));
    return;
  }
  std::ranges::copy(stored, link_.stored.begin());
  link_.computed = link_.stored;
  ++pruned_;
  last_pruned_ = sequence;
  Grow(link_.stored);
}

void EntryCheck::Unreadable() {
  problems_.Add(next_, fmt::format("{}番の記録を読めません", next_),
                fmt::format("entry {} cannot be read", next_));
  link_.known = false;
  completed_.clear();
  ++next_;
}

// Finds the place of a row in the sequence, by its number or else by its body's. False for a row
// that has none.
bool EntryCheck::FindPlace(std::int64_t row, std::int64_t body) {
  if (row == next_ && body == next_) return true;
  if (row == next_ || body == next_) {
    const std::int64_t other = row == next_ ? body : row;
    problems_.Add(
        next_, fmt::format("{}番の記録が、別の番号（{}）の記録と入れ替わっています", next_, other),
        fmt::format("entry {} is mixed up with number {}", next_, other));
    return true;
  }
  if (row < next_) {
    problems_.Add(row, fmt::format("{}番の記録は、あるはずのないものです", row),
                  fmt::format("entry {} should not be there", row));
    return false;
  }
  problems_.Add(next_, fmt::format("{}番から{}番までの記録がありません", next_, row - 1),
                fmt::format("entries {} to {} are missing", next_, row - 1));
  next_ = row;
  link_.known = false;
  return true;
}

void EntryCheck::Grow(const Hash& leaf) {
  if (problems_.names_entry()) return;
  tree_.Push(leaf, [this](const GrowingTree::Subtree& subtree) {
    if (subtree.height % kLevelHeight == 0) completed_.push_back(subtree);
  });
  CheckClaims();
}

// The claims that the tree has just reached.
void EntryCheck::CheckClaims() {
  while (next_claim_ < claims_.size() && claims_[next_claim_].size <= tree_.size()) {
    const Claim& claim = claims_[next_claim_++];
    if (claim.root == tree_.Root()) {
      if (contradicted_ == 0) agreed_ = claim.size;
    } else if (contradicted_ == 0) {
      contradicted_ = std::max<std::int64_t>(claim.size, 1);
    }
  }
}

void EntryCheck::Finish() {
  const std::int64_t last = next_ - 1;
  if (contradicted_ > 0 && !problems_.names_entry()) {
    problems_.Add(agreed_ + 1,
                  fmt::format("{}番から{}番までの記録が、署名または控えの時のものと違います",
                              agreed_ + 1, contradicted_),
                  fmt::format("entries {} to {} are not those that were signed or noted",
                              agreed_ + 1, contradicted_));
  }
  const std::int64_t claimed = claims_.empty() ? 0 : claims_.back().size;
  if (claimed > last && !problems_.Names(next_)) {
    problems_.Add(
        next_,
        fmt::format("{}番から{}番までの記録がありません（署名または控えがあります）", next_,
                    claimed),
        fmt::format("entries {} to {} are missing, which were signed or noted", next_, claimed));
  }
  if (last_pruned_ > may_be_pruned_) {
    problems_.Add(
        may_be_pruned_ + 1,
        fmt::format("{}番からの記録の中身が、消去の記録なしに失われています", may_be_pruned_ + 1),
        fmt::format("entries from {} on lost their content without a record of it",
                    may_be_pruned_ + 1));
  }
}

}  // namespace sumikeshi
