// What HTML needs of strings and bytes.
#include "redact/report/html.h"

#include <fmt/format.h>
#include <sodium.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace sumikeshi {

extern const std::string_view kReportStyle;

namespace {

constexpr UChar32 kReplacement = 0xFFFD;

// Null for a character that stands for itself.
const char* Entity(UChar32 character) {
  switch (character) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return nullptr;
  }
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  const auto decoded = icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())});
  icu::UnicodeString out;
  for (int i = 0; i < decoded.length(); i = decoded.moveIndex32(i, 1)) {
    const UChar32 character = decoded.char32At(i);
    const auto type = u_charType(character);
    if (type == U_FORMAT_CHAR || (type == U_CONTROL_CHAR && character != '\n')) {
      out.append(kReplacement);
    } else if (const char* entity = Entity(character)) {
      out.append(icu::UnicodeString::fromUTF8(entity));
    } else {
      out.append(character);
    }
  }
  std::string utf8;
  return out.toUTF8String(utf8);
}

std::string HtmlHead(std::string_view title, Language language, std::string_view more_style) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; img-src data:\">\n"
      "<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
      language == Language::kJapanese ? "ja" : "en", title, kReportStyle, more_style, title);
}

std::string Base64(std::span<const std::uint8_t> bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the terminating zero
  return out;
}

}  // namespace sumikeshi
