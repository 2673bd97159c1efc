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

struct Opened {
  int descriptor = -1;
  off_t size = 0;
};

Result<Opened> OpenRegular(const std::filesystem::path& path) {
  // Without O_NONBLOCK a pipe without a writer would block for ever.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return Fail(CodeOf(errno), "", std::strerror(errno));
  struct stat status{};
  const int failed = fstat(descriptor, &status) != 0 ? errno : 0;
  if (failed == 0 && S_ISREG(status.st_mode)) return Opened{descriptor, status.st_size};
  close(descriptor);
  if (failed != 0) return Fail(CodeOf(failed), "", std::strerror(failed));
  return Fail(ErrorCode::kUnknownType, "", "not a regular file");
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
  auto opened = OpenRegular(path);
  if (!opened) return std::unexpected(opened.error());
  const Descriptor file(opened->descriptor);
  if (opened->size == 0) return Fail(ErrorCode::kEmptyFile);
  if (opened->size > kMaxSize) return Fail(ErrorCode::kTooLarge, "", "the file is too large");
  MappedFile result;
  const auto size = static_cast<std::size_t>(opened->size);
  if (opened->size < kMapFrom) {
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

Result<SequentialFile> SequentialFile::Open(const std::filesystem::path& path) {
  auto opened = OpenRegular(path);
  if (!opened) return std::unexpected(opened.error());
  return SequentialFile(opened->descriptor, static_cast<std::uint64_t>(opened->size));
}

SequentialFile::~SequentialFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<std::size_t> SequentialFile::Read(std::span<std::uint8_t> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t got = read(descriptor_, into.data() + done, into.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Fail(CodeOf(errno), "", std::strerror(errno));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<void> SequentialFile::Rewind() {
  if (lseek(descriptor_, 0, SEEK_SET) != 0) return Fail(CodeOf(errno), "", std::strerror(errno));
  return {};
}

}  // namespace sumikeshi
