// Writes a sheet as a text file, and tells where in it the scored pieces came to lie.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/result.h"
#include "tests/mailroom/layout.h"
#include "tests/mailroom/sheet.h"

namespace sumikeshi::mailroom {

struct WrittenText {
  std::string utf8;  // as decoded: line ends as in the file, without a byte order mark
  std::vector<Item> items;
  bool csv = false;  // the file's name ends in .csv
};

// Label and value a line, a table as CSV; wording of separators and line ends vary with `seed`.
WrittenText WriteText(const Sheet& sheet, std::uint64_t seed);

// The bytes of the file. UTF-16 gets a byte order mark, UTF-8 one where `mark` says so. Fails when
// the charset has no such character.
Result<std::string> Encode(std::string_view utf8, std::string_view charset, bool mark);

}  // namespace sumikeshi::mailroom
