// Every way to change a ledger behind its back is found, and the entry named.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <set>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/page_seal.h"
#include "tests/ledger/tampering.h"
#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::set<std::int64_t> Named(const std::vector<LedgerProblem>& problems) {
  std::set<std::int64_t> named;
  for (const LedgerProblem& problem : problems) named.insert(problem.sequence);
  return named;
}

std::size_t Varint(const std::vector<std::uint8_t>& bytes, std::size_t at, std::uint64_t& value) {
  value = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    value = value << 7 | (bytes[at + i] & 0x7Fu);
    if ((bytes[at + i] & 0x80u) == 0) return i + 1;
  }
  value = value << 8 | bytes[at + 8];
  return 9;
}

// The entry of which each byte of the file is a part, read from SQLite's file format (section
// 1.6, "B-tree pages") and not from our own code. Entries here fit on a page.
std::vector<std::int64_t> EntryAtByte(const std::vector<std::uint8_t>& bytes,
                                      const std::set<std::size_t>& other_pages) {
  std::vector<std::int64_t> owner(bytes.size(), 0);
  for (std::size_t page = 1; page < bytes.size() / kPageSize; ++page) {
    const std::size_t start = page * kPageSize;
    constexpr std::uint8_t kTableLeaf = 0x0D;
    if (bytes[start] != kTableLeaf || other_pages.contains(page + 1)) continue;
    const int cells = bytes[start + 3] << 8 | bytes[start + 4];
    for (int i = 0; i < cells; ++i) {
      const std::size_t pointer = start + 8 + 2 * static_cast<std::size_t>(i);
      const std::size_t cell =
          start + static_cast<std::size_t>(bytes[pointer] << 8 | bytes[pointer + 1]);
      std::uint64_t payload = 0;
      std::uint64_t row = 0;
      std::size_t at = cell + Varint(bytes, cell, payload);
      at += Varint(bytes, at, row);
      std::fill(owner.begin() + static_cast<std::ptrdiff_t>(cell),
                owner.begin() + static_cast<std::ptrdiff_t>(at + payload),
                static_cast<std::int64_t>(row));
    }
  }
  return owner;
}

class VerifyTest : public LedgerTest {
 protected:
  // Ten entries in three commits.
  void SetUp() override {
    auto ledger = OpenLedger(path_, StandingClock()).value();
    std::vector<LedgerEntry> first = {DecisionEntry(), DecisionEntry(), ReleasedEntry()};
    std::vector<LedgerEntry> second = {DecisionEntry("b.png"), HeldEntry("b.png"),
                                       DecisionEntry("c.png"), DecisionEntry("c.png")};
    std::vector<LedgerEntry> third = {DecisionEntry("c.png"), DecisionEntry("c.png"),
                                      ReleasedEntry("c.png")};
    for (auto* batch : {&first, &second, &third}) {
      ASSERT_TRUE(ledger->Append(*batch).has_value());
    }
    ledger.reset();
    sound_ = ReadBytes(path_);
    ASSERT_THAT(Problems(path_), IsEmpty());
  }

  void Tamper(const std::string& sql, bool seal) { sumikeshi::Tamper(path_, sql, seal); }

  std::vector<std::uint8_t> sound_;
};

// The tables that are not entries, by their root pages in the schema.
std::set<std::size_t> OtherPages(const std::filesystem::path& path) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* statement = nullptr;
  sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_prepare_v2(handle,
                     "SELECT rootpage FROM sqlite_schema WHERE name IN ('head', 'checkpoint')", -1,
                     &statement, nullptr);
  std::set<std::size_t> pages;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    pages.insert(static_cast<std::size_t>(sqlite3_column_int64(statement, 0)));
  }
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  return pages;
}

// Flips one bit of each byte at `places` in turn in the file `path`, whose bytes are `sound`.
void ExpectFlipsAreNamed(const std::filesystem::path& path, const std::vector<std::uint8_t>& sound,
                         const std::vector<std::int64_t>& owner,
                         const std::vector<std::size_t>& places) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  for (const std::size_t at : places) {
    const auto flipped = static_cast<std::uint8_t>(sound[at] ^ (1u << (at % 8)));
    ASSERT_EQ(pwrite(file, &flipped, 1, static_cast<off_t>(at)), 1);
    const auto problems = Problems(path);
    ASSERT_FALSE(problems.empty()) << at;
    if (owner[at] != 0) {
      ASSERT_EQ(problems.front().sequence, owner[at]) << at;
    }
    ASSERT_EQ(pwrite(file, &sound[at], 1, static_cast<off_t>(at)), 1);
  }
  close(file);
  EXPECT_THAT(Problems(path), IsEmpty());
}

