// Moments to text and back.
#include "redact/ledger/timestamp.h"

#include <fmt/format.h>

#include <charconv>

namespace sumikeshi {

std::string Timestamp(std::chrono::system_clock::time_point moment) {
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(moment);
  const auto day = std::chrono::floor<std::chrono::days>(milliseconds);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(milliseconds - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

std::optional<std::chrono::system_clock::time_point> ParseTimestamp(std::string_view text) {
  const auto number = [text](std::size_t at, std::size_t length) {
    unsigned value = 0;
    if (text.size() >= at + length) {
      std::from_chars(text.data() + at, text.data() + at + length, value);
    }
    return value;
  };
  const auto date = std::chrono::year(static_cast<int>(number(0, 4))) /
                    std::chrono::month(number(5, 2)) / std::chrono::day(number(8, 2));
  if (!date.ok()) return std::nullopt;
  const auto moment = std::chrono::sys_days(date) + std::chrono::hours(number(11, 2)) +
                      std::chrono::minutes(number(14, 2)) + std::chrono::seconds(number(17, 2)) +
                      std::chrono::milliseconds(number(20, 3));
  return Timestamp(moment) == text ? std::optional(moment) : std::nullopt;
}

}  // namespace sumikeshi
