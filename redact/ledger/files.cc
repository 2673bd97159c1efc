// Reading and replacing small files.
#include "redact/ledger/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace sumikeshi {
namespace {

constexpr std::size_t kLargest = 1 << 20;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

int WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(file, bytes.data(), bytes.size());
    if (put < 0 && errno != EINTR) return errno;
    if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return fsync(file) == 0 ? 0 : errno;
}

}  // namespace

std::unexpected<Error> SystemFailure(int error, std::string where) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Fail(ErrorCode::kDiskFull, std::move(where));
    case EROFS:
      return Fail(ErrorCode::kPermission, std::move(where),
                  "読み取り専用で、書き込めません / read-only: it cannot be written");
    case EACCES:
    case EPERM:
      return Fail(ErrorCode::kPermission, std::move(where));
    case ENOENT:
    case ENOTDIR:
      return Fail(ErrorCode::kNotFound, std::move(where),
                  "ファイルかフォルダがありません / the file or its folder is missing");
    default:
      return Fail(ErrorCode::kLedger, std::move(where),
                  "ファイルを使えません / the file cannot be used");
  }
}

Result<std::string> ReadSmallFile(const std::filesystem::path& path, const std::string& where) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return SystemFailure(errno, where);
  std::string bytes;
  char buffer[4096];
  for (;;) {
    const ssize_t got = read(file.get(), buffer, sizeof(buffer));
    if (got == 0) return bytes;
    if (got < 0) return SystemFailure(errno, where);
    bytes.append(buffer, static_cast<std::size_t>(got));
    if (bytes.size() > kLargest)
      return Fail(ErrorCode::kLedger, where, "ファイルが大きすぎます / the file is too large");
  }
}

Result<void> ReplaceFile(const std::filesystem::path& path, std::string_view bytes, mode_t mode,
                         const std::string& where) {
  std::filesystem::path fresh = path;
  fresh += ".new";
  unlink(fresh.c_str());  // of a process that was killed here
  const Descriptor file(open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (file.get() < 0) return SystemFailure(errno, where);
  int error = WriteAll(file.get(), bytes);
  if (error == 0 && rename(fresh.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    unlink(fresh.c_str());
    return SystemFailure(error, where);
  }
  FlushFolder(path);
  return {};
}

void FlushFolder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() >= 0) fsync(descriptor.get());  // not every file system has it
}

}  // namespace sumikeshi
