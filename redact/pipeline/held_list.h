// held.jsonl: which documents of a run were held, and why.
#pragma once

#include <filesystem>
#include <string>

#include "sumikeshi/result.h"

namespace sumikeshi {

// Gathers the lines and puts the file in place at the end of the run, whole or not at all.
class HeldList {
 public:
  explicit HeldList(std::filesystem::path path) : path_(std::move(path)) {}

  // One object a line: {"file","page"|null,"error","cause","remedy","detail"}.
  void Add(const std::filesystem::path& file, const Error& reason, Language language);
  // Errors: kDiskFull, kPermission, kNotFound, kWriteFailed.
  [[nodiscard]] Result<void> Write() const;

 private:
  std::filesystem::path path_;
  std::string lines_;
};

}  // namespace sumikeshi
