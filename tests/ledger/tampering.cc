// Changing a ledger behind its back.
#include "tests/ledger/tampering.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "redact/ledger/page_seal.h"
#include "redact/ledger/schema.h"

namespace sumikeshi {

void Tamper(const std::filesystem::path& path, const std::string& sql, bool seal) {
  std::string triggers;
  for (const SchemaObject& object : kSchema) {
    if (object.name.starts_with("entry_is_never")) triggers += std::string(object.sql) + ';';
  }
  sqlite3* handle = nullptr;
  ASSERT_EQ(
      sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE, seal ? SealingVfs() : nullptr),
      SQLITE_OK);
  const std::string script =
      "PRAGMA synchronous=OFF; BEGIN; DROP TRIGGER entry_is_never_updated;"
      "DROP TRIGGER entry_is_never_deleted;" +
      sql + ';' + triggers + "COMMIT";
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(handle, script.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
  sqlite3_close(handle);
}

}  // namespace sumikeshi
