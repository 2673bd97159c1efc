// Days as the clerk counts them: local, while the ledger keeps UTC.
#pragma once

#include <string>
#include <string_view>

namespace sumikeshi {

// From `from` to `to`, both included, "2026-11-22"; empty = no limit on that side.
struct Period {
  std::string from;
  std::string to;

  [[nodiscard]] bool Contains(std::string_view day) const {
    return (from.empty() || day >= from) && (to.empty() || day <= to);
  }
  friend bool operator==(const Period&, const Period&) = default;
};

// "2026-11-22 12:04" local, of a ledger's "2026-11-22T03:04:05.678Z". What is no such time comes
// back as it is.
[[nodiscard]] std::string LocalTime(const std::string& utc);
[[nodiscard]] std::string LocalDay(const std::string& utc);

// Now, in the same form.
[[nodiscard]] std::string LocalNow();

// Days from one "2026-11-22" to the other, negative when `to` is earlier.
[[nodiscard]] int DaysBetween(const std::string& from, const std::string& to);

// "2026-12" of "2026-11".
[[nodiscard]] std::string NextMonth(const std::string& month);

// "2026年11月22日" of "2026-11-22".
[[nodiscard]] std::string JapaneseDay(const std::string& day);

}  // namespace sumikeshi
