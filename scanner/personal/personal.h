// Ordinary personal data in a text: what is given a pseudonym, generalised or taken out when a text
// is pseudonymised (仮名加工) or anonymised (匿名加工). Scan and redact do not ask for it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/detect.h"
#include "scanner/personal/table.h"
#include "scanner/personal/value_index.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

enum class PersonalKind {
  kEmail,
  kPhone,
  kBirthDate,
  kPostalCode,
  kId,  // numbers of customers, contracts, staff ...: what joins one record to another
  kAccount,
  kAddress,
  kName,
  kAge,
  kDate,  // any day, only where asked for
};

struct PersonalItem {
  PersonalKind kind = PersonalKind::kName;
  Span span;          // characters of the text
  std::string value;  // normalised UTF-8; never leaves the process
};

struct PersonalData {
  std::vector<PersonalItem> items;   // in order, apart from each other
  std::vector<const Label*> labels;  // before or above values, each once
};

// Values found before in the same document; they are looked for wherever else they stand.
class KnownValues {
 public:
  void Add(const PersonalItem& item);
  // The places of all of them in normalised UTF-8.
  struct Place {
    Span span;  // bytes
    PersonalKind kind = PersonalKind::kName;
    std::string value;  // as it was found first
    bool part = false;  // a surname or a given name by itself
  };
  [[nodiscard]] std::vector<Place> FindIn(std::string_view text) const;

 private:
  ValueIndex index_;
  std::vector<PersonalItem> values_;
};

struct PersonalOptions {
  bool dates = false;                    // find kDate and kAge
  bool labels = true;                    // read labelled fields, too
  const PersonalTable* table = nullptr;  // the table that the text is
  // Characters of the text that hold no personal data any more (pseudonyms, masks), in order.
  std::span<const Span> settled{};
};

// `found` is what Detect found in the text: numbers of telephones, addresses of mail, dates of
// birth. `known` is added to. All that is found once is looked for in the whole text. Limits: see
// names.h and addresses.h; a value in a field whose label the dictionary does not have is only
// found by its form.
[[nodiscard]] PersonalData FindPersonal(const Text& text, std::span<const Detection> found,
                                        KnownValues& known, const PersonalOptions& options = {});

}  // namespace sumikeshi
