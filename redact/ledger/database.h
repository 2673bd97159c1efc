// SQLite as values and Results. Nothing of SQLite's own header shows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "sumikeshi/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace sumikeshi {

// A prepared statement. Text and blobs must outlive the next Step.
class Statement {
 public:
  Statement& Bind(int index, std::int64_t value);
  Statement& Bind(int index, std::string_view text);
  Statement& Bind(int index, std::span<const std::uint8_t> blob);

  // True: a row is there; false: done.
  [[nodiscard]] Result<bool> Step();
  // Makes the statement ready to run again; bindings stay.
  void Reset();

  // Columns of the row, valid until the next Step. A value of another type gives 0 or empty.
  [[nodiscard]] std::int64_t Integer(int column) const;
  [[nodiscard]] std::string_view Text(int column) const;
  [[nodiscard]] std::span<const std::uint8_t> Blob(int column) const;
  [[nodiscard]] bool IsNull(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class OpenMode { kRead, kWriteSealed };

// One connection. Not thread-safe.
class Database {
 public:
  // kWriteSealed creates the file when it is missing and writes through the sealing VFS.
  [[nodiscard]] static Result<Database> Open(const std::filesystem::path& path, OpenMode mode,
                                             int busy_milliseconds);

  [[nodiscard]] Result<void> Run(const char* sql);
  [[nodiscard]] Result<Statement> Prepare(std::string_view sql) const;
  // The first column of the first row, 0 when there is none.
  [[nodiscard]] Result<std::int64_t> QueryInteger(std::string_view sql) const;

  [[nodiscard]] Result<std::int64_t> FileSize() const;
  // Bytes of the file as they stand on the disk, through SQLite's own handle: opening and closing
  // the file elsewhere in the process would drop SQLite's locks (POSIX).
  [[nodiscard]] Result<void> ReadFile(std::int64_t offset, std::span<std::uint8_t> into) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace sumikeshi
