// A file in the making: invisible until it is put in place whole.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "sumikeshi/result.h"

namespace sumikeshi {

// Not thread-safe. Errors: kDiskFull, kPermission, kNotFound, kWriteFailed.
class ReportFile {
 public:
  // A file without a name in `folder`; it goes when this object goes.
  [[nodiscard]] static Result<ReportFile> Scratch(const std::filesystem::path& folder);
  // A file that Commit() names `path`. Without Commit() it goes too. What a killed process left in
  // that folder goes first: one file at a time is in the making there.
  [[nodiscard]] static Result<ReportFile> Named(const std::filesystem::path& path);
  ReportFile(ReportFile&& other) noexcept;
  ReportFile& operator=(ReportFile&&) = delete;
  ~ReportFile();

  [[nodiscard]] Result<void> Write(std::string_view bytes);
  // Appends all that was written to `from`.
  [[nodiscard]] Result<void> WriteAll(ReportFile& from);
  [[nodiscard]] Result<void> Commit();

 private:
  ReportFile(int descriptor, std::string where)
      : descriptor_(descriptor), where_(std::move(where)) {}
  [[nodiscard]] Result<void> Flush();

  int descriptor_ = -1;
  std::string where_;  // for errors: the file's name
  std::string buffer_;
  std::filesystem::path part_;  // empty: no name
  std::filesystem::path target_;
};

}  // namespace sumikeshi
