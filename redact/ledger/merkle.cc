// RFC 6962 section 2.1.
#include "redact/ledger/merkle.h"

#include <algorithm>
#include <bit>

#include "redact/ledger/ledger.h"

namespace sumikeshi {
namespace {

// The largest power of two below `size`, as an exponent. `size` > 1.
int SplitHeight(std::int64_t size) {
  return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(size - 1))) - 1;
}

// The root over the leaves [begin, begin + size), where `begin` is a multiple of a power of two
// that is not below `size`, as it is wherever the recursion of RFC 6962 arrives.
Result<Hash> RangeRoot(std::int64_t begin, std::int64_t size, const SubtreeReader& read) {
  if (std::has_single_bit(static_cast<std::uint64_t>(size))) {
    const int height = std::countr_zero(static_cast<std::uint64_t>(size));
    return read(height, begin >> height);
  }
  const int height = SplitHeight(size);
  const std::int64_t half = std::int64_t{1} << height;
  const auto left = read(height, begin >> height);
  if (!left) return left;
  const auto right = RangeRoot(begin + half, size - half, read);
  if (!right) return right;
  return NodeHash(*left, *right);
}

using Path = std::vector<Hash>;

Result<void> Add(Result<Hash> node, Path& path) {
  if (!node) return std::unexpected(node.error());
  path.push_back(*node);
  return {};
}

// PATH(index, D[begin:begin+size]); the leaf's sibling first.
Result<void> AddInclusion(std::int64_t index, std::int64_t begin, std::int64_t size,
                          const SubtreeReader& read, Path& path) {
  if (size == 1) return {};
  const std::int64_t half = std::int64_t{1} << SplitHeight(size);
  if (index < half) {
    if (auto deeper = AddInclusion(index, begin, half, read, path); !deeper) return deeper;
    return Add(RangeRoot(begin + half, size - half, read), path);
  }
  if (auto deeper = AddInclusion(index - half, begin + half, size - half, read, path); !deeper) {
    return deeper;
  }
  return Add(RangeRoot(begin, half, read), path);
}

// SUBPROOF(first, D[begin:begin+size], whole).
Result<void> AddConsistency(std::int64_t first, std::int64_t begin, std::int64_t size, bool whole,
                            const SubtreeReader& read, Path& path) {
  if (first == size) return whole ? Result<void>() : Add(RangeRoot(begin, size, read), path);
  const std::int64_t half = std::int64_t{1} << SplitHeight(size);
  if (first <= half) {
    if (auto deeper = AddConsistency(first, begin, half, whole, read, path); !deeper) {
      return deeper;
    }
    return Add(RangeRoot(begin + half, size - half, read), path);
  }
  if (auto deeper = AddConsistency(first - half, begin + half, size - half, false, read, path);
      !deeper) {
    return deeper;
  }
  return Add(RangeRoot(begin, half, read), path);
}

}  // namespace

Hash NodeHash(const Hash& left, const Hash& right) {
  std::array<std::uint8_t, 1 + 2 * sizeof(Hash)> node;
  node[0] = 0x01;
  std::ranges::copy(left, node.begin() + 1);
  std::ranges::copy(right, node.begin() + 1 + sizeof(Hash));
  return Sha256(node);
}

Hash GrowingTree::Root() const {
  if (peaks_.empty()) return Sha256({});
  Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = NodeHash(peaks_[i - 1], root);
  return root;
}

Result<GrowingTree> TreeOf(std::int64_t size, const SubtreeReader& read) {
  std::vector<Hash> peaks;
  std::int64_t begin = 0;
  while (begin < size) {
    const int height = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(size - begin)));
    auto peak = read(height - 1, begin >> (height - 1));
    if (!peak) return std::unexpected(peak.error());
    peaks.push_back(*peak);
    begin += std::int64_t{1} << (height - 1);
  }
  return GrowingTree(size, std::move(peaks));
}

Result<Hash> RootOf(std::int64_t size, const SubtreeReader& read) {
  const auto tree = TreeOf(size, read);
  if (!tree) return std::unexpected(tree.error());
  return tree->Root();
}

Result<std::vector<Hash>> InclusionPath(std::int64_t index, std::int64_t size,
                                        const SubtreeReader& read) {
  Path path;
  if (auto added = AddInclusion(index, 0, size, read, path); !added) {
    return std::unexpected(added.error());
  }
  return path;
}

Result<std::vector<Hash>> ConsistencyPath(std::int64_t first, std::int64_t size,
                                          const SubtreeReader& read) {
  Path path;
  if (auto added = AddConsistency(first, 0, size, true, read, path); !added) {
    return std::unexpected(added.error());
  }
  return path;
}

bool Includes(const Hash& root, std::int64_t size, const Hash& leaf, std::int64_t index,
              std::span<const Hash> path) {
  if (index < 0 || index >= size) return false;
  std::int64_t place = index;
  std::int64_t last = size - 1;
  Hash node = leaf;
  for (const Hash& sibling : path) {
    if (last == 0) return false;
    if ((place & 1) != 0 || place == last) {
      node = NodeHash(sibling, node);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      node = NodeHash(node, sibling);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && node == root;
}

bool Continues(const Hash& first_root, std::int64_t first, const Hash& root, std::int64_t size,
               std::span<const Hash> path) {
  if (first < 0 || first > size) return false;
  if (first == 0) return path.empty() && first_root == Sha256({});
  if (first == size) return path.empty() && first_root == root;
  std::int64_t place = first - 1;
  std::int64_t last = size - 1;
  while ((place & 1) != 0) {
    place >>= 1;
    last >>= 1;
  }
  // A first tree that is complete is itself where the proof starts.
  const bool complete = place == 0;
  if (!complete && path.empty()) return false;
  Hash before = complete ? first_root : path.front();
  Hash after = before;
  for (const Hash& sibling : path.subspan(complete ? 0 : 1)) {
    if (last == 0) return false;
    if ((place & 1) != 0 || place == last) {
      before = NodeHash(sibling, before);
      after = NodeHash(sibling, after);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      after = NodeHash(after, sibling);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && before == first_root && after == root;
}

}  // namespace sumikeshi
