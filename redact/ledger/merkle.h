// The Merkle tree of RFC 6962 section 2.1 over the hashes of the entries: roots, proofs that an
// entry is in a tree, proofs that one tree continues another. Pure functions; whoever has the
// hashes hands them in.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// SHA-256(0x01 || left || right).
[[nodiscard]] Hash NodeHash(const Hash& left, const Hash& right);

// A tree that grows by one leaf at a time and remembers only the roots of its complete subtrees
// ("peaks", one for each bit of its size).
class GrowingTree {
 public:
  // The root of a complete subtree of 2^height leaves, the `number`-th of that size (from 0).
  struct Subtree {
    int height = 0;
    std::int64_t number = 0;
    Hash root{};
  };

  GrowingTree() = default;
  // Goes on from a tree of `size` leaves with these peaks, the largest first.
  GrowingTree(std::int64_t size, std::vector<Hash> peaks) : size_(size), peaks_(std::move(peaks)) {}

  // `completed` is called for each subtree of two leaves or more that the leaf completes, the
  // smallest first.
  template <typename Completed>
  void Push(const Hash& leaf, Completed&& completed) {
    Hash node = leaf;
    int height = 0;
    for (std::int64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
      node = NodeHash(peaks_.back(), node);
      peaks_.pop_back();
      ++height;
      completed(Subtree{height, size_ >> height, node});
    }
    peaks_.push_back(node);
    ++size_;
  }
  void Push(const Hash& leaf) {
    Push(leaf, [](const Subtree&) {});
  }

  [[nodiscard]] std::int64_t size() const { return size_; }
  [[nodiscard]] Hash Root() const;  // of no leaf: SHA-256 of nothing

 private:
  std::int64_t size_ = 0;
  std::vector<Hash> peaks_;
};

// Gives the root of the complete subtree of 2^height leaves that begins at leaf number << height.
using SubtreeReader = std::function<Result<Hash>(int height, std::int64_t number)>;

// All of these fail only where `read` does, and want 0 <= index < size, 0 < first <= size.
[[nodiscard]] Result<Hash> RootOf(std::int64_t size, const SubtreeReader& read);
[[nodiscard]] Result<GrowingTree> TreeOf(std::int64_t size, const SubtreeReader& read);
// The audit path of leaf `index` (from 0) in the tree of `size` leaves (2.1.1).
[[nodiscard]] Result<std::vector<Hash>> InclusionPath(std::int64_t index, std::int64_t size,
                                                      const SubtreeReader& read);
// The proof that the tree of `size` leaves continues that of the `first` leaves (2.1.2).
[[nodiscard]] Result<std::vector<Hash>> ConsistencyPath(std::int64_t first, std::int64_t size,
                                                        const SubtreeReader& read);

// Whether the path leads from the leaf to the root (RFC 9162 section 2.1.3.2).
[[nodiscard]] bool Includes(const Hash& root, std::int64_t size, const Hash& leaf,
                            std::int64_t index, std::span<const Hash> path);
// Whether the path shows that the second tree continues the first (RFC 9162 section 2.1.4.2). Any
// tree continues the empty one and itself, without a path.
[[nodiscard]] bool Continues(const Hash& first_root, std::int64_t first, const Hash& root,
                             std::int64_t size, std::span<const Hash> path);

}  // namespace sumikeshi
