// Checks the pages of a ledger's file.
#include "redact/ledger/page_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

namespace sumikeshi {
namespace {

constexpr int kTries = 3;
constexpr std::int64_t kPagesAtOnce = 64;

// How SQLite's file header starts in a ledger: magic, page size, rollback journal, reserved bytes,
// fixed payload fractions.
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::array<std::uint8_t, 8> kLayout = {
    kPageSize >> 8, kPageSize & 0xFF, 1, 1, kSealBytes, 64, 32, 32};

using Page = std::span<std::uint8_t>;

std::string_view PartOf(std::int64_t number, std::int64_t head, Page page, bool japanese) {
  if (number == 1) return japanese ? "見出しと表の定義" : "header and schema";
  if (head == number) return japanese ? "件数の表" : "head";
  const bool index = page[0] == 0x02 || page[0] == 0x0A;  // b-tree page types of an index
  if (index) return japanese ? "文書の索引またはハッシュ木" : "index of documents or hash tree";
  return japanese ? "記録の表" : "table of entries";
}

// Looks again at a page that did not fit: a writer may just have been writing it. With the lock
// there is none.
bool FitsLater(const Database& database, std::int64_t number, bool locked, Page page) {
  for (int attempt = 0; attempt < kTries && !locked; ++attempt) {
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    if (database.ReadFile((number - 1) * kPageSize, page) && IsSealed(page, number)) return true;
  }
  return false;
}

void AddDamagedPage(std::int64_t number, std::int64_t head, Page page, ProblemList& problems) {
  const std::int64_t begin = (number - 1) * kPageSize;
  const std::int64_t end = begin + kPageSize - 1;
  problems.Add(
      0,
      fmt::format("ファイルの{}ページ目（{}〜{}バイト目、{}）が、書き込み後に変わっています",
                  number, begin + 1, end + 1, PartOf(number, head, page, true)),
      fmt::format("page {} of the file (bytes {}-{}, {}) was changed after it was written", number,
                  begin, end, PartOf(number, head, page, false)));
}

}  // namespace

Result<bool> CheckHeader(const Database& database, ProblemList& problems) {
  const auto size = database.FileSize();
  if (!size) return std::unexpected(size.error());
  if (*size < kPageSize) {
    problems.Add(0, "台帳のファイルが途中で切れています", "the ledger file is cut off");
    return false;
  }
  std::array<std::uint8_t, kMagic.size() + kLayout.size()> start;
  if (auto read = database.ReadFile(0, start); !read) return std::unexpected(read.error());
  const bool magic = std::equal(kMagic.begin(), kMagic.end(), start.begin(),
                                [](char a, auto b) { return static_cast<std::uint8_t>(a) == b; });
  if (magic && std::equal(kLayout.begin(), kLayout.end(), start.begin() + kMagic.size())) {
    return true;
  }
  problems.Add(0, "ファイルの先頭が、台帳のものではありません",
               "the file does not start as a ledger does");
  return false;
}

std::set<std::int64_t> CheckPages(const Database& database, bool locked, std::int64_t head,
                                  ProblemList& problems) {
  const std::int64_t size = database.FileSize().value_or(0);
  std::set<std::int64_t> damaged;
  std::vector<std::uint8_t> bytes(kPagesAtOnce * kPageSize);
  for (std::int64_t first = 0; first < size / kPageSize; first += kPagesAtOnce) {
    const std::int64_t count = std::min(kPagesAtOnce, size / kPageSize - first);
    const auto portion = std::span(bytes).first(static_cast<std::size_t>(count * kPageSize));
    if (!database.ReadFile(first * kPageSize, portion)) std::ranges::fill(portion, std::uint8_t{0});
    for (std::int64_t i = 0; i < count; ++i) {
      const Page page = portion.subspan(static_cast<std::size_t>(i * kPageSize), kPageSize);
      const std::int64_t number = first + i + 1;
      if (IsSealed(page, number) || FitsLater(database, number, locked, page)) continue;
      damaged.insert(number);
      AddDamagedPage(number, head, page, problems);
    }
  }
  if (size % kPageSize != 0) {
    problems.Add(0, "ファイルの終わりに、ページに満たないバイトがあります",
                 "the file ends with bytes that make no page");
  }
  return damaged;
}

}  // namespace sumikeshi