// With inner pages and several of each kind.
TEST_F(VerifyTest, RandomFlipsOfALargerLedgerAreFoundAndTheirEntryNamed) {
  const std::vector<std::int64_t> owner = EntryAtByte(sound_, OtherPages(path_));
  EXPECT_EQ(std::set(owner.begin(), owner.end()).size(), 11u);  // ten entries, and none
  std::mt19937 random(1);
  std::vector<std::size_t> places(3000);
  for (std::size_t& place : places) place = random() % sound_.size();
  ExpectFlipsAreNamed(path_, sound_, owner, places);
}

TEST_F(VerifyTest, EveryTruncationIsFound) {
  for (std::size_t left = 0; left < sound_.size(); left += 512) {
    WriteBytes(path_, {sound_.begin(), sound_.begin() + static_cast<std::ptrdiff_t>(left)});
    EXPECT_FALSE(Problems(path_).empty()) << left;
  }
}

TEST_F(VerifyTest, AppendedBytesAreFound) {
  for (const std::size_t more : {std::size_t{1}, std::size_t{kPageSize}}) {
    std::vector<std::uint8_t> bytes = sound_;
    bytes.resize(bytes.size() + more);
    WriteBytes(path_, bytes);
    EXPECT_FALSE(Problems(path_).empty()) << more;
  }
}

TEST_F(VerifyTest, SwappedPagesAreFound) {
  std::vector<std::uint8_t> bytes = sound_;
  std::swap_ranges(bytes.begin() + 4 * kPageSize, bytes.begin() + 5 * kPageSize,
                   bytes.begin() + 5 * kPageSize);
  ASSERT_NE(bytes, sound_);
  WriteBytes(path_, bytes);
  EXPECT_FALSE(Problems(path_).empty());
}

struct Edit {
  std::string_view name;
  std::string sql;
  std::set<std::int64_t> named;

  friend void PrintTo(const Edit& value, std::ostream* out) { *out << value.name; }
};

class EditedLedger : public VerifyTest, public ::testing::WithParamInterface<Edit> {};

// Through a plain connection, and by one who also seals the pages again.
TEST_P(EditedLedger, IsFoundAndNamed) {
  for (const bool seal : {false, true}) {
    WriteBytes(path_, sound_);
    Tamper(GetParam().sql, seal);
    std::set<std::int64_t> named = Named(Problems(path_));
    EXPECT_EQ(named.contains(0), !seal);  // pages
    named.erase(0);
    EXPECT_EQ(named, GetParam().named);
  }
}

const std::string kForge =  // a tenth entry once more, as the eleventh
    "INSERT INTO entry(sequence, body, hash) SELECT 11, body, hash FROM entry WHERE sequence = 10";

INSTANTIATE_TEST_SUITE_P(
    Sql, EditedLedger,
    ::testing::Values(
        Edit{"first deleted", "DELETE FROM entry WHERE sequence = 1", {1}},
        Edit{"one deleted", "DELETE FROM entry WHERE sequence = 5", {5}},
        Edit{"two deleted", "DELETE FROM entry WHERE sequence IN (4, 5)", {4}},
        Edit{"last deleted", "DELETE FROM entry WHERE sequence = 10", {10}},
        Edit{"tail deleted", "DELETE FROM entry WHERE sequence > 6", {7}},
        Edit{"all deleted", "DELETE FROM entry", {1}},
        Edit{"renumbered after a deletion",
             "DELETE FROM entry WHERE sequence = 5;"
             "UPDATE entry SET sequence = sequence - 1 WHERE sequence > 5",
             {5, 6, 7, 8, 9, 10}},
        Edit{"bodies swapped",
             "CREATE TEMP TABLE t AS SELECT sequence, body, hash FROM entry;"
             "UPDATE entry SET (body, hash) = (SELECT body, hash FROM t "
             "WHERE t.sequence = 11 - entry.sequence) WHERE sequence IN (4, 7)",
             {4, 7}},
        Edit{"inserted at the end", kForge, {11}},
        Edit{"inserted before the first",
             "INSERT INTO entry(sequence, body, hash) SELECT -3, body, hash FROM entry LIMIT 1",
             {1}},
        Edit{"body changed",
             "UPDATE entry SET body = replace(body, 'tanaka', 'suzuki') "
             "WHERE sequence = 6",
             {6}},
        Edit{"body is no JSON", "UPDATE entry SET hash = x'00' WHERE sequence = 6", {6}},
        Edit{"hash changed", "UPDATE entry SET hash = randomblob(32) WHERE sequence = 6", {6}},
        Edit{"hash of the last changed",
             "UPDATE entry SET hash = randomblob(32) WHERE sequence=10",
             {10}}));

