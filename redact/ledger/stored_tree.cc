// Reads subtrees from the database.
#include "redact/ledger/stored_tree.h"

#include <algorithm>

namespace sumikeshi {
namespace {

Result<Hash> RootOfRows(Statement& rows, std::int64_t count) {
  GrowingTree tree;
  while (tree.size() < count) {
    const auto row = rows.Step();
    if (!row) return std::unexpected(row.error());
    Hash hash;
    if (!*row || rows.Blob(0).size() != hash.size()) {
      return Fail(ErrorCode::kLedger, "ledger",
                  "ハッシュの木の一部がありません / a part of its tree is missing");
    }
    std::ranges::copy(rows.Blob(0), hash.begin());
    tree.Push(hash);
  }
  return tree.Root();
}

}  // namespace

Result<StoredTree> StoredTree::Open(const Database& database) {
  auto leaves =
      database.Prepare("SELECT hash FROM entry WHERE sequence BETWEEN ?1 AND ?2 ORDER BY sequence");
  if (!leaves) return std::unexpected(leaves.error());
  auto nodes = database.Prepare(
      "SELECT hash FROM node WHERE level = ?3 AND number BETWEEN ?1 AND ?2 ORDER BY number");
  if (!nodes) return std::unexpected(nodes.error());
  return StoredTree(*std::move(leaves), *std::move(nodes));
}

Result<Hash> StoredTree::Subtree(int height, std::int64_t number) {
  const std::int64_t level = height / kLevelHeight;
  const std::int64_t width = std::int64_t{1} << (height % kLevelHeight);
  const std::int64_t first = number * width;
  Statement& rows = level == 0 ? leaves_ : nodes_;
  if (level == 0) {
    rows.Bind(1, first + 1).Bind(2, first + width);  // entries count from 1
  } else {
    rows.Bind(1, first).Bind(2, first + width - 1).Bind(3, level);
  }
  auto root = RootOfRows(rows, width);
  rows.Reset();  // in the middle of its rows it would keep SQLite's lock
  return root;
}

}  // namespace sumikeshi
