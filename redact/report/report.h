// The report of a run for the clerk: one self-contained HTML file, without scripts, to look at and
// to print. It shows places, categories, rules and the redacted pages; never a value.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct ReportRun {
  std::string time;     // ShownTime()
  std::string profile;  // name and title
  std::string operator_id;
  std::string purpose;  // as it is to be shown; empty = not given
  std::string ground;
  std::string program;
  std::string reader;
};

// One page of the written, redacted document. Without its size no places are marked on it.
struct ReportPage {
  std::vector<std::uint8_t> png;  // small picture; empty = none (text)
  int width = 0;                  // of the page itself, in the pixels of the decisions' boxes
  int height = 0;
};

struct ReportDocument {
  std::string path;  // relative; any bytes
  Verdict verdict;
  bool resumed = false;  // finished by an earlier run: neither decisions nor pages
  std::vector<Decision> decisions;
  std::vector<ReportPage> pages;  // by page; empty when held
};

// Writes document by document; memory does not grow with the pages. Not thread-safe.
class ReportWriter {
 public:
  virtual ~ReportWriter() = default;  // without Finish() nothing is left behind
  // Errors: kDiskFull, kWriteFailed.
  [[nodiscard]] virtual Result<void> Add(const ReportDocument& document) = 0;
  // Puts the file in place, whole or not at all, in place of an earlier one.
  [[nodiscard]] virtual Result<void> Finish() = 0;
};

// The local time, for the reader of a report.
[[nodiscard]] std::string ShownTime();

// Errors: kPermission, kNotFound (no such folder), kDiskFull, kWriteFailed.
[[nodiscard]] Result<std::unique_ptr<ReportWriter>> OpenReport(const std::filesystem::path& path,
                                                               ReportRun run, Language language);

}  // namespace sumikeshi
