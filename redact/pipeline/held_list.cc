// Writes held.jsonl.
#include "redact/pipeline/held_list.h"

#include <cerrno>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <system_error>

namespace sumikeshi {

void HeldList::Add(const std::filesystem::path& file, const Error& reason, Language language) {
  nlohmann::ordered_json line;
  line["file"] = file.string();
  line["page"] = reason.page == 0 ? nlohmann::json(nullptr) : nlohmann::json(reason.page);
  line["error"] = ErrorKey(reason.code);
  line["cause"] = ErrorCause(reason.code, language);
  line["remedy"] = ErrorRemedy(reason.code, language);
  line["detail"] = reason.where.empty() || reason.what.empty() ? reason.where + reason.what
                                                               : reason.where + ": " + reason.what;
  // A file name need not be UTF-8.
  lines_ += line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  lines_ += '\n';
}

Result<void> HeldList::Write() const {
  std::filesystem::path part = path_;
  part += ".part";
  std::FILE* file = std::fopen(part.c_str(), "wbe");
  bool written = file != nullptr;
  if (file != nullptr) {
    written = std::fwrite(lines_.data(), 1, lines_.size(), file) == lines_.size();
    written = std::fclose(file) == 0 && written;
  }
  const int cause = errno;
  std::error_code error;
  if (written) std::filesystem::rename(part, path_, error);
  if (written && !error) return {};
  std::filesystem::remove(part, error);
  return Fail(cause == ENOSPC ? ErrorCode::kDiskFull : ErrorCode::kWriteFailed, path_.string());
}

}  // namespace sumikeshi
