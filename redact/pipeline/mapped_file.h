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

}  // namespace sumikeshi
