// The closed set of encodings: strict decoders that say where each character stands, and the
// stand-in for a destroyed character.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scanner/documents/codec.h"

namespace sumikeshi {

enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kCp932, kEucJp, kIso2022Jp };

// Characters with their places in the file. What lies between two places (byte order mark, escape
// sequences) belongs to no character.
struct DecodedText {
  Encoding encoding = Encoding::kUtf8;
  std::u32string characters;
  std::vector<std::uint32_t> begins;  // byte offsets
  std::vector<std::uint8_t> lengths;  // bytes

  void Add(char32_t character, std::size_t begin, std::size_t length);
  friend bool operator==(const DecodedText&, const DecodedText&) = default;
};

// Each decodes all bytes or nothing; control characters that text has no use for are errors.
// A byte order mark is skipped.
[[nodiscard]] std::optional<DecodedText> DecodeUtf8(Bytes bytes);
// Whether DecodeUtf8 would decode them, only faster.
[[nodiscard]] bool IsUtf8Text(Bytes bytes);
[[nodiscard]] std::optional<DecodedText> DecodeUtf16(Bytes bytes, bool big_endian);
[[nodiscard]] std::optional<DecodedText> DecodeCp932(Bytes bytes);  // windows-31j
// The characters that DecodeCp932 gives, as UTF-8.
[[nodiscard]] std::optional<std::string> Cp932ToUtf8(Bytes bytes);
[[nodiscard]] std::optional<DecodedText> DecodeEucJp(Bytes bytes);  // CP51932
[[nodiscard]] std::optional<DecodedText> DecodeIso2022Jp(Bytes bytes);

// Whether ordinary Japanese is written with it: symbols, letters, kana and the kanji of JIS
// level 1.
[[nodiscard]] bool IsCommonJapanese(char32_t character);

// The bytes that stand for a destroyed character, as many as it had: U+25A0 for full width, '*' for
// half width, both where one alone is too short (U+FFED for half-width kana in UTF-8, U+FF65 in the
// kana set of ISO-2022-JP). What replaces a character depends on its width and length only.
[[nodiscard]] std::string StandIn(const DecodedText& text, std::size_t index);

// The bytes of a character, in ISO-2022-JP those within its set; none where it has none.
[[nodiscard]] std::optional<std::string> EncodeCharacter(Encoding encoding, char32_t character);

}  // namespace sumikeshi
