// One line: "sumikeshi-pseudonym-key-1 " and the key in hexadecimal digits.
#include "redact/pseudonym/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "sumikeshi-pseudonym-key-1 ";
constexpr std::size_t kDigits = 2 * sizeof(Hash);

std::unexpected<Error> SystemFailure(int error) {
  const ErrorCode code = error == ENOSPC || error == EDQUOT ? ErrorCode::kDiskFull
                         : error == EACCES || error == EPERM || error == EROFS
                             ? ErrorCode::kPermission
                         : error == ENOENT || error == ENOTDIR ? ErrorCode::kNotFound
                                                               : ErrorCode::kWriteFailed;
  return Fail(code, {}, std::strerror(error));
}

// Where the path really leads, as far as it exists.
fs::path Real(const fs::path& path) {
  std::error_code error;
  fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? fs::absolute(path).lexically_normal() : real;
}

bool IsWithin(const fs::path& path, const fs::path& folder) {
  const auto [in_folder, in_path] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end() || (in_folder->empty() && std::next(in_folder) == folder.end());
}

std::string IdOf(const Hash& key) {
  constexpr std::string_view kPurpose = "sumikeshi pseudonym key id";
  Hash hash{};
  crypto_auth_hmacsha256(hash.data(), reinterpret_cast<const unsigned char*>(kPurpose.data()),
                         kPurpose.size(), key.data());
  constexpr std::size_t kBytes = 8;
  std::string id(2 * kBytes + 1, '\0');
  sodium_bin2hex(id.data(), id.size(), hash.data(), kBytes);
  id.pop_back();
  return id;
}

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Result<Hash> MakeKey(int descriptor, const fs::path& path) {
  Hash key;
  randombytes_buf(key.data(), key.size());
  std::string line(kMagic);
  std::string digits(kDigits + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), key.data(), key.size());
  digits.back() = '\n';
  line += digits;
  const ssize_t written = write(descriptor, line.data(), line.size());
  const int failure = written < 0 ? errno : ENOSPC;
  const bool whole = written == static_cast<ssize_t>(line.size()) && fsync(descriptor) == 0;
  sodium_memzero(line.data(), line.size());
  sodium_memzero(digits.data(), digits.size());
  if (!whole) {
    unlink(path.c_str());
    return SystemFailure(failure);
  }
  const Descriptor folder(open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) fsync(folder.get());
  return key;
}

Result<Hash> ReadKey(int descriptor) {
  struct stat status{};
  if (fstat(descriptor, &status) != 0) return SystemFailure(errno);
  if (!S_ISREG(status.st_mode)) return Fail(ErrorCode::kUsage, {}, "not a file");
  if ((status.st_mode & 077U) != 0) {
    return Fail(ErrorCode::kPermission, {}, "others may read the key: chmod 600");
  }
  char line[kMagic.size() + kDigits + 2] = {};
  const ssize_t got = read(descriptor, line, sizeof line);
  if (got < 0) return SystemFailure(errno);
  const std::string_view text(line, static_cast<std::size_t>(got));
  Hash key{};
  std::size_t length = 0;
  const bool good = text.size() == kMagic.size() + kDigits + 1 && text.starts_with(kMagic) &&
                    text.ends_with('\n') &&
                    sodium_hex2bin(key.data(), key.size(), text.data() + kMagic.size(), kDigits,
                                   nullptr, &length, nullptr) == 0 &&
                    length == key.size();
  sodium_memzero(line, sizeof line);
  if (!good) return Fail(ErrorCode::kUsage, {}, "not a key of pseudonyms");
  return key;
}

}  // namespace

PseudonymKey::~PseudonymKey() { sodium_memzero(key.data(), key.size()); }

Result<PseudonymKey> OpenPseudonymKey(const fs::path& path,
                                      const std::vector<fs::path>& forbidden) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, "libsodium");
  const fs::path real = Real(path);
  for (const fs::path& place : forbidden) {
    if (!place.empty() && IsWithin(real, Real(place))) {
      return Fail(
          ErrorCode::kUsage, {},
          "鍵は入力・出力・台帳とは別の場所に置いてください / the key must not stand with the "
          "documents, their copies or the ledger");
    }
  }
  const Descriptor made(
      open(real.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (made.get() < 0 && errno != EEXIST) return SystemFailure(errno);
  const Descriptor known(made.get() < 0 ? open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
                                        : -1);
  if (made.get() < 0 && known.get() < 0) return SystemFailure(errno);
  auto key = made.get() >= 0 ? MakeKey(made.get(), real) : ReadKey(known.get());
  if (!key) return std::unexpected(key.error());
  PseudonymKey result;
  result.key = *key;
  result.id = IdOf(*key);
  sodium_memzero(key->data(), key->size());
  return result;
}

}  // namespace sumikeshi
