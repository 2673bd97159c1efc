// Reads or maps a file.
#include "redact/pipeline/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

namespace sumikeshi {
namespace {

constexpr off_t kMapFrom = off_t{64} << 20;
constexpr off_t kMaxSize = off_t{8} << 30;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

ErrorCode CodeOf(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
      return ErrorCode::kPermission;
    case ELOOP:
      return ErrorCode::kSymlinkLoop;
    default:
      return ErrorCode::kReadFailed;
  }
}

Result<std::vector<std::uint8_t>> ReadAll(int fd, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = read(fd, bytes.data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Fail(CodeOf(errno), "", std::strerror(errno));
    if (got == 0) return Fail(ErrorCode::kReadFailed, "", "the file shrank while it was read");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

Result<MappedFile> MappedFile::Open(const std::filesystem::path& path) {
  // Without O_NONBLOCK a pipe without a writer would block for ever.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return Fail(CodeOf(errno), "", std::strerror(errno));
  struct stat status{};
  if (fstat(file.get(), &status) != 0) return Fail(CodeOf(errno), "", std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return Fail(ErrorCode::kUnknownType, "", "not a regular file");
  if (status.st_size == 0) return Fail(ErrorCode::kEmptyFile);
  if (status.st_size > kMaxSize) return Fail(ErrorCode::kTooLarge, "", "the file is too large");
  MappedFile result;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (status.st_size < kMapFrom) {
    auto bytes = ReadAll(file.get(), size);
    if (!bytes) return std::unexpected(bytes.error());
    result.copy_ = std::move(*bytes);
    return result;
  }
  void* map = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (map == MAP_FAILED) return Fail(ErrorCode::kReadFailed, "", std::strerror(errno));
  result.map_ = {static_cast<const std::uint8_t*>(map), size};
  return result;
}

MappedFile::~MappedFile() {
  if (map_.data() != nullptr) munmap(const_cast<std::uint8_t*>(map_.data()), map_.size());
}

}  // namespace sumikeshi
