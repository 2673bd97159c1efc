// Lines of tests/corpus: text with its facts marked.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/category.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

struct Phrase {
  Span span;  // characters of the text
  Category category = Category::kHealth;
};

struct LabelledText {
  Text text;
  std::vector<Phrase> phrases;
};

enum class Script { kHan, kHiragana, kKatakana, kDigit, kOther };

// "... ⟦category:words⟧ ..."; nothing when a mark is not closed or names no category.
[[nodiscard]] std::optional<LabelledText> ReadLabelled(std::string_view marked);

// Misreads as an engine does: of a hundred characters so many become another of the same script,
// chosen by chance from those of the texts that it was made of.
class Misreader {
 public:
  Misreader(const std::vector<std::u32string_view>& texts, unsigned percent);
  // The same for the same seed.
  [[nodiscard]] std::u32string Read(std::u32string_view text, unsigned seed) const;

 private:
  std::map<Script, std::u32string> characters_;
  unsigned percent_;
};

}  // namespace sumikeshi
