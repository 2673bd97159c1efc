// Bad input: one clear line, held with a ledger entry, the others go on, nothing half-written
// stays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "redact/ledger/ledger.h"
#include "tests/support/program.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

std::string WhitePng(std::uint32_t width, std::uint32_t height) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_GRAY;
  const std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * height, 255);
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr);
  bytes.resize(size);
  return bytes;
}

// A PDF that asks for a password.
void WriteEncryptedPdf(const fs::path& path) {
  fs::create_directories(path.parent_path());
  const std::string command = "qpdf --empty --encrypt user owner 256 -- " + Quoted(path.string());
  ASSERT_EQ(std::system(command.c_str()), 0);
}

struct BadInput {
  const char* name;
  std::function<void(const fs::path& mail, const fs::path& out)> make;
  std::string file;   // as held.jsonl names it
  std::string error;  // key
};
void PrintTo(const BadInput& input, std::ostream* out) { *out << input.name; }

std::vector<BadInput> BadInputs() {
  const auto file = [](std::string name, std::string bytes) {
    return [=](const fs::path& mail, const fs::path&) { WriteFile(mail / name, bytes); };
  };
  return {
      {"empty", file("empty.png", ""), "empty.png", "empty_file"},
      {"truncated", file("cut.png", WhitePng(600, 800).substr(0, 200)), "cut.png", "corrupt"},
      {"png_named_pdf", file("scan.pdf", WhitePng(50, 50)), "scan.pdf", "wrong_extension"},
      {"encrypted",
       [](const fs::path& mail, const fs::path&) { WriteEncryptedPdf(mail / "locked.pdf"); },
       "locked.pdf", "encrypted"},
      {"unknown_type",
       file("thing.xyz", std::string("\x7f"
                                     "ELF\x02\x01\x00\x00\x00",
                                     9)),
       "thing.xyz", "unknown_type"},
      {"huge_page", file("huge.png", WhitePng(30000, 4)), "huge.png", "too_large"},
      {"no_encoding", file("note.txt", "\x81\x20\xff\xa0\x80\xfd メモ"), "note.txt",
       "unknown_encoding"},
      {"pipe",
       [](const fs::path& mail, const fs::path&) {
         fs::create_directories(mail);
         mkfifo((mail / "pipe").c_str(), 0600);
       },
       "pipe", "unknown_type"},
      {"link_loop",
       [](const fs::path& mail, const fs::path&) {
         fs::create_directories(mail / "sub");
         fs::create_directory_symlink("..", mail / "sub/up");
       },
       "sub/up", "symlink_loop"},
      {"dangling_link",
       [](const fs::path& mail, const fs::path&) {
         fs::create_directories(mail);
         fs::create_symlink("nowhere", mail / "gone.txt");
       },
       "gone.txt", "not_found"},
      {"output_inside",
       [](const fs::path&, const fs::path& out) { WriteFile(out / "old.txt", "x"); }, "out",
       "output_inside_input"},
  };
}

class BadInputTest : public testing::TestWithParam<BadInput> {};

TEST_P(BadInputTest, IsHeldAndTheOthersGoOn) {
  const BadInput& bad = GetParam();
  const ScratchFolder scratch;
  const fs::path mail = scratch / "mail";
  const fs::path out = bad.error == "output_inside_input" ? mail / "out" : scratch / "out";
  bad.make(mail, out);
  WriteFile(mail / "good.txt", "病名：糖尿病\n");
  const auto run = RunProgram(scratch, {"redact", mail, "--out", out}, "LC_ALL=ja_JP.UTF-8");
  EXPECT_EQ(run.exit, 1) << run.err;
  EXPECT_EQ(std::ranges::count(run.err, '\n'), 1) << run.err;
  EXPECT_THAT(run.err, testing::HasSubstr(bad.file));

  EXPECT_EQ(ReadFile(out / "good.txt"), "病名：■■■\n");
  EXPECT_FALSE(fs::exists(out / bad.file));
  const auto held = nlohmann::json::parse(ReadFile(out / "held.jsonl"));
  EXPECT_EQ(held["file"], bad.file);
  EXPECT_EQ(held["error"], bad.error);
  for (const auto& entry : fs::recursive_directory_iterator(out)) {
    EXPECT_THAT(entry.path().filename().string(), testing::Not(testing::HasSubstr(".part")));
  }
  bool recorded = false;
  ASSERT_TRUE(ReadLedger(out / "ledger.sqlite", 1, [&](const LedgerEntry& entry) {
                recorded =
                    recorded || (entry.kind == EntryKind::kHeld && entry.document == bad.file);
                return true;
              }).has_value());
  EXPECT_TRUE(recorded);
}

