// SQLite as values and Results.
#include "redact/ledger/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <string>

#include "redact/ledger/page_seal.h"

namespace sumikeshi {
namespace {

ErrorCode CodeOf(int sqlite_code, int system_errno) {
  switch (sqlite_code & 0xFF) {
    case SQLITE_FULL:
      return ErrorCode::kDiskFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kLedgerBusy;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      return ErrorCode::kPermission;
    case SQLITE_CANTOPEN:
      return system_errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kPermission;
    default:
      return ErrorCode::kLedger;
  }
}

// The code's own text: sqlite3_errmsg can quote what it read.
std::unexpected<Error> Failure(sqlite3* handle, int code) {
  return Fail(CodeOf(code, handle == nullptr ? 0 : sqlite3_system_errno(handle)), "ledger",
              sqlite3_errstr(code));
}

sqlite3_file* FileOf(sqlite3* handle) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::Bind(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}

Statement& Statement::Bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.data(), text.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::Bind(int index, std::span<const std::uint8_t> blob) {
  sqlite3_bind_blob64(statement_.get(), index, blob.data(), blob.size(), SQLITE_STATIC);
  return *this;
}

Result<bool> Statement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Failure(sqlite3_db_handle(statement_.get()), code);
}

void Statement::Reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::Integer(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER
             ? sqlite3_column_int64(statement_.get(), column)
             : 0;
}

std::string_view Statement::Text(int column) const {
  if (sqlite3_column_type(statement_.get(), column) != SQLITE_TEXT) return {};
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const std::uint8_t> Statement::Blob(int column) const {
  if (sqlite3_column_type(statement_.get(), column) != SQLITE_BLOB) return {};
  const auto* blob =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {blob, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close(handle); }

Result<Database> Database::Open(const std::filesystem::path& path, OpenMode mode,
                                int busy_milliseconds) {
  const bool write = mode == OpenMode::kWriteSealed;
  const char* vfs = write ? SealingVfs() : "unix";
  if (vfs == nullptr) return Fail(ErrorCode::kEnvironment, "ledger", "SQLite has no unix VFS");
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, vfs);
  Database database;
  database.handle_.reset(handle);
  if (code != SQLITE_OK) return Failure(handle, code);
  // SQLite falls back to reading only where it may not write.
  if (write && sqlite3_db_readonly(handle, "main") == 1) {
    return Fail(ErrorCode::kPermission, "ledger", "the ledger is read-only");
  }
  sqlite3_busy_timeout(handle, busy_milliseconds);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  int reserve = kSealBytes;  // takes effect when the file is created
  if (write) sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
  return database;
}

Result<void> Database::Run(const char* sql) {
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Failure(handle_.get(), code);
  return {};
}

Result<Statement> Database::Prepare(std::string_view sql) const {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      &prepared, nullptr);
  Statement statement;
  statement.statement_.reset(prepared);
  if (code != SQLITE_OK) return Failure(handle_.get(), code);
  return statement;
}

Result<std::int64_t> Database::QueryInteger(std::string_view sql) const {
  auto statement = Prepare(sql);
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->Step();
  if (!row) return std::unexpected(row.error());
  return *row ? statement->Integer(0) : 0;
}

Result<std::int64_t> Database::FileSize() const {
  sqlite3_file* file = FileOf(handle_.get());
  sqlite3_int64 size = 0;
  if (file == nullptr || file->pMethods == nullptr ||
      file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
    return Fail(ErrorCode::kReadFailed, "ledger", "its size cannot be read");
  }
  return size;
}

Result<void> Database::ReadFile(std::int64_t offset, std::span<std::uint8_t> into) const {
  sqlite3_file* file = FileOf(handle_.get());
  if (file == nullptr || file->pMethods == nullptr ||
      file->pMethods->xRead(file, into.data(), static_cast<int>(into.size()), offset) !=
          SQLITE_OK) {
    return Fail(ErrorCode::kReadFailed, "ledger", "its bytes cannot be read");
  }
  return {};
}

}  // namespace sumikeshi
