// The tables of the ledger, as text: the verifier compares them with what stands in the file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sumikeshi {

// "SMK" and the number of the format (FORMAT.md) mark the file as a ledger.
inline constexpr std::int64_t kFormat = 3;
inline constexpr std::int64_t kLedgerMark = 0x534D4B00;
inline constexpr std::int64_t kOldFormat = 1;  // as formats 1 and 2 were marked
inline constexpr std::int64_t kApplicationId = kLedgerMark + '0' + kFormat;

// The format that a file's application id names; 0 where it is none of a ledger.
[[nodiscard]] constexpr std::int64_t FormatOf(std::int64_t application_id) {
  const std::int64_t format = application_id - kLedgerMark - '0';
  return format >= 1 && format <= 9 ? format : 0;
}

struct SchemaObject {
  std::string_view name;
  std::string_view sql;
};

// A body is null where the entry was pruned. The triggers keep an honest hand from slipping; the
// chain finds the other kind. The view is for people who look with SQL.
inline constexpr auto kSchema = std::to_array<SchemaObject>({
    {"entry",
     "CREATE TABLE entry("
     "sequence INTEGER PRIMARY KEY, body TEXT, hash BLOB NOT NULL) STRICT"},
    {"verdict",
     "CREATE TABLE verdict("
     "document BLOB NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY(document, sequence)) "
     "STRICT, WITHOUT ROWID"},
    {"node",
     "CREATE TABLE node("
     "level INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, "
     "PRIMARY KEY(level, number)) STRICT, WITHOUT ROWID"},
    {"checkpoint", "CREATE TABLE checkpoint(size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT"},
    {"head",
     "CREATE TABLE head("
     "id INTEGER PRIMARY KEY CHECK(id = 1), count INTEGER NOT NULL, hash BLOB NOT NULL, "
     "key TEXT NOT NULL) STRICT"},
    {"record",
     "CREATE VIEW record AS SELECT sequence, json_extract(body, '$.time') AS time, "
     "json_extract(body, '$.kind') AS kind, json_extract(body, '$.batch') AS batch, "
     "json_extract(body, '$.operator') AS operator, json_extract(body, '$.document') AS document, "
     "json_extract(body, '$.page') AS page, json_extract(body, '$.category') AS category, "
     "json_extract(body, '$.action') AS action, json_extract(body, '$.rule') AS rule, body "
     "FROM entry"},
    {"entry_is_never_updated",
     "CREATE TRIGGER entry_is_never_updated BEFORE UPDATE ON entry "
     "WHEN NEW.body IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.hash <> OLD.hash "
     "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"},
    {"entry_is_never_deleted",
     "CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry "
     "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"},
});

// What the count leaves in the file's header (user_version), beside the head's own record.
[[nodiscard]] constexpr std::int64_t CountMark(std::int64_t count) { return count & 0x7FFFFFFF; }

}  // namespace sumikeshi
