// The files that the mailroom writes: the same each time, and true to their truth.
#include "tests/mailroom/generator.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "bench/accuracy/page.h"
#include "tests/mailroom/layout.h"
#include "tests/mailroom/temporary_folder.h"
#include "tests/mailroom/warp.h"

namespace sumikeshi::mailroom {
namespace {

namespace fs = std::filesystem;

std::string Bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, std::string> Files(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[fs::relative(entry.path(), folder).string()] = Bytes(entry.path());
    }
  }
  return files;
}

Order OrderFor(std::initializer_list<std::string_view> kinds,
               std::initializer_list<std::string_view> scans, int count) {
  Order order{.seed = 5, .count = count, .kinds = {}, .scans = {}, .blank = false};
  for (const std::string_view name : kinds) order.kinds.push_back(FindKind(name));
  for (const std::string_view name : scans) order.scans.push_back(FindScanKind(name));
  return order;
}

TEST(Generator, SameSeedSameBytes) {
  const TemporaryFolder one, two;
  const Order order =
      OrderFor({"seikyu"}, {"fax", "jpeg200", "lzw", "pdf_g4", "text_cp932", "text_jis"}, 6);
  ASSERT_TRUE(Generate(order, one.path()).has_value());
  ASSERT_TRUE(Generate(order, two.path()).has_value());
  const auto files = Files(one.path());
  EXPECT_EQ(files.size(), 12U);
  EXPECT_TRUE(files == Files(two.path()));
}

TEST(Generator, ADocumentDoesNotDependOnHowManyFollow) {
  const TemporaryFolder few, many;
  ASSERT_TRUE(Generate(OrderFor({"tegami", "jusho"}, {"text_utf8"}, 3), few.path()).has_value());
  ASSERT_TRUE(Generate(OrderFor({"tegami", "jusho"}, {"text_utf8"}, 9), many.path()).has_value());
  const auto all = Files(many.path());
  for (const auto& [name, bytes] : Files(few.path())) EXPECT_EQ(all.at(name), bytes) << name;
}

TEST(Generator, EachKindGoesThroughEveryWay) {
  const TemporaryFolder folder;
  const auto order = OrderFor({"tegami", "fax", "jusho"},
                              {"text_utf8", "text_cp932", "text_jis", "text_eucjp"}, 12);
  ASSERT_TRUE(Generate(order, folder.path()).has_value());
  std::set<std::string> pairs;
  for (const auto& [name, bytes] : Files(folder.path() / "truth" / "text")) {
    const auto truth = nlohmann::json::parse(bytes);
    pairs.insert(truth.at("form").get<std::string>() + truth.at("scan").get<std::string>());
  }
  EXPECT_EQ(pairs.size(), 12U);
}

TEST(Generator, AnotherSeedOtherMail) {
  const TemporaryFolder one, two;
  Order order = OrderFor({"tegami"}, {"text_utf8"}, 1);
  ASSERT_TRUE(Generate(order, one.path()).has_value());
  order.seed = 6;
  ASSERT_TRUE(Generate(order, two.path()).has_value());
  EXPECT_FALSE(Files(one.path()) == Files(two.path()));
}

TEST(Generator, RefusesKindsThatCannotArriveSo) {
  const TemporaryFolder folder;
  const auto made = Generate(OrderFor({"card"}, {"text_utf8"}, 1), folder.path());
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ErrorCode::kUsage);
}

// Dark pixels of a rectangle list, of all its pixels.
struct Ink {
  std::int64_t dark = 0;
  std::int64_t area = 0;
  int empty_rectangles = 0;
};

Ink InkOf(const nlohmann::json& rectangles, const accuracy::Page& page) {
  Ink ink;
  for (const auto& r : rectangles) {
    const Box whole{0, 0, page.width, page.height};
    const Box box = Intersect({r.at(0), r.at(1), r.at(2), r.at(3)}, whole);
    const std::int64_t before = ink.dark;
    for (int y = box.top; y < box.bottom; ++y) {
      for (int x = box.left; x < box.right; ++x) ink.dark += page.dark[page.At(x, y)];
    }
    ink.area += box.area();
    ink.empty_rectangles += ink.dark == before;
  }
  return ink;
}

