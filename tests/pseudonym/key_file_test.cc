// The key of pseudonyms: made once, read by its owner only, never beside what it could undo.
#include "redact/pseudonym/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/program.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

TEST(KeyFile, IsMadeOnceAndReadAgain) {
  const ScratchFolder folder;
  const auto made = OpenPseudonymKey(folder / "key", {});
  ASSERT_TRUE(made);
  struct stat status{};
  ASSERT_EQ(stat((folder / "key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const auto again = OpenPseudonymKey(folder / "key", {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->key, made->key);
  EXPECT_EQ(again->id, made->id);
  const auto other = OpenPseudonymKey(folder / "other", {});
  EXPECT_NE(other->key, made->key);
  EXPECT_NE(other->id, made->id);
  EXPECT_EQ(ReadFile(folder / "key").find(made->id), std::string::npos);
}

TEST(KeyFile, StandsApart) {
  const ScratchFolder folder;
  fs::create_directories(folder / "out/deep");
  fs::create_directory_symlink(folder / "out", folder / "link");
  const std::vector<fs::path> forbidden = {folder / "out/", folder / "new", folder / "l.sqlite"};
  for (const char* path : {"out/key", "out/deep/key", "link/key", "link/deep/../key", "new/key",
                           "l.sqlite", "out/../out/key"}) {
    const auto key = OpenPseudonymKey(folder / path, forbidden);
    ASSERT_FALSE(key) << path;
    EXPECT_EQ(key.error().code, ErrorCode::kUsage) << path;
    EXPECT_FALSE(fs::exists(folder / path)) << path;
  }
  EXPECT_TRUE(OpenPseudonymKey(folder / "outside", forbidden));
}

TEST(KeyFile, WhatIsNoKeyIsRefused) {
  const ScratchFolder folder;
  const auto error_of = [&](const char* name) {
    const auto key = OpenPseudonymKey(folder / name, {});
    return key ? ErrorCode::kInternal : key.error().code;
  };
  ASSERT_TRUE(OpenPseudonymKey(folder / "open", {}));
  fs::permissions(folder / "open", fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(error_of("open"), ErrorCode::kPermission);
  for (const std::string content : {"", "abc\n", "sumikeshi-pseudonym-key-1 00\n"}) {
    WriteFile(folder / "bad", content);
    fs::permissions(folder / "bad", fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(error_of("bad"), ErrorCode::kUsage);
    EXPECT_EQ(ReadFile(folder / "bad"), content);
  }
  fs::create_directory(folder / "folder");
  fs::permissions(folder / "folder", fs::perms::owner_all);
  EXPECT_EQ(error_of("folder"), ErrorCode::kUsage);
  EXPECT_EQ(error_of("none/key"), ErrorCode::kNotFound);
  fs::create_symlink(folder / "open", folder / "loop");
  EXPECT_EQ(error_of("loop"), ErrorCode::kPermission);
}

}  // namespace
}  // namespace sumikeshi
