// Words that say what a number is: the labels, and what else on a page speaks for it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sumikeshi/category.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

struct NumberLabel {
  std::string_view word;             // normalised
  std::optional<Category> category;  // none: numbers of this label are not sensitive
  std::string_view kind;             // finer kind of the number, may be empty
};

// The words that are labels of numbers.
[[nodiscard]] std::span<const NumberLabel> NumberLabels();

// A word found in a text, as bytes of it. A page word (源泉徴収票) speaks for the numbers of its
// page without being the label of one.
struct LabelFound {
  Span span;
  const NumberLabel* label = nullptr;
  bool page_word = false;
};

// All words in `text`, by their end, the shorter first. A compound that ends in 番号, コード or No
// and is not known (顧客番号) is a harmless label. One pass over the text.
[[nodiscard]] std::vector<LabelFound> FindLabels(std::string_view text);

}  // namespace sumikeshi
