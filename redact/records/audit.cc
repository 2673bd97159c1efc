// One pass over the ledger. The decisions about a document wait for its verdict, which stands
// behind them: only then it is known whether what was to be redacted was redacted.
#include "redact/records/audit.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "redact/records/handlings.h"
#include "redact/records/procedures.h"

namespace sumikeshi {
namespace {

class Counter {
 public:
  explicit Counter(Period period) { report_.period = std::move(period); }

  void Add(const LedgerEntry& entry) {
    // An approval counts for the decisions after it, whenever it was recorded.
    if (entry.approval) approvals_[entry.approval->id] = entry.approval->rules;
    const std::string day = LocalDay(entry.time);
    if (!report_.period.Contains(day)) return;
    month_ = day.substr(0, 7);
    ++report_.entries;
    if (report_.first_sequence == 0) report_.first_sequence = entry.sequence;
    report_.last_sequence = entry.sequence;
    report_.last_hash = entry.hash;
    switch (entry.kind) {
      case EntryKind::kDecision:
        waiting_[KeyOf(entry)].push_back(entry);
        break;
      case EntryKind::kReleased:
      case EntryKind::kHeld:
        AddVerdict(entry);
        break;
      case EntryKind::kApproval:
        ++report_.approvals;
        break;
      case EntryKind::kProcedure:
        ++report_.procedures[entry.procedure->step];
        if (entry.procedure->step == kDenied) ++report_.denied;
        break;
    }
  }

  AuditReport Finish() && {
    for (const auto& [key, decisions] : waiting_) CountPlaces(decisions, false);
    report_.still_held = static_cast<std::int64_t>(held_.size());
    if (!report_.by_month.empty()) {
      const std::string last = report_.by_month.rbegin()->first;
      for (std::string month = report_.by_month.begin()->first; month < last;) {
        month = NextMonth(month);
        report_.by_month[month];
      }
    }
    return std::move(report_);
  }

 private:
  static std::string KeyOf(const LedgerEntry& entry) {
    return entry.provenance.batch + '\n' + entry.document;
  }

  void AddVerdict(const LedgerEntry& entry) {
    const bool released = entry.kind == EntryKind::kReleased;
    if (const auto found = waiting_.find(KeyOf(entry)); found != waiting_.end()) {
      CountPlaces(found->second, released);
      waiting_.erase(found);
    }
    ++(released ? report_.released : report_.held);
    MonthCount& month = report_.by_month[month_];
    ++(released ? month.released : month.held);
    ++report_.documents_by_handler[HandlerOf(entry)];
    report_.by_handler[HandlerOf(entry)];
    if (released) {
      held_.erase(entry.document);
      return;
    }
    held_.insert(entry.document);
    ++report_.hold_reasons[entry.reason->code];
    report_.denied += entry.reason->code == ErrorCode::kHandlerDenied ? 1 : 0;
    report_.blocked += entry.reason->code == ErrorCode::kTransferBlocked ? 1 : 0;
  }

  void CountPlaces(const std::vector<LedgerEntry>& decisions, bool released) {
    for (const LedgerEntry& entry : decisions) {
      const Decision& decision = *entry.decision;
      const auto member = !released                            ? &Tally::held
                          : decision.action == Action::kRedact ? &Tally::redacted
                          : decision.action == Action::kKeep   ? &Tally::kept
                                                               : &Tally::held;
      for (Tally* tally : {&report_.places, &report_.by_category[decision.finding.category],
                           &report_.by_purpose[entry.context.purpose],
                           &report_.by_rule[decision.rule], &report_.by_handler[HandlerOf(entry)],
                           &report_.by_month[LocalDay(entry.time).substr(0, 7)].places}) {
        ++(tally->*member);
      }
      report_.clauses[decision.rule] = decision.clause;
      report_.overruled += decision.rule.contains('+') ? 1 : 0;
      report_.approved += member == &Tally::kept && LetThrough(entry) ? 1 : 0;
    }
  }

  // An approval of this very rule made it a keep.
  [[nodiscard]] bool LetThrough(const LedgerEntry& entry) const {
    const auto approval = approvals_.find(entry.context.approval);
    if (approval == approvals_.end()) return false;
    const std::string& rule = entry.decision->rule;
    return std::ranges::find(approval->second, rule.substr(0, rule.find('+'))) !=
           approval->second.end();
  }

  AuditReport report_;
  std::string month_;
  std::map<std::string, std::vector<LedgerEntry>> waiting_;
  std::set<std::string> held_;  // documents
  std::map<std::string, std::vector<std::string>> approvals_;
};

}  // namespace

Result<AuditReport> Audit(const std::filesystem::path& ledger, const Period& period) {
  Counter counter(period);
  const auto read = ReadLedger(ledger, 1, [&counter](const LedgerEntry& entry) {
    counter.Add(entry);
    return true;
  });
  if (!read) return std::unexpected(read.error());
  return std::move(counter).Finish();
}

}  // namespace sumikeshi
