// Bytes written in other characters, with the way back to each of them.
//
// Sources: RFC 2045 6.7 and 6.8, RFC 2047 4, RFC 2231 4, RFC 3986 2.1.
#include "scanner/documents/text/transfer.h"

#include <algorithm>
#include <optional>

namespace sumikeshi {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kHex = "0123456789ABCDEF";

bool IsBlank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n'; }

std::optional<unsigned> LetterValue(char32_t c) {
  if (c >= U'A' && c <= U'Z') return static_cast<unsigned>(c - U'A');
  if (c >= U'a' && c <= U'z') return static_cast<unsigned>(c - U'a') + 26;
  if (c >= U'0' && c <= U'9') return static_cast<unsigned>(c - U'0') + 52;
  if (c == U'+') return 62;
  if (c == U'/') return 63;
  return std::nullopt;
}

std::optional<unsigned> HexValue(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<unsigned>(c - U'0');
  if (c >= U'A' && c <= U'F') return static_cast<unsigned>(c - U'A') + 10;
  if (c >= U'a' && c <= U'f') return static_cast<unsigned>(c - U'a') + 10;
  return std::nullopt;
}

bool DecodeBase64(std::u32string_view text, std::uint32_t offset, EncodedBytes& into) {
  unsigned bits = 0;
  std::uint32_t before = 0;
  unsigned letters = 0;  // of the group
  bool ended = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsBlank(text[i])) continue;
    if (text[i] == U'=') {
      if (letters == 1) return false;
      letters = 0;
      ended = true;
      continue;
    }
    const auto value = LetterValue(text[i]);
    if (!value || ended) return false;
    const auto here = static_cast<std::uint32_t>(i) + offset;
    bits = bits << 6 | *value;
    if (letters > 0) {
      const unsigned rest = 6 - 2 * letters;  // bits of the next byte: 4, 2, 0
      into.bytes.push_back(static_cast<std::uint8_t>(bits >> rest & 0xFFU));
      into.places.push_back({before, here + 1, static_cast<std::uint8_t>(letters - 1)});
    }
    before = here;
    letters = (letters + 1) % 4;
    if (letters == 0) bits = 0;
  }
  return letters != 1;
}

// The length of a soft line break at `at` (RFC 2045 6.7 (5)), 0 for none.
std::size_t SoftBreak(std::u32string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (text[end] == U' ' || text[end] == U'\t')) ++end;
  if (end < text.size() && text[end] == U'\r') ++end;
  if (end < text.size() && text[end] == U'\n') return end + 1 - at;
  return end == text.size() ? end - at : 0;
}

bool DecodeQuoted(std::u32string_view text, Transfer transfer, std::uint32_t offset,
                  EncodedBytes& into) {
  const char32_t escape = transfer == Transfer::kPercent ? U'%' : U'=';
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    if (c > 0x7F) return false;
    std::size_t length = 1;
    auto byte = static_cast<std::uint8_t>(c);
    if (c == escape) {
      if (transfer == Transfer::kQuotedPrintable) {
        if (const std::size_t skipped = SoftBreak(text, i); skipped > 0) {
          i += skipped;
          continue;
        }
      }
      const auto high = i + 2 < text.size() ? HexValue(text[i + 1]) : std::nullopt;
      const auto low = i + 2 < text.size() ? HexValue(text[i + 2]) : std::nullopt;
      if (!high || !low) return false;
      byte = static_cast<std::uint8_t>(*high << 4 | *low);
      length = 3;
    } else if (c == U'_' && transfer == Transfer::kQWord) {
      byte = ' ';
    }
    const auto begin = static_cast<std::uint32_t>(i) + offset;
    into.bytes.push_back(byte);
    into.places.push_back({begin, begin + static_cast<std::uint32_t>(length), 0});
    i += length;
  }
  return true;
}

}  // namespace

bool DecodeTransfer(std::u32string_view text, Transfer transfer, std::uint32_t offset,
                    EncodedBytes& into) {
  if (transfer == Transfer::kNone) return false;
  return transfer == Transfer::kBase64 ? DecodeBase64(text, offset, into)
                                       : DecodeQuoted(text, transfer, offset, into);
}

void EncodeByte(std::uint8_t value, const EncodedByte& place, Transfer transfer,
                const LetterAccess& text) {
  if (transfer == Transfer::kBase64) {
    const unsigned shift = 2 * (place.phase + 1U);  // bits of it in the first letter: 6, 4, 2
    const unsigned first =
        LetterValue(static_cast<unsigned char>(text.get(place.begin))).value_or(0);
    const unsigned last =
        LetterValue(static_cast<unsigned char>(text.get(place.end - 1))).value_or(0);
    const unsigned kept_first = first & ~(0xFFU >> shift) & 0x3FU;
    const unsigned kept_last = last & ((1U << (6 - shift)) - 1U);
    text.set(place.begin, kLetters[kept_first | unsigned{value} >> shift]);
    text.set(place.end - 1, kLetters[(unsigned{value} << (6 - shift) & 0x3FU) | kept_last]);
    return;
  }
  if (place.end - place.begin == 1) {
    text.set(place.begin, static_cast<char>(value));
    return;
  }
  text.set(place.begin + 1, kHex[value >> 4]);
  text.set(place.begin + 2, kHex[value & 0x0FU]);
}

namespace {

constexpr std::size_t kLineLength = 76;

std::string EncodeBase64(std::span<const std::uint8_t> bytes, std::string_view line_end) {
  std::string text;
  std::size_t column = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    if (column == kLineLength && !line_end.empty()) {
      text += line_end;
      column = 0;
    }
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < count ? bytes[i + k] : 0U);
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= count ? kLetters[bits >> (18 - 6 * k) & 0x3FU] : '=';
    }
    column += 4;
  }
  return text;
}

bool IsPlainIn(Transfer transfer, std::uint8_t byte) {
  const bool word =
      (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
  if (transfer != Transfer::kQuotedPrintable) return word;
  return byte > 0x20 && byte < 0x7F && byte != '=';
}

std::string EncodeQuoted(std::span<const std::uint8_t> bytes, Transfer transfer,
                         std::string_view line_end) {
  const bool body = transfer == Transfer::kQuotedPrintable;
  std::string text;
  std::size_t column = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint8_t byte = bytes[i];
    if (body && (byte == '\r' || byte == '\n')) {
      text += static_cast<char>(byte);
      column = 0;
      continue;
    }
    // A blank at the end of a line would be lost on the way.
    const bool ends = i + 1 == bytes.size() || bytes[i + 1] == '\r' || bytes[i + 1] == '\n';
    std::string unit(1, static_cast<char>(byte));
    if (!IsPlainIn(transfer, byte) && !(body && (byte == ' ' || byte == '\t') && !ends)) {
      unit = {transfer == Transfer::kPercent ? '%' : '=', kHex[byte >> 4], kHex[byte & 0x0FU]};
    }
    if (body && !line_end.empty() && column + unit.size() >= kLineLength) {
      text += '=';
      text += line_end;
      column = 0;
    }
    text += unit;
    column += unit.size();
  }
  return text;
}

}  // namespace

std::string EncodeTransfer(std::span<const std::uint8_t> bytes, Transfer transfer,
                           std::string_view line_end) {
  return transfer == Transfer::kBase64 ? EncodeBase64(bytes, line_end)
                                       : EncodeQuoted(bytes, transfer, line_end);
}

}  // namespace sumikeshi