INSTANTIATE_TEST_SUITE_P(All, BadInputTest, testing::ValuesIn(BadInputs()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(BadInput, AFullDiskHoldsTheDocument) {
  const ScratchFolder scratch;
  const fs::path mail = scratch / "mail";
  // 600 kB of incompressible text: its copy exceeds the limit on file size, the ledger does not.
  std::string big = "病名：糖尿病\n";
  for (std::uint32_t i = 1, x = 1; i < 120'000; ++i) {
    x = x * 1664525 + 1013904223;
    big += static_cast<char>('a' + (x >> 24) % 26);
    if (i % 60 == 0) big += '\n';
  }
  while (big.size() < 600'000) big += big;
  WriteFile(mail / "big.txt", big);
  WriteFile(mail / "small.txt", "病名：糖尿病\n");
  const auto run =
      RunProgram(scratch, {"redact", mail, "--out", scratch / "out"}, "ulimit -f 512; LC_ALL=C");
  EXPECT_EQ(run.exit, 1) << run.err;
  EXPECT_FALSE(fs::exists(scratch / "out/big.txt"));
  EXPECT_EQ(ReadFile(scratch / "out/small.txt"), "病名：■■■\n");
  EXPECT_THAT(ReadFile(scratch / "out/held.jsonl"), testing::HasSubstr("big.txt"));
}

TEST(BadInput, TwoInputsOfTheSameNameDoNotOverwriteEachOther) {
  const ScratchFolder scratch;
  WriteFile(scratch / "x/memo.txt", "病名：糖尿病\n");
  WriteFile(scratch / "y/memo.txt", "病名：喘息\n");
  const auto run =
      RunProgram(scratch, {"redact", scratch / "x", scratch / "y", "--out", scratch / "out"});
  EXPECT_EQ(run.exit, 1);
  EXPECT_EQ(ReadFile(scratch / "out/memo.txt"), "病名：■■■\n");
  EXPECT_THAT(ReadFile(scratch / "out/held.jsonl"), testing::HasSubstr("name_collision"));
}

TEST(BadInput, TheInputItselfIsNeverReplaced) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/memo.txt", "病名：糖尿病\n");
  EXPECT_EQ(RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "mail"}).exit, 2);
  const auto run =
      RunProgram(scratch, {"redact", scratch / "mail/memo.txt", "--out", scratch / "mail"});
  EXPECT_EQ(run.exit, 1);
  EXPECT_EQ(ReadFile(scratch / "mail/memo.txt"), "病名：糖尿病\n");
}

TEST(BadInput, ABusyLedgerStopsTheRunBeforeItStarts) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/memo.txt", "病名：糖尿病\n");
  const auto held = OpenLedger(scratch / "ledger.sqlite");
  ASSERT_TRUE(held.has_value());
  const auto run = RunProgram(scratch, {"redact", scratch / "mail", "--out", scratch / "out",
                                        "--ledger", scratch / "ledger.sqlite"});
  EXPECT_EQ(run.exit, 3);
  EXPECT_FALSE(fs::exists(scratch / "out/memo.txt"));
}

}  // namespace
}  // namespace sumikeshi
