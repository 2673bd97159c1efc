// What the ledger's tests share: entries to append, a folder of their own, a clock that stands.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "redact/ledger/evidence.h"
#include "redact/ledger/ledger.h"
#include "tests/support/scratch.h"

namespace sumikeshi {

class LedgerTest : public ::testing::Test {
 protected:
  const ScratchFolder scratch_;
  const std::filesystem::path folder_ = scratch_.path();
  const std::filesystem::path path_ = folder_ / "ledger.sqlite";
};

inline Hash FilledHash(std::uint8_t byte) {
  Hash hash;
  hash.fill(byte);
  return hash;
}

inline LedgerClock StandingClock() {
  return [] { return std::chrono::sys_days(std::chrono::year(2026) / 11 / 22); };
}

inline Provenance TestProvenance() {
  return {"batch-1",   "tanaka",         "sumikeshi 0.1.0", "tesseract 5.3.0 jpn",
          "guideline", FilledHash(0x11), FilledHash(0x22)};
}

inline LedgerEntry DecisionEntry(std::string document = "inbox/a.png") {
  LedgerEntry entry;
  entry.provenance = TestProvenance();
  entry.context.purpose = "P3";
  entry.context.ground = "G1";
  entry.document = std::move(document);
  entry.input_hash = FilledHash(0x33);
  Decision& decision = entry.decision.emplace();
  decision.finding.category = Category::kHealth;
  decision.finding.kind = "MEDHIST";
  decision.finding.recognizer = "disease_names";
  decision.finding.place.page = 2;
  decision.finding.place.boxes = {{10, 20, 310, 60}, {10, 64, 200, 104}};
  decision.finding.confidence = 0.93;
  decision.action = Action::kRedact;
  decision.rule = "GL5-1";
  decision.clause = "ガイドライン5条1項柱書";
  entry.commitment = FilledHash(0x44);
  return entry;
}

inline LedgerEntry ApprovalEntry(const std::string& id) {
  LedgerEntry entry;
  entry.kind = EntryKind::kApproval;
  entry.provenance = TestProvenance();
  entry.document = ApprovalDocument(id);
  entry.approval =
      Approval{id,           "tanaka",    "suzuki", {"004-2-7-P", "004-2-7-1"}, "claims/\"*\"",
               "新しい経路", "2026-12-31"};
  return entry;
}

inline LedgerEntry ProcedureEntry(const std::string& document = "inbox/a.png") {
  LedgerEntry entry;
  entry.kind = EntryKind::kProcedure;
  entry.provenance = TestProvenance();
  entry.context.stage = "erase";
  entry.document = document;
  entry.input_hash = FilledHash(0x33);
  entry.output_hash = FilledHash(0x55);
  entry.procedure =
      Procedure{"dispose", "E-1", "suzuki", "overwrite", "\"写し\"あり", "request/E-1", "限界あり"};
  return entry;
}

inline LedgerEntry ReleasedEntry(std::string document = "inbox/a.png") {
  LedgerEntry entry = DecisionEntry(std::move(document));
  entry.kind = EntryKind::kReleased;
  entry.decision.reset();
  entry.commitment = {};
  entry.output_hash = FilledHash(0x55);
  entry.pages = 3;
  return entry;
}

inline LedgerEntry HeldEntry(std::string document = "inbox/a.png") {
  LedgerEntry entry = ReleasedEntry(std::move(document));
  entry.kind = EntryKind::kHeld;
  entry.output_hash = {};
  entry.reason = Error{ErrorCode::kUnreadable, "page 2", "ink without text", 2};
  return entry;
}

inline std::vector<LedgerProblem> Problems(const std::filesystem::path& path,
                                           const LedgerAnchors& anchors = {}) {
  auto report = VerifyLedger(path, anchors);
  EXPECT_TRUE(report.has_value()) << ErrorKey(report.error().code) << ' ' << report.error().where;
  return report ? report->problems : std::vector<LedgerProblem>{{0, "", "not read"}};
}

inline std::vector<LedgerEntry> ReadAll(const std::filesystem::path& path) {
  std::vector<LedgerEntry> entries;
  const auto read = ReadLedger(path, 1, [&entries](const LedgerEntry& entry) {
    entries.push_back(entry);
    return true;
  });
  EXPECT_TRUE(read.has_value()) << ErrorKey(read.error().code) << ' ' << read.error().where;
  return entries;
}

inline std::vector<std::uint8_t> ReadBytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void WriteBytes(const std::filesystem::path& path, const std::vector<std::uint8_t>& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

}  // namespace sumikeshi
