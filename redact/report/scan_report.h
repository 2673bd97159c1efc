// The report of a look over many files for the clerk: one self-contained HTML page without scripts,
// written out as it comes, in memory that does not grow with the files.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct ScanReportRun {
  std::string time;     // ShownTime() of report.h
  std::string profile;  // name and title
};

// What was found at one place. The words only where the user asked for them.
struct ScanReportPlace {
  Decision decision;
  std::optional<std::string> value;
};

// Not thread-safe. `write` takes the page piece by piece.
class ScanReport {
 public:
  ScanReport(std::function<void(std::string_view)> write, const ScanReportRun& run,
             Language language);
  // What was found in the file `path` (any bytes); more of the file that came last is added to it.
  void Add(const std::string& path, const std::vector<ScanReportPlace>& places);
  // The file, or the rest of it, could not be looked at.
  void Add(const std::string& path, const Error& error);
  // Completes the page. `cancelled`: not all files were looked at.
  void Finish(bool cancelled);

 private:
  struct Row {
    std::size_t places = 0;
    std::size_t files = 0;
  };

  [[nodiscard]] std::string_view Say(std::string_view japanese, std::string_view english) const {
    return language_ == Language::kJapanese ? japanese : english;
  }
  void Begin(const std::string& path);
  void OpenSection();
  void OpenTable();
  void CloseTable();
  void End();
  [[nodiscard]] std::string PlaceRow(const ScanReportPlace& place) const;
  [[nodiscard]] std::string Summary(bool cancelled) const;

  std::function<void(std::string_view)> write_;
  Language language_;
  std::optional<std::string> path_;  // of the file that came last
  bool section_ = false;             // is open
  bool table_ = false;
  std::size_t in_file_ = 0;  // places of it
  std::map<Category, std::size_t> of_file_;
  std::map<Category, Row> categories_;
  std::size_t files_ = 0;
  std::size_t found_ = 0;   // files
  std::size_t failed_ = 0;  // files
};

}  // namespace sumikeshi