// Ink in a box of a drawn page: a sample that is not paper.
bool HasInk(const Raster& page, const Box& box) {
  const Box inside = Intersect(box, {0, 0, page.width, page.height});
  for (int y = inside.top; y < inside.bottom; ++y) {
    for (int x = inside.left; x < inside.right; ++x) {
      const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                       static_cast<std::size_t>(x)) *
                      3;
      if (page.samples[at] < 200) return true;
    }
  }
  return false;
}

// The boxes lie where the glyphs are, in every kind, however the page lies.
TEST(Layout, EveryBoxOfEveryKindHoldsInk) {
  std::uint64_t seed = 0;
  for (const Kind* kind : Kinds()) {
    const auto make = kind->form != nullptr ? kind->form : kind->make;
    Random random(++seed);
    const int turns = static_cast<int>(seed % 4);
    DrawnPage page = DrawPage(make(random), seed, {100, turns, random.Real(-5, 5)});
    if (seed % 3 == 0) page = Photograph(std::move(page), random);
    int boxes = 0, without = 0;
    for (const Item& item : page.items) {
      for (const Box& box : item.boxes) {
        ++boxes;
        without += !HasInk(page.raster, box);
      }
    }
    EXPECT_GT(boxes, 20) << kind->name;
    // Thin strokes fade at so low a resolution.
    EXPECT_LE(without * 10, boxes) << kind->name << " " << without << " of " << boxes;
  }
}

class EveryScan : public testing::TestWithParam<const ScanKind*> {};

TEST_P(EveryScan, RectanglesHoldTheInkOfTheirGlyphs) {
  const TemporaryFolder folder;
  Order order{
      .seed = 3, .count = 1, .kinds = {FindKind("kokuchi")}, .scans = {GetParam()}, .blank = false};
  ASSERT_TRUE(Generate(order, folder.path()).has_value());
  for (const auto& entry : fs::directory_iterator(folder.path() / "truth")) {
    if (entry.is_directory()) continue;
    const auto truth = nlohmann::json::parse(Bytes(entry.path()));
    std::vector<std::pair<int, nlohmann::json>> pages = {{1, truth.at("items")}};
    if (truth.contains("more")) {
      for (const auto& more : truth.at("more"))
        pages.emplace_back(more.at("page"), more.at("items"));
    }
    EXPECT_EQ(static_cast<int>(pages.size()), GetParam()->pages);
    for (const auto& [number, items] : pages) {
      const auto page = accuracy::ReadPage(folder.path() / "mail" / truth.at("file"), number,
                                           {truth.at("dpi"), truth.value("dpi_y", 0)});
      ASSERT_TRUE(page.has_value());
      ASSERT_FALSE(items.empty());
      int rectangles = 0, empty = 0;
      for (const auto& item : items) {
        const Ink ink = InkOf(item.at("rects"), *page);
        rectangles += static_cast<int>(item.at("rects").size());
        empty += ink.empty_rectangles;
        EXPECT_GT(ink.dark * 100, ink.area * 7) << item.at("text");
      }
      // A full stop may fade on a worn page; letters do not.
      EXPECT_LE(empty * 50, rectangles);
    }
  }
}

std::vector<const ScanKind*> PageScans() {
  std::vector<const ScanKind*> scans;
  for (const ScanKind& scan : ScanKinds()) {
    if (scan.container != Container::kText) scans.push_back(&scan);
  }
  return scans;
}

INSTANTIATE_TEST_SUITE_P(Mailroom, EveryScan, testing::ValuesIn(PageScans()),
                         [](const auto& test) { return std::string(test.param->name); });

}  // namespace
}  // namespace sumikeshi::mailroom
