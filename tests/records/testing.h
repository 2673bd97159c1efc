// What the tests of registers share: a ledger of made-up runs, a reader of CSV.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "redact/ledger/ledger.h"
#include "tests/ledger/testing.h"
#include "tests/support/program.h"

namespace sumikeshi {

// Japan is nine hours ahead: where the ledger says 20:00, the clerk's next day has begun.
inline void LiveInJapan() {
  setenv("TZ", "Asia/Tokyo", 1);
  tzset();
}

// Appends at a moment of the test's choice, each call a commit of its own.
class LedgerWriter {
 public:
  explicit LedgerWriter(const std::filesystem::path& path)
      : ledger_(OpenLedger(path, [this] { return now_; }).value()) {}

  void At(int year, unsigned month, unsigned day, int hour = 3) {
    now_ = std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                                 std::chrono::day(day)) +
           std::chrono::hours(hour);
  }
  void Add(std::vector<LedgerEntry> entries) { ASSERT_TRUE(ledger_->Append(entries).has_value()); }
  Ledger& ledger() { return *ledger_; }

 private:
  std::chrono::system_clock::time_point now_;
  std::unique_ptr<Ledger> ledger_;
};

// RFC 4180, written here once more and not taken from the program. Drops the byte order mark.
inline std::vector<std::vector<std::string>> ParseCsv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\r')) {
      rows.back().push_back(std::move(cell));
      cell.clear();
      if (c == '\r') {
        rows.emplace_back();
        ++i;
      }
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

}  // namespace sumikeshi
