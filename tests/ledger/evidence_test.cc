// What a ledger shows to others: checkpoints, anchors, proofs, exports, witnesses; and what may be
// taken out of it without spoiling any of them.
#include "redact/ledger/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "redact/ledger/merkle.h"
#include "redact/ledger/note.h"
#include "redact/ledger/prune.h"
#include "redact/ledger/schema.h"
#include "tests/ledger/tampering.h"
#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class EvidenceTest : public LedgerTest {
 protected:
  // `count` entries, with a checkpoint at the end.
  void Write(int count, const std::string& document = "a.png") {
    auto ledger = OpenLedger(path_, StandingClock()).value();
    std::vector<LedgerEntry> batch(static_cast<std::size_t>(count), DecisionEntry(document));
    if (count > 0) batch.back() = ReleasedEntry(document);
    ASSERT_TRUE(ledger->Append(batch).has_value());
  }

  std::string Export() {
    std::string text;
    EXPECT_TRUE(ExportLedger(path_, [&](std::string_view piece) {
                  text += piece;
                  return true;
                }).has_value());
    return text;
  }

  std::filesystem::path Put(const std::string& name, std::string_view text) {
    const std::filesystem::path file = folder_ / name;
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  std::filesystem::path Beside(const std::string& suffix) { return path_.string() + suffix; }
};

TEST_F(EvidenceTest, ARunEndsWithASignedCheckpoint) {
  Write(3);
  Write(4);
  const auto report = VerifyLedger(path_).value();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.entries, 7);
  EXPECT_EQ(report.signed_entries, 7);
  EXPECT_EQ(report.key, LedgerKey(path_).value());
  const auto note = SignedNote::Parse(LastCheckpoint(path_).value()).value();
  EXPECT_TRUE(note.IsSignedBy(PublicKey::Parse(report.key).value()));
  const auto head = TreeHead::Parse(note.text).value();
  EXPECT_EQ(head.size, 7);
  GrowingTree tree;
  for (const LedgerEntry& entry : ReadAll(path_)) tree.Push(entry.hash);
  EXPECT_EQ(head.root, tree.Root());
  EXPECT_EQ(ReadFile(Beside(".checkpoint")), LastCheckpoint(path_).value());
}

TEST_F(EvidenceTest, ALongRunIsSignedOnItsWay) {
  auto ledger = OpenLedger(path_, StandingClock()).value();
  for (int i = 0; i < 5; ++i) {
    std::vector<LedgerEntry> batch(500, DecisionEntry());
    ASSERT_TRUE(ledger->Append(batch).has_value());
  }
  const auto report = VerifyLedger(path_).value();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.entries, 2500);
  EXPECT_EQ(report.signed_entries, 2000);
}

TEST_F(EvidenceTest, TheKeyStandsWhereItWasToldToAndTheLedgerWantsIt) {
  const std::filesystem::path key = folder_ / "elsewhere.key";
  {
    ASSERT_TRUE(OpenLedger(path_, StandingClock(), key).has_value());
  }
  EXPECT_FALSE(std::filesystem::exists(Beside(".signing-key")));
  std::filesystem::rename(key, folder_ / "away");
  EXPECT_EQ(OpenLedger(path_, StandingClock(), key).error().code, ErrorCode::kLedger);
  ASSERT_TRUE(SigningKey::Create(key, KeyType::kLog).has_value());
  EXPECT_EQ(OpenLedger(path_, StandingClock(), key).error().code, ErrorCode::kLedger);
  std::filesystem::rename(folder_ / "away", key);
  EXPECT_TRUE(OpenLedger(path_, StandingClock(), key).has_value());
}

TEST_F(EvidenceTest, AnOlderCopyInThePlaceOfTheLedgerIsFound) {
  Write(5);
  const auto older = ReadBytes(path_);
  Write(5);
  WriteBytes(path_, older);
  const auto problems = Problems(path_);  // by the checkpoint beside it
  ASSERT_THAT(problems, Not(IsEmpty()));
  EXPECT_EQ(problems.front().sequence, 6);
  EXPECT_EQ(OpenLedger(path_).error().code, ErrorCode::kLedger);
}

TEST_F(EvidenceTest, TheCopyOfACheckpointThatAKilledWriterDidNotMakeIsMade) {
  Write(5);
  const std::string older = ReadFile(Beside(".checkpoint"));
  Write(5);
  const std::string last = LastCheckpoint(path_).value();
  for (const std::string& left : {older, std::string()}) {
    std::filesystem::remove(Beside(".checkpoint"));
    if (!left.empty()) WriteFile(Beside(".checkpoint"), left);
    ASSERT_TRUE(OpenLedger(path_).has_value());
    EXPECT_EQ(ReadFile(Beside(".checkpoint")), last);
  }
  // Nothing that is not signed takes the place of what is.
  WriteFile(Beside(".checkpoint"), older);
  Tamper(path_, "UPDATE checkpoint SET note = replace(note, '10', '11') WHERE size = 10", true);
  EXPECT_EQ(OpenLedger(path_).error().code, ErrorCode::kLedger);
  EXPECT_EQ(ReadFile(Beside(".checkpoint")), older);
}

