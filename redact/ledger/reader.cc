// Reading without writing: entries in order, in portions, so that a writer need not wait.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/read_access.h"
#include "redact/ledger/schema.h"

namespace sumikeshi {
namespace {

constexpr std::int64_t kPortion = 1000;  // entries read under one lock

std::unexpected<Error> Damaged(std::int64_t sequence) {
  return Fail(ErrorCode::kLedger, "entry " + std::to_string(sequence),
              "記録が壊れています / the entry is damaged");
}

// The entries from `first` on, at most a portion.
Result<std::vector<LedgerEntry>> ReadPortion(const Database& database, std::int64_t first) {
  auto statement = database.Prepare(
      "SELECT sequence, body, hash FROM entry WHERE sequence >= ?1 AND body IS NOT NULL "
      "ORDER BY sequence LIMIT ?2");
  if (!statement) return std::unexpected(statement.error());
  statement->Bind(1, first).Bind(2, kPortion);
  std::vector<LedgerEntry> entries;
  for (;;) {
    const auto row = statement->Step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return entries;
    auto entry = DecodeEntry(statement->Text(1));
    const Hash hash = EntryHash(statement->Text(1));
    if (!entry || entry->sequence != statement->Integer(0) ||
        !std::ranges::equal(hash, statement->Blob(2))) {
      return Damaged(statement->Integer(0));
    }
    entry->hash = hash;
    entries.push_back(*std::move(entry));
  }
}

}  // namespace

Result<void> CheckFormat(std::int64_t application_id) {
  const std::int64_t format = FormatOf(application_id);
  if (format == kFormat) return {};
  if (format == 0)
    return Fail(ErrorCode::kLedger, "ledger",
                "台帳ではないファイルです / the file is not a ledger");
  if (format == kOldFormat) {
    return Fail(
        ErrorCode::kLedgerVersion, "",
        "古い形式（1または2）です。「ledger migrate 古い台帳 --ledger 新しい台帳」で、記録を"
        "そのまま新しい台帳に移せます / it is of an old format (1 or 2): \"ledger migrate OLD "
        "--ledger NEW\" takes its entries over");
  }
  return Fail(ErrorCode::kLedgerVersion, "",
              fmt::format("形式{0}です。このプログラムの形式は{1}です / "
                          "its format is {0}, this program's is {1}",
                          format, kFormat));
}

Result<Database> OpenForReading(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return Fail(
        error == std::errc::permission_denied ? ErrorCode::kPermission : ErrorCode::kNotFound,
        "ledger");
  }
  std::filesystem::path journal = path;
  journal += "-journal";
  const auto left = std::filesystem::file_size(journal, error);
  if (!error && left > 0) {
    // A writer is at work, or died in the middle of a commit. SQLite tells the two apart, and
    // takes a dead writer's half of a commit back as soon as a connection that may write looks.
    auto repair = Database::Open(path, OpenMode::kWriteSealed, kReadWait);
    if (repair) {
      [[maybe_unused]] const auto looked = repair->QueryInteger("PRAGMA user_version");
    }
  }
  return Database::Open(path, OpenMode::kRead, kReadWait);
}

Result<Database> OpenKnownForReading(const std::filesystem::path& path) {
  auto database = OpenForReading(path);
  if (!database) return database;
  const auto mark = database->QueryInteger("PRAGMA application_id");
  if (!mark) return std::unexpected(mark.error());
  if (auto known = CheckFormat(*mark); !known) return std::unexpected(known.error());
  return database;
}

Result<void> ReadLedger(const std::filesystem::path& path, std::int64_t first,
                        const std::function<bool(const LedgerEntry&)>& visit) {
  const auto database = OpenKnownForReading(path);
  if (!database) return std::unexpected(database.error());
  for (;;) {
    const auto entries = ReadPortion(*database, first);
    if (!entries) return std::unexpected(entries.error());
    for (const LedgerEntry& entry : *entries) {
      if (!visit(entry)) return {};
    }
    if (entries->empty()) return {};
    first = entries->back().sequence + 1;
  }
}

}  // namespace sumikeshi
