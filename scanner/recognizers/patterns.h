// Regular expressions over a view, with places.
#pragma once

#include <string_view>
#include <vector>

#include "sumikeshi/document.h"

namespace re2 {
class RE2;
}

namespace sumikeshi {

// The groups 1.. of each match, in order; a group that took no part is empty at 0.
[[nodiscard]] std::vector<std::vector<Span>> FindPattern(std::string_view text,
                                                         const re2::RE2& pattern);

[[nodiscard]] inline std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// The text from `bytes` before to `bytes` after `span`, cut at characters.
[[nodiscard]] std::string_view Around(std::string_view text, Span span, std::size_t bytes);

// Whether an ASCII letter or digit stands directly before or after `span`.
[[nodiscard]] bool IsInsideWord(std::string_view text, Span span);

}  // namespace sumikeshi
