// Wording of messages.
#include "cli/messages.h"

#include <fmt/format.h>

#include <cstdlib>

#include "redact/report/error_detail.h"

namespace sumikeshi {

Language UserLanguage() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("ja") ? Language::kJapanese : Language::kEnglish;
  }
  return Language::kEnglish;
}

std::string Describe(const Error& error, const std::filesystem::path& file, Language language) {
  const bool japanese = language == Language::kJapanese;
  std::string line = file.string();
  if (error.page > 0) {
    line += fmt::format(fmt::runtime(japanese ? " {}ページ" : " page {}"), error.page);
  }
  line += ": ";
  line += ErrorCause(error.code, language);
  const std::string detail = ErrorDetail(error, language);
  if (!detail.empty()) {
    line += fmt::format(fmt::runtime(japanese ? "（{}）" : " ({})"), detail);
  }
  line += japanese ? "。" : "; ";
  line += ErrorRemedy(error.code, language);
  line += japanese ? "。" : ".";
  return line;
}

}  // namespace sumikeshi
