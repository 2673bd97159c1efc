// Writing and reading a ledger: what is appended comes back, chained, and finds releases.
#include "redact/ledger/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/prune.h"
#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

TEST_F(LedgerTest, WhatIsAppendedComesBackInOrderAndChained) {
  std::vector<LedgerEntry> written;
  for (int run = 0; run < 3; ++run) {
    auto ledger = OpenLedger(path_, StandingClock());
    ASSERT_TRUE(ledger.has_value()) << ledger.error().what;
    std::vector<LedgerEntry> batch = {DecisionEntry(), DecisionEntry("b.png"), HeldEntry("b.png")};
    ASSERT_TRUE((*ledger)->Append(batch).has_value());
    written.insert(written.end(), batch.begin(), batch.end());
  }
  EXPECT_EQ(ReadAll(path_), written);
  Hash previous{};
  for (std::size_t i = 0; i < written.size(); ++i) {
    EXPECT_EQ(written[i].sequence, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(written[i].time, "2026-11-22T00:00:00.000Z");
    EXPECT_EQ(written[i].previous, previous);
    previous = written[i].hash;
  }
  EXPECT_THAT(Problems(path_), ::testing::IsEmpty());
}

TEST_F(LedgerTest, ReadingStartsAndStopsWhereAsked) {
  auto ledger = OpenLedger(path_);
  std::vector<LedgerEntry> batch(2500, DecisionEntry());  // more than one portion
  ASSERT_TRUE((*ledger)->Append(batch).has_value());
  std::vector<std::int64_t> seen;
  const auto read = ReadLedger(path_, 997, [&seen](const LedgerEntry& entry) {
    seen.push_back(entry.sequence);
    return entry.sequence < 2400;
  });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(seen.size(), 2400u - 997 + 1);
  EXPECT_EQ(seen.front(), 997);
  EXPECT_EQ(seen.back(), 2400);
}

// The writer is open, and appends between and inside the reader's portions.
TEST_F(LedgerTest, CanBeReadAndVerifiedWhileABatchIsWriting) {
  auto ledger = OpenLedger(path_);
  std::vector<LedgerEntry> batch(1500, DecisionEntry());
  ASSERT_TRUE((*ledger)->Append(batch).has_value());
  std::int64_t count = 0;
  const auto read = ReadLedger(path_, 1, [&](const LedgerEntry& entry) {
    if (entry.sequence == 10) {
      EXPECT_TRUE((*ledger)->Append(batch).has_value());
    }
    ++count;
    return true;
  });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(count, 3000);
  EXPECT_THAT(Problems(path_), ::testing::IsEmpty());
  EXPECT_TRUE((*ledger)->Append(batch).has_value());
}

TEST_F(LedgerTest, EmptyLedgerIsIntact) {
  ASSERT_TRUE(OpenLedger(path_).has_value());
  EXPECT_THAT(ReadAll(path_), ::testing::IsEmpty());
  EXPECT_THAT(Problems(path_), ::testing::IsEmpty());
}

TEST_F(LedgerTest, AnEntryThatCannotBeRecordedLeavesTheLedgerAsItWas) {
  auto ledger = OpenLedger(path_);
  std::vector<LedgerEntry> bad = {DecisionEntry(), DecisionEntry()};
  bad[1].decision.reset();
  EXPECT_EQ((*ledger)->Append(bad).error().code, ErrorCode::kInternal);
  std::vector<LedgerEntry> good = {DecisionEntry()};
  ASSERT_TRUE((*ledger)->Append(good).has_value());
  EXPECT_EQ(ReadAll(path_), good);
}

class FindReleasedTest : public LedgerTest {
 protected:
  void Append(LedgerEntry entry) {
    std::vector<LedgerEntry> one = {std::move(entry)};
    ASSERT_TRUE(ledger_->Append(one).has_value());
  }
  std::optional<Hash> Find(const Provenance& by, std::uint8_t input = 0x33) {
    return ledger_->FindReleased("inbox/a.png", FilledHash(input), by, context_).value();
  }

  std::unique_ptr<Ledger> ledger_ = OpenLedger(path_).value();
  Context context_ = ReleasedEntry().context;
};

TEST_F(FindReleasedTest, TheCircumstancesMustBeTheSame) {
  Append(ReleasedEntry());
  context_.handler = "sato";  // who handles it decides nothing
  EXPECT_EQ(Find(TestProvenance()), FilledHash(0x55));
  context_.consent.id = "C-1";
  EXPECT_EQ(Find(TestProvenance()), std::nullopt);
  context_ = ReleasedEntry().context;
  context_.ground = "G0";
  EXPECT_EQ(Find(TestProvenance()), std::nullopt);
}

TEST_F(FindReleasedTest, ApprovalsAreFoundByTheirNumber) {
  LedgerEntry entry = ApprovalEntry("A-1");
  Append(entry);
  Append(ReleasedEntry("approval/A-2"));
  EXPECT_EQ(ledger_->FindApproval("A-1").value(), entry.approval);
  EXPECT_EQ(ledger_->FindApproval("A-2").value(), std::nullopt);
  EXPECT_EQ(ledger_->FindApproval("A-3").value(), std::nullopt);
  entry.approval->until = "2026-11-30";
  Append(entry);
  EXPECT_EQ(ledger_->FindApproval("A-1").value()->until, "2026-11-30");
  EXPECT_THAT(Problems(path_), ::testing::IsEmpty());
}

TEST_F(FindReleasedTest, OnlyTheLatestStateOfTheDocumentCounts) {
  EXPECT_EQ(Find(TestProvenance()), std::nullopt);
  Append(ReleasedEntry());
  Append(DecisionEntry());
  Append(HeldEntry("inbox/b.png"));
  Append(ProcedureEntry());  // is no state
  EXPECT_EQ(Find(TestProvenance()), FilledHash(0x55));
  EXPECT_EQ(Find(TestProvenance(), 0x34), std::nullopt);  // another input
  Append(HeldEntry());
  EXPECT_EQ(Find(TestProvenance()), std::nullopt);
  LedgerEntry again = ReleasedEntry();
  again.output_hash = FilledHash(0x56);
  Append(again);
  EXPECT_EQ(Find(TestProvenance()), FilledHash(0x56));
  // Another file of the same name in between: the output in place is not of the first any more.
  LedgerEntry other = ReleasedEntry();
  other.input_hash = FilledHash(0x77);
  Append(other);
  EXPECT_EQ(Find(TestProvenance()), std::nullopt);
}

TEST_F(FindReleasedTest, WhatDecidedMustBeTheSame) {
  Append(ReleasedEntry());
  Provenance by = TestProvenance();
  by.batch = "batch-2";
  by.operator_id = "sato";
  EXPECT_EQ(Find(by), FilledHash(0x55));
  for (int changed = 0; changed < 4; ++changed) {
    Provenance other = by;
    if (changed == 0) other.profile_hash = FilledHash(0);
    if (changed == 1) other.dictionary_hash = FilledHash(0);
    if (changed == 2) other.program = "sumikeshi 0.2.0";
    if (changed == 3) other.reader = "tesseract 5.4.0 jpn";
    EXPECT_EQ(Find(other), std::nullopt) << changed;
  }
}

TEST_F(LedgerTest, DocumentKeysStayAndDiffer) {
  Hash first;
  {
    auto ledger = OpenLedger(path_).value();
    first = ledger->DocumentKey(FilledHash(1)).value();
    EXPECT_NE(first, Hash{});
    EXPECT_EQ(ledger->DocumentKey(FilledHash(1)).value(), first);
    EXPECT_NE(ledger->DocumentKey(FilledHash(2)).value(), first);
  }
  EXPECT_EQ(OpenLedger(path_).value()->DocumentKey(FilledHash(1)).value(), first);
  struct stat status = {};
  ASSERT_EQ(stat((path_.string() + ".keys").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0600u);
}

// Who recorded that keys are destroyed was killed before they were: the next writer destroys them.
TEST_F(LedgerTest, KeysThatTheLastEntriesCallDestroyedGoWhenItIsOpened) {
  std::map<std::uint8_t, Hash> keys;
  {
    auto ledger = OpenLedger(path_).value();
    for (const std::uint8_t input : std::to_array<std::uint8_t>({1, 2, 3})) {
      keys[input] = ledger->DocumentKey(FilledHash(input)).value();
    }
    std::vector<LedgerEntry> entries = {ProcedureEntry(), ProcedureEntry(), ProcedureEntry()};
    entries[0].input_hash = FilledHash(1);  // another procedure about the first one
    for (const std::size_t i : {1u, 2u}) {
      entries[i].procedure->step = kShredStep;
      entries[i].input_hash = FilledHash(static_cast<std::uint8_t>(i + 1));
    }
    ASSERT_TRUE(ledger->Append(entries).has_value());
  }
  const auto destroyed = [&](std::uint8_t input) {
    const auto bytes = ReadBytes(path_.string() + ".keys");
    return std::ranges::search(bytes, keys[input]).empty();
  };
  EXPECT_FALSE(destroyed(2));
  ASSERT_TRUE(OpenLedger(path_).has_value());
  EXPECT_FALSE(destroyed(1));
  EXPECT_TRUE(destroyed(2));
  EXPECT_TRUE(destroyed(3));
}

TEST_F(LedgerTest, DamagedKeyFileIsSaidAndATornEndIsNot) {
  const std::filesystem::path keys = path_.string() + ".keys";
  Hash first;
  {
    auto ledger = OpenLedger(path_).value();
    first = ledger->DocumentKey(FilledHash(1)).value();
    ASSERT_TRUE(ledger->DocumentKey(FilledHash(2)).has_value());
  }
  const std::vector<std::uint8_t> sound = ReadBytes(keys);
  ASSERT_EQ(sound.size(), 2u * 96);
  for (std::size_t i = 0; i < 96; ++i) {
    std::vector<std::uint8_t> bytes = sound;
    bytes[i] ^= 1;
    WriteBytes(keys, bytes);
    EXPECT_EQ(OpenLedger(path_).error().code, ErrorCode::kLedger);
  }
  for (const std::size_t left : {97u, 150u, 191u}) {
    WriteBytes(keys, {sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(left)});
    auto ledger = OpenLedger(path_);
    ASSERT_TRUE(ledger.has_value());
    EXPECT_EQ((*ledger)->DocumentKey(FilledHash(1)).value(), first);
    ASSERT_TRUE((*ledger)->DocumentKey(FilledHash(3)).has_value());
    EXPECT_EQ(ReadBytes(keys).size(), 2u * 96);
  }
}

TEST(LedgerHash,
     HmacOfRfc4231) {  // test case 2 has a short key, padded here with zeros as HMAC does
  Hash key{};
  key[0] = 'J', key[1] = 'e', key[2] = 'f', key[3] = 'e';
  const std::string text = "what do ya want for nothing?";
  EXPECT_EQ(Hex(HmacSha256(key, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()})),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace sumikeshi
