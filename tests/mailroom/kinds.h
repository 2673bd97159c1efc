// The kinds of mail. To add one, write kinds/<file>.cc that defines `const Kind k<Id>` and add one
// line to kinds.def.
#pragma once

#include <span>
#include <string_view>

#include "tests/mailroom/random.h"
#include "tests/mailroom/sheet.h"

namespace sumikeshi::mailroom {

struct Kind {
  std::string_view name;  // in file names and in the truth
  // A filled-in document. Its words and their order vary with `random`.
  Sheet (*make)(Random& random);
  bool as_text = false;  // also arrives as a text file
  // The same kind on a dense ruled form, for pages only; nullptr: there is none.
  Sheet (*form)(Random& random) = nullptr;
};

[[nodiscard]] std::span<const Kind* const> Kinds();
[[nodiscard]] const Kind* FindKind(std::string_view name);  // nullptr: no such kind

}  // namespace sumikeshi::mailroom
