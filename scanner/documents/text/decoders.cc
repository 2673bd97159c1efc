// Strict decoders for Japanese text.
//
// Unicode is decoded here. The Japanese sets share one table, ICU's windows-31j: EUC-JP (CP51932)
// and ISO-2022-JP are the same JIS X 0208 grid under other byte values, so that NEC and IBM
// characters mean the same in all three. Source: WHATWG Encoding Standard; RFC 1468; RFC 3629.
#include "scanner/documents/text/decoders.h"

#include <unicode/ucnv.h>

#include <array>
#include <bitset>
#include <utility>
#include <vector>

#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr char32_t kHalfKana = 0xFF61;  // of byte 0xA1
constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr std::uint8_t kEscape = 0x1B;

// Form feed ends pages of line printers, 0x1A ends old DOS files, 0x7F is what a terminal left of a
// deleted character; other controls are not text.
bool IsTextControl(char32_t c) {
  return c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x1A || c == 0x7F;
}

bool IsText(char32_t c) {
  if (c < 0x20 || c == 0x7F) return IsTextControl(c);
  return (c < 0x80 || c > 0x9F) && (c & 0xFFFE) != 0xFFFE;
}

bool IsHalfWidthForm(char32_t c) { return c >= 0xFF61 && c <= 0xFFDC; }

// The double-byte half of windows-31j by its two bytes, and its common characters: rows 1 to 8 and
// the kanji of level 1.
struct JapaneseTable {
  std::array<char16_t, 65536> characters = {};
  std::bitset<65536> common;

  JapaneseTable() {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open("ibm-943_P15A-2003", &status);
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    for (unsigned lead = 0x81; U_SUCCESS(status) && lead <= 0xFC; ++lead) {
      if (lead >= 0xA0 && lead <= 0xDF) continue;
      for (unsigned trail = 0x40; trail <= 0xFC; ++trail) {
        const char pair[] = {static_cast<char>(lead), static_cast<char>(trail)};
        char16_t out[4] = {};
        UErrorCode converted = U_ZERO_ERROR;
        const int length = ucnv_toUChars(converter, out, 4, pair, 2, &converted);
        if (U_SUCCESS(converted) && length == 1) characters[lead << 8 | trail] = out[0];
      }
    }
    ucnv_close(converter);
    for (unsigned row = 1; row <= 47; ++row) {
      if (row > 8 && row < 16) continue;
      for (unsigned cell = 1; cell <= 94; ++cell) {
        if (const char16_t c = AtGrid(row, cell); c != 0) common.set(c);
      }
    }
  }

  // By row and cell of JIS X 0208, 1..94 each; 0 = not assigned.
  char16_t AtGrid(unsigned row, unsigned cell) const {
    if (row < 1 || row > 94 || cell < 1 || cell > 94) return 0;
    const unsigned lead = (row - 1) / 2 + (row <= 62 ? 0x81 : 0xC1);
    const unsigned trail = row % 2 == 0 ? cell + 0x9E : cell + 0x3F + (cell >= 64 ? 1 : 0);
    return characters[lead << 8 | trail];
  }
};

const JapaneseTable& Table() {
  static const JapaneseTable kTable;
  return kTable;
}

DecodedText Empty(Encoding encoding) {
  DecodedText text;
  text.encoding = encoding;
  return text;
}

std::string Utf16Unit(unsigned unit, bool big_endian) {
  const char high = static_cast<char>(unit >> 8);
  const char low = static_cast<char>(unit & 0xFF);
  return big_endian ? std::string{high, low} : std::string{low, high};
}

}  // namespace

void DecodedText::Add(char32_t character, std::size_t begin, std::size_t length) {
  characters.push_back(character);
  begins.push_back(static_cast<std::uint32_t>(begin));
  lengths.push_back(static_cast<std::uint8_t>(length));
}

namespace {

// One character of UTF-8; length 0: none.
struct Utf8Character {
  char32_t character = 0;
  std::size_t length = 0;
};

Utf8Character ReadUtf8(Bytes bytes, std::size_t at) {
  const std::uint8_t lead = bytes[at];
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || length > bytes.size() - at) return {};
  char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((bytes[at + i] & 0xC0) != 0x80) return {};
    c = c << 6 | (bytes[at + i] & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kSmallest[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) || !IsText(c)) {
    return {};
  }
  return {c, length};
}

}  // namespace

std::optional<DecodedText> DecodeUtf8(Bytes bytes) {
  DecodedText text = Empty(Encoding::kUtf8);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto [c, length] = ReadUtf8(bytes, at);
    if (length == 0) return std::nullopt;
    if (at != 0 || c != kByteOrderMark) text.Add(c, at, length);
    at += length;
  }
  return text;
}

