// Kanji numerals -> digits. A numeral is a number when a counter of dates, ages or addresses
// follows and what stands beside that fits (年 after an era or before a month, 日 after 月, ...),
// or when at least four digits stand in one run with hyphens. Words (一般, 三郎, 四日市) have no
// such context.
//
// Limit: quantities (三回, 五年前) stay kanji: recognizers that need them list them.
#include "scanner/text/numerals.h"

#include <optional>
#include <string>
#include <string_view>

#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kRunOfDigits = 4;  // 七五三 and 一二三 are words

struct Numeral {
  std::size_t end = 0;
  std::string digits;
};

char32_t At(const std::vector<Glyph>& line, std::size_t i) {
  return i < line.size() ? line[i].character : U'\n';
}

// Reads "五十三", "百二", "一九七八" at `begin`.
std::optional<Numeral> ParseNumeral(const std::vector<Glyph>& line, std::size_t begin) {
  std::string positional;
  int value = 0;
  int digit = -1;
  bool compound = false;
  std::size_t i = begin;
  for (; i < line.size() && i < begin + 8; ++i) {
    const char32_t c = line[i].character;
    if (const std::optional<int> d = KanjiDigit(c)) {
      digit = *d;
      positional += static_cast<char>('0' + *d);
    } else if (c == U'十' || c == U'百') {
      compound = true;
      value += (digit < 0 ? 1 : digit) * (c == U'十' ? 10 : 100);
      digit = -1;
    } else {
      break;
    }
  }
  if (i == begin) return std::nullopt;
  if (!compound) return Numeral{i, positional};
  return Numeral{i, std::to_string(value + (digit < 0 ? 0 : digit))};
}

bool EndsWith(const std::vector<Glyph>& line, std::size_t end, std::u32string_view word) {
  if (end < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (line[end - word.size() + i].character != word[i]) return false;
  }
  return true;
}

bool AfterEra(const std::vector<Glyph>& line, std::size_t at) {
  for (const std::u32string_view era : {U"明治", U"大正", U"昭和", U"平成", U"令和", U"西暦"}) {
    if (EndsWith(line, at, era)) return true;
  }
  return false;
}

// Whether a number and then `counter` stand at `at`.
bool NumberThen(const std::vector<Glyph>& line, std::size_t at, char32_t counter) {
  std::size_t i = at;
  while (IsDigit(At(line, i))) ++i;
  if (i == at) {
    const std::optional<Numeral> numeral = ParseNumeral(line, at);
    if (!numeral) return false;
    i = numeral->end;
  }
  return At(line, i) == counter;
}

bool IsNumberHere(const std::vector<Glyph>& line, std::size_t begin, const Numeral& numeral) {
  const char32_t before = begin > 0 ? line[begin - 1].character : U'\n';
  const std::size_t after = numeral.end + 1;
  switch (At(line, numeral.end)) {
    case U'年':
      return AfterEra(line, begin) || numeral.digits.size() == 4 || NumberThen(line, after, U'月');
    case U'月':
      return before == U'年' || NumberThen(line, after, U'日');
    case U'日':
      return before == U'月';
    case U'歳':
    case U'才':
      return true;
    case U'丁':
      return At(line, after) == U'目';
    case U'番':
      return At(line, after) == U'地' || before == U'目' || NumberThen(line, after, U'号');
    case U'号':
      return before == U'番';
    default:
      return false;
  }
}

// The end of a run of kanji digits in groups joined by hyphens, if it has enough of them.
std::optional<std::size_t> LongRun(const std::vector<Glyph>& line, std::size_t begin) {
  if (!KanjiDigit(line[begin].character)) return std::nullopt;
  std::size_t count = 0;
  std::size_t end = begin;
  for (std::size_t i = begin; i < line.size(); ++i) {
    if (KanjiDigit(line[i].character)) {
      ++count;
      end = i + 1;
    } else if (line[i].character != U'-' && line[i].character != U' ') {
      break;
    }
  }
  if (count < kRunOfDigits) return std::nullopt;
  return end;
}

void WriteNumeral(const std::vector<Glyph>& line, std::size_t begin, const Numeral& numeral,
                  std::vector<Glyph>& read) {
  const std::uint32_t first = line[begin].first;
  for (const char digit : numeral.digits) {
    read.push_back({static_cast<char32_t>(digit), first, first});
  }
  read.back().last = line[numeral.end - 1].last;
}

bool IsCircle(char32_t c) { return c == U'〇' || c == U'○'; }

// Zeros between digits that were written as circles.
bool IsCircleZero(const std::vector<Glyph>& line, std::size_t i, const std::vector<Glyph>& read) {
  if (!IsCircle(line[i].character) || read.empty() || !IsDigit(read.back().character)) return false;
  std::size_t next = i;
  while (IsCircle(At(line, next))) ++next;
  return IsDigit(At(line, next));
}

bool HasNumeral(const std::vector<Glyph>& line) {
  for (const Glyph& glyph : line) {
    const char32_t c = glyph.character;
    if (KanjiDigit(c) || c == U'十' || c == U'百' || c == U'○') return true;
  }
  return false;
}

}  // namespace

std::vector<Glyph> ReadNumerals(const std::vector<Glyph>& line) {
  if (!HasNumeral(line)) return line;
  std::vector<Glyph> read;
  read.reserve(line.size());
  for (std::size_t i = 0; i < line.size();) {
    if (IsCircleZero(line, i, read)) {
      read.push_back({U'0', line[i].first, line[i].last});
      ++i;
      continue;
    }
    if (const std::optional<std::size_t> end = LongRun(line, i)) {
      for (; i < *end; ++i) {
        read.push_back(line[i]);
        const std::optional<int> digit = KanjiDigit(line[i].character);
        if (digit) read.back().character = U'0' + static_cast<char32_t>(*digit);
      }
      continue;
    }
    const std::optional<Numeral> numeral = ParseNumeral(line, i);
    if (numeral && IsNumberHere(line, i, *numeral)) {
      WriteNumeral(line, i, *numeral, read);
      i = numeral->end;
    } else {
      const std::size_t end = numeral ? numeral->end : i + 1;
      for (; i < end; ++i) read.push_back(line[i]);
    }
  }
  return read;
}

}  // namespace sumikeshi
