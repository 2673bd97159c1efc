// View::text as characters, without the line breaks that fall inside a sentence.
#include <algorithm>

#include "scanner/recognizers/prose.h"
#include "scanner/recognizers/terms.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kShortestWrap =
    12;  // characters: a shorter line was not broken by the margin

struct Decoded {
  char32_t character = 0;
  std::size_t length = 1;
};

Decoded DecodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0x80 || at + length > text.size()) return {lead, 1};
  char32_t character = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) character = (character << 6) | (byte(i) & 0x3F);
  return {character, length};
}

// Whether the line that ends at `at` goes on in the next: both sides are prose of some length.
bool WrapsAt(std::u32string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size()) return false;
  const char32_t before = text[at - 1];
  if (!IsJapanese(before) && before != U'、') return false;
  if (!IsJapanese(text[at + 1])) return false;
  const std::size_t line = at - std::min(at, kShortestWrap);
  if (std::ranges::any_of(text.substr(line, at - line),
                          [](char32_t c) { return c == U'\n' || c == U'\t'; }) ||
      at - line < kShortestWrap) {
    return false;
  }
  const std::u32string_view next = text.substr(at + 1, kShortestWrap);
  return std::ranges::none_of(next, [](char32_t c) { return c == U'\t' || c == U':'; });
}

}  // namespace

std::u32string ToCharacters(std::string_view utf8) {
  std::u32string characters;
  for (std::size_t at = 0; at < utf8.size();) {
    const Decoded decoded = DecodeAt(utf8, at);
    characters.push_back(decoded.character);
    at += decoded.length;
  }
  return characters;
}

Span Reading::Bytes(Span of_characters) const {
  if (of_characters.empty()) return {};
  return {begins[of_characters.begin], ends[of_characters.end - 1]};
}

Reading Read(const View& view) {
  const std::u32string all = ToCharacters(view.text);
  Reading reading;
  reading.characters.reserve(all.size());
  std::size_t byte = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t length = DecodeAt(view.text, byte).length;
    if (all[i] != U'\n' || !WrapsAt(all, i)) {
      reading.characters.push_back(all[i]);
      reading.begins.push_back(byte);
      reading.ends.push_back(byte + length);
    }
    byte += length;
  }
  reading.begins.push_back(byte);
  return reading;
}

}  // namespace sumikeshi
