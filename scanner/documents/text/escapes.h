// Text within text: escapes that hide characters from whoever reads the file as it stands.
#pragma once

#include <string_view>

namespace sumikeshi {

// The name of the first escape that can hide what the recognizers look for, empty if there is none:
// base64 or quoted-printable mail parts, encoded words of headers, \uXXXX, numeric entities. Such a
// text cannot be looked at.
[[nodiscard]] std::string_view FindHiddenText(std::u32string_view text);

}  // namespace sumikeshi
