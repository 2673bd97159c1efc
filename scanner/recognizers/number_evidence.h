// What fields and words round a number say about what it is.
//
// In this order: a label between the start of its field (or line) and the number; the field that
// holds it; the line above, when the number begins its line; a label in brackets after it; words
// within 300 characters. The nearest label decides: "個人番号 ... 受付番号 202611220008" is
// harmless.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "scanner/recognizers/number_labels.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {

enum class Evidence {
  kNone,     // nothing speaks for or against
  kContext,  // the page speaks for it
  kLabel,    // its label says so
  kOther,    // its label says that it is something else
};

struct Attribution {
  Evidence evidence = Evidence::kNone;
  std::string_view kind;  // of the label, with kLabel and kOther
};

class NumberEvidence {
 public:
  // `view` must outlive it.
  explicit NumberEvidence(const View& view);
  // Whether the number at `span` is of `category`.
  [[nodiscard]] Attribution For(Span span, Category category) const;

 private:
  [[nodiscard]] const Field* FieldOf(Span span) const;
  [[nodiscard]] const LabelFound* LastLabel(Span region) const;
  [[nodiscard]] std::optional<Attribution> Judge(Span region, Category category) const;
  [[nodiscard]] bool PageSpeaksFor(Span span, Category category) const;

  const View* view_;
  std::vector<LabelFound> labels_;
  std::map<Category, std::vector<std::size_t>> of_category_;  // where its words begin, sorted
  std::vector<const Field*> by_begin_;                        // fields with a value, by its begin
};

}  // namespace sumikeshi
