// The Merkle tree: the published values, and every proof of small trees against every other.
#include "redact/ledger/merkle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {
namespace {

using ::testing::ElementsAreArray;

Hash FromHex(std::string_view hex) {
  Hash hash;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    hash[i] = static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(2 * i, 2)), nullptr, 16));
  }
  return hash;
}

std::vector<Hash> FromHexes(const std::vector<std::string_view>& hexes) {
  std::vector<Hash> hashes;
  for (const std::string_view hex : hexes) hashes.push_back(FromHex(hex));
  return hashes;
}

// The leaves of the Certificate Transparency project's reference tests.
const std::vector<std::string> kLeaves = {
    "",
    std::string(1, '\0'),
    "\x10",
    "\x20\x21",
    "\x30\x31",
    "\x40\x41\x42\x43",
    "\x50\x51\x52\x53\x54\x55\x56\x57",
    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};

std::vector<Hash> ReferenceLeaves() {
  std::vector<Hash> leaves;
  for (const std::string& leaf : kLeaves) leaves.push_back(EntryHash(leaf));
  return leaves;
}

std::vector<Hash> ManyLeaves(int count) {
  std::vector<Hash> leaves;
  for (int i = 0; i < count; ++i) leaves.push_back(EntryHash(std::to_string(i)));
  return leaves;
}

SubtreeReader Reader(const std::vector<Hash>& leaves) {
  return [&leaves](int height, std::int64_t number) -> Result<Hash> {
    GrowingTree tree;
    const std::int64_t width = std::int64_t{1} << height;
    for (std::int64_t i = number * width; i < (number + 1) * width; ++i) {
      tree.Push(leaves.at(static_cast<std::size_t>(i)));
    }
    return tree.Root();
  };
}

Hash Root(const std::vector<Hash>& leaves, std::int64_t size) {
  return RootOf(size, Reader(leaves)).value();
}

TEST(Merkle, RootsAreThoseOfTheReference) {
  const std::vector<std::string_view> roots = {
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  const std::vector<Hash> leaves = ReferenceLeaves();
  GrowingTree tree;
  for (std::size_t size = 0; size < roots.size(); ++size) {
    EXPECT_EQ(tree.Root(), FromHex(roots[size])) << size;
    EXPECT_EQ(Root(leaves, static_cast<std::int64_t>(size)), FromHex(roots[size])) << size;
    if (size < leaves.size()) tree.Push(leaves[size]);
  }
}

TEST(Merkle, ProofsAreThoseOfTheReference) {
  const std::vector<Hash> leaves = ReferenceLeaves();
  const SubtreeReader read = Reader(leaves);
  EXPECT_THAT(InclusionPath(0, 8, read).value(),
              ElementsAreArray(
                  FromHexes({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"})));
  EXPECT_THAT(InclusionPath(5, 8, read).value(),
              ElementsAreArray(
                  FromHexes({"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})));
  EXPECT_THAT(ConsistencyPath(2, 8, read).value(),
              ElementsAreArray(
                  FromHexes({"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"})));
  EXPECT_THAT(ConsistencyPath(6, 8, read).value(),
              ElementsAreArray(
                  FromHexes({"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"})));
  EXPECT_THAT(ConsistencyPath(2, 5, read).value(),
              ElementsAreArray(
                  FromHexes({"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                             "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"})));
}

// Neither with a hash changed nor with one more is the path a proof.
template <typename Proves>
void ExpectNoOther(std::vector<Hash>& path, const Hash& more, Proves proves) {
  for (Hash& hash : path) {
    hash[31] ^= 1;
    EXPECT_FALSE(proves());
    hash[31] ^= 1;
  }
  path.push_back(more);
  EXPECT_FALSE(proves());
}

TEST(Merkle, EveryEntryOfEveryTreeIsProvedAndNothingElse) {
  const std::vector<Hash> leaves = ManyLeaves(40);
  const SubtreeReader read = Reader(leaves);
  for (std::int64_t size = 1; size <= 40; ++size) {
    const Hash root = Root(leaves, size);
    for (std::int64_t index = 0; index < size; ++index) {
      std::vector<Hash> path = InclusionPath(index, size, read).value();
      const Hash& leaf = leaves[static_cast<std::size_t>(index)];
      EXPECT_TRUE(Includes(root, size, leaf, index, path));
      EXPECT_FALSE(Includes(root, size, leaf, size, path));
      EXPECT_FALSE(Includes(root, size, leaf, -1, path));
      EXPECT_FALSE(Includes(root, size, root, index, path) && size > 1);
      for (std::int64_t other = 0; other < size; ++other) {
        EXPECT_EQ(Includes(root, size, leaf, other, path), other == index);
      }
      ExpectNoOther(path, root, [&] { return Includes(root, size, leaf, index, path); });
    }
  }
}

TEST(Merkle, EveryTreeIsProvedToContinueEveryEarlierOne) {
  const std::vector<Hash> leaves = ManyLeaves(40);
  const SubtreeReader read = Reader(leaves);
  for (std::int64_t size = 1; size <= 40; ++size) {
    const Hash root = Root(leaves, size);
    EXPECT_TRUE(Continues(Sha256({}), 0, root, size, {}));
    for (std::int64_t first = 1; first <= size; ++first) {
      const Hash before = Root(leaves, first);
      std::vector<Hash> path = ConsistencyPath(first, size, read).value();
      EXPECT_TRUE(Continues(before, first, root, size, path)) << first << ' ' << size;
      EXPECT_FALSE(Continues(root, first, root, size, path) && first < size);
      EXPECT_FALSE(Continues(before, first, before, size, path) && first < size);
      EXPECT_FALSE(Continues(before, size + 1, root, size, path));
      ExpectNoOther(path, root, [&] { return Continues(before, first, root, size, path); });
    }
  }
}

TEST(Merkle, ATreeTakenUpAgainGrowsAsIfItHadNeverStopped) {
  const std::vector<Hash> leaves = ManyLeaves(40);
  for (std::int64_t size = 0; size < 40; ++size) {
    GrowingTree tree = TreeOf(size, Reader(leaves)).value();
    while (tree.size() < 40) tree.Push(leaves[static_cast<std::size_t>(tree.size())]);
    EXPECT_EQ(tree.Root(), Root(leaves, 40)) << size;
  }
}

}  // namespace
}  // namespace sumikeshi
