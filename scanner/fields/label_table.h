// The rows of dictionaries/ja/labels.tsv: what each label promises, and when it does.
#pragma once

#include <span>
#include <string_view>

#include "scanner/fields/fields.h"

namespace sumikeshi {

// kItself: the label is the fact, whatever stands beside it.
enum class ValueType { kAny, kDigits, kDate, kOption, kItself };

// What has to be true before a label means what its row says. Of several rows with one text the
// first need that is met counts, in this order.
enum class LabelNeed {
  kInline,       // its value follows in the same line or cell
  kCard,         // the page is about a payment card
  kPostal,       // ... a post office account
  kSymbol,       // ... a health insurance card, with a 記号 (記号 ... 番号 ...)
  kInsurance,    // ... a health insurance card
  kDisability,   // ... a disability handbook
  kDisclosure,   // ... a 告知書
  kCheckup,      // ... a medical check-up
  kTreatment,    // ... a statement of treatments (診療明細書, 調剤明細書)
  kCertificate,  // ... a medical certificate (診断書, 入院証明書)
  kLabour,       // ... a labour union
  kKoseki,       // ... a family register
  kTheft,        // ... theft
  kCrime,        // ... criminal procedure
  kNothing,
};

struct LabelRule {
  Label label;
  ValueType value = ValueType::kAny;
  LabelNeed need = LabelNeed::kNothing;

  [[nodiscard]] bool sensitive() const { return label.use == FieldUse::kSensitive; }
  // A label in front of free text: its value may be anything, so nothing is promised about it.
  [[nodiscard]] bool promises() const { return sensitive() || label.kind != "TEXT"; }
};

// Sorted as in the file. Lives as long as the program.
[[nodiscard]] std::span<const LabelRule> AllLabelRules();

// The answer to a disclosure question that is itself no dictionary entry.
[[nodiscard]] const LabelRule& AnswerRule(Category category);

// The needs that the text of a page meets, one bit each.
class PageNeeds {
 public:
  explicit PageNeeds(std::string_view text);
  [[nodiscard]] bool Meets(LabelNeed need) const {
    return ((met_ >> static_cast<unsigned>(need)) & 1U) != 0;
  }
  // The patient of this page is an insured animal: its illness is no one's secret.
  [[nodiscard]] bool animal() const { return animal_; }

 private:
  unsigned met_ = 0;
  bool animal_ = false;
};

}  // namespace sumikeshi
