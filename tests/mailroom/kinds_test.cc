// Every kind of mail, in many wordings: complete, encodable, blank when it should be.
#include "tests/mailroom/kinds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "tests/mailroom/scan.h"
#include "tests/mailroom/text.h"

namespace sumikeshi::mailroom {
namespace {

constexpr std::uint64_t kSeeds = 40;

struct Counts {
  int sensitive = 0;
  int keep = 0;
};

Counts Count(const WrittenText& text) {
  Counts counts;
  for (const Item& item : text.items)
    ++(item.role == Role::kSensitive ? counts.sensitive : counts.keep);
  return counts;
}

// Both faces of a kind.
std::vector<Sheet (*)(Random&)> Makers(const Kind& kind) {
  std::vector<Sheet (*)(Random&)> makers = {kind.make};
  if (kind.form != nullptr) makers.push_back(kind.form);
  return makers;
}

TEST(Kinds, OnlyTheCleanOnesHoldNothingSensitive) {
  const std::set<std::string_view> clean = {"jusho", "annai", "koza", "zairyu"};
  for (const Kind* kind : Kinds()) {
    Counts all;
    for (const auto& make : Makers(*kind)) {
      for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        Random random(seed);
        const Counts counts = Count(WriteText(make(random), seed));
        all.sensitive += counts.sensitive, all.keep += counts.keep;
        EXPECT_GT(counts.keep, 0) << kind->name << " " << seed;
      }
    }
    EXPECT_EQ(all.sensitive == 0, clean.contains(kind->name)) << kind->name;
  }
}

TEST(Kinds, LettersConfideEveryDelicateCategory) {
  std::set<Category> seen;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    Random random(seed);
    for (const Item& item : WriteText(FindKind("tegami")->make(random), seed).items) {
      if (item.role == Role::kSensitive) seen.insert(item.category);
    }
  }
  EXPECT_EQ(seen.size(), 10U);
}

TEST(Kinds, BlankFormsHoldNothingSensitive) {
  for (const Kind* kind : Kinds()) {
    for (const auto& make : Makers(*kind)) {
      for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        Random random(seed);
        EXPECT_EQ(Count(WriteText(Blank(make(random)), seed)).sensitive, 0) << kind->name;
      }
    }
  }
}

// Cells of a table that hold nothing but themselves.
int Cells(const Cell& cell) {
  if (cell.parts.empty()) return 1;
  int cells = 0;
  for (const Cell& part : cell.parts) cells += Cells(part);
  return cells;
}

TEST(Kinds, FormsAreDense) {
  for (const Kind* kind : Kinds()) {
    if (kind->form == nullptr) continue;
    int cells = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      Random random(seed);
      for (const Block& block : kind->form(random).blocks) {
        const Table* table = std::get_if<Table>(&block);
        for (const Cell& row : table == nullptr ? std::vector<Cell>{} : table->rows) {
          cells += Cells(row);
        }
      }
    }
    EXPECT_GE(cells / static_cast<int>(kSeeds), 40) << kind->name;
  }
}

TEST(Text, SpansHoldTheWordsOfTheirItems) {
  for (const Kind* kind : Kinds()) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      Random random(seed);
      const WrittenText text = WriteText(kind->make(random), seed);
      const std::vector<std::string> characters = Glyphs(text.utf8);
      for (const Item& item : text.items) {
        std::string words;
        for (int i = item.start; i < item.end; ++i) {
          const std::string& c = characters.at(static_cast<std::size_t>(i));
          if (c != "\n" && c != "\r") words += c;
        }
        ASSERT_EQ(words, item.text) << kind->name << " " << seed;
      }
    }
  }
}

TEST(Text, EveryCharsetHoldsEveryText) {
  for (const Kind* kind : Kinds()) {
    for (const ScanKind& scan : ScanKinds()) {
      if (scan.container != Container::kText || !kind->as_text) continue;
      for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        Random random(seed);
        const WrittenText text = WriteText(kind->make(random), seed);
        EXPECT_TRUE(Encode(text.utf8, scan.charset, true).has_value())
            << kind->name << " " << scan.name << " " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace sumikeshi::mailroom
