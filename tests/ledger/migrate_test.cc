// Ledgers of the formats before: said to be old, and taken over entry by entry.
#include "redact/ledger/migrate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "redact/ledger/entry_codec.h"
#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// The tables as formats 1 and 2 had them.
constexpr const char* kOldSchema =
    "PRAGMA application_id = 1397574449;"  // "SMK1"
    "CREATE TABLE entry("
    "sequence INTEGER PRIMARY KEY, body TEXT NOT NULL, hash BLOB NOT NULL, "
    "document TEXT AS (json_extract(body, '$.document'))) STRICT;"
    "CREATE TABLE head("
    "id INTEGER PRIMARY KEY CHECK(id = 1), count INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;"
    "INSERT INTO head VALUES(1, 0, zeroblob(32))";

class MigrateTest : public LedgerTest {
 protected:
  // Ten documents, each in a commit of its own, with the key of their one input.
  MigrateTest() {
    {
      auto ledger = OpenLedger(folder_ / "source.sqlite", [this] { return now_; }).value();
      key_ = ledger->DocumentKey(FilledHash(0x33)).value();
      for (int i = 0; i < 10; ++i) {
        std::vector<LedgerEntry> entries = {DecisionEntry(), ReleasedEntry(), ProcedureEntry()};
        EXPECT_TRUE(ledger->Append(entries).has_value());
        now_ += std::chrono::milliseconds(100'001);
        all_.insert(all_.end(), entries.begin(), entries.end());
      }
    }
    Run(kOldSchema);
    for (const LedgerEntry& entry : all_) {
      const std::string body = EncodeEntry(entry).value();
      Run("INSERT INTO entry VALUES(" + std::to_string(entry.sequence) + ", '" + Doubled(body) +
          "', x'" + Hex(entry.hash) + "')");
    }
    Run("UPDATE head SET count = 30, hash = x'" + Hex(all_.back().hash) + "'");
    std::filesystem::rename(folder_ / "source.sqlite.keys", folder_ / "old.sqlite.keys");
  }

  static std::string Doubled(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != text.npos; at += 2) text.insert(at, "'");
    return text;
  }
  void Run(const std::string& sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(old_.c_str(), &handle), SQLITE_OK);
    int reserve = 16;  // for the seals, which were others then
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
    EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    sqlite3_close(handle);
  }
  Result<std::int64_t> Migrate() {
    LedgerEntry record;
    record.provenance = TestProvenance();
    record.procedure.emplace().by = "tanaka";
    return MigrateLedger(old_, path_, record);
  }
  void ExpectTakenOver() {
    EXPECT_THAT(Problems(path_), IsEmpty());
    auto entries = ReadAll(path_);
    ASSERT_EQ(entries.size(), 31u);
    EXPECT_EQ(entries.back().procedure->step, kMigrateStep);
    EXPECT_EQ(entries.back().procedure->reference, "1-30");
    EXPECT_THAT(entries.back().procedure->note, HasSubstr(Hex(all_.back().hash)));
    entries.pop_back();
    EXPECT_EQ(entries, all_);
    EXPECT_EQ(VerifyLedger(path_).value().signed_entries, 31);
    EXPECT_EQ(OpenLedger(path_).value()->DocumentKey(FilledHash(0x33)).value(), key_);
  }

  const std::filesystem::path old_ = folder_ / "old.sqlite";
  std::chrono::system_clock::time_point now_ =
      std::chrono::sys_days(std::chrono::year(2024) / 2 / 29) + std::chrono::milliseconds(7);
  std::vector<LedgerEntry> all_;
  Hash key_{};
};

TEST_F(MigrateTest, AnOldLedgerIsRefusedAndSaidToBeOld) {
  const auto none = [](const LedgerEntry&) { return true; };
  EXPECT_EQ(ReadLedger(old_, 1, none).error().code, ErrorCode::kLedgerVersion);
  EXPECT_EQ(OpenLedger(old_).error().code, ErrorCode::kLedgerVersion);
  EXPECT_EQ(VerifyLedger(old_).error().code, ErrorCode::kLedgerVersion);
  EXPECT_THAT(OpenLedger(old_).error().what, HasSubstr("ledger migrate"));
}

TEST_F(MigrateTest, EveryEntryComesOverWithItsTimeAndHash) {
  const auto before = ReadBytes(old_);
  EXPECT_EQ(Migrate().value(), 30);
  ExpectTakenOver();
  EXPECT_EQ(ReadBytes(old_), before);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "old.sqlite.keys"));
  EXPECT_EQ(Migrate().error().code, ErrorCode::kUsage);
  EXPECT_EQ(MigrateLedger(path_, folder_ / "third", {}).error().code, ErrorCode::kUsage);
}

TEST_F(MigrateTest, WhatWasCutOffIsGoneOnWith) {
  std::filesystem::rename(folder_ / "old.sqlite.keys", path_.string() + ".keys");
  {
    auto ledger = OpenLedger(path_, [this] { return now_; }).value();
    for (std::size_t i = 0; i < 12; i += 3) {
      now_ = std::chrono::sys_days(std::chrono::year(2024) / 2 / 29) +
             std::chrono::milliseconds(7 + 100'001 * static_cast<int>(i / 3));
      ASSERT_TRUE(ledger->Append(std::span(all_).subspan(i, 3)).has_value());
    }
  }
  EXPECT_EQ(Migrate().value(), 30);
  ExpectTakenOver();
}

TEST_F(MigrateTest, ABrokenChainAndAnotherLedgerAreRefused) {
  {
    auto other = OpenLedger(folder_ / "other.sqlite").value();
    std::vector<LedgerEntry> entries = {HeldEntry()};
    ASSERT_TRUE(other->Append(entries).has_value());
  }
  EXPECT_EQ(MigrateLedger(old_, folder_ / "other.sqlite", {}).error().code, ErrorCode::kUsage);
  Run("UPDATE head SET count = 31");
  EXPECT_EQ(Migrate().error().where, "entry 31");
  Run("UPDATE head SET count = 30; UPDATE entry SET body = replace(body, 'tanaka', 'tanaks') "
      "WHERE sequence = 7");
  EXPECT_EQ(Migrate().error().where, "entry 7");
  EXPECT_EQ(MigrateLedger(folder_ / "none", path_, {}).error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(path_));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "old.sqlite.keys"));
}

}  // namespace
}  // namespace sumikeshi
