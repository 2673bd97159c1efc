// Calendar arithmetic.
#include "redact/records/period.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <ctime>

namespace sumikeshi {
namespace {

int Number(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string Shown(std::time_t moment) {
  std::tm local{};
  localtime_r(&moment, &local);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.tm_year + 1900, local.tm_mon + 1,
                     local.tm_mday, local.tm_hour, local.tm_min);
}

std::chrono::sys_days DayOf(std::string_view day) {
  if (day.size() < 10) return {};
  return std::chrono::year(Number(day.substr(0, 4))) /
         std::chrono::month(static_cast<unsigned>(Number(day.substr(5, 2)))) /
         std::chrono::day(static_cast<unsigned>(Number(day.substr(8, 2))));
}

}  // namespace

std::string LocalTime(const std::string& utc) {
  std::tm broken{};
  const char* end = strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%S", &broken);
  return end == nullptr ? utc : Shown(timegm(&broken));
}

std::string LocalDay(const std::string& utc) { return LocalTime(utc).substr(0, 10); }

std::string LocalNow() { return Shown(std::time(nullptr)); }

int DaysBetween(const std::string& from, const std::string& to) {
  return static_cast<int>((DayOf(to) - DayOf(from)).count());
}

std::string NextMonth(const std::string& month) {
  int year = Number(std::string_view(month).substr(0, 4));
  int number = Number(std::string_view(month).substr(5, 2)) + 1;
  if (number > 12) {
    ++year;
    number = 1;
  }
  return fmt::format("{:04}-{:02}", year, number);
}

std::string JapaneseDay(const std::string& day) {
  if (day.size() < 10) return day;
  const std::string_view text = day;
  return fmt::format("{}年{}月{}日", Number(text.substr(0, 4)), Number(text.substr(5, 2)),
                     Number(text.substr(8, 2)));
}

}  // namespace sumikeshi
