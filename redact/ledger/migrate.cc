// The new ledger is written through its own door, with a clock that shows what the old one showed:
// the same entries at the same times have the same bytes.
#include "redact/ledger/migrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/files.h"
#include "redact/ledger/key_store.h"
#include "redact/ledger/read_access.h"
#include "redact/ledger/schema.h"
#include "redact/ledger/timestamp.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr int kLockWait = 2000;  // ms for a writer of the old ledger

std::unexpected<Error> Broken(std::int64_t sequence) {
  return Fail(ErrorCode::kLedger, fmt::format("entry {}", sequence),
              "古い台帳のつながりがここで切れています / the old ledger's chain is broken here");
}

// The entries of an old ledger in order, each checked against the one before.
class OldEntries {
 public:
  static Result<OldEntries> Open(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path, error)) return Fail(ErrorCode::kNotFound, "ledger");
    // Plain reading: whatever writes there would seal the pages as today.
    auto database = Database::Open(path, OpenMode::kRead, kReadWait);
    if (!database) return std::unexpected(database.error());
    const auto mark = database->QueryInteger("PRAGMA application_id");
    if (!mark) return std::unexpected(mark.error());
    if (*mark == kApplicationId) {
      return Fail(ErrorCode::kUsage, "ledger", "すでに今の形式の台帳です");
    }
    if (FormatOf(*mark) != kOldFormat) {
      if (auto known = CheckFormat(*mark); !known) return std::unexpected(known.error());
    }
    const auto count = database->QueryInteger("SELECT count FROM head WHERE id = 1");
    if (!count) return std::unexpected(count.error());
    auto rows = database->Prepare("SELECT sequence, body, hash FROM entry ORDER BY sequence");
    if (!rows) return std::unexpected(rows.error());
    return OldEntries(*std::move(database), *std::move(rows), *count);
  }

  // Nothing at the end, which must be where the head says.
  Result<std::optional<LedgerEntry>> Next() {
    const auto row = rows_.Step();
    if (!row) return std::unexpected(row.error());
    if (!*row) {
      if (read_ != count_) return Broken(read_ + 1);
      return std::nullopt;
    }
    auto entry = DecodeEntry(rows_.Text(1));
    const Hash hash = EntryHash(rows_.Text(1));
    if (!entry || rows_.Integer(0) != read_ + 1 || entry->sequence != read_ + 1 ||
        entry->previous != last_ || !std::ranges::equal(rows_.Blob(2), hash) ||
        !ParseTimestamp(entry->time)) {
      return Broken(read_ + 1);
    }
    ++read_;
    entry->hash = last_ = hash;
    return *std::move(entry);
  }

  [[nodiscard]] const Hash& last() const { return last_; }

 private:
  OldEntries(Database database, Statement rows, std::int64_t count)
      : database_(std::move(database)), rows_(std::move(rows)), count_(count) {}

  Database database_;
  Statement rows_;
  std::int64_t count_;
  std::int64_t read_ = 0;
  Hash last_{};
};

// Nothing is begun with a ledger that cannot be taken over to its end.
Result<void> CheckAll(const fs::path& path) {
  auto entries = OldEntries::Open(path);
  if (!entries) return std::unexpected(entries.error());
  for (;;) {
    const auto next = entries->Next();
    if (!next) return std::unexpected(next.error());
    if (!*next) return {};
  }
}

// What an earlier attempt has written already.
struct Begun {
  std::vector<Hash> hashes;  // of the entries
  bool done = false;
};

Result<Begun> ReadBegun(const fs::path& to) {
  Begun begun;
  std::error_code error;
  const auto size = fs::file_size(to, error);
  if (error || size == 0) return begun;
  auto read = ReadLedger(to, 1, [&begun](const LedgerEntry& entry) {
    begun.hashes.push_back(entry.hash);
    begun.done = begun.done || (entry.procedure && entry.procedure->step == kMigrateStep);
    return true;
  });
  if (!read) return std::unexpected(read.error());
  return begun;
}

