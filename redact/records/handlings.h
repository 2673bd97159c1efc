// The ledger by documents: what was handled, how it ended, and what people did besides.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "redact/ledger/ledger.h"
#include "redact/records/period.h"

namespace sumikeshi {

// One document, handled once.
struct Handling {
  LedgerEntry verdict;  // released or held
  std::vector<LedgerEntry> decisions;
};

struct Records {
  Period period;
  std::vector<Handling> handlings;      // of the period, in order
  std::vector<LedgerEntry> procedures;  // of the period
  // Disposals and returns, whenever they were, by document: what is no longer there.
  std::multimap<std::string, LedgerEntry> gone;
  // The numbers of requests, letters and certificates, whenever they were given.
  std::vector<LedgerEntry> numbered;
};

// Reads the ledger once. Errors: those of ReadLedger.
[[nodiscard]] Result<Records> ReadRecords(const std::filesystem::path& ledger,
                                          const Period& period);

// Who handled it: the operator, where nobody else is named.
[[nodiscard]] const std::string& HandlerOf(const LedgerEntry& entry);

// "保健医療 3、氏名 1": the categories of the decisions that `with` is true for, by count.
[[nodiscard]] std::string ItemsOf(const Handling& handling, bool (*with)(const Decision& decision));

// The last disposal or return of the bytes that `verdict` is about; nullptr: they are still there.
[[nodiscard]] const LedgerEntry* FindGone(const Records& records, const LedgerEntry& verdict);

// A person's request to erase; nullptr: none of this number.
[[nodiscard]] const LedgerEntry* FindRequest(const Records& records, const std::string& id);

// The next number of a step in the year of `day`: "RL-2026-0003".
[[nodiscard]] std::string NextNumber(const Records& records, std::string_view step,
                                     std::string_view letters, const std::string& day);

}  // namespace sumikeshi
