// Bytes written in other characters: base64, quoted-printable, Q words, percent signs.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sumikeshi {

enum class Transfer : std::uint8_t { kNone, kBase64, kQuotedPrintable, kQWord, kPercent };

// Where one byte stands: the characters [begin, end) of the text that was decoded. Of base64 these
// are the two letters that share its bits (and line ends between them), the `phase`-th byte of
// three.
struct EncodedByte {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint8_t phase = 0;
};

struct EncodedBytes {
  std::vector<std::uint8_t> bytes;
  std::vector<EncodedByte> places;  // one a byte
};

// Adds what `text` holds; `offset` is added to the places. False where it is not of that encoding,
// or ends in the middle. RFC 2045 (with line ends and soft breaks), RFC 2047, RFC 3986.
[[nodiscard]] bool DecodeTransfer(std::u32string_view text, Transfer transfer, std::uint32_t offset,
                                  EncodedBytes& into);

// Writes `value` at `place`. `get` and `set` reach the ASCII characters of the text by index.
struct LetterAccess {
  std::function<char(std::uint32_t)> get;
  std::function<void(std::uint32_t, char)> set;
};
void EncodeByte(std::uint8_t value, const EncodedByte& place, Transfer transfer,
                const LetterAccess& text);

// The characters that stand for `bytes`. Lines are broken by `line_end`, or not at all where it is
// empty.
[[nodiscard]] std::string EncodeTransfer(std::span<const std::uint8_t> bytes, Transfer transfer,
                                         std::string_view line_end);

}  // namespace sumikeshi
