// Lines of tests/corpus: text with its facts marked.
#include "bench/text/labelled_text.h"

#include <string>

#include "scanner/text/utf8.h"

namespace sumikeshi {

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

}  // namespace sumikeshi
