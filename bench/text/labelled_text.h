// Lines of tests/corpus: text with its facts marked.
#pragma once

#include <optional>
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

// "... ⟦category:words⟧ ..."; nothing when a mark is not closed or names no category.
[[nodiscard]] std::optional<LabelledText> ReadLabelled(std::string_view marked);

}  // namespace sumikeshi
