// A file as bytes: read into memory when small, mapped when large.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "sumikeshi/result.h"

namespace sumikeshi {

// Movable; the bytes live as long as it does. Small files are copied, so that a change behind our
// back cannot slip in between two looks at them.
class MappedFile {
 public:
  // Errors: kNotFound, kPermission, kEmptyFile, kUnknownType (not a regular file), kTooLarge,
  // kReadFailed.
  [[nodiscard]] static Result<MappedFile> Open(const std::filesystem::path& path);

  MappedFile(MappedFile&& other) noexcept
      : copy_(std::move(other.copy_)), map_(std::exchange(other.map_, {})) {}
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();

  [[nodiscard]] std::span<const std::uint8_t> bytes() const {
    return map_.data() != nullptr ? map_ : std::span<const std::uint8_t>(copy_);
  }

 private:
  MappedFile() = default;

  std::vector<std::uint8_t> copy_;
  std::span<const std::uint8_t> map_;
};

// A file read from its begin to its end, whatever its size. Movable.
class SequentialFile {
 public:
  // Errors: kNotFound, kPermission, kUnknownType (not a regular file), kReadFailed.
  [[nodiscard]] static Result<SequentialFile> Open(const std::filesystem::path& path);

  SequentialFile(SequentialFile&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
  SequentialFile& operator=(SequentialFile&&) = delete;
  ~SequentialFile();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Fills `into` as far as the file reaches; 0 at its end.
  [[nodiscard]] Result<std::size_t> Read(std::span<std::uint8_t> into);
  [[nodiscard]] Result<void> Rewind();

 private:
  SequentialFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

  int descriptor_;
  std::uint64_t size_;
};

}  // namespace sumikeshi