TEST_F(EvidenceTest, ALedgerReplacedAsAWholeIsFoundByWhatWasNotedElsewhere) {
  Write(5);
  const std::string noted = LastCheckpoint(path_).value();
  const TreeHead head = TreeHead::Parse(SignedNote::Parse(noted)->text).value();
  for (const char* suffix : {"", ".checkpoint", ".keys"}) std::filesystem::remove(Beside(suffix));

  // By one who has the signing key too.
  Write(6, "b.png");
  EXPECT_THAT(Problems(path_), IsEmpty());
  EXPECT_EQ(Problems(path_, {.checkpoints = {noted}}).at(0).sequence, 1);
  EXPECT_EQ(Problems(path_, {.roots = {{head.size, head.root}}}).at(0).sequence, 1);

  // By one who has not.
  for (const char* suffix : {"", ".checkpoint", ".keys", ".signing-key"}) {
    std::filesystem::remove(Beside(suffix));
  }
  Write(5);  // the same entries
  EXPECT_THAT(Problems(path_), IsEmpty());
  EXPECT_THAT(Problems(path_, {.checkpoints = {noted}}), Not(IsEmpty()));
  EXPECT_THAT(Problems(path_, {.roots = {{head.size, head.root}}}), IsEmpty());
  EXPECT_THAT(Problems(path_, {.roots = {{6, head.root}}}), Not(IsEmpty()));
}

TEST_F(EvidenceTest, ACutOffEndIsFoundByWhatWasNotedElsewhere) {
  Write(5);
  const auto older = ReadBytes(path_);
  const std::string early = LastCheckpoint(path_).value();
  Write(5);
  const std::string late = LastCheckpoint(path_).value();
  WriteBytes(path_, older);
  std::ofstream(Beside(".checkpoint")) << early;
  EXPECT_THAT(Problems(path_), IsEmpty());
  EXPECT_THAT(Problems(path_, {.checkpoints = {early}}), IsEmpty());
  EXPECT_EQ(Problems(path_, {.checkpoints = {early, late}}).at(0).sequence, 6);
  EXPECT_THAT(Problems(path_, {.checkpoints = {"nonsense"}}), Not(IsEmpty()));
  EXPECT_THAT(Problems(path_, {.key = LedgerKey(path_).value()}), IsEmpty());
  EXPECT_THAT(Problems(path_, {.key = "x"}), Not(IsEmpty()));
}

TEST_F(EvidenceTest, ChangedTreeIndexAndCheckpointsAreFound) {
  Write(300);
  const auto sound = ReadBytes(path_);
  for (const char* sql :
       {"UPDATE node SET hash = randomblob(32)", "DELETE FROM node",
        "INSERT INTO node VALUES(1, 1, randomblob(32))", "DELETE FROM verdict",
        "UPDATE verdict SET sequence = 299", "UPDATE verdict SET document = x'00'",
        "INSERT INTO verdict VALUES(x'00', 7)", "UPDATE checkpoint SET size = 299",
        "UPDATE checkpoint SET note = replace(note, '300', '299')",
        "UPDATE checkpoint SET note = 'x'", "UPDATE head SET key = replace(key, 'sumikeshi', 'x')",
        "UPDATE entry SET body = NULL WHERE sequence = 7"}) {
    WriteBytes(path_, sound);
    Tamper(path_, sql, true);
    EXPECT_THAT(Problems(path_), Not(IsEmpty())) << sql;
  }
}

TEST_F(EvidenceTest, EveryEntryIsProvedOffline) {
  Write(600);
  for (const std::int64_t sequence : {1, 2, 255, 256, 257, 511, 512, 513, 599, 600}) {
    const std::string proof = ProveEntry(path_, sequence).value();
    const auto report = VerifyLedger(Put("proof", proof), {.key = LedgerKey(path_).value()});
    ASSERT_TRUE(report.has_value());
    EXPECT_THAT(report->problems, IsEmpty()) << sequence;
    EXPECT_EQ(report->proved, sequence);
    EXPECT_EQ(report->signed_entries, 600);
  }
  EXPECT_EQ(ProveEntry(path_, 601).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ProveEntry(path_, 0).error().code, ErrorCode::kNotFound);
}

