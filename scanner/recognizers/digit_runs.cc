// Numbers as they are written: whole runs of digits with their groups.
//
// Groups (unbroken digits) are found first, each with what stands between it and the one before:
// nothing that joins, a space, or a hyphen. Hyphens join first, then spaces join what has no hyphen
// and is short. A number is always the whole run: a 12-digit window of 16 digits is none.
#include "scanner/recognizers/digit_runs.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>

#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kStandsAlone = 7;  // digits: the longest group of any grouping is 6

enum class Joint { kNone, kSpace, kHyphen };

struct Group {
  Span span;
  std::string digits;
  int look_alikes = 0;
  Joint before = Joint::kNone;
};

// What OCR takes for a digit.
std::optional<char> LookAlike(char32_t c) {
  switch (c) {
    case U'O':
    case U'o':
    case U'D':
    case U'Q':
    case U'〇':
    case U'○':
    case U'口':
    case U'ロ':
      return '0';
    case U'l':
    case U'I':
    case U'i':
    case U'|':
    case U'!':
      return '1';
    case U'Z':
    case U'z':
    case U'二':
    case U'ニ':
      return '2';
    case U'S':
    case U's':
      return '5';
    case U'b':
      return '6';
    case U'B':
      return '8';
    case U'g':
    case U'q':
      return '9';
    default:
      return std::nullopt;
  }
}

std::optional<char> DigitOf(char32_t c, bool look_alikes) {
  if (IsDigit(c)) return static_cast<char>(c);
  return look_alikes ? LookAlike(c) : std::nullopt;
}

// What the text between two groups makes of them.
Joint JointOf(std::string_view between) {
  int marks = 0;
  int spaces = 0;
  for (std::size_t i = 0; i < between.size();) {
    const auto [c, next] = DecodeAt(between, i);
    if (c == U'-' || c == U'.' || c == U'・') {
      ++marks;
    } else if (c == U' ') {
      ++spaces;
    } else {
      return Joint::kNone;
    }
    i = next;
  }
  if (marks == 1 && spaces <= 2) return Joint::kHyphen;
  return marks == 0 && spaces == 1 ? Joint::kSpace : Joint::kNone;
}

