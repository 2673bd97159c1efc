// Found once, covered everywhere: the values of a document's findings where they stand again.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scanner/detect.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// A value that is looked for on every page of its document.
struct RepeatedValue {
  Category category = Category::kHealth;
  std::string kind;
  std::string value;  // normalised UTF-8
  std::string label;  // of the field that holds it
};

// The values that cannot be anything else when they stand again: bound numbers of seven digits and
// more, and names of diseases and groups that a labelled field holds. Not 本籍 (it reads like any
// address), and nothing as short or as general as 「なし」.
[[nodiscard]] std::vector<RepeatedValue> RepeatedValues(std::span<const Detection> found);

// Where the values stand on a page outside of its harmless fields and outside of `known`, what was
// found on it before. Recognizer "repeat".
[[nodiscard]] std::vector<Detection> FindRepeats(const Text& text, int page_number,
                                                 std::span<const RepeatedValue> values,
                                                 std::span<const Detection> known);
[[nodiscard]] std::vector<Detection> FindRepeats(const PageText& page, int page_number,
                                                 std::span<const RepeatedValue> values,
                                                 std::span<const Detection> known);

}  // namespace sumikeshi
