// View::text as characters, without the line breaks that fall inside a sentence.
#include <algorithm>

#include "scanner/recognizers/prose.h"
#include "scanner/recognizers/terms.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kShortestWrap =
    12;  // characters: a shorter line was not broken by the margin

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

Span Reading::Bytes(Span of_characters) const {
  if (of_characters.empty()) return {};
  return {begins[of_characters.begin], ends[of_characters.end - 1]};
}

std::vector<float> SurenessOf(const View& view, const Reading& reading) {
  if (!view.ocr) return {};
  std::vector<float> sureness(reading.characters.size(), 1);
  if (view.units.empty()) return sureness;
  for (std::size_t i = 0; i < sureness.size(); ++i) {
    const std::uint32_t unit = view.source[reading.begins[i]];
    if (unit < view.units.size()) sureness[i] = view.units[unit].confidence;
  }
  return sureness;
}

Reading Read(const View& view) {
  const std::u32string all = ToCharacters(view.text);
  Reading reading;
  reading.characters.reserve(all.size());
  reading.begins.reserve(all.size() + 1);
  reading.ends.reserve(all.size());
  std::size_t byte = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t end = DecodeAt(view.text, byte).next;
    if (all[i] != U'\n' || !WrapsAt(all, i)) {
      reading.characters.push_back(all[i]);
      reading.begins.push_back(byte);
      reading.ends.push_back(end);
    }
    byte = end;
  }
  reading.begins.push_back(byte);
  return reading;
}

}  // namespace sumikeshi
