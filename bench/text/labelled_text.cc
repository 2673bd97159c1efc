// Lines of tests/corpus: text with its facts marked.
#include "bench/text/labelled_text.h"

#include <random>
#include <string>

#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

Script ScriptOf(char32_t c) {
  if (IsHan(c)) return Script::kHan;
  if (IsHiragana(c)) return Script::kHiragana;
  if (IsKatakana(c)) return Script::kKatakana;
  return IsDigit(c) ? Script::kDigit : Script::kOther;
}

}  // namespace

std::optional<LabelledText> ReadLabelled(std::string_view marked) {
  const std::u32string all = ToCharacters(marked);
  LabelledText line;
  std::u32string& text = line.text.characters;
  std::optional<Phrase> open;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == U'⟦') {
      std::string key;
      for (++i; i < all.size() && all[i] != U':'; ++i) key += static_cast<char>(all[i]);
      const auto category = CategoryFromKey(key);
      if (!category || open) return std::nullopt;
      open = Phrase{{text.size(), 0}, *category};
    } else if (all[i] == U'⟧') {
      if (!open) return std::nullopt;
      open->span.end = text.size();
      line.phrases.push_back(*open);
      open.reset();
    } else {
      text += all[i];
    }
  }
  if (open) return std::nullopt;
  return line;
}

Misreader::Misreader(const std::vector<std::u32string_view>& texts, unsigned percent)
    : percent_(percent) {
  for (const std::u32string_view text : texts) {
    for (const char32_t c : text) characters_[ScriptOf(c)] += c;
  }
}

std::u32string Misreader::Read(std::u32string_view text, unsigned seed) const {
  std::mt19937 random(seed);
  std::u32string read(text);
  for (char32_t& c : read) {
    const Script script = ScriptOf(c);
    if (script == Script::kOther || random() % 100 >= percent_) continue;
    const auto others = characters_.find(script);
    if (others != characters_.end()) c = others->second[random() % others->second.size()];
  }
  return read;
}

}  // namespace sumikeshi
