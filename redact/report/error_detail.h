// What is said of an error beside its cause and remedy.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "sumikeshi/result.h"

namespace sumikeshi {

// One half of "Japanese / English"; a text that is not of this form as it is.
[[nodiscard]] inline std::string_view InLanguage(std::string_view text, Language language) {
  constexpr std::string_view kBetween = " / ";
  const std::size_t end = text.rfind(kBetween);
  const auto is_japanese = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (end == text.npos || std::ranges::none_of(text.substr(0, end), is_japanese)) return text;
  return language == Language::kJapanese ? text.substr(0, end) : text.substr(end + kBetween.size());
}

// Where, and what, in one language.
[[nodiscard]] inline std::string ErrorDetail(const Error& error, Language language) {
  const std::string_view what = InLanguage(error.what, language);
  std::string detail = error.where;
  if (!detail.empty() && !what.empty()) detail += ": ";
  return detail += what;
}

}  // namespace sumikeshi
