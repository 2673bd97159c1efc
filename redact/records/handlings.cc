// Gathers entries into handlings.
#include "redact/records/handlings.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "redact/records/procedures.h"

namespace sumikeshi {
namespace {

void AddProcedure(Records& records, const LedgerEntry& entry) {
  const Procedure& procedure = *entry.procedure;
  if (procedure.step == kDisposed || procedure.step == kDiscarded || procedure.step == kReturned) {
    records.gone.emplace(entry.document, entry);
  }
  if (!procedure.id.empty()) records.numbered.push_back(entry);
  if (records.period.Contains(LocalDay(entry.time))) records.procedures.push_back(entry);
}

}  // namespace

Result<Records> ReadRecords(const std::filesystem::path& ledger, const Period& period) {
  Records records;
  records.period = period;
  std::map<std::pair<std::string, std::string>, std::vector<LedgerEntry>> waiting;
  const auto read = ReadLedger(ledger, 1, [&](const LedgerEntry& entry) {
    const std::pair key(entry.provenance.batch, entry.document);
    switch (entry.kind) {
      case EntryKind::kDecision:
        waiting[key].push_back(entry);
        break;
      case EntryKind::kReleased:
      case EntryKind::kHeld: {
        auto decisions = std::move(waiting[key]);
        waiting.erase(key);
        if (period.Contains(LocalDay(entry.time))) {
          records.handlings.push_back({entry, std::move(decisions)});
        }
        break;
      }
      case EntryKind::kApproval:
        break;
      case EntryKind::kProcedure:
        AddProcedure(records, entry);
        break;
    }
    return true;
  });
  if (!read) return std::unexpected(read.error());
  return records;
}

const std::string& HandlerOf(const LedgerEntry& entry) {
  return entry.context.handler.empty() ? entry.provenance.operator_id : entry.context.handler;
}

const LedgerEntry* FindGone(const Records& records, const LedgerEntry& verdict) {
  const LedgerEntry* found = nullptr;
  const auto [first, last] = records.gone.equal_range(verdict.document);
  for (auto gone = first; gone != last; ++gone) {
    if (gone->second.input_hash == verdict.input_hash) found = &gone->second;
  }
  return found;
}

const LedgerEntry* FindRequest(const Records& records, const std::string& id) {
  const auto request = std::ranges::find_if(records.numbered, [&](const LedgerEntry& entry) {
    return entry.procedure->step == kRequest && entry.procedure->id == id;
  });
  return request == records.numbered.end() ? nullptr : &*request;
}

std::string ItemsOf(const Handling& handling, bool (*with)(const Decision& decision)) {
  std::map<Category, int> counts;
  for (const LedgerEntry& entry : handling.decisions) {
    if (with(*entry.decision)) ++counts[entry.decision->finding.category];
  }
  std::string items;
  for (const auto& [category, count] : counts) {
    items += fmt::format("{}{} {}", items.empty() ? "" : "、", CategoryJapanese(category), count);
  }
  return items;
}

std::string NextNumber(const Records& records, std::string_view step, std::string_view letters,
                       const std::string& day) {
  const std::string head = fmt::format("{}-{}-", letters, day.substr(0, 4));
  int last = 0;
  for (const LedgerEntry& entry : records.numbered) {
    const std::string& id = entry.procedure->id;
    if (entry.procedure->step != step || !id.starts_with(head)) continue;
    int number = 0;
    std::from_chars(id.data() + head.size(), id.data() + id.size(), number);
    last = std::max(last, number);
  }
  return fmt::format("{}{:04}", head, last + 1);
}

}  // namespace sumikeshi
