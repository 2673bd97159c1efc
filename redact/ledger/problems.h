// The list of what a verification found.
#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "redact/ledger/evidence.h"

namespace sumikeshi {

class ProblemList {
 public:
  void Add(std::int64_t sequence, std::string ja, std::string en) {
    if (full()) return;
    problems_.push_back({sequence, std::move(ja), std::move(en)});
    names_entry_ = names_entry_ || sequence > 0;
  }

  // A file this damaged needs no longer list.
  [[nodiscard]] bool full() const { return problems_.size() >= 1000; }
  [[nodiscard]] bool names_entry() const { return names_entry_; }
  [[nodiscard]] bool Names(std::int64_t sequence) const {
    return std::ranges::find(problems_, sequence, &LedgerProblem::sequence) != problems_.end();
  }

  // By entry; those that name none come last.
  [[nodiscard]] std::vector<LedgerProblem> TakeSorted() && {
    const auto rank = [](const LedgerProblem& problem) {
      return problem.sequence == 0 ? std::numeric_limits<std::int64_t>::max() : problem.sequence;
    };
    std::ranges::stable_sort(problems_, {}, rank);
    return std::move(problems_);
  }

 private:
  std::vector<LedgerProblem> problems_;
  bool names_entry_ = false;
};

}  // namespace sumikeshi
