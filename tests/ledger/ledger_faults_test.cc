// Two writers, a killed writer, a full disk: nothing acknowledged is lost, nothing half stays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <random>
#include <string_view>
#include <thread>

#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

using ::testing::IsEmpty;

// A child process that runs `work` and ends. Its exit code is 0 if `work` is true.
template <typename Work>
pid_t Fork(Work work) {
  const pid_t child = fork();
  if (child == 0) _exit(work() ? 0 : 1);
  return child;
}

int ExitCode(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(LedgerTest, SecondProcessIsToldThatTheLedgerIsBusy) {
  auto ledger = OpenLedger(path_);
  ASSERT_TRUE(ledger.has_value());
  EXPECT_EQ(ExitCode(Fork([this] {
              const auto second = OpenLedger(path_);
              return !second && second.error().code == ErrorCode::kLedgerBusy;
            })),
            0);
  std::vector<LedgerEntry> entries = {DecisionEntry()};
  EXPECT_TRUE((*ledger)->Append(entries).has_value());
}

TEST_F(LedgerTest, SecondProcessWaitsForAShortWhile) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t first = Fork([this, &ends] {
    const auto ledger = OpenLedger(path_);
    const bool told = write(ends[1], "", 1) == 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return ledger.has_value() && told;
  });
  char byte = 0;
  ASSERT_EQ(read(ends[0], &byte, 1), 1);
  EXPECT_TRUE(OpenLedger(path_).has_value());
  EXPECT_EQ(ExitCode(first), 0);
  close(ends[0]);
  close(ends[1]);
}

// Appends batches of three until it is killed, and tells the pipe what is acknowledged.
bool AppendForEver(const std::filesystem::path& path, int acknowledge) {
  auto ledger = OpenLedger(path);
  if (!ledger) return false;
  for (std::uint8_t document = 0;; ++document) {
    const auto key = (*ledger)->DocumentKey(FilledHash(document));
    std::vector<LedgerEntry> batch = {DecisionEntry(), DecisionEntry(), ReleasedEntry()};
    if (!key || !(*ledger)->Append(batch)) return false;
    const std::int64_t last = batch.back().sequence;
    if (write(acknowledge, &last, sizeof(last)) != sizeof(last)) return false;
  }
}

// A process that does so, and the end of the pipe where it tells.
struct Writer {
  pid_t process = 0;
  int acknowledged = 0;
};

Writer StartWriter(const std::filesystem::path& path) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = Fork([&] {
    close(ends[0]);
    return AppendForEver(path, ends[1]);
  });
  close(ends[1]);
  return {child, ends[0]};
}

std::int64_t LastAcknowledged(int pipe, std::int64_t before) {
  std::int64_t last = before;
  std::int64_t next = 0;
  while (read(pipe, &next, sizeof(next)) == sizeof(next)) last = next;
  return last;
}

// Waits for the first acknowledgement.
std::int64_t FirstAcknowledged(int pipe) {
  std::int64_t last = 0;
  return read(pipe, &last, sizeof(last)) == sizeof(last) ? last : 0;
}

TEST_F(LedgerTest, KilledWriterLosesNothingThatItAcknowledged) {
  std::mt19937 random(7);
  std::int64_t acknowledged = 0;
  for (int round = 0; round < 30; ++round) {
    const Writer writer = StartWriter(path_);
    std::this_thread::sleep_for(std::chrono::microseconds(2000 + random() % 40000));
    kill(writer.process, SIGKILL);
    EXPECT_EQ(ExitCode(writer.process), -1) << round;  // it was still writing
    acknowledged = LastAcknowledged(writer.acknowledged, acknowledged);
    close(writer.acknowledged);
    if (!std::filesystem::exists(path_)) continue;  // killed before it began
    // Looked at as it was left in every other round, else after the next writer opened it.
    if (round % 2 == 0) {
      ASSERT_TRUE(OpenLedger(path_).has_value()) << round;
    }
    if (std::filesystem::file_size(path_) == 0) continue;
    EXPECT_THAT(Problems(path_), IsEmpty()) << round;
    const auto entries = ReadAll(path_);
    EXPECT_GE(static_cast<std::int64_t>(entries.size()), acknowledged) << round;
    EXPECT_EQ(entries.size() % 3, 0u) << "half a batch";
  }
  EXPECT_GT(acknowledged, 0);
}

