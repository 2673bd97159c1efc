// The encodings in which a manifest comes: UTF-8, and CP932, as spreadsheets save CSV in Japan.
#include <iconv.h>

#include <algorithm>
#include <array>

#include "redact/policy/manifest_text.h"

namespace sumikeshi {
namespace {

// Everything in UTF-8, or the number of bytes that could be converted.
std::expected<std::string, std::size_t> Convert(std::string_view bytes, const char* encoding) {
  const iconv_t converter = iconv_open("UTF-8", encoding);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::unexpected(0);
  std::string text;
  std::string rest(bytes);  // iconv takes pointers to what it does not change
  char* from = rest.data();
  std::size_t left = rest.size();
  std::array<char, 4096> piece;
  bool sound = true;
  while (sound && left > 0) {
    char* to = piece.data();
    std::size_t room = piece.size();
    sound = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1) ||
            errno == E2BIG;
    text.append(piece.data(), piece.size() - room);
  }
  iconv_close(converter);
  if (!sound) return std::unexpected(rest.size() - left);
  return text;
}

int LineAt(std::string_view bytes, std::size_t at) {
  return 1 + static_cast<int>(std::ranges::count(bytes.substr(0, at), '\n'));
}

}  // namespace

std::expected<std::string, int> Utf8Of(std::string_view bytes) {
  // UTF-16 has zeros.
  if (const std::size_t zero = bytes.find('\0'); zero != bytes.npos) {
    return std::unexpected(LineAt(bytes, zero));
  }
  auto text = Convert(bytes, "UTF-8");
  if (text) return text.value();
  const std::size_t not_utf8 = text.error();
  // EUC-JP would be read as half-width kana.
  if (Convert(bytes, "EUC-JP")) return std::unexpected(LineAt(bytes, not_utf8));
  text = Convert(bytes, "CP932");
  if (text) return text.value();
  return std::unexpected(LineAt(bytes, text.error()));
}

}  // namespace sumikeshi
