// Ten thousand random changes of a ledger and of its export: each is found, and its place named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <string_view>

#include "tests/ledger/tampering.h"
#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kEntries = 12;
constexpr int kCheckpoints = 2;

class TamperTest : public LedgerTest {
 protected:
  void SetUp() override {
    {
      auto ledger = OpenLedger(path_, StandingClock()).value();
      for (int i = 0; i < kEntries / 3; ++i) {
        const std::string document = "inbox/" + std::to_string(i) + "/請求書.png";
        std::vector<LedgerEntry> batch = {DecisionEntry(document), HeldEntry(document),
                                          ReleasedEntry(document)};
        ASSERT_TRUE(ledger->Append(batch).has_value());
        if (i == 1) {
          ASSERT_TRUE(ledger->Checkpoint().has_value());
        }
      }
    }
    sound_ = ReadFile(path_);
    ASSERT_TRUE(ExportLedger(path_, [this](std::string_view piece) {
                  exported_ += piece;
                  return true;
                }).has_value());
    ASSERT_THAT(Problems(path_), IsEmpty());
  }

  std::size_t Below(std::size_t limit) { return random_() % limit; }

  // What verification says of these bytes in a file: problems, or the Error as one.
  std::vector<LedgerProblem> Say(std::string_view bytes) {
    const std::filesystem::path file = folder_ / "changed";
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    const auto report = VerifyLedger(file);
    if (report) return report->problems;
    return {{0, report.error().where, report.error().where}};
  }

  // Found, and the place named: one of these entries where there are some, else words that say
  // where.
  static void ExpectFound(const std::vector<LedgerProblem>& problems,
                          const std::set<std::int64_t>& places, const std::string& what) {
    ASSERT_THAT(problems, Not(IsEmpty())) << what;
    EXPECT_FALSE(problems.front().message_ja.empty() || problems.front().message_en.empty());
    const bool named = std::ranges::any_of(
        problems, [&](const LedgerProblem& problem) { return places.contains(problem.sequence); });
    ASSERT_TRUE(places.empty() || named)
        << what << ": " << problems.front().sequence << ' ' << problems.front().message_en;
  }

  std::string sound_;
  std::string exported_;
  std::mt19937 random_{20261122};
};

TEST_F(TamperTest, FlippedBitsOfADatabase) {
  for (int i = 0; i < 1500; ++i) {
    const std::size_t bit = Below(8 * sound_.size());
    std::string bytes = sound_;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    ExpectFound(Say(bytes), {}, "bit " + std::to_string(bit));
  }
}

TEST_F(TamperTest, BytesOfADatabaseRemovedInsertedSwappedAndCutOff) {
  for (int i = 0; i < 1200; ++i) {
    std::string bytes = sound_;
    const std::size_t at = Below(bytes.size());
    const std::size_t other = Below(bytes.size());
    const std::size_t length = 1 + Below(i % 2 == 0 ? 4 : 6000);
    if (i % 4 == 0) bytes.erase(at, length);
    if (i % 4 == 1) bytes.insert(at, sound_.substr(other, length));
    if (i % 4 == 2) std::swap(bytes[at], bytes[other]);
    if (i % 4 == 3) bytes.resize(at);
    if (bytes == sound_) continue;
    ExpectFound(Say(bytes), {}, std::to_string(i % 4) + " at " + std::to_string(at));
  }
}

// By one who knows SQLite and seals the pages again.
TEST_F(TamperTest, EntriesOfADatabaseRemovedInsertedAndSwapped) {
  for (int i = 0; i < 300; ++i) {
    WriteFile(path_, sound_);
    const std::string at = std::to_string(1 + Below(kEntries));
    const std::string other = std::to_string(1 + Below(kEntries));
    std::set<std::int64_t> places = {std::stoll(at), std::stoll(other)};
    if (i % 3 == 0) {
      Tamper(path_, "DELETE FROM entry WHERE sequence = " + at, true);
      places = {std::stoll(at)};
    } else if (i % 3 == 1) {  // in between, the later ones moved on
      Tamper(path_,
             "UPDATE entry SET sequence = -sequence - 1 WHERE sequence > " + at +
                 ";UPDATE entry SET sequence = -sequence WHERE sequence < 0;"
                 "INSERT INTO entry SELECT " +
                 at + " + 1, body, hash FROM entry WHERE sequence = " + at,
             true);
      places = {std::stoll(at) + 1};
    } else {
      if (at == other) continue;
      Tamper(path_,
             "CREATE TEMP TABLE t AS SELECT * FROM entry;"
             "UPDATE entry SET (body, hash) = (SELECT body, hash FROM t WHERE t.sequence = " +
                 at + " + " + other + " - entry.sequence) WHERE sequence IN (" + at + ',' + other +
                 ')',
             true);
    }
    ExpectFound(Problems(path_), places, std::to_string(i % 3) + " at " + at + ',' + other);
  }
}