// A copy taken in the middle of a commit, without SQLite's lock, is either sound or said not to be;
// the ledger itself is not disturbed.
TEST_F(LedgerTest, ACopyTakenWhileABatchIsWritingIsJudgedRightly) {
  const Writer writer = StartWriter(path_);
  EXPECT_GT(FirstAcknowledged(writer.acknowledged), 0);
  const std::filesystem::path copy = folder_ / "copy.sqlite";
  int sound = 0;
  for (int i = 0; i < 60; ++i) {
    WriteBytes(copy, ReadBytes(path_));
    const auto report = VerifyLedger(copy);
    ASSERT_TRUE(report.has_value());
    if (!report->problems.empty()) continue;
    ++sound;
    EXPECT_EQ(report->entries % 3, 0) << "half a batch";
    EXPECT_EQ(ReadAll(copy).size(), static_cast<std::size_t>(report->entries));
  }
  kill(writer.process, SIGKILL);
  EXPECT_EQ(ExitCode(writer.process), -1);
  const std::int64_t acknowledged = LastAcknowledged(writer.acknowledged, 0);
  close(writer.acknowledged);
  EXPECT_GT(sound, 0);
  EXPECT_THAT(Problems(path_), IsEmpty());
  EXPECT_GE(static_cast<std::int64_t>(ReadAll(path_).size()), acknowledged);
}

// No file may grow beyond `bytes` while this lives: writes fail as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(std::uintmax_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }

 private:
  rlimit before_ = {};
  void (*signal_)(int);
};

TEST_F(LedgerTest, FullDiskIsSaidAndLeavesTheLedgerAsItWas) {
  auto ledger = OpenLedger(path_).value();
  std::vector<LedgerEntry> kept(20, DecisionEntry());
  ASSERT_TRUE(ledger->Append(kept).has_value());
  const auto size = std::filesystem::file_size(path_);
  for (const std::uintmax_t room :
       {std::uintmax_t{0}, std::uintmax_t{4096}, std::uintmax_t{9999}}) {
    std::vector<LedgerEntry> lost(200, DecisionEntry());
    Result<void> appended;
    {
      const FullDisk full(size + room);
      appended = ledger->Append(lost);
    }
    ASSERT_FALSE(appended.has_value());
    EXPECT_EQ(appended.error().code, ErrorCode::kDiskFull) << appended.error().what;
    EXPECT_EQ(lost[0].sequence, 0);
    EXPECT_THAT(Problems(path_), IsEmpty());
    EXPECT_EQ(ReadAll(path_).size(), 20u);
  }
  std::vector<LedgerEntry> more(200, DecisionEntry());
  EXPECT_TRUE(ledger->Append(more).has_value());
  EXPECT_EQ(more[0].sequence, 21);
  EXPECT_THAT(Problems(path_), IsEmpty());
}

TEST_F(LedgerTest, FullDiskAtTheFirstWriteIsSaid) {
  Result<std::unique_ptr<Ledger>> ledger;
  {
    const FullDisk full(100);
    ledger = OpenLedger(path_);
  }
  ASSERT_FALSE(ledger.has_value());
  EXPECT_EQ(ledger.error().code, ErrorCode::kDiskFull) << ledger.error().what;
  EXPECT_TRUE(OpenLedger(path_).has_value());
}

TEST_F(LedgerTest, MissingFolderAndForbiddenFolderAreTold) {
  EXPECT_EQ(OpenLedger(folder_ / "none" / "l.sqlite").error().code, ErrorCode::kNotFound);
  if (geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to root";
  std::filesystem::permissions(
      folder_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  EXPECT_EQ(OpenLedger(path_).error().code, ErrorCode::kPermission);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
}

TEST_F(LedgerTest, NoFileHoldsAValueOnlyItsCommitment) {
  const std::string value = "山田太郎 の 胃潰瘍 123456789018";
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(value.data()), value.size());
  {
    auto ledger = OpenLedger(path_).value();
    LedgerEntry entry = DecisionEntry();
    entry.commitment = HmacSha256(ledger->DocumentKey(entry.input_hash).value(), bytes);
    EXPECT_NE(entry.commitment, Sha256(bytes));
    std::vector<LedgerEntry> entries = {entry, ReleasedEntry()};
    ASSERT_TRUE(ledger->Append(entries).has_value());
    EXPECT_EQ(ReadAll(path_)[0].commitment, entry.commitment);
  }
  for (const auto& file : std::filesystem::directory_iterator(folder_)) {
    const auto content = ReadBytes(file.path());
    for (const std::string_view part : {"山田太郎", "胃潰瘍", "123456789018"}) {
      EXPECT_TRUE(std::ranges::search(content, part, {},
                                      [](std::uint8_t byte) { return static_cast<char>(byte); })
                      .empty())
          << file.path().filename();
    }
  }
}

}  // namespace
}  // namespace sumikeshi
