// What the program says, in Japanese or English by the user's locale.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sumikeshi/result.h"

namespace sumikeshi {

// Japanese when LC_ALL, LC_MESSAGES or LANG (the first that is set) begins with "ja".
[[nodiscard]] Language UserLanguage();

// One line that names file, page, cause and what to do.
[[nodiscard]] std::string Describe(const Error& error, const std::filesystem::path& file,
                                   Language language);

// `ja` or `en`.
[[nodiscard]] inline std::string_view Choose(Language language, std::string_view ja,
                                             std::string_view en) {
  return language == Language::kJapanese ? ja : en;
}

// The same as a std::string, which is what options take.
struct Texts {
  Language language;
  [[nodiscard]] std::string operator()(std::string_view ja, std::string_view en) const {
    return std::string(Choose(language, ja, en));
  }
};

}  // namespace sumikeshi
