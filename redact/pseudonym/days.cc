// Source: the first years of the eras by their 改元政令.
#include "redact/pseudonym/days.h"

#include <re2/re2.h>

#include <array>
#include <charconv>
#include <utility>

namespace sumikeshi {
namespace {

struct Parts {
  std::string era, year, month, day;
  std::string to_month;  // as written, up to the month with its 月
};

int Number(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

constexpr std::pair<std::string_view, int> kEras[] = {
    {"明治", 1867}, {"大正", 1911}, {"昭和", 1925}, {"平成", 1988}, {"令和", 2018},
    {"M", 1867},    {"T", 1911},    {"S", 1925},    {"H", 1988},    {"R", 2018}};

std::optional<Parts> Split(std::string_view text) {
  static const re2::RE2 kWritten(
      R"(\s*((明治|大正|昭和|平成|令和|西暦|[MTSHR])?\.? ?([0-9]{1,4}|元)(?:年| ?[./\-] ?) ?)"
      R"((1[0-2]|0?[1-9])(?:月)?)(?: ?[./\-] ?)? ?(3[01]|[12][0-9]|0?[1-9])日?)"
      R"((?: ?\(?[月火水木金土日](?:曜日)?\)?)?(?:生まれ|生)?\s*)");
  static const re2::RE2 kCompact(
      R"(\s*(((?:18|19|20)[0-9]{2})(1[0-2]|0[1-9]))(3[01]|[12][0-9]|0[1-9])\s*)");
  Parts parts;
  if (re2::RE2::FullMatch(text, kWritten, &parts.to_month, &parts.era, &parts.year, &parts.month,
                          &parts.day)) {
    return parts;
  }
  if (re2::RE2::FullMatch(text, kCompact, &parts.to_month, &parts.year, &parts.month, &parts.day)) {
    return parts;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Day> ReadDay(std::string_view text) {
  const auto parts = Split(text);
  if (!parts) return std::nullopt;
  Day day{parts->year == "元" ? 1 : Number(parts->year), Number(parts->month), Number(parts->day)};
  for (const auto& [era, before] : kEras) {
    if (parts->era == era) day.year += before;
  }
  constexpr int kEarliest = 1850;
  constexpr int kLatest = 2150;
  if (day.year < kEarliest || day.year > kLatest) return std::nullopt;
  return day;
}

std::string MonthOf(std::string_view text) {
  if (const auto parts = Split(text)) return parts->to_month;
  static const re2::RE2 kDay(R"(\s*((?:1[0-2]|0?[1-9])月) ?[0-9]{1,2}日\s*)");
  std::string month;
  return re2::RE2::FullMatch(text, kDay, &month) ? month : std::string();
}

int YearsBetween(const Day& born, const Day& now) {
  const bool not_yet = now.month < born.month || (now.month == born.month && now.day < born.day);
  return now.year - born.year - (not_yet ? 1 : 0);
}

}  // namespace sumikeshi
