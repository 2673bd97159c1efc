// What HTML needs of strings and bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sumikeshi/result.h"

namespace sumikeshi {

// Text for an element or a quoted attribute. Bytes that are no UTF-8 and control characters become
// U+FFFD.
[[nodiscard]] std::string EscapeHtml(std::string_view text);

// From the doctype to the heading: the style within (and more of it), no scripts, nothing from the
// network.
[[nodiscard]] std::string HtmlHead(std::string_view title, Language language,
                                   std::string_view more_style = {});

[[nodiscard]] std::string Base64(std::span<const std::uint8_t> bytes);

}  // namespace sumikeshi
