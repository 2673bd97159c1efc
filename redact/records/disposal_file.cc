// System calls. Names are looked up in the open folder, so that a folder moved in between changes
// nothing.
#include "redact/records/disposal_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace sumikeshi {
namespace {

constexpr std::size_t kChunk = 1 << 16;

std::unexpected<Error> OpenFailure(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return Fail(ErrorCode::kNotFound);
    case EACCES:
    case EPERM:
    case EROFS:
      return Fail(ErrorCode::kPermission);
    case ELOOP:
      return Fail(ErrorCode::kNotDisposed, "",
                  "リンクです。原本そのものを指定してください / a link; name the original itself");
    case EISDIR:
      return Fail(ErrorCode::kNotDisposed, "", "普通のファイルではありません / no plain file");
    default:
      return Fail(ErrorCode::kReadFailed);
  }
}

std::unexpected<Error> WriteFailure() {
  return Fail(errno == EACCES || errno == EPERM || errno == EROFS ? ErrorCode::kPermission
                                                                  : ErrorCode::kWriteFailed);
}

bool SameTime(const timespec& one, const timespec& other) {
  return one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec;
}

}  // namespace

Result<DisposalFile> DisposalFile::Open(const std::filesystem::path& path, bool writable) {
  DisposalFile file;
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  file.name_ = path.filename().string();
  file.folder_ = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file.folder_ < 0) return OpenFailure(errno);
  file.file_ = openat(file.folder_, file.name_.c_str(),
                      (writable ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (file.file_ < 0) return OpenFailure(errno);
  if (fstat(file.file_, &file.status_) != 0) return OpenFailure(errno);
  if (!S_ISREG(file.status_.st_mode)) return OpenFailure(EISDIR);
  if (writable && file.status_.st_nlink != 1) {
    return Fail(ErrorCode::kNotDisposed, "",
                "別の名前（ハードリンク）でも残るファイルです。先に名前を一つにしてください / it "
                "has other names (hard links)");
  }
  return file;
}

DisposalFile::DisposalFile(DisposalFile&& other) noexcept
    : folder_(std::exchange(other.folder_, -1)),
      file_(std::exchange(other.file_, -1)),
      name_(std::move(other.name_)),
      status_(other.status_) {}

DisposalFile::~DisposalFile() {
  if (file_ >= 0) close(file_);
  if (folder_ >= 0) close(folder_);
}

Result<Hash> DisposalFile::Sha256() {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::array<unsigned char, kChunk> chunk{};
  for (off_t at = 0;;) {
    const ssize_t got = pread(file_, chunk.data(), chunk.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Fail(ErrorCode::kReadFailed);
    if (got == 0) break;
    crypto_hash_sha256_update(&state, chunk.data(), static_cast<unsigned long long>(got));
    at += got;
  }
  sodium_memzero(chunk.data(), chunk.size());
  Hash hash{};
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

Result<void> DisposalFile::CheckUnchanged() const {
  struct stat open_file{};
  struct stat named{};
  const bool same =
      fstat(file_, &open_file) == 0 &&
      fstatat(folder_, name_.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
      named.st_dev == status_.st_dev && named.st_ino == status_.st_ino &&
      open_file.st_nlink == status_.st_nlink && open_file.st_size == status_.st_size &&
      SameTime(open_file.st_mtim, status_.st_mtim) && SameTime(open_file.st_ctim, status_.st_ctim);
  if (same) return {};
  return Fail(ErrorCode::kNotDisposed, "",
              "確認の間に原本が変わりました / the original changed meanwhile");
}

bool DisposalFile::IsSameFile(const DisposalFile& other) const {
  return status_.st_dev == other.status_.st_dev && status_.st_ino == other.status_.st_ino;
}

Result<void> DisposalFile::Rename(const std::string& name) {
  if (renameat2(folder_, name_.c_str(), folder_, name.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) {
      return Fail(ErrorCode::kNotDisposed, "",
                  "前回の消去の途中のファイルが残っています。フォルダを指定して実行してください / "
                  "a file of a disposal that did not end is there: run on the folder");
    }
    return WriteFailure();
  }
  name_ = name;
  fsync(folder_);
  return {};
}

Result<void> DisposalFile::Destroy() {
  std::array<unsigned char, kChunk> noise{};
  for (off_t at = 0; at < status_.st_size;) {
    randombytes_buf(noise.data(), noise.size());
    const auto left = static_cast<std::size_t>(status_.st_size - at);
    const ssize_t put = pwrite(file_, noise.data(), std::min(left, noise.size()), at);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return WriteFailure();
    at += put;
  }
  if (fsync(file_) != 0) return WriteFailure();
  if (unlinkat(folder_, name_.c_str(), 0) != 0) return WriteFailure();
  if (fsync(folder_) != 0) return WriteFailure();
  return {};
}

}  // namespace sumikeshi