// The entry that each byte of the export belongs to, 0 for the lines before the entries.
std::vector<std::int64_t> EntryOfByte(std::string_view text) {
  std::vector<std::int64_t> owner;
  std::int64_t entry = -1 - kCheckpoints;  // a header and the checkpoints
  for (const char c : text) {
    owner.push_back(std::max<std::int64_t>(entry + 1, 0));
    entry += c == '\n' ? 1 : 0;
  }
  return owner;
}

TEST_F(TamperTest, FlippedBitsOfAnExport) {
  const std::vector<std::int64_t> owner = EntryOfByte(exported_);
  ASSERT_EQ(owner.back(), kEntries);
  for (int i = 0; i < 3500; ++i) {
    const std::size_t bit = Below(8 * exported_.size());
    std::string bytes = exported_;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    std::set<std::int64_t> places;
    if (owner[bit / 8] > 0) places = {owner[bit / 8]};
    ExpectFound(Say(bytes), places, "bit " + std::to_string(bit));
  }
}

TEST_F(TamperTest, BytesOfAnExportRemovedInsertedSwappedAndCutOff) {
  const std::vector<std::int64_t> owner = EntryOfByte(exported_);
  for (int i = 0; i < 2400; ++i) {
    std::string bytes = exported_;
    const std::size_t at = Below(bytes.size());
    const std::size_t other = Below(bytes.size());
    const std::size_t length = 1 + Below(i % 2 == 0 ? 4 : 3000);
    std::size_t place = at;
    if (i % 4 == 0) bytes.erase(at, length);
    if (i % 4 == 1) bytes.insert(at, exported_.substr(other, length));
    if (i % 4 == 2) {
      std::swap(bytes[at], bytes[other]);
      place = std::min(at, other);
    }
    if (i % 4 == 3) bytes.resize(at);
    if (bytes == exported_) continue;
    // Where a change begins with bytes that are the same, or at the end of a line, the next is
    // named.
    std::set<std::int64_t> places;
    if (owner[place] > 0) {
      const auto differs =
          static_cast<std::size_t>(std::ranges::mismatch(bytes, exported_).in2 - exported_.begin());
      const std::int64_t first = differs < owner.size() ? owner[differs] : kEntries + 1;
      places = {first, first + 1};
    }
    ExpectFound(Say(bytes), places, std::to_string(i % 4) + " at " + std::to_string(at));
  }
}

TEST_F(TamperTest, LinesOfAnExportRemovedInsertedSwappedAndCutOff) {
  std::vector<std::string> lines;
  std::istringstream in(exported_);
  for (std::string line; std::getline(in, line);) lines.push_back(line + '\n');
  const std::size_t before = lines.size() - kEntries;
  for (int i = 0; i < 1200; ++i) {
    std::vector<std::string> changed = lines;
    const std::size_t at = Below(kEntries);
    const std::size_t other = Below(kEntries);
    const auto from = changed.begin() + static_cast<std::ptrdiff_t>(before + at);
    const auto number = static_cast<std::int64_t>(at) + 1;
    std::set<std::int64_t> places = {number, static_cast<std::int64_t>(other) + 1};
    if (i % 4 == 0) {
      changed.erase(from);
      places = {number};
    }
    if (i % 4 == 1) changed.insert(from, lines[before + other]);
    if (i % 4 == 2) std::swap(changed[before + at], changed[before + other]);
    if (i % 4 == 3) {
      changed.erase(from, changed.end());
      places = {number};
    }
    if (changed == lines) continue;
    std::string bytes;
    for (const std::string& line : changed) bytes += line;
    ExpectFound(Say(bytes), places, std::to_string(i % 4) + " at " + std::to_string(at));
  }
}

}  // namespace
}  // namespace sumikeshi
