// Names of files in the making.
#include "redact/report/part.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = ".sumikeshi-";
constexpr std::string_view kSuffix = ".part";

}  // namespace

fs::path PartPath(const fs::path& folder, std::string_view use) {
  return folder / fmt::format("{}{}-{}{}", kPrefix, getpid(), use, kSuffix);
}

void RemoveStaleParts(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) continue;
    const pid_t owner = std::atoi(name.c_str() + kPrefix.size());
    const bool lives = kill(owner, 0) == 0 || errno == EPERM;
    if (owner <= 0 || (owner != getpid() && lives)) continue;
    std::error_code ignored;
    fs::remove(entry->path(), ignored);
  }
}

}  // namespace sumikeshi
