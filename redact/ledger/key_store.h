// The document keys and the ledger's lock: the file `<ledger>.keys` (FORMAT.md).
#pragma once

#include <filesystem>
#include <map>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Holds an exclusive lock on the file as long as it lives. Not thread-safe.
class KeyStore {
 public:
  // Creates the file (mode 0600) when it is missing. Errors: kLedgerBusy when another holds the
  // lock for longer than `wait_milliseconds`, kLedger when a record is damaged, kPermission,
  // kDiskFull.
  [[nodiscard]] static Result<KeyStore> Open(const std::filesystem::path& path,
                                             int wait_milliseconds);
  KeyStore(KeyStore&& other) noexcept;
  KeyStore& operator=(KeyStore&&) = delete;
  ~KeyStore();

  // The key of a document, made on first use.
  [[nodiscard]] Result<Hash> KeyOf(const Hash& input);
  // Overwrites every key that the document ever had, on the disk too: its commitments can never
  // again be compared with a value. False where there was none.
  [[nodiscard]] Result<bool> Destroy(const Hash& input);
  // Puts keys made since the last call on the disk.
  [[nodiscard]] Result<void> Sync();

 private:
  explicit KeyStore(int descriptor) : descriptor_(descriptor) {}
  [[nodiscard]] Result<void> Load();
  [[nodiscard]] Result<void> AppendRecord(const Hash& input, const Hash& key);

  int descriptor_ = -1;
  std::int64_t size_ = 0;  // of the whole records
  bool unsynced_ = false;
  std::map<Hash, Hash> keys_;                         // zeros: destroyed
  std::map<Hash, std::vector<std::int64_t>> places_;  // of an input's records in the file
};

}  // namespace sumikeshi
