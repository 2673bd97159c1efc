// Text within text.
#include "scanner/documents/text/escapes.h"

#include <algorithm>

namespace sumikeshi {
namespace {

char32_t Lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c; }

bool IsHex(char32_t c) {
  c = Lower(c);
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'f');
}

bool Starts(std::u32string_view text, std::u32string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                    [](char32_t a, char32_t b) { return a == Lower(b); });
}

// "base64" after "Content-Transfer-Encoding:".
bool IsTransferEncoding(std::u32string_view text) {
  constexpr std::u32string_view kHeader = U"content-transfer-encoding:";
  if (!Starts(text, kHeader)) return false;
  text.remove_prefix(kHeader.size());
  text.remove_prefix(std::min(text.find_first_not_of(U" \t\r\n"), text.size()));
  return Starts(text, U"base64") || Starts(text, U"quoted-printable");
}

// "=?charset?B?" of RFC 2047.
bool IsEncodedWord(std::u32string_view text) {
  constexpr std::size_t kLongestCharset = 40;
  if (!Starts(text, U"=?")) return false;
  const std::size_t end = text.substr(2, kLongestCharset).find(U'?');
  if (end == std::u32string_view::npos) return false;
  const std::u32string_view rest = text.substr(2 + end);
  return Starts(rest, U"?b?") || Starts(rest, U"?q?");
}

bool IsUnicodeEscape(std::u32string_view text) {
  return text.size() >= 6 && text[0] == U'\\' && text[1] == U'u' &&
         std::ranges::all_of(text.substr(2, 4), IsHex);
}

bool IsNumericEntity(std::u32string_view text) {
  if (!Starts(text, U"&#")) return false;
  text.remove_prefix(2);
  if (Starts(text, U"x")) text.remove_prefix(1);
  const auto end = std::ranges::find_if_not(text, IsHex);
  return end != text.begin() && end != text.end() && *end == U';';
}

}  // namespace

std::string_view FindHiddenText(std::u32string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (c != U'c' && c != U'C' && c != U'=' && c != U'\\' && c != U'&') continue;
    const std::u32string_view rest = text.substr(at);
    if (IsTransferEncoding(rest)) return "encoded mail part";
    if (IsEncodedWord(rest)) return "encoded word";
    if (IsUnicodeEscape(rest)) return "\\u escape";
    if (IsNumericEntity(rest)) return "numeric entity";
  }
  return {};
}

}  // namespace sumikeshi
