// Days as they are written in Japan, read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sumikeshi {

struct Day {
  int year = 0;  // of the common era
  int month = 0;
  int day = 0;

  friend bool operator==(const Day&, const Day&) = default;
};

// 昭和53年3月15日, S53.3.15, 1978/03/15, 19780315 in normalised UTF-8, with nothing else but spaces
// and a weekday or 生 behind it. A year of two digits without its era is none.
[[nodiscard]] std::optional<Day> ReadDay(std::string_view text);

// The same day without its day, in the same writing: 昭和53年3月, S53.3, 1978/03, 197803; 3月 of
// 3月15日. Empty where the text is no day.
[[nodiscard]] std::string MonthOf(std::string_view text);

// Whole years from one day to another.
[[nodiscard]] int YearsBetween(const Day& born, const Day& now);

}  // namespace sumikeshi
