// What the two readers of text fields share.
#pragma once

#include <vector>

#include "scanner/fields/label_reader.h"
#include "scanner/fields/letter.h"
#include "scanner/text/view.h"

namespace sumikeshi {

// The letters of view.text[bytes] without the spaces, which become gaps.
[[nodiscard]] std::vector<Letter> LettersOf(const View& view, Span bytes);

// The value without quotes, separators and brackets around it; empty when nothing is left that a
// person wrote (ruled blanks, 年 月 日 alone) or when it is an instruction.
[[nodiscard]] Letters TrimValue(Letters value);

// The bytes from the first to the last of the letters.
[[nodiscard]] Span BytesOf(Letters letters);

// CSV and TSV: a line of labels names the columns of the lines below it.
struct DelimitedTable {
  std::vector<Field> fields;
  Span bytes;  // of View::text, header and rows
};
[[nodiscard]] std::vector<DelimitedTable> FindDelimitedTables(const View& view,
                                                              const LabelReader& reader);

}  // namespace sumikeshi
