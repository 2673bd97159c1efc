// Inspection and audit (点検・監査): what the ledger counts of a period. Numbers only, no documents
// and no values.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "redact/ledger/ledger.h"
#include "redact/records/period.h"
#include "redact/records/table.h"

namespace sumikeshi {

// Places by what became of them. What stands in a document that was held was neither redacted nor
// released, whatever its rule says: it is held.
struct Tally {
  std::int64_t redacted = 0;
  std::int64_t kept = 0;
  std::int64_t held = 0;

  [[nodiscard]] std::int64_t total() const { return redacted + kept + held; }
  friend bool operator==(const Tally&, const Tally&) = default;
};

struct MonthCount {
  Tally places;
  std::int64_t released = 0;  // documents
  std::int64_t held = 0;

  friend bool operator==(const MonthCount&, const MonthCount&) = default;
};

struct AuditReport {
  Period period;
  std::int64_t entries = 0;         // of the period
  std::int64_t first_sequence = 0;  // 0 = none
  std::int64_t last_sequence = 0;
  Hash last_hash{};
  std::int64_t released = 0;    // times that a document was released
  std::int64_t held = 0;        // times that one was held
  std::int64_t still_held = 0;  // documents whose last state in the period is held
  std::int64_t denied = 0;      // times that a handler or a person was turned away
  std::int64_t blocked = 0;     // transfers stopped
  std::int64_t approved = 0;    // places kept by an approval, outside the rulebook
  std::int64_t overruled = 0;   // places that the rulebook keeps and the law does not
  Tally places;
  std::map<Category, Tally> by_category;
  std::map<std::string, Tally> by_purpose;     // key, empty = not stated
  std::map<std::string, Tally> by_rule;        // id
  std::map<std::string, std::string> clauses;  // of each rule
  std::map<std::string, Tally> by_handler;
  std::map<std::string, std::int64_t> documents_by_handler;
  std::map<ErrorCode, std::int64_t> hold_reasons;
  std::map<std::string, MonthCount> by_month;      // "2026-11", without a gap
  std::map<std::string, std::int64_t> procedures;  // by step
  std::int64_t approvals = 0;                      // recorded in the period

  friend bool operator==(const AuditReport&, const AuditReport&) = default;
};

// Reads the ledger once. Errors: those of ReadLedger.
[[nodiscard]] Result<AuditReport> Audit(const std::filesystem::path& ledger, const Period& period);

// What stands at the head of the printed report, beside the counts.
struct AuditFacts {
  std::string ledger;                 // its name
  std::vector<std::string> problems;  // what verification found; empty = intact
  std::string made_at;                // local time
  std::string made_by;
};

// One self-contained HTML page in Japanese, with charts as SVG, without scripts.
[[nodiscard]] std::string AuditHtml(const AuditReport& report, const AuditFacts& facts);

// All counts in one long table: 表, キー, 名称 and the numbers.
[[nodiscard]] Table AuditTable(const AuditReport& report);

}  // namespace sumikeshi
