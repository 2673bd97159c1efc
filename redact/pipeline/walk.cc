// Walks the input folders.
#include "redact/pipeline/walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

struct FolderId {
  dev_t device = 0;
  ino_t node = 0;
  friend bool operator==(const FolderId&, const FolderId&) = default;
};

ErrorCode CodeOf(const std::error_code& error) {
  if (error == std::errc::permission_denied) return ErrorCode::kPermission;
  if (error == std::errc::too_many_symbolic_link_levels) return ErrorCode::kSymlinkLoop;
  if (error == std::errc::no_such_file_or_directory) return ErrorCode::kNotFound;
  return ErrorCode::kReadFailed;
}

ErrorCode CodeOf(int error) { return CodeOf(std::error_code(error, std::generic_category())); }

class Walker {
 public:
  explicit Walker(const fs::path& output) {
    struct stat status{};
    if (!output.empty() && stat(output.c_str(), &status) == 0) {
      output_ = FolderId{status.st_dev, status.st_ino};
    }
  }

  void Walk(const fs::path& source, const fs::path& relative) {
    struct stat status{};
    if (stat(source.c_str(), &status) != 0) {
      AddError(source, relative, CodeOf(errno));
    } else if (S_ISDIR(status.st_mode)) {
      Enter(source, relative, {status.st_dev, status.st_ino});
    } else {
      Add({source, relative, std::nullopt});
    }
  }

  std::vector<InputItem> Take() { return std::move(items_); }

 private:
  void Enter(const fs::path& source, const fs::path& relative, const FolderId& id) {
    if (output_ && *output_ == id) {
      AddError(source, relative, ErrorCode::kOutputInsideInput);
    } else if (std::ranges::find(ancestors_, id) != ancestors_.end()) {
      AddError(source, relative, ErrorCode::kSymlinkLoop);
    } else {
      ancestors_.push_back(id);
      List(source, relative);
      ancestors_.pop_back();
    }
  }

  void List(const fs::path& source, const fs::path& relative) {
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(source, error), end; !error && entry != end;
         entry.increment(error)) {
      names.push_back(entry->path().filename().string());
    }
    if (error) AddError(source, relative, CodeOf(error));
    std::ranges::sort(names);
    for (const std::string& name : names) Walk(source / name, relative / name);
  }

  void AddError(const fs::path& source, const fs::path& relative, ErrorCode code) {
    const fs::path shown = relative.empty() ? source.filename() : relative;
    items_.push_back({source, shown, Error{code, "", "", 0}});
  }

  void Add(InputItem item) {
    if (output_ && !taken_.insert(item.relative.string()).second) {
      item.error = Error{ErrorCode::kNameCollision, "", "", 0};
    }
    items_.push_back(std::move(item));
  }

  std::optional<FolderId> output_;
  std::vector<FolderId> ancestors_;
  std::unordered_set<std::string> taken_;
  std::vector<InputItem> items_;
};

}  // namespace

std::vector<InputItem> CollectInputs(std::span<const fs::path> inputs, const fs::path& output) {
  Walker walker(output);
  for (const fs::path& input : inputs) {
    std::error_code ignored;
    const bool folder = fs::is_directory(input, ignored);
    walker.Walk(input, folder ? fs::path() : input.filename());
  }
  return walker.Take();
}

}  // namespace sumikeshi