TEST_F(EvidenceTest, EveryFlippedBitOfAProofIsFound) {
  Write(9);
  std::string proof = ProveEntry(path_, 5).value();
  for (std::size_t i = 0; i < proof.size(); ++i) {
    const char before = proof[i];
    proof[i] = static_cast<char>(before ^ (1 << (i % 8)));
    const auto report = VerifyLedger(Put("proof", proof));
    ASSERT_TRUE(report.has_value()) << i;
    EXPECT_THAT(report->problems, Not(IsEmpty())) << i;
    proof[i] = before;
  }
}

TEST_F(EvidenceTest, ConsistencyIsProvedFromTheStoredTree) {
  Write(700);
  GrowingTree tree;
  std::vector<Hash> roots = {tree.Root()};
  for (const LedgerEntry& entry : ReadAll(path_)) {
    tree.Push(entry.hash);
    roots.push_back(tree.Root());
  }
  for (const std::int64_t size : {0, 1, 100, 255, 256, 257, 512, 640, 699, 700}) {
    std::istringstream in(ProveConsistency(path_, size).value());
    std::string line;
    std::getline(in, line);
    EXPECT_EQ(line, "old " + std::to_string(size));
    std::vector<Hash> path;
    while (std::getline(in, line) && !line.empty()) path.push_back(HashFromBase64(line).value());
    EXPECT_TRUE(Continues(roots[static_cast<std::size_t>(size)], size, roots.back(), 700, path))
        << size;
    const std::string note(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(note, LastCheckpoint(path_).value());
  }
  EXPECT_FALSE(ProveConsistency(path_, 701).has_value());
}

TEST_F(EvidenceTest, AnExportVerifiesAwayFromTheLedger) {
  Write(300, "請求書 \"1\"\n\xff.pdf");
  const std::string text = Export();
  const std::string key = LedgerKey(path_).value();
  const std::string noted = LastCheckpoint(path_).value();
  const std::filesystem::path file = Put("export.jsonl", text);
  for (const char* suffix : {"", ".checkpoint", ".keys", ".signing-key"}) {
    std::filesystem::remove(Beside(suffix));
  }
  const auto report = VerifyLedger(file, {.checkpoints = {noted}, .key = key}).value();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.entries, 300);
  EXPECT_EQ(report.signed_entries, 300);
  EXPECT_EQ(report.key, key);
  EXPECT_EQ(std::ranges::count(text, '\n'), 302);
}

TEST_F(EvidenceTest, AWitnessSignsWhatContinuesWhatItSaw) {
  const WitnessOptions options{folder_ / "w.key", "witness.example/1", folder_ / "seen"};
  Write(5);
  const auto older = ReadBytes(path_);
  const std::string early = LastCheckpoint(path_).value();
  const auto first = WitnessLedger(path_, options);
  ASSERT_TRUE(first.has_value());
  EXPECT_THAT(first->report.problems, IsEmpty());
  Write(5);
  const auto second = WitnessLedger(Put("export.jsonl", Export()), options).value();
  EXPECT_THAT(second.report.problems, IsEmpty());
  EXPECT_EQ(second.key, first->key);
  EXPECT_THAT(Problems(path_, {.checkpoints = {second.note}, .witness_keys = {second.key}}),
              IsEmpty());
  EXPECT_THAT(Problems(path_, {.checkpoints = {early}, .witness_keys = {second.key}}),
              Not(IsEmpty()));

  // Rolled back, with everything beside it made to fit.
  WriteBytes(path_, older);
  std::ofstream(Beside(".checkpoint")) << early;
  const auto third = WitnessLedger(path_, options).value();
  EXPECT_THAT(third.report.problems, Not(IsEmpty()));
  EXPECT_EQ(third.note, "");
  EXPECT_EQ(ReadFile(folder_ / "seen"), second.note);
}

TEST_F(EvidenceTest, ADestroyedKeyIsGoneAndEveryProofStays) {
  Hash key;
  {
    auto ledger = OpenLedger(path_, StandingClock()).value();
    key = ledger->DocumentKey(FilledHash(0x33)).value();
    ASSERT_TRUE(ledger->DocumentKey(FilledHash(0x34)).has_value());
    LedgerEntry entry = DecisionEntry();
    entry.commitment = HmacSha256(key, {});
    ASSERT_TRUE(ledger->Append({&entry, 1}).has_value());
  }
  const std::string proof = ProveEntry(path_, 1).value();
  {
    auto ledger = OpenLedger(path_, StandingClock()).value();
    EXPECT_TRUE(ledger->DestroyKey(FilledHash(0x33)).value());
    EXPECT_FALSE(ledger->DestroyKey(FilledHash(0x33)).value());
    EXPECT_FALSE(ledger->DestroyKey(FilledHash(0x35)).value());
    EXPECT_NE(ledger->DocumentKey(FilledHash(0x33)).value(), key);
    EXPECT_TRUE(ledger->DestroyKey(FilledHash(0x33)).value());
  }
  for (const auto& file : std::filesystem::directory_iterator(folder_)) {
    const auto bytes = ReadBytes(file.path());
    EXPECT_TRUE(std::ranges::search(bytes, key).empty()) << file.path().filename();
  }
  EXPECT_THAT(Problems(path_), IsEmpty());
  EXPECT_THAT(Problems(Put("proof", proof)), IsEmpty());
  EXPECT_EQ(ProveEntry(path_, 1).value(), proof);

  // Interrupted between the key and its check sum.
  auto bytes = ReadBytes(Beside(".keys"));
  bytes[64] ^= 1;
  WriteBytes(Beside(".keys"), bytes);
  EXPECT_TRUE(OpenLedger(path_).has_value());
}

