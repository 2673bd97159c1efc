// Stepping through normalised UTF-8, which is always well formed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace sumikeshi {

struct DecodedCharacter {
  char32_t character = 0;
  std::size_t next = 0;  // byte after the character
};

// The character at byte `at` (< text.size()), a boundary of `text`.
[[nodiscard]] constexpr DecodedCharacter DecodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0x80u;
  };
  const char32_t lead = byte(at);
  if (lead < 0x80) return {lead, at + 1};
  if (lead < 0xE0) return {((lead & 0x1Fu) << 6) | (byte(at + 1) & 0x3Fu), at + 2};
  if (lead < 0xF0) {
    return {((lead & 0x0Fu) << 12) | ((byte(at + 1) & 0x3Fu) << 6) | (byte(at + 2) & 0x3Fu),
            at + 3};
  }
  return {((lead & 0x07u) << 18) | ((byte(at + 1) & 0x3Fu) << 12) | ((byte(at + 2) & 0x3Fu) << 6) |
              (byte(at + 3) & 0x3Fu),
          at + 4};
}

[[nodiscard]] constexpr std::size_t Utf8Length(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

// Writes the bytes of `c` at `to`, and gives the place behind them.
inline char* WriteUtf8(char32_t c, char* to) {
  const auto add = [&](char32_t bits) { *to++ = static_cast<char>(bits); };
  if (c < 0x80) {
    add(c);
    return to;
  }
  if (c < 0x800) {
    add(0xC0u | (c >> 6));
  } else {
    if (c < 0x10000) {
      add(0xE0u | (c >> 12));
    } else {
      add(0xF0u | (c >> 18));
      add(0x80u | ((c >> 12) & 0x3Fu));
    }
    add(0x80u | ((c >> 6) & 0x3Fu));
  }
  add(0x80u | (c & 0x3Fu));
  return to;
}

[[nodiscard]] inline std::string ToUtf8(std::u32string_view characters) {
  std::size_t size = 0;
  for (const char32_t c : characters) size += Utf8Length(c);
  std::string utf8;
  utf8.resize_and_overwrite(size, [&](char* to, std::size_t) {
    for (const char32_t c : characters) to = WriteUtf8(c, to);
    return size;
  });
  return utf8;
}

// Eight bytes at a time: a byte that goes on with a character has its first bit alone.
[[nodiscard]] inline std::size_t CountCharacters(std::string_view utf8) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  std::size_t count = 0;
  for (; utf8.size() >= 8; utf8.remove_prefix(8)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, utf8.data(), sizeof(bytes));
    const std::uint64_t inner = (bytes >> 7U) & ~(bytes >> 6U) & kOnes;
    count += 8 - (inner * kOnes >> 56U);
  }
  for (const char c : utf8) count += static_cast<signed char>(c) >= -64 ? 1 : 0;
  return count;
}

[[nodiscard]] inline std::u32string ToCharacters(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, next] = DecodeAt(text, at);
    characters.push_back(character);
    at = next;
  }
  return characters;
}

// The start of the character that holds byte `at`.
[[nodiscard]] constexpr std::size_t CharacterStart(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u)
    --at;
  return at;
}

}  // namespace sumikeshi
