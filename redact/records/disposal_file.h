// One file that is to be hashed, overwritten and removed through the same descriptor.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Holds the file and its folder open. Not thread-safe.
class DisposalFile {
 public:
  // A plain file with one name, to be written where `writable`. Errors: kNotFound, kPermission,
  // kNotDisposed (a link, several names, no plain file), kReadFailed.
  [[nodiscard]] static Result<DisposalFile> Open(const std::filesystem::path& path, bool writable);
  DisposalFile(DisposalFile&& other) noexcept;
  DisposalFile& operator=(DisposalFile&&) = delete;
  ~DisposalFile();

  [[nodiscard]] Result<Hash> Sha256();
  // The file is still what it was when it was opened, under the same name. Error: kNotDisposed.
  [[nodiscard]] Result<void> CheckUnchanged() const;
  [[nodiscard]] bool IsSameFile(const DisposalFile& other) const;
  // Gives it another name in its folder, which must be free.
  [[nodiscard]] Result<void> Rename(const std::string& name);
  // Overwrites every byte, removes the name, and waits for the disk.
  [[nodiscard]] Result<void> Destroy();

 private:
  DisposalFile() = default;

  int folder_ = -1;
  int file_ = -1;
  std::string name_;
  struct stat status_{};
};

}  // namespace sumikeshi
