// The document keys: a flat file of records {input hash, key, SHA-256 of both}, 96 bytes each.
#include "redact/ledger/key_store.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <span>
#include <thread>
#include <utility>

#include "redact/ledger/files.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kRecordBytes = 3 * sizeof(Hash);
using Record = std::array<std::uint8_t, kRecordBytes>;

const std::string kWhere = "ledger keys";

Result<void> TakeLock(int descriptor, int wait_milliseconds) {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_milliseconds);
  while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return SystemFailure(errno, kWhere);
    if (std::chrono::steady_clock::now() >= deadline) {
      return Fail(ErrorCode::kLedgerBusy, "ledger",
                  "別の処理が書き込み中です / another process writes it");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return {};
}

Hash CheckOf(const Record& record) { return Sha256(std::span(record).first(2 * sizeof(Hash))); }

Record MakeRecord(const Hash& input, const Hash& key) {
  Record record;
  std::ranges::copy(input, record.begin());
  std::ranges::copy(key, record.begin() + sizeof(Hash));
  std::ranges::copy(CheckOf(record), record.begin() + 2 * sizeof(Hash));
  return record;
}

}  // namespace

Result<KeyStore> KeyStore::Open(const std::filesystem::path& path, int wait_milliseconds) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, kWhere, "libsodium");
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return SystemFailure(errno, kWhere);
  KeyStore store(descriptor);
  if (auto locked = TakeLock(descriptor, wait_milliseconds); !locked) {
    return std::unexpected(locked.error());
  }
  if (auto loaded = store.Load(); !loaded) return std::unexpected(loaded.error());
  return store;
}

KeyStore::KeyStore(KeyStore&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      unsynced_(other.unsynced_),
      keys_(std::move(other.keys_)),
      places_(std::move(other.places_)) {}

KeyStore::~KeyStore() {
  for (auto& [input, key] : keys_) sodium_memzero(key.data(), key.size());
  if (descriptor_ >= 0) close(descriptor_);  // and gives the lock back
}

Result<void> KeyStore::Load() {
  Record record;
  for (;;) {
    const ssize_t got = pread(descriptor_, record.data(), record.size(), size_);
    if (got < 0) return SystemFailure(errno, kWhere);
    // A crash cuts the last record off, or leaves it unfilled: no entry cites its key yet.
    if (got < static_cast<ssize_t>(record.size())) break;
    const std::span<const std::uint8_t> bytes(record);
    const auto key_bytes = bytes.subspan(sizeof(Hash), sizeof(Hash));
    const bool destroyed = std::ranges::equal(key_bytes, Hash{});
    if (!destroyed && !std::ranges::equal(CheckOf(record), bytes.last(sizeof(Hash)))) {
      std::uint8_t next = 0;
      const auto after = static_cast<off_t>(size_) + static_cast<off_t>(record.size());
      if (pread(descriptor_, &next, 1, after) == 0) break;
      return Fail(ErrorCode::kLedger, kWhere, "鍵の記録が壊れています / a record is damaged");
    }
    Hash input;
    Hash key;
    std::ranges::copy(bytes.first(sizeof(Hash)), input.begin());
    std::ranges::copy(key_bytes, key.begin());
    keys_[input] = key;
    places_[input].push_back(size_);
    size_ += static_cast<std::int64_t>(record.size());
  }
  return {};
}

Result<Hash> KeyStore::KeyOf(const Hash& input) {
  const auto known = keys_.find(input);
  if (known != keys_.end() && known->second != Hash{}) return known->second;  // zero: destroyed
  Hash key;
  randombytes_buf(key.data(), key.size());
  if (auto written = AppendRecord(input, key); !written) return std::unexpected(written.error());
  keys_[input] = key;
  places_[input].push_back(size_ - static_cast<std::int64_t>(kRecordBytes));
  return key;
}

Result<bool> KeyStore::Destroy(const Hash& input) {
  const auto known = keys_.find(input);
  if (known == keys_.end() || known->second == Hash{}) return false;
  const Record gone = MakeRecord(input, Hash{});
  for (const std::int64_t place : places_[input]) {
    const ssize_t put = pwrite(descriptor_, gone.data(), gone.size(), place);
    if (put != static_cast<ssize_t>(gone.size())) return SystemFailure(errno, kWhere);
  }
  if (fsync(descriptor_) != 0) return SystemFailure(errno, kWhere);
  sodium_memzero(known->second.data(), known->second.size());
  return true;
}

Result<void> KeyStore::AppendRecord(const Hash& input, const Hash& key) {
  const Record record = MakeRecord(input, key);
  const ssize_t put = pwrite(descriptor_, record.data(), record.size(), size_);
  if (put < 0) return SystemFailure(errno, kWhere);
  if (put < static_cast<ssize_t>(record.size())) return Fail(ErrorCode::kDiskFull, kWhere);
  size_ += static_cast<std::int64_t>(record.size());
  unsynced_ = true;
  return {};
}

Result<void> KeyStore::Sync() {
  if (!unsynced_) return {};
  if (fsync(descriptor_) != 0) return SystemFailure(errno, kWhere);
  unsynced_ = false;
  return {};
}

}  // namespace sumikeshi