// Unbroken digits in `range`, each with its joint to the one before.
std::vector<Group> FindGroups(std::string_view text, Span range, bool look_alikes) {
  std::vector<Group> groups;
  for (std::size_t i = range.begin; i < range.end;) {
    const auto [c, next] = DecodeAt(text, i);
    if (!DigitOf(c, look_alikes)) {
      i = next;
      continue;
    }
    Group group{{i, i}, {}, 0, Joint::kNone};
    for (; i < range.end; i = group.span.end) {
      const auto [digit, after] = DecodeAt(text, i);
      const std::optional<char> value = DigitOf(digit, look_alikes);
      if (!value) break;
      group.digits += *value;
      group.look_alikes += IsDigit(digit) ? 0 : 1;
      group.span.end = after;
    }
    constexpr std::size_t kLongestJoint = 5;  // bytes: " ・ "
    if (!groups.empty() && group.span.begin - groups.back().span.end <= kLongestJoint) {
      const std::size_t end = groups.back().span.end;
      group.before = JointOf(text.substr(end, group.span.begin - end));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

bool IsBesideLetter(std::string_view text, Span span) {
  const auto glues = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return IsAsciiLetter(u) || c == '/' || c == '+' || c == '*' || c == '_' || c == '@';
  };
  if (span.begin > 0 && glues(text[span.begin - 1]) &&
      !text.substr(0, span.begin).ends_with("No")) {
    return true;
  }
  return span.end < text.size() && glues(text[span.end]);
}

// "1,234,567": at most three digits before a comma and just three after it. In
// "901234567893,090-..." the comma separates two fields.
bool IsBesideComma(std::string_view text, Span span) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  const std::size_t length = span.end - span.begin;
  if (length == 3 && span.begin > 1 && text[span.begin - 1] == ',') {
    std::size_t before = 0;
    while (before < 4 && span.begin >= before + 2 && digit(span.begin - 2 - before)) ++before;
    if (before >= 1 && before <= 3) return true;
  }
  return length <= 3 && span.end < text.size() && text[span.end] == ',' && digit(span.end + 1) &&
         digit(span.end + 2) && digit(span.end + 3) && !digit(span.end + 4);
}

DigitRun MakeRun(std::string_view text, std::span<const Group> groups) {
  DigitRun run;
  run.span = {groups.front().span.begin, groups.back().span.end};
  for (const Group& group : groups) {
    run.digits += group.digits;
    if (!run.shape.empty()) run.shape += '-';
    run.shape += std::to_string(group.digits.size());
    run.groups.push_back(group.span);
    run.hyphens |= &group != &groups.front() && group.before == Joint::kHyphen;
    run.repaired |= group.look_alikes > 0;
  }
  run.glued = IsBesideLetter(text, run.span);
  return run;
}

// How many groups from `begin` make one run.
std::size_t RunLength(const std::vector<Group>& groups, std::size_t begin) {
  const auto hyphen_after = [&](std::size_t i) {
    return i + 1 < groups.size() && groups[i + 1].before == Joint::kHyphen;
  };
  std::size_t end = begin + 1;
  if (hyphen_after(begin)) {
    while (end < groups.size() && groups[end].before == Joint::kHyphen) ++end;
    return end - begin;
  }
  if (groups[begin].digits.size() >= kStandsAlone) return 1;
  while (end < groups.size() && groups[end].before == Joint::kSpace && !hyphen_after(end) &&
         groups[end].digits.size() < kStandsAlone) {
    ++end;
  }
  return end - begin;
}

std::vector<DigitRun> RunsIn(std::string_view text, Span range, bool look_alikes) {
  const std::vector<Group> groups = FindGroups(text, range, look_alikes);
  std::vector<DigitRun> runs;
  for (std::size_t i = 0; i < groups.size();) {
    const std::size_t length = RunLength(groups, i);
    const std::span<const Group> members(groups.data() + i, length);
    const bool amount = std::ranges::any_of(
        members, [&](const Group& group) { return IsBesideComma(text, group.span); });
    if (!amount) runs.push_back(MakeRun(text, members));
    i += length;
  }
  return runs;
}

// Whether OCR look-alikes in the run may be taken for digits.
bool IsCredible(std::string_view text, const DigitRun& run) {
  std::size_t real = 0;
  for (const Span& group : run.groups) {
    for (std::size_t i = group.begin; i < group.end; ++i) real += text[i] >= '0' && text[i] <= '9';
  }
  return !run.glued && real * 5 >= run.digits.size() * 4;
}

// Whether a gap, a line break or the border of a cell, and nothing else, stands between two runs.
bool IsBroken(const View& view, std::size_t from, std::size_t to) {
  const std::string_view between = std::string_view(view.text).substr(from, to - from);
  return !between.empty() && between.size() <= 3 &&
         between.find_first_not_of(" \t\n-") == between.npos;
}

DigitRun Join(std::span<const DigitRun> parts) {
  DigitRun joined = parts.front();
  joined.broken = true;
  for (const DigitRun& part : parts.subspan(1)) {
    joined.span.end = part.span.end;
    joined.digits += part.digits;
    joined.shape += '-' + part.shape;
    joined.groups.insert(joined.groups.end(), part.groups.begin(), part.groups.end());
    joined.hyphens |= part.hyphens;
    joined.repaired |= part.repaired;
    joined.glued |= part.glued;
  }
  return joined;
}

// The members of a chain of broken runs that fit by themselves, or else the chain, or else pairs.
void AddNumbers(std::span<const DigitRun> chain, std::size_t total, const auto& fits,
                std::vector<DigitRun>& numbers) {
  const std::size_t before = numbers.size();
  for (const DigitRun& run : chain) {
    if (fits(run.digits.size())) numbers.push_back(run);
  }
  if (numbers.size() > before || chain.size() == 1) return;
  if (fits(total)) {
    numbers.push_back(Join(chain));
    return;
  }
  for (std::size_t k = 0; k + 1 < chain.size(); ++k) {
    if (fits(chain[k].digits.size() + chain[k + 1].digits.size())) {
      numbers.push_back(Join(chain.subspan(k, 2)));
    }
  }
}

}  // namespace

std::vector<DigitRun> FindDigitRuns(const View& view) {
  const std::string_view text = view.text;
  if (!view.ocr) return RunsIn(text, {0, text.size()}, false);
  std::vector<DigitRun> runs;
  for (DigitRun& run : RunsIn(text, {0, text.size()}, true)) {
    if (!run.repaired || IsCredible(text, run)) {
      runs.push_back(std::move(run));
    } else {
      std::ranges::move(RunsIn(text, run.span, false), std::back_inserter(runs));
    }
  }
  return runs;
}

std::vector<DigitRun> NumbersOfLength(const View& view, const std::vector<DigitRun>& runs,
                                      std::size_t shortest, std::size_t longest) {
  const auto fits = [&](std::size_t digits) { return digits >= shortest && digits <= longest; };
  std::vector<DigitRun> numbers;
  for (std::size_t i = 0; i < runs.size();) {
    std::size_t end = i + 1;
    std::size_t total = runs[i].digits.size();
    while (end < runs.size() && IsBroken(view, runs[end - 1].span.end, runs[end].span.begin)) {
      total += runs[end++].digits.size();
    }
    AddNumbers({runs.data() + i, end - i}, total, fits, numbers);
    i = end;
  }
  return numbers;
}

}  // namespace sumikeshi
