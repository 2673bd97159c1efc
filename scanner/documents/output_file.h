// A file in the making: every failed write is remembered, and nothing counts until Finish().
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "scanner/documents/codec.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Not thread-safe. The libraries that write through it get a plain "no" and look no further; the
// first failure is kept in status(), which names the cause.
class OutputFile {
 public:
  // Creates `path`, which must not exist.
  [[nodiscard]] static Result<std::unique_ptr<OutputFile>> Create(
      const std::filesystem::path& path);
  // A file without a name in the folder of `path`: it vanishes when it is closed.
  [[nodiscard]] static Result<std::unique_ptr<OutputFile>> CreateUnnamed(
      const std::filesystem::path& path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  // At the current position, which moves on. False: see status().
  bool Write(Bytes bytes);
  bool Read(std::span<std::uint8_t> bytes);
  // As lseek; -1: see status().
  std::int64_t Seek(std::int64_t offset, int whence);
  [[nodiscard]] std::int64_t Size();

  [[nodiscard]] Result<void> status() const;
  // Flushes to the disk and closes.
  [[nodiscard]] Result<void> Finish();

 private:
  explicit OutputFile(int descriptor) : descriptor_(descriptor) {}
  bool Note(bool good);

  int descriptor_;
  int failure_ = 0;  // errno of the first failure
};

}  // namespace sumikeshi
