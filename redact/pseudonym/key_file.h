// The key of pseudonyms: who has it can make the pseudonym of any value, so it is kept apart from
// what is released (個人情報保護法 41条2項, 削除情報等).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct PseudonymKey {
  Hash key{};
  std::string id;  // names the key and says nothing of it: 16 hex digits

  PseudonymKey() = default;
  PseudonymKey(const PseudonymKey&) = default;
  PseudonymKey& operator=(const PseudonymKey&) = default;
  ~PseudonymKey();  // wipes the key
};

// Reads the key file, or makes one with a random key and mode 0600 where there is none. kUsage
// where it would stand in one of `forbidden` (folders with all below them, or files) or is no key
// file; kPermission where others than its owner may read it; kNotFound without its folder;
// kWriteFailed, kDiskFull.
[[nodiscard]] Result<PseudonymKey> OpenPseudonymKey(
    const std::filesystem::path& path, const std::vector<std::filesystem::path>& forbidden);

}  // namespace sumikeshi