// A key that stayed with the old ledger could not be destroyed with the new one's.
Result<void> MoveKeys(const fs::path& from, const fs::path& to) {
  const fs::path old_keys = BesideLedger(from, kKeysSuffix);
  const fs::path new_keys = BesideLedger(to, kKeysSuffix);
  std::error_code error;
  if (!fs::exists(old_keys, error)) return {};  // moved by an earlier attempt
  if (fs::exists(new_keys, error)) {
    return Fail(ErrorCode::kUsage, "ledger keys", "the new ledger has keys of its own");
  }
  const auto lock = KeyStore::Open(old_keys, kLockWait);
  if (!lock) return std::unexpected(lock.error());
  fs::rename(old_keys, new_keys, error);
  if (error) return SystemFailure(error.value(), "ledger keys");
  FlushFolder(new_keys);
  FlushFolder(old_keys);
  return {};
}

// Appends what stands in the old ledger after `begun`, by the times that stand there.
class Taker {
 public:
  Taker(Ledger& ledger, std::chrono::system_clock::time_point& now, const std::vector<Hash>& begun)
      : ledger_(ledger), now_(now), begun_(begun) {}

  Result<std::int64_t> TakeAll(OldEntries& old) {
    for (;;) {
      auto next = old.Next();
      if (!next) return std::unexpected(next.error());
      const bool ends = !*next || (!group_.empty() && group_.back().time != (*next)->time);
      if (auto taken = ends ? TakeGroup() : Result<void>(); !taken) {
        return std::unexpected(taken.error());
      }
      if (!*next) return taken_;
      if (++taken_ > static_cast<std::int64_t>(begun_.size())) {
        group_.push_back(**std::move(next));
      } else if (begun_[static_cast<std::size_t>(taken_ - 1)] != (*next)->hash) {
        return Fail(ErrorCode::kLedger, fmt::format("entry {}", taken_),
                    "新しい台帳に別の記録があります / the new ledger holds other entries");
      }
    }
  }

 private:
  Result<void> TakeGroup() {
    if (group_.empty()) return {};
    const Hash last = group_.back().hash;
    now_ = *ParseTimestamp(group_.back().time);
    if (auto appended = ledger_.Append(group_); !appended) return appended;
    if (group_.back().hash != last) return Broken(group_.back().sequence);
    group_.clear();
    return {};
  }

  Ledger& ledger_;
  std::chrono::system_clock::time_point& now_;
  const std::vector<Hash>& begun_;
  std::vector<LedgerEntry> group_;  // of one time
  std::int64_t taken_ = 0;
};

}  // namespace

Result<std::int64_t> MigrateLedger(const fs::path& from, const fs::path& to, LedgerEntry record,
                                   const fs::path& signing_key) {
  if (auto sound = CheckAll(from); !sound) return std::unexpected(sound.error());
  const auto begun = ReadBegun(to);
  if (!begun) return std::unexpected(begun.error());
  if (begun->done) {
    return Fail(ErrorCode::kUsage, "ledger", "記録はすでに移されています");
  }
  if (auto moved = MoveKeys(from, to); !moved) return std::unexpected(moved.error());
  auto old = OldEntries::Open(from);
  if (!old) return std::unexpected(old.error());
  auto now = std::chrono::system_clock::now();
  auto ledger = OpenLedger(to, [&now] { return now; }, signing_key);
  if (!ledger) return std::unexpected(ledger.error());
  const auto taken = Taker(**ledger, now, begun->hashes).TakeAll(*old);
  if (!taken) return taken;
  now = std::chrono::system_clock::now();
  record.kind = EntryKind::kProcedure;
  record.procedure.emplace(record.procedure.value_or(Procedure{}));
  record.procedure->step = kMigrateStep;
  record.procedure->reference = fmt::format("1-{}", *taken);
  record.procedure->note = fmt::format("head {}", Hex(old->last()));
  record.document = fmt::format("{}/1-{}", kMigrateStep, *taken);
  if (auto recorded = (*ledger)->Append({&record, 1}); !recorded) {
    return std::unexpected(recorded.error());
  }
  if (auto signed_now = (*ledger)->Checkpoint(); !signed_now) {
    return std::unexpected(signed_now.error());
  }
  return taken;
}

}  // namespace sumikeshi
