// The sealing VFS: the system's own, but pages of the database are sealed as they are written.
#include "redact/ledger/page_seal.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <new>

#include "redact/ledger/hash.h"

namespace sumikeshi {
namespace {

// A database or its journal. The system's file object follows it in the same allocation.
struct SealingFile : sqlite3_file {
  bool sealed = false;

  [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* Real(sqlite3_file* file) { return static_cast<SealingFile*>(file)->real(); }

int Write(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
  const bool page_of_database = amount == kPageSize && offset % kPageSize == 0;
  if (static_cast<SealingFile*>(file)->sealed && page_of_database) {
    // Into SQLite's own buffer, as its checksum VFS does: the journal's copy of the page must
    // carry the same seal, or a rollback by a plain connection would leave a stale one.
    auto* page = static_cast<std::uint8_t*>(const_cast<void*>(data));
    const PageSeal seal = SealOf({page, kPageSize}, offset / kPageSize + 1);
    std::ranges::copy(seal, page + kPageSize - kSealBytes);
  }
  const int code = Real(file)->pMethods->xWrite(Real(file), data, amount, offset);
  // SQLite tells only one kind of full disk from other failures.
  const bool over_limit = code == SQLITE_IOERR_WRITE && (errno == EDQUOT || errno == EFBIG);
  return over_limit ? SQLITE_FULL : code;
}

int Close(sqlite3_file* file) { return Real(file)->pMethods->xClose(Real(file)); }
int Read(sqlite3_file* file, void* data, int amount, sqlite3_int64 offset) {
  return Real(file)->pMethods->xRead(Real(file), data, amount, offset);
}
int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  return Real(file)->pMethods->xTruncate(Real(file), size);
}
int Sync(sqlite3_file* file, int flags) { return Real(file)->pMethods->xSync(Real(file), flags); }
int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  return Real(file)->pMethods->xFileSize(Real(file), size);
}
int Lock(sqlite3_file* file, int level) { return Real(file)->pMethods->xLock(Real(file), level); }
int Unlock(sqlite3_file* file, int level) {
  return Real(file)->pMethods->xUnlock(Real(file), level);
}
int CheckReservedLock(sqlite3_file* file, int* taken) {
  return Real(file)->pMethods->xCheckReservedLock(Real(file), taken);
}
int FileControl(sqlite3_file* file, int op, void* argument) {
  return Real(file)->pMethods->xFileControl(Real(file), op, argument);
}
int SectorSize(sqlite3_file* file) { return Real(file)->pMethods->xSectorSize(Real(file)); }
int DeviceCharacteristics(sqlite3_file* file) {
  return Real(file)->pMethods->xDeviceCharacteristics(Real(file));
}

// Version 1: no write-ahead log and no memory map, so every page passes through Write.
const sqlite3_io_methods* SealingMethods() {
  static constexpr sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods{};
    methods.iVersion = 1;
    methods.xClose = Close;
    methods.xRead = Read;
    methods.xWrite = Write;
    methods.xTruncate = Truncate;
    methods.xSync = Sync;
    methods.xFileSize = FileSize;
    methods.xLock = Lock;
    methods.xUnlock = Unlock;
    methods.xCheckReservedLock = CheckReservedLock;
    methods.xFileControl = FileControl;
    methods.xSectorSize = SectorSize;
    methods.xDeviceCharacteristics = DeviceCharacteristics;
    return methods;
  }();
  return &kMethods;
}

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  sqlite3_vfs* system = sqlite3_vfs_find("unix");
  auto* sealing = new (file) SealingFile{};
  sealing->sealed = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  const int code = system->xOpen(system, name, sealing->real(), flags, out_flags);
  // SQLite calls xClose only where pMethods is set.
  if (sealing->real()->pMethods != nullptr) sealing->pMethods = SealingMethods();
  return code;
}

}  // namespace

PageSeal SealOf(std::span<const std::uint8_t> page, std::int64_t number) {
  std::array<std::uint8_t, 8> place;
  for (std::size_t i = 0; i < place.size(); ++i) {
    place[i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  const Hash hash = Sha256Of(place, page.first(page.size() - kSealBytes));
  PageSeal seal;
  std::copy_n(hash.begin(), seal.size(), seal.begin());
  return seal;
}

bool IsSealed(std::span<const std::uint8_t> page, std::int64_t number) {
  return std::ranges::equal(SealOf(page, number), page.last(kSealBytes));
}

const char* SealingVfs() {
  static constexpr const char* kName = "sumikeshi-ledger";
  static const bool kRegistered = [] {
    sqlite3_vfs* system = sqlite3_vfs_find("unix");
    if (system == nullptr) return false;
    static sqlite3_vfs sealing = *system;  // SQLite keeps the pointer
    sealing.zName = kName;
    sealing.pNext = nullptr;
    sealing.szOsFile += static_cast<int>(sizeof(SealingFile));
    sealing.xOpen = Open;
    return sqlite3_vfs_register(&sealing, 0) == SQLITE_OK;
  }();
  return kRegistered ? kName : nullptr;
}

}  // namespace sumikeshi
