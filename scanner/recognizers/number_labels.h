// Words that say what a number is: the labels, and what else on a page speaks for it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sumikeshi/category.h"

namespace sumikeshi {

struct NumberLabel {
  std::string_view word;             // normalised
  std::optional<Category> category;  // none: numbers of this label are not sensitive
  std::string_view kind;             // finer kind of the number, may be empty
};

// A word found in a text; `end` is the byte after it.
struct LabelFound {
  const NumberLabel* label = nullptr;
  std::size_t end = 0;
};

// The last label in `text`, the longest where several end together. A compound that ends in 番号,
// コード or No and is not known (顧客番号) is a harmless one.
[[nodiscard]] std::optional<LabelFound> LastLabel(std::string_view text);

// Whether a label of the category, or a word of a page that carries such numbers, is in `text`.
[[nodiscard]] bool SpeaksFor(std::string_view text, Category category);

}  // namespace sumikeshi