// One who changes an entry, its hash, and seals the page: the next entry gives him away.
TEST_F(VerifyTest, ForgedEntryWithItsHashBreaksTheChain) {
  LedgerEntry forged = ReadAll(path_)[5];
  forged.decision->action = Action::kKeep;
  const std::string body = EncodeEntry(forged).value();
  Tamper("UPDATE entry SET body = '" + body + "', hash = x'" + Hex(EntryHash(body)) +
             "' WHERE sequence = 6",
         true);
  EXPECT_EQ(Named(Problems(path_)), (std::set<std::int64_t>{7}));
}

TEST_F(VerifyTest, ForgedLastEntryDisagreesWithTheHead) {
  LedgerEntry forged = ReadAll(path_)[9];
  forged.output_hash = FilledHash(0);
  const std::string body = EncodeEntry(forged).value();
  Tamper("UPDATE entry SET body = '" + body + "', hash = x'" + Hex(EntryHash(body)) +
             "' WHERE sequence = 10",
         true);
  EXPECT_EQ(Named(Problems(path_)), (std::set<std::int64_t>{10}));
}

TEST_F(VerifyTest, EntriesAddedWithoutTheHeadAreFound) {
  LedgerEntry added = ReadAll(path_)[9];
  added.sequence = 11;
  added.previous = added.hash;
  const std::string body = EncodeEntry(added).value();
  Tamper("INSERT INTO entry(sequence, body, hash) VALUES(11, '" + body + "', x'" +
             Hex(EntryHash(body)) + "')",
         true);
  EXPECT_EQ(Named(Problems(path_)), (std::set<std::int64_t>{11}));
}

TEST_F(VerifyTest, HeadAloneChangedIsNoMissingEntry) {
  Tamper("UPDATE head SET count = 12", true);
  EXPECT_EQ(Named(Problems(path_)), (std::set<std::int64_t>{0}));
}

TEST_F(VerifyTest, ChangedSchemaIsFound) {
  Tamper("CREATE VIEW extra AS SELECT * FROM entry", true);
  EXPECT_FALSE(Problems(path_).empty());
}

TEST_F(VerifyTest, WriterRefusesADamagedEnd) {
  Tamper("DELETE FROM entry WHERE sequence = 10", true);
  EXPECT_EQ(OpenLedger(path_).error().code, ErrorCode::kLedger);
}

TEST_F(VerifyTest, ReadingStopsAtADamagedEntry) {
  Tamper("UPDATE entry SET body = replace(body, 'tanaka', 'suzuki') WHERE sequence = 6", true);
  std::int64_t last = 0;
  const auto read = ReadLedger(path_, 1, [&last](const LedgerEntry& entry) {
    last = entry.sequence;
    return true;
  });
  EXPECT_EQ(read.error().code, ErrorCode::kLedger);
  EXPECT_EQ(read.error().where, "entry 6");
  EXPECT_LT(last, 6);
}

TEST_F(LedgerTest, WhatIsNoLedgerIsSaidSo) {
  EXPECT_EQ(VerifyLedger(path_).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ReadLedger(path_, 1, [](const LedgerEntry&) { return true; }).error().code,
            ErrorCode::kNotFound);
  WriteBytes(path_, std::vector<std::uint8_t>(5000, 'x'));
  EXPECT_FALSE(Problems(path_).empty());
  EXPECT_EQ(OpenLedger(path_).error().code, ErrorCode::kLedger);
  EXPECT_EQ(ReadBytes(path_), std::vector<std::uint8_t>(5000, 'x'));
}

}  // namespace
}  // namespace sumikeshi
