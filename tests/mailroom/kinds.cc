// The list of the kinds of mail.
#include "tests/mailroom/kinds.h"

#include <algorithm>

namespace sumikeshi::mailroom {

#define MAILROOM_KIND(file, id) extern const Kind k##id;
#include "tests/mailroom/kinds.def"
#undef MAILROOM_KIND

std::span<const Kind* const> Kinds() {
  static constexpr const Kind* kKinds[] = {
#define MAILROOM_KIND(file, id) &k##id,
#include "tests/mailroom/kinds.def"
#undef MAILROOM_KIND
  };
  return kKinds;
}

const Kind* FindKind(std::string_view name) {
  const auto kinds = Kinds();
  const auto found = std::ranges::find(kinds, name, &Kind::name);
  return found == kinds.end() ? nullptr : *found;
}

}  // namespace sumikeshi::mailroom