bool IsUtf8Text(Bytes bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    // Printable ASCII, and the kana and kanji between U+3000 and U+9FFF, need no closer look.
    const std::uint8_t lead = bytes[at];
    if (lead >= 0x20 && lead < 0x7F) {
      ++at;
    } else if (lead >= 0xE3 && lead <= 0xE9 && bytes.size() - at >= 3 &&
               (bytes[at + 1] & 0xC0) == 0x80 && (bytes[at + 2] & 0xC0) == 0x80) {
      at += 3;
    } else {
      const std::size_t length = ReadUtf8(bytes, at).length;
      if (length == 0) return false;
      at += length;
    }
  }
  return true;
}

std::optional<DecodedText> DecodeUtf16(Bytes bytes, bool big_endian) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  DecodedText text = Empty(big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le);
  const auto unit = [&](std::size_t at) -> char32_t {
    return static_cast<char32_t>(bytes[at + (big_endian ? 0 : 1)] << 8 |
                                 bytes[at + (big_endian ? 1 : 0)]);
  };
  for (std::size_t at = 0; at < bytes.size();) {
    char32_t c = unit(at);
    std::size_t length = 2;
    if (c >= 0xDC00 && c <= 0xDFFF) return std::nullopt;
    if (c >= 0xD800 && c <= 0xDBFF) {
      if (at + 4 > bytes.size()) return std::nullopt;
      const char32_t low = unit(at + 2);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      length = 4;
    }
    if (!IsText(c)) return std::nullopt;
    if (at != 0 || c != kByteOrderMark) text.Add(c, at, length);
    at += length;
  }
  return text;
}

namespace {

// Calls `on_character(character, begin, length)` for each; false where the bytes are none.
template <typename OnCharacter>
bool ReadCp932(Bytes bytes, const OnCharacter& on_character) {
  const auto& table = Table().characters;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint8_t lead = bytes[at];
    if (lead < 0x80 || (lead >= 0xA1 && lead <= 0xDF)) {
      const char32_t c = lead < 0x80 ? lead : kHalfKana + (lead - 0xA1U);
      if (!IsText(c)) return false;
      on_character(c, at, 1U);
      at += 1;
      continue;
    }
    if (at + 1 >= bytes.size()) return false;
    const char16_t c = table[static_cast<unsigned>(lead) << 8 | bytes[at + 1]];
    if (c == 0) return false;
    on_character(char32_t{c}, at, 2U);
    at += 2;
  }
  return true;
}

}  // namespace

std::optional<DecodedText> DecodeCp932(Bytes bytes) {
  DecodedText text = Empty(Encoding::kCp932);
  const bool read = ReadCp932(
      bytes, [&](char32_t c, std::size_t at, std::size_t length) { text.Add(c, at, length); });
  return read ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<std::string> Cp932ToUtf8(Bytes bytes) {
  std::string utf8;
  bool read = false;
  // Half-width kana grow most, from one byte to three.
  utf8.resize_and_overwrite(3 * bytes.size(), [&](char* begin, std::size_t) {
    char* to = begin;
    read = ReadCp932(bytes, [&](char32_t c, std::size_t, std::size_t) { to = WriteUtf8(c, to); });
    return static_cast<std::size_t>(to - begin);
  });
  return read ? std::optional(std::move(utf8)) : std::nullopt;
}

std::optional<DecodedText> DecodeEucJp(Bytes bytes) {
  constexpr std::uint8_t kSingleShift = 0x8E;  // half-width kana
  DecodedText text = Empty(Encoding::kEucJp);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint8_t lead = bytes[at];
    if (lead < 0x80) {
      if (!IsText(lead)) return std::nullopt;
      text.Add(lead, at, 1);
      at += 1;
      continue;
    }
    if (at + 1 >= bytes.size()) return std::nullopt;
    const std::uint8_t trail = bytes[at + 1];
    char32_t c = 0;
    if (lead == kSingleShift) {
      c = trail >= 0xA1 && trail <= 0xDF ? kHalfKana + (trail - 0xA1U) : 0;
    } else if (lead > 0xA0 && trail > 0xA0) {
      c = Table().AtGrid(lead - 0xA0U, trail - 0xA0U);
    }
    if (c == 0) return std::nullopt;
    text.Add(c, at, 2);
    at += 2;
  }
  return text;
}

