// Numbers as they are written: whole runs of digits with their groups.
//
//   "1234 5678 9018"   12 digits, groups 4-4-4
//   "03-1234-5678 12"  two runs: a hyphen binds tighter than a space
//   "1 2 3 4 5 6"      6 digits, groups of one (digit boxes)
//   "12 123456789018"  two runs: seven digits and more stand alone among spaces
// On pages read by OCR, look-alikes (O l I S B ...) count as digits in runs that are at least 80 %
// digits. Amounts with commas are no runs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/view.h"

namespace sumikeshi {

struct DigitRun {
  Span span;                 // bytes of View::text, first to last digit
  std::string digits;        // ASCII, look-alikes repaired
  std::string shape;         // sizes of the groups: "4-4-4"; groups of ten and more: "12"
  std::vector<Span> groups;  // bytes of View::text
  bool hyphens = false;      // groups are joined by hyphens or dots
  bool repaired = false;     // a look-alike was read as a digit
  bool glued = false;        // an ASCII letter, '+', or a slash stands directly beside it
  bool broken = false;       // it was joined over a line break or cells

  friend bool operator==(const DigitRun&, const DigitRun&) = default;
};

// All runs, in order.
[[nodiscard]] std::vector<DigitRun> FindDigitRuns(const View& view);

// Numbers of `shortest` to `longest` digits: the runs that are so long, and shorter runs that
// follow each other over a line break or through neighbouring cells (digit boxes) and together are.
[[nodiscard]] std::vector<DigitRun> NumbersOfLength(const View& view,
                                                    const std::vector<DigitRun>& runs,
                                                    std::size_t shortest, std::size_t longest);

}  // namespace sumikeshi
