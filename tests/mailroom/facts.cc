// Made-up people, places and dates, and words from the pools in words.txt.
#include "tests/mailroom/facts.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <span>

#include "tests/mailroom/numbers.h"

namespace sumikeshi {
extern const std::string_view kMailroomWords;
}

namespace sumikeshi::mailroom {
namespace {

using Pools = std::map<std::string_view, std::vector<std::string_view>, std::less<>>;

Pools ReadPools(std::string_view text) {
  Pools pools;
  std::vector<std::string_view>* pool = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("# ")) {
      pool = &pools[line.substr(2)];
    } else if (!line.empty() && pool != nullptr) {
      pool->push_back(line);
    }
  }
  return pools;
}

const std::vector<std::string_view>& Pool(std::string_view name) {
  static const Pools pools = ReadPools(kMailroomWords);
  const auto found = pools.find(name);
  if (found == pools.end()) {
    fmt::print(stderr, "mailroom: words.txt has no pool \"{}\"\n", name);
    std::abort();
  }
  return found->second;
}

struct Era {
  std::string_view name;
  std::string_view letter;
  int first_year;
};

Era EraOf(int year) {
  if (year >= 2019) return {"令和", "R", 2019};
  if (year >= 1989) return {"平成", "H", 1989};
  return {"昭和", "S", 1926};
}

std::string FormatDate(int style, int year, int month, int day) {
  const Era era = EraOf(year);
  const int of_era = year - era.first_year + 1;
  switch (style) {
    case 0:
      return fmt::format("{}年{}月{}日", year, month, day);
    case 1:
      return fmt::format("{}/{:02}/{:02}", year, month, day);
    case 2:
      return fmt::format("{}{}.{}.{}", era.letter, of_era, month, day);
    default:
      return of_era == 1 ? fmt::format("{}元年{}月{}日", era.name, month, day)
                         : fmt::format("{}{}年{}月{}日", era.name, of_era, month, day);
  }
}

}  // namespace

std::string Word(Random& random, std::string_view pool) {
  return Fill(random, random.Pick(std::span<const std::string_view>(Pool(pool))));
}

std::vector<std::string> Words(Random& random, std::string_view pool, int count) {
  std::vector<std::string_view> left = Pool(pool);
  std::vector<std::string> words;
  while (count-- > 0 && !left.empty()) {
    const auto at = left.begin() + random.Range(0, static_cast<int>(left.size()) - 1);
    words.push_back(Fill(random, *at));
    left.erase(at);
  }
  return words;
}

std::string Fill(Random& random, std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t open = text.find('{');
    if (open == std::string_view::npos) return out.append(text);
    const std::size_t close = text.find('}', open);
    out.append(text.substr(0, open));
    out += Word(random, text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

std::string Name(Random& random) { return Word(random, "surname") + "　" + Word(random, "given"); }

std::string Kana(Random& random) {
  return Word(random, "surname_kana") + "　" + Word(random, "given_kana");
}

std::string Address(Random& random) {
  std::string address = Word(random, "town");
  const int chome = random.Range(1, 8), block = random.Range(1, 38), house = random.Range(1, 29);
  switch (random.Range(0, 3)) {
    case 0:
      address += fmt::format("{}丁目{}番{}号", chome, block, house);
      break;
    case 1:
      address += fmt::format("{}番地{}", random.Range(101, 3999), house);
      break;
    default:
      address += fmt::format("{}-{}-{}", chome, block, house);
  }
  if (random.Chance(0.3)) {
    address += " " + Word(random, "building") + fmt::format("{}0{}", chome, random.Range(1, 9));
  }
  return address;
}

std::string Honseki(Random& random) {
  static constexpr std::string_view kKanji[] = {"一", "二", "三", "四", "五", "六"};
  std::string place = Word(random, "town");
  switch (random.Range(0, 2)) {
    case 0:
      return place + fmt::format("{}番地", random.Range(12, 4870));
    case 1:
      return place + fmt::format("{}丁目{}番", kKanji[random.Range(0, 5)], random.Range(1, 60));
    default:
      return place + fmt::format("{}番地の{}", random.Range(12, 2999), random.Range(1, 9));
  }
}

std::string KanjiNumber(int n) {
  static constexpr std::string_view kDigits[] = {"",   "一", "二", "三", "四",
                                                 "五", "六", "七", "八", "九"};
  std::string out;
  if (n >= 100) out += std::string(n >= 200 ? kDigits[n / 100] : "") + "百";
  n %= 100;
  if (n >= 10) out += std::string(n >= 20 ? kDigits[n / 10] : "") + "十";
  return out + std::string(kDigits[n % 10]);
}

std::string VerticalPlace(Random& random) {
  return Word(random, "town") + KanjiNumber(random.Range(1, 480)) + "番地";
}

std::string KanjiDate(Random& random, int from_year, int to_year) {
  return "昭和" + KanjiNumber(random.Range(from_year, to_year)) + "年" +
         KanjiNumber(random.Range(1, 12)) + "月" + KanjiNumber(random.Range(1, 28)) + "日";
}

std::string PostCode(Random& random) { return Digits(random, 3) + "-" + Digits(random, 4); }

std::string Phone(Random& random) {
  if (random.Chance(0.6)) {
    return std::string(random.Pick({"090", "080", "070"})) + "-" + Digits(random, 4) + "-" +
           Digits(random, 4);
  }
  return std::string(random.Pick({"03", "06"})) + "-" +
         std::string(random.Pick({"32", "57", "68"})) + Digits(random, 2) + "-" + Digits(random, 4);
}

std::string Date(Random& random, int from_year, int to_year) {
  const int year = random.Range(from_year, to_year);
  const int month = random.Range(1, 12), day = random.Range(1, 28);
  return FormatDate(random.Range(0, 6), year, month, day);
}

std::string BirthDate(Random& random) { return Date(random, 1938, 2008); }

std::string RecentDate(Random& random) { return Date(random, 2021, 2026); }

std::string Period(Random& random) {
  const int style = random.Range(0, 6), year = random.Range(2021, 2026);
  const int month = random.Range(1, 11), day = random.Range(1, 14);
  return FormatDate(style, year, month, day) + "から" +
         FormatDate(style, year, month + random.Range(0, 1), day + random.Range(2, 14)) + "まで";
}

std::string Yen(Random& random, int thousand_low, int thousand_high) {
  const int yen = random.Range(thousand_low, thousand_high) * 1000 + random.Range(0, 9) * 100;
  std::string digits = std::to_string(yen);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits + "円";
}

std::string PolicyNumber(Random& random) {
  switch (random.Range(0, 3)) {
    case 0:
      return Digits(random, 9);
    case 1:
      return Digits(random, 3) + "-" + Digits(random, 7);
    case 2:
      return std::string(random.Pick({"A", "K", "LN", "MD"})) + Digits(random, 8);
    default:
      return Digits(random, 4) + "-" + Digits(random, 6) + "-" + Digits(random, 2);
  }
}

std::string Hospital(Random& random) { return Word(random, "hospital"); }

}  // namespace sumikeshi::mailroom
