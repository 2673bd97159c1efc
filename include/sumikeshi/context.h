// Under what circumstances a document is handled: what the policy asks about, beside the findings.
// The words for each field are in redact/policy/vocabulary.h. None of them holds document text.
#pragma once

#include <string>
#include <vector>

namespace sumikeshi {

// A person's consent, as the intake recorded it. Days are written "2026-11-22".
struct Consent {
  std::string id{};           // of the form or record; never a name
  std::string status{};       // empty = as the ground says, "pending", "refused"
  std::string date{};         // the day on which it was given
  std::string explanation{};  // what was explained: "operation", "fairness"; empty = not stated
  std::vector<std::string> scope{};  // purposes that it covers; empty = not limited
  std::string expiry{};              // its last day; empty = none
  std::string withdrawn{};           // the day on which it was taken back; empty = it stands

  friend bool operator==(const Consent&, const Consent&) = default;
};

struct Context {
  std::string purpose{};          // "P1".."P17"
  std::string ground = "G0";      // "G0".."G9"
  std::string stage = "acquire";  // "acquire" "use" "store" "transfer" "erase"
  std::string person{};           // whose information: "insured", ...; empty = not known
  std::string recipient{};        // what kind of party gets it: "group", "reinsurer", ...
  std::string operator_id{};      // who runs the program
  std::string handler{};          // 取扱者 of this document; empty = the operator
  std::string recipient_name{};
  std::string country{};  // of the recipient, ISO 3166 ("FR"); empty = not stated
  std::string department{};
  std::string source{};    // from whom it came: "person", "third_party", "illicit", ...
  std::string route{};     // how it came: "mail", "fax", "phone", "my_number", ...
  std::string method{};    // empty = as the rulebook describes; "irregular"
  std::string obstacle{};  // why consent cannot be had: "difficult", "obstructs"
  std::string document{};  // empty = the work needs it; "unneeded" = none of it
  Consent consent{};
  std::string approval{};  // id of an approval in the ledger
  // The rules that the approval lets through. Set from the ledger when a run starts, never by who
  // describes the document.
  std::vector<std::string> approved{};

  friend bool operator==(const Context&, const Context&) = default;
};

// Leave to do once what the rulebook does not provide for: two persons, recorded beforehand.
struct Approval {
  std::string id{};                  // "A-2026-001"
  std::string applicant{};           // who asked for it, and handles the documents
  std::string approver{};            // another person
  std::vector<std::string> rules{};  // what it lets through: ids of rules that need an approval
  std::string documents = "*";       // for which documents, as a pattern of their paths
  std::string reason{};
  std::string until{};  // its last day

  friend bool operator==(const Approval&, const Approval&) = default;
};

}  // namespace sumikeshi
