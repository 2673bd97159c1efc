// A file in the making.
#include "redact/report/report_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "redact/report/part.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kBuffer = 1 << 16;

std::unexpected<Error> SystemFailure(int error, const std::string& where) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Fail(ErrorCode::kDiskFull, where);
    case EACCES:
    case EPERM:
    case EROFS:
      return Fail(ErrorCode::kPermission, where);
    case ENOENT:
    case ENOTDIR:
      return Fail(ErrorCode::kNotFound, where, "the folder is missing");
    default:
      return Fail(ErrorCode::kWriteFailed, where);
  }
}

std::filesystem::path FolderOf(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

int Create(const std::filesystem::path& part) {
  return open(part.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
}

Result<void> WriteFully(int descriptor, std::string_view bytes, const std::string& where) {
  while (!bytes.empty()) {
    const ssize_t put = write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return SystemFailure(errno, where);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

}  // namespace

Result<ReportFile> ReportFile::Scratch(const std::filesystem::path& folder) {
  const std::filesystem::path part = PartPath(folder, "report-body");
  const int descriptor = Create(part);
  if (descriptor < 0) return SystemFailure(errno, "report");
  unlink(part.c_str());
  return ReportFile(descriptor, "report");
}

Result<ReportFile> ReportFile::Named(const std::filesystem::path& path) {
  RemoveStaleParts(FolderOf(path));
  // Beside the target, so that the final rename stays on one file system.
  std::filesystem::path part = PartPath(FolderOf(path), "report");
  const int descriptor = Create(part);
  const std::string name = path.filename().string();
  if (descriptor < 0) return SystemFailure(errno, name);
  ReportFile file(descriptor, name);
  file.part_ = std::move(part);
  file.target_ = path;
  return file;
}

ReportFile::ReportFile(ReportFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      where_(std::move(other.where_)),
      buffer_(std::move(other.buffer_)),
      part_(std::exchange(other.part_, {})),
      target_(std::move(other.target_)) {}

ReportFile::~ReportFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!part_.empty()) unlink(part_.c_str());
}

Result<void> ReportFile::Write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() < kBuffer) return {};
  return Flush();
}

Result<void> ReportFile::Flush() {
  auto written = WriteFully(descriptor_, buffer_, where_);
  buffer_.clear();
  return written;
}

Result<void> ReportFile::WriteAll(ReportFile& from) {
  if (auto flushed = from.Flush(); !flushed) return flushed;
  std::string chunk(kBuffer, '\0');
  for (off_t offset = 0;;) {
    const ssize_t got = pread(from.descriptor_, chunk.data(), chunk.size(), offset);
    if (got < 0) return SystemFailure(errno, where_);
    if (got == 0) return {};
    if (auto put = Write({chunk.data(), static_cast<std::size_t>(got)}); !put) return put;
    offset += got;
  }
}

Result<void> ReportFile::Commit() {
  if (auto flushed = Flush(); !flushed) return flushed;
  if (fsync(descriptor_) != 0) return SystemFailure(errno, where_);
  if (rename(part_.c_str(), target_.c_str()) != 0) return SystemFailure(errno, where_);
  part_.clear();
  return {};
}

}  // namespace sumikeshi
