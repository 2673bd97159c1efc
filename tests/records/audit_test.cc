// The counts of the report are those of the entries, counted once more in the plainest way.
#include "redact/records/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "redact/records/csv.h"
#include "tests/records/testing.h"

namespace sumikeshi {
namespace {

using testing::HasSubstr;
using testing::Not;

class AuditTest : public LedgerTest {
 protected:
  AuditTest() { LiveInJapan(); }
};

// One document: some decisions, then its end. Every choice by dice.
std::vector<LedgerEntry> RandomDocument(std::mt19937& dice, int number) {
  const auto one_of = [&dice](auto list) { return list[dice() % list.size()]; };
  const std::string name = "in/" + std::to_string(number % 40) + ".png";
  LedgerEntry base = ReleasedEntry(name);
  base.provenance.batch = "b" + std::to_string(number);
  base.context.purpose = one_of(std::vector<std::string>{"P1", "P3", "P3i", ""});
  base.context.handler = one_of(std::vector<std::string>{"", "sato", "suzuki"});
  std::vector<LedgerEntry> entries;
  for (auto i = dice() % 5; i > 0; --i) {
    LedgerEntry entry = DecisionEntry(name);
    entry.provenance = base.provenance;
    entry.context = base.context;
    entry.decision->finding.category = one_of(kAllCategories);
    entry.decision->action = one_of(kAllActions);
    entry.decision->rule =
        one_of(std::vector<std::string>{"GL5-1", "001-5(1)", "001-5(2)+APPI20-2"});
    entries.push_back(entry);
  }
  if (dice() % 3 == 0) {
    base.kind = EntryKind::kHeld;
    base.output_hash = {};
    base.reason =
        Error{one_of(std::vector<ErrorCode>{ErrorCode::kUnreadable, ErrorCode::kHandlerDenied,
                                            ErrorCode::kTransferBlocked}),
              "", "", 0};
  }
  entries.push_back(base);
  return entries;
}

TEST_F(AuditTest, CountsWhatTheEntriesSay) {
  std::mt19937 dice(20261122);
  LedgerWriter writer(path_);
  for (int i = 0; i < 400; ++i) {
    writer.At(2026, 1 + static_cast<unsigned>(i) / 100 * 2, 1 + static_cast<unsigned>(dice() % 28),
              static_cast<int>(dice() % 24));
    writer.Add(RandomDocument(dice, i));
  }
  const Period period{"2026-03-05", "2026-07-20"};
  const AuditReport report = Audit(path_, period).value();

  // A document's entries are together, its verdict last: the verdict of a decision is the next one.
  const std::vector<LedgerEntry> all = ReadAll(path_);
  AuditReport plain;
  std::map<std::string, bool> held;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string day = LocalDay(all[i].time);
    if (day < period.from || day > period.to) continue;
    ++plain.entries;
    if (all[i].kind != EntryKind::kDecision) {
      ++(all[i].kind == EntryKind::kHeld ? plain.held : plain.released);
      plain.denied += all[i].reason && all[i].reason->code == ErrorCode::kHandlerDenied ? 1 : 0;
      plain.blocked += all[i].reason && all[i].reason->code == ErrorCode::kTransferBlocked ? 1 : 0;
      held[all[i].document] = all[i].kind == EntryKind::kHeld;
      continue;
    }
    std::size_t verdict = i;
    while (all[verdict].kind == EntryKind::kDecision) ++verdict;
    const Decision& decision = *all[i].decision;
    Tally one;
    if (all[verdict].kind == EntryKind::kHeld) {
      one.held = 1;
    } else if (decision.action == Action::kRedact) {
      one.redacted = 1;
    } else if (decision.action == Action::kKeep) {
      one.kept = 1;
    } else {
      one.held = 1;
    }
    const std::string handler = all[i].context.handler.empty() ? "tanaka" : all[i].context.handler;
    for (Tally* tally : {&plain.places, &plain.by_category[decision.finding.category],
                         &plain.by_purpose[all[i].context.purpose], &plain.by_rule[decision.rule],
                         &plain.by_handler[handler]}) {
      tally->redacted += one.redacted;
      tally->kept += one.kept;
      tally->held += one.held;
    }
    plain.overruled += decision.rule == "001-5(2)+APPI20-2" ? 1 : 0;
  }
  EXPECT_EQ(report.entries, plain.entries);
  EXPECT_EQ(report.released, plain.released);
  EXPECT_EQ(report.held, plain.held);
  EXPECT_EQ(report.denied, plain.denied);
  EXPECT_EQ(report.blocked, plain.blocked);
  EXPECT_EQ(report.overruled, plain.overruled);
  EXPECT_EQ(report.places, plain.places);
  EXPECT_EQ(report.by_category, plain.by_category);
  EXPECT_EQ(report.by_purpose, plain.by_purpose);
  EXPECT_EQ(report.by_rule, plain.by_rule);
  EXPECT_EQ(report.by_handler, plain.by_handler);
  EXPECT_EQ(report.still_held,
            std::ranges::count_if(held, [](const auto& one) { return one.second; }));
  // Every cut of the same places has the same sum, and no month is missing in between.
  Tally months;
  for (const auto& [month, count] : report.by_month) {
    months.redacted += count.places.redacted;
    months.kept += count.places.kept;
    months.held += count.places.held;
  }
  EXPECT_EQ(months, report.places);
  std::vector<std::string> names;
  for (const auto& [month, count] : report.by_month) names.push_back(month);
  EXPECT_THAT(names, testing::ElementsAre("2026-03", "2026-04", "2026-05", "2026-06", "2026-07"));
}

TEST_F(AuditTest, DaysAreLocal) {
  LedgerWriter writer(path_);
  writer.At(2026, 10, 31, 14);  // 23:00 in Japan
  writer.Add({ReleasedEntry("a")});
  writer.At(2026, 10, 31, 15);  // midnight
  writer.Add({ReleasedEntry("b")});
  EXPECT_EQ(Audit(path_, {"2026-10-01", "2026-10-31"}).value().released, 1);
  EXPECT_EQ(Audit(path_, {"2026-11-01", "2026-11-30"}).value().released, 1);
}

TEST_F(AuditTest, AnApprovalShowsOnlyWhereItLetSomethingThrough) {
  LedgerWriter writer(path_);
  writer.At(2026, 9, 1);
  writer.Add({ApprovalEntry("A-1")});
  LedgerEntry through = DecisionEntry("a");
  through.decision->action = Action::kKeep;
  through.decision->rule = "004-2-7-1";
  through.context.approval = "A-1";
  LedgerEntry other = through;
  other.decision->rule = "GL5-1";
  LedgerEntry redacted = through;
  redacted.decision->action = Action::kRedact;
  writer.At(2026, 10, 1);
  writer.Add({through, other, redacted, ReleasedEntry("a")});
  const AuditReport report = Audit(path_, {"2026-10-01", "2026-10-31"}).value();
  EXPECT_EQ(report.approved, 1);
  EXPECT_EQ(report.approvals, 0);  // it was recorded the month before
}

TEST_F(AuditTest, ThePageNamesDamageAndEscapesWhatComesFromOutside) {
  LedgerWriter writer(path_);
  LedgerEntry entry = ReleasedEntry("a");
  entry.context.handler = "<script>alert(1)</script>";
  writer.Add({entry});
  const AuditReport report = Audit(path_, {}).value();
  const std::string page = AuditHtml(report, {"l", {"記録 1 が改ざんされています"}, "", ""});
  EXPECT_THAT(page, HasSubstr("記録 1 が改ざんされています"));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST_F(AuditTest, WhatCannotBeReadIsAnError) {
  EXPECT_EQ(Audit(path_, {}).error().code, ErrorCode::kNotFound);
  WriteBytes(path_, std::vector<std::uint8_t>(5000, 'x'));
  EXPECT_FALSE(Audit(path_, {}).has_value());
}

}  // namespace
}  // namespace sumikeshi
