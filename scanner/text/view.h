// What recognizers see: one page of normalised text, with the way back to its source.
//
// Normalised: NFKC, lower-case kept, no spaces between CJK characters, one kind of hyphen (-) and
// long mark (ー), old forms and variants folded (髙 -> 高), kanji numerals in digit runs as digits.
// Cells of one table row and columns of a line (a gap of three half-width spaces, on pages of two
// em) are separated by '\t', rows and lines by '\n'; the lines of one cell are one string.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/category.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// What the printed label of a field promises about its value.
enum class FieldUse {
  kSensitive,  // the value is a finding of `category`, read or not
  kHarmless,   // the value is known not to be sensitive (氏名, 証券番号): numbers in it are none
};

struct Label {
  std::string_view text;  // normalised, as in dictionaries/ja/labels.tsv
  FieldUse use = FieldUse::kHarmless;
  Category category = Category::kHealth;  // only with kSensitive
  std::string_view kind;                  // finer kind, or the name of the harmless field
};

// A label with the value that belongs to it. Offsets are bytes of View::text. `region` is set on
// pages: the upright boxes that cover all the ink of the value, read or not.
struct Field {
  const Label* label = nullptr;
  Span label_span;
  Span value_span;          // empty when nothing was read there
  std::vector<Box> region;  // upright pixels; empty in text, and where there is no ink
};

// One unit of the source: a code point of Text, or a symbol of PageText.
struct SourceUnit {
  int line = -1;  // PageText only: index into lines / symbols
  int symbol = -1;
  float confidence = 1;  // of the reader
};

struct View {
  std::string text;                   // normalised UTF-8
  std::vector<std::uint32_t> source;  // per byte of `text`: index of the source unit; size()+1
                                      // entries, the last is the number of units
  std::vector<SourceUnit> units;      // PageText only
  std::vector<Field> fields;
  std::vector<Span> labels;  // PageText only: labels alone in their cells, with or without a value
  bool ocr = false;          // read by OCR: tolerate look-alikes
  float confidence = 1;      // mean of the reader on this page

  // Source units behind the bytes [span.begin, span.end) of `text`, widened to whole units.
  [[nodiscard]] Span SourceSpan(Span span) const;

  // Whether the bytes [span.begin, span.end) stand in a printed label.
  [[nodiscard]] bool IsLabel(Span span) const;
};

// Normalised view without fields; the fields are added by scanner/fields.
[[nodiscard]] View MakeView(const Text& text);
[[nodiscard]] View MakeView(const PageText& page);

}  // namespace sumikeshi
