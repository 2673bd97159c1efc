// Writes held.jsonl.
#include "redact/pipeline/held_list.h"

#include <nlohmann/json.hpp>

#include "redact/report/error_detail.h"
#include "redact/report/report_file.h"

namespace sumikeshi {

void HeldList::Add(const std::filesystem::path& file, const Error& reason, Language language) {
  nlohmann::ordered_json line;
  line["file"] = file.string();
  line["page"] = reason.page == 0 ? nlohmann::json(nullptr) : nlohmann::json(reason.page);
  line["error"] = ErrorKey(reason.code);
  line["cause"] = ErrorCause(reason.code, language);
  line["remedy"] = ErrorRemedy(reason.code, language);
  line["detail"] = ErrorDetail(reason, language);
  // A file name need not be UTF-8.
  lines_ += line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  lines_ += '\n';
}

Result<void> HeldList::Write() const {
  auto file = ReportFile::Named(path_);
  if (!file) return std::unexpected(file.error());
  if (auto put = file->Write(lines_); !put) return put;
  return file->Commit();
}

}  // namespace sumikeshi