LedgerClock At(int year) {
  return [year] { return std::chrono::sys_days(std::chrono::year(year) / 11 / 22); };
}

TEST_F(EvidenceTest, PruningKeepsTheProofsOfTheRest) {
  std::vector<LedgerEntry> old(300, DecisionEntry("old.png"));
  old.back() = ReleasedEntry("old.png");
  {
    ASSERT_TRUE(OpenLedger(path_, At(2024)).value()->Append(old).has_value());
  }
  const std::string early = LastCheckpoint(path_).value();
  std::vector<LedgerEntry> fresh(10, DecisionEntry("new.png"));
  {
    ASSERT_TRUE(OpenLedger(path_, At(2026)).value()->Append(fresh).has_value());
  }
  const std::string late = LastCheckpoint(path_).value();
  const std::string proof = ProveEntry(path_, 305).value();
  LedgerEntry record = DecisionEntry("");
  record.decision.reset();
  {
    auto ledger = OpenLedger(path_, At(2026)).value();
    EXPECT_EQ(ledger->Prune("2026-01-01", record).error().code, ErrorCode::kUsage);
    EXPECT_EQ(ledger->Prune("2024-01-01", record).value(), 0);
    EXPECT_EQ(ledger->Prune("2025-11-01", record).value(), 300);
    EXPECT_EQ(ledger->Prune("2025-11-01", record).value(), 0);
    EXPECT_EQ(ledger->FindReleased("old.png", FilledHash(0x33), TestProvenance(), {}).value(),
              std::nullopt);
  }
  const LedgerAnchors anchors{.checkpoints = {early, late}};
  const auto report = VerifyLedger(path_, anchors).value();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.entries, 311);
  EXPECT_EQ(report.pruned, 300);
  EXPECT_EQ(ReadAll(path_).size(), 11u);
  EXPECT_THAT(Problems(Put("proof", proof), anchors), IsEmpty());
  EXPECT_TRUE(ProveEntry(path_, 305).has_value());
  EXPECT_EQ(ProveEntry(path_, 300).error().code, ErrorCode::kNotFound);
  const std::string exported = Export();
  EXPECT_THAT(Problems(Put("export.jsonl", exported), anchors), IsEmpty());
  for (const std::string& file : {path_.string(), (folder_ / "export.jsonl").string()}) {
    EXPECT_THAT(ReadFile(file), Not(HasSubstr("old.png")));
  }

  // What no record covers, and a changed hash of what was pruned.
  const auto sound = ReadBytes(path_);
  Tamper(path_, "UPDATE entry SET body = NULL WHERE sequence = 301", true);
  EXPECT_THAT(Problems(path_), Not(IsEmpty()));
  WriteBytes(path_, sound);
  Tamper(path_, "UPDATE entry SET hash = randomblob(32) WHERE sequence = 7", true);
  EXPECT_THAT(Problems(path_), Not(IsEmpty()));
}

TEST_F(EvidenceTest, ALedgerOfANewerFormatIsSaidToBe) {
  Write(3);
  const std::string exported = Export();
  Tamper(path_, "PRAGMA application_id = " + std::to_string(kApplicationId + 1), true);
  const auto none = [](const LedgerEntry&) { return true; };
  EXPECT_EQ(OpenLedger(path_).error().code, ErrorCode::kLedgerVersion);
  EXPECT_EQ(ReadLedger(path_, 1, none).error().code, ErrorCode::kLedgerVersion);
  EXPECT_EQ(VerifyLedger(path_).error().code, ErrorCode::kLedgerVersion);
  EXPECT_EQ(LastCheckpoint(path_).error().code, ErrorCode::kLedgerVersion);
  std::string newer = exported;
  newer[newer.find("\"format\":") + 9] = '4';
  EXPECT_EQ(VerifyLedger(Put("export.jsonl", newer)).error().code, ErrorCode::kLedgerVersion);
}

}  // namespace
}  // namespace sumikeshi
