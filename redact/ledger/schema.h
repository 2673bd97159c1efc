// The tables of the ledger, as text: the verifier compares them with what stands in the file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sumikeshi {

inline constexpr std::int64_t kApplicationId = 0x534D4B31;  // "SMK1"

struct SchemaObject {
  std::string_view name;
  std::string_view sql;
};

// All columns but three are computed from the body when they are asked for, so that they cannot
// differ from it. The triggers keep an honest hand from slipping; the chain finds the other kind.
inline constexpr auto kSchema = std::to_array<SchemaObject>({
    {"entry",
     "CREATE TABLE entry("
     "sequence INTEGER PRIMARY KEY, body TEXT NOT NULL, hash BLOB NOT NULL, "
     "time TEXT AS (json_extract(body, '$.time')), "
     "kind TEXT AS (json_extract(body, '$.kind')), "
     "batch TEXT AS (json_extract(body, '$.batch')), "
     "operator TEXT AS (json_extract(body, '$.operator')), "
     "document TEXT AS (json_extract(body, '$.document')), "
     "page INTEGER AS (json_extract(body, '$.page')), "
     "category TEXT AS (json_extract(body, '$.category')), "
     "action TEXT AS (json_extract(body, '$.action')), "
     "rule TEXT AS (json_extract(body, '$.rule'))) STRICT"},
    {"verdict", "CREATE INDEX verdict ON entry(document) WHERE kind <> 'decision'"},
    {"head",
     "CREATE TABLE head("
     "id INTEGER PRIMARY KEY CHECK(id = 1), count INTEGER NOT NULL, hash BLOB NOT NULL) STRICT"},
    {"entry_is_never_updated",
     "CREATE TRIGGER entry_is_never_updated BEFORE UPDATE ON entry "
     "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"},
    {"entry_is_never_deleted",
     "CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry "
     "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"},
});

// What the count leaves in the file's header (user_version), beside the head's own record.
[[nodiscard]] constexpr std::int64_t CountMark(std::int64_t count) { return count & 0x7FFFFFFF; }

}  // namespace sumikeshi
