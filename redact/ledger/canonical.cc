// JSON in one spelling.
#include "redact/ledger/canonical.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace sumikeshi {
namespace {

// Bytes of the well-formed UTF-8 character at `i`, 0 where there is none (RFC 3629).
std::size_t CharacterAt(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u;
  };
  const auto tail = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(i);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(i + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && byte(i + 1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(i + 1) > 0x9F;
    return tail(i + 1) && tail(i + 2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool overlong = lead == 0xF0 && byte(i + 1) < 0x90;
    const bool beyond = lead == 0xF4 && byte(i + 1) > 0x8F;
    return tail(i + 1) && tail(i + 2) && tail(i + 3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

constexpr auto kHexDigits = [] {
  std::array<signed char, 256> digits;
  digits.fill(-1);
  for (signed char i = 0; i < 10; ++i) digits[static_cast<std::size_t>('0' + i)] = i;
  for (signed char i = 0; i < 6; ++i) {
    digits[static_cast<std::size_t>('a' + i)] = static_cast<signed char>(10 + i);
  }
  return digits;
}();

constexpr auto kPlainAscii = [] {
  std::array<bool, 256> plain{};
  for (std::size_t i = 0x20; i < 0x80; ++i) plain[i] = i != '"' && i != '\\';
  return plain;
}();

// How many bytes from the start stand as they are: up to the first quote, backslash, control
// character or byte that is no UTF-8.
std::size_t PlainBytes(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && kPlainAscii[static_cast<unsigned char>(text[i])]) ++i;
    if (i == text.size() || static_cast<unsigned char>(text[i]) < 0x80) return i;
    const std::size_t length = CharacterAt(text, i);
    if (length == 0) return i;
    i += length;
  }
  return i;
}

}  // namespace

void CanonicalWriter::Key(std::string_view key) {
  out_ += out_.empty() ? '{' : ',';
  out_ += '"';
  out_ += key;
  out_ += "\":";
}

void CanonicalWriter::Integer(std::string_view key, std::int64_t number) {
  Key(key);
  fmt::format_to(std::back_inserter(out_), "{}", number);
}

void CanonicalWriter::Double(std::string_view key, double number) {
  Key(key);
  fmt::format_to(std::back_inserter(out_), "{}", number);
}

void CanonicalWriter::HashValue(std::string_view key, const Hash& hash) {
  static constexpr char kDigits[] = "0123456789abcdef";
  Key(key);
  out_ += '"';
  for (const std::uint8_t byte : hash) {
    out_ += kDigits[byte >> 4];
    out_ += kDigits[byte & 15];
  }
  out_ += '"';
}

void CanonicalWriter::Quoted(std::string_view text) {
  out_ += '"';
  while (!text.empty()) {
    const std::size_t plain = PlainBytes(text);
    out_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto byte = static_cast<unsigned char>(text.front());
    if (byte == '"' || byte == '\\') {
      out_ += '\\';
      out_ += text.front();
    } else {
      fmt::format_to(std::back_inserter(out_), "\\u{}{:02x}", byte < 0x20 ? "00" : "dc", byte);
    }
    text.remove_prefix(1);
  }
  out_ += '"';
}

std::string CanonicalReader::Quoted() {
  Literal("\"");
  if (!ok_) return {};
  const std::size_t plain = PlainBytes(rest_);
  if (plain == rest_.size() || rest_[plain] != '"') return Escaped();
  std::string text(rest_.substr(0, plain));
  rest_.remove_prefix(plain + 1);
  return text;
}

Hash CanonicalReader::QuotedHash() {
  Literal("\"");
  Hash hash{};
  if (!ok_ || rest_.size() < 2 * hash.size()) {
    Stop();
    return hash;
  }
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = kHexDigits[static_cast<unsigned char>(rest_[2 * i])];
    const int low = kHexDigits[static_cast<unsigned char>(rest_[2 * i + 1])];
    if (high < 0 || low < 0) {
      Stop();
      return {};
    }
    hash[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  rest_.remove_prefix(2 * hash.size());
  Literal("\"");
  return hash;
}

std::string_view CanonicalReader::Spelling(double number) {
  const auto written = fmt::format_to_n(spelling_.data(), spelling_.size(), "{}", number);
  return {spelling_.data(), written.size};
}

// A text with escapes: read by the rules of JSON, and then written to see whether it is the same.
std::string CanonicalReader::Escaped() {
  const std::string_view start = rest_;
  std::string text;
  while (ok_) {
    const std::size_t plain = rest_.find_first_of("\"\\");
    if (plain == std::string_view::npos) break;
    text += rest_.substr(0, plain);
    const bool closed = rest_[plain] == '"';
    rest_.remove_prefix(plain + 1);
    if (!closed) {
      Escape(text);
      continue;
    }
    CanonicalWriter again;
    again.Quoted(text);
    const std::string spelling = std::move(again).Finish();
    const std::string_view read = start.substr(0, start.size() - rest_.size());
    if (std::string_view(spelling).substr(1, spelling.size() - 2) != read) break;
    return text;
  }
  Stop();
  return {};
}

void CanonicalReader::Escape(std::string& text) {
  if (rest_.empty()) return Stop();
  const char kind = rest_.front();
  rest_.remove_prefix(1);
  if (kind == '"' || kind == '\\') {
    text += kind;
  } else if (kind == 'u' && rest_.size() >= 4 &&
             (rest_.starts_with("00") || rest_.starts_with("dc"))) {
    const int high = kHexDigits[static_cast<unsigned char>(rest_[2])];
    const int low = kHexDigits[static_cast<unsigned char>(rest_[3])];
    if (high < 0 || low < 0) return Stop();
    text += static_cast<char>(high << 4 | low);
    rest_.remove_prefix(4);
  } else {
    Stop();
  }
}

}  // namespace sumikeshi
