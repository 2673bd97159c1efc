// Which files a run is about.
#include "redact/pipeline/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#define SUMIKESHI_PROGRAM ""
#include "tests/support/program.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::Pair;

std::vector<std::pair<std::string, std::string>> Collect(const std::vector<fs::path>& inputs,
                                                         const fs::path& output) {
  std::vector<std::pair<std::string, std::string>> items;
  for (const InputItem& item : CollectInputs(inputs, output)) {
    items.emplace_back(item.relative.string(),
                       item.error ? std::string(ErrorKey(item.error->code)) : "");
  }
  return items;
}

TEST(CollectInputs, SortsWithinEachInputAndFollowsLinks) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/b.txt", "x");
  WriteFile(scratch / "mail/a/2.txt", "x");
  WriteFile(scratch / "mail/a/10.txt", "x");
  WriteFile(scratch / "else/c.txt", "x");
  fs::create_directory_symlink(scratch / "else", scratch / "mail/link");
  EXPECT_THAT(Collect({scratch / "mail", scratch / "else/c.txt"}, scratch / "out"),
              ElementsAre(Pair("a/10.txt", ""), Pair("a/2.txt", ""), Pair("b.txt", ""),
                          Pair("link/c.txt", ""), Pair("c.txt", "")));
}

TEST(CollectInputs, NamesWhatItCannotEnter) {
  const ScratchFolder scratch;
  WriteFile(scratch / "mail/out/old.txt", "x");
  WriteFile(scratch / "mail/z.txt", "x");
  fs::create_directory_symlink(scratch / "mail", scratch / "mail/again");
  EXPECT_THAT(Collect({scratch / "mail", scratch / "gone"}, scratch / "mail/out"),
              ElementsAre(Pair("again", "symlink_loop"), Pair("out", "output_inside_input"),
                          Pair("z.txt", ""), Pair("gone", "not_found")));
}

TEST(CollectInputs, ASecondFileOfOneNameCollidesOnlyWhereThereIsAnOutput) {
  const ScratchFolder scratch;
  WriteFile(scratch / "x/a.txt", "x");
  WriteFile(scratch / "y/a.txt", "x");
  fs::create_directories(scratch / "out");
  EXPECT_THAT(Collect({scratch / "x", scratch / "y"}, scratch / "out"),
              ElementsAre(Pair("a.txt", ""), Pair("a.txt", "name_collision")));
  EXPECT_THAT(Collect({scratch / "x", scratch / "y"}, {}),
              ElementsAre(Pair("a.txt", ""), Pair("a.txt", "")));
}

}  // namespace
}  // namespace sumikeshi