std::optional<DecodedText> DecodeIso2022Jp(Bytes bytes) {
  enum class Mode { kAscii, kKana, kKanji };
  DecodedText text = Empty(Encoding::kIso2022Jp);
  Mode mode = Mode::kAscii;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint8_t lead = bytes[at];
    if (lead == kEscape) {
      if (at + 3 > bytes.size()) return std::nullopt;
      const char kind = static_cast<char>(bytes[at + 1]);
      const char set = static_cast<char>(bytes[at + 2]);
      if (kind == '(' && (set == 'B' || set == 'J')) {
        mode = Mode::kAscii;
      } else if (kind == '(' && set == 'I') {
        mode = Mode::kKana;
      } else if (kind == '$' && (set == 'B' || set == '@')) {
        mode = Mode::kKanji;
      } else {
        return std::nullopt;
      }
      at += 3;
      continue;
    }
    // A line end inside a double-byte run is read in two ways by the world: not by us.
    std::size_t length = 1;
    char32_t c = lead;
    if (mode == Mode::kKanji) {
      if (lead <= 0x20 || at + 1 >= bytes.size() || bytes[at + 1] <= 0x20) return std::nullopt;
      c = Table().AtGrid(lead - 0x20U, bytes[at + 1] - 0x20U);
      length = 2;
    } else if (mode == Mode::kKana && lead > 0x20) {
      c = lead <= 0x5F ? kHalfKana + (lead - 0x21U) : 0;
    }
    if (c == 0 || lead >= 0x80 || !IsText(c)) return std::nullopt;
    text.Add(c, at, length);
    at += length;
  }
  return text;
}

bool IsCommonJapanese(char32_t character) {
  return character <= 0xFFFF && Table().common.test(character);
}

std::string StandIn(const DecodedText& text, std::size_t index) {
  const char32_t c = text.characters[index];
  const std::size_t length = text.lengths[index];
  const bool half = IsHalfWidthForm(c);
  switch (text.encoding) {
    case Encoding::kUtf8:
      if (length == 2) return "**";
      if (length == 4) return "\xE2\x96\xA0*";
      if (length == 3) return half ? "\xEF\xBF\xAD" : "\xE2\x96\xA0";  // U+FFED, U+25A0
      break;
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be: {
      const bool big_endian = text.encoding == Encoding::kUtf16Be;
      if (length == 4) return Utf16Unit(0x25A0, big_endian) + Utf16Unit('*', big_endian);
      return Utf16Unit(half || c < 0x80 ? '*' : 0x25A0, big_endian);
    }
    case Encoding::kCp932:
      if (length == 2) return "\x81\xA1";
      break;
    case Encoding::kEucJp:
      if (length == 2) return half ? "**" : "\xA2\xA3";
      break;
    case Encoding::kIso2022Jp:
      if (length == 2) return "\x22\x23";
      if (half) return "\x25";  // the kana set has no asterisk: U+FF65
      break;
  }
  return "*";
}

namespace {

std::string EncodeUtf16(char32_t c, bool big_endian) {
  if (c < 0x10000) return Utf16Unit(c, big_endian);
  const char32_t rest = c - 0x10000;
  return Utf16Unit(0xD800 + (rest >> 10), big_endian) +
         Utf16Unit(0xDC00 + (rest & 0x3FF), big_endian);
}

// The place of a double-byte character in the grid of windows-31j; of those that stand there twice
// the first, which all three sets have.
std::optional<unsigned> GridCode(char32_t c) {
  static const std::vector<std::uint16_t> kCodes = [] {
    std::vector<std::uint16_t> codes(65536);
    for (unsigned code = 65535; code > 0; --code) {
      if (const char16_t known = Table().characters[code]; known != 0) {
        codes[known] = static_cast<std::uint16_t>(code);
      }
    }
    return codes;
  }();
  if (c > 0xFFFF || kCodes[c] == 0) return std::nullopt;
  return kCodes[c];
}

std::optional<std::string> EncodeJapanese(Encoding encoding, char32_t c) {
  const auto bytes = [](unsigned first, unsigned second) {
    return std::string{static_cast<char>(first), static_cast<char>(second)};
  };
  if (IsHalfWidthForm(c) && c <= 0xFF9F) {
    const auto kana = static_cast<unsigned>(c - kHalfKana + 0xA1);
    if (encoding == Encoding::kEucJp) return bytes(0x8E, kana);
    return std::string(1, static_cast<char>(encoding == Encoding::kCp932 ? kana : kana - 0x80));
  }
  const auto code = GridCode(c);
  if (!code) return std::nullopt;
  const unsigned lead = *code >> 8;
  const unsigned trail = *code & 0xFF;
  if (encoding == Encoding::kCp932) return bytes(lead, trail);
  const bool even = trail >= 0x9F;
  const unsigned row = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 2 + (even ? 2 : 1);
  const unsigned cell = even ? trail - 0x9E : trail - 0x3F - (trail > 0x7F ? 1 : 0);
  if (row > 94) return std::nullopt;
  const unsigned base = encoding == Encoding::kEucJp ? 0xA0 : 0x20;
  return bytes(base + row, base + cell);
}

}  // namespace

std::optional<std::string> EncodeCharacter(Encoding encoding, char32_t character) {
  if (encoding == Encoding::kUtf8) return ToUtf8(std::u32string_view(&character, 1));
  if (encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be) {
    return EncodeUtf16(character, encoding == Encoding::kUtf16Be);
  }
  if (character < 0x80) return std::string(1, static_cast<char>(character));
  return EncodeJapanese(encoding, character);
}

}  // namespace sumikeshi
