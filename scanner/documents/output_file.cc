// A file in the making.
#include "scanner/documents/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sumikeshi {
namespace {

constexpr mode_t kOwnerOnly = 0600;  // until the pipeline releases it

Error WriteError(int failure) {
  const bool full = failure == ENOSPC || failure == EDQUOT || failure == EFBIG;
  const bool denied = failure == EACCES || failure == EPERM || failure == EROFS;
  return {full     ? ErrorCode::kDiskFull
          : denied ? ErrorCode::kPermission
                   : ErrorCode::kWriteFailed,
          {},
          std::strerror(failure),
          0};
}

}  // namespace

Result<std::unique_ptr<OutputFile>> OutputFile::Create(const std::filesystem::path& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return std::unexpected(WriteError(errno));
  return std::unique_ptr<OutputFile>(new OutputFile(descriptor));
}

Result<std::unique_ptr<OutputFile>> OutputFile::CreateUnnamed(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  int descriptor = open(folder.c_str(), O_RDWR | O_TMPFILE | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) {  // a file system without O_TMPFILE
    std::string name = path.string() + "-XXXXXX.part";
    descriptor = mkostemps(name.data(), 5, O_CLOEXEC);
    if (descriptor < 0 || unlink(name.c_str()) != 0) {
      const int failure = errno;
      if (descriptor >= 0) close(descriptor);
      return std::unexpected(WriteError(failure));
    }
  }
  return std::unique_ptr<OutputFile>(new OutputFile(descriptor));
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

bool OutputFile::Note(bool good) {
  if (!good && failure_ == 0) failure_ = errno != 0 ? errno : EIO;
  return good;
}

bool OutputFile::Write(Bytes bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (!Note(written > 0)) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return failure_ == 0;
}

bool OutputFile::Read(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = read(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (!Note(count > 0)) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

std::int64_t OutputFile::Seek(std::int64_t offset, int whence) {
  const off_t position = lseek(descriptor_, offset, whence);
  Note(position >= 0);
  return position;
}

std::int64_t OutputFile::Size() {
  struct stat about = {};
  if (!Note(fstat(descriptor_, &about) == 0)) return 0;
  return about.st_size;
}

Result<void> OutputFile::status() const {
  if (failure_ != 0) return std::unexpected(WriteError(failure_));
  return {};
}

Result<void> OutputFile::Finish() {
  if (failure_ == 0) Note(fsync(descriptor_) == 0);
  Note(close(descriptor_) == 0);
  descriptor_ = -1;
  return status();
}

}  // namespace sumikeshi
