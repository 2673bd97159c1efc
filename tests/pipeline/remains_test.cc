// Which findings of a second look count.
#include "redact/pipeline/remains.h"

#include <gtest/gtest.h>

namespace sumikeshi {
namespace {

Detection At(const Box& box, std::string recognizer, Category category = Category::kHealth) {
  Detection detection;
  detection.finding = {category, "", std::move(recognizer), {1, {box}, {}}, 0.9};
  return detection;
}

// A page read at half its resolution: upright coordinates are half those of the boxes.
struct Page {
  PageText text;
  std::vector<Box> destroyed{{100, 100, 200, 140}};

  Page() {
    text.dpi = 100;
    text.to_page = {2, 0, 0, 0, 2, 0};
  }
  void Mark(const Box& b) {
    text.ink.push_back({b.left / 2, b.top / 2, b.right / 2, b.bottom / 2});
  }
  [[nodiscard]] std::size_t Kept(const Detection& detection) const {
    std::vector<Detection> found{detection};
    DropDestroyed(text, destroyed, found);
    return found.size();
  }
};

TEST(Remains, NothingIsLeftWithoutAMark) {
  Page page;
  EXPECT_EQ(page.Kept(At({90, 90, 210, 150}, "health")), 0U);
  EXPECT_EQ(page.Kept(At({90, 90, 210, 150}, "field")), 0U);
}

TEST(Remains, WordsBesideABoxCountWhereverTheyStand) {
  Page page;
  page.Mark({400, 100, 440, 140});
  EXPECT_EQ(page.Kept(At({390, 90, 450, 150}, "health")), 1U);
  EXPECT_EQ(page.Kept(At({390, 90, 450, 150}, "my_number")), 1U);
}

TEST(Remains, OfAFieldOnlyWhatItFailedToCoverCounts) {
  Page page;
  page.Mark({400, 100, 440, 140});
  EXPECT_EQ(page.Kept(At({90, 90, 450, 150}, "field")), 0U);
  page.Mark({200, 104, 212, 136});  // the rest of a stroke that a box cut
  EXPECT_EQ(page.Kept(At({90, 90, 450, 150}, "field")), 1U);
}

TEST(Remains, CodesAreNoMarks) {
  Page page;
  EXPECT_EQ(page.Kept(At({300, 300, 400, 400}, "code", Category::kCode)), 1U);
}

}  // namespace
}  // namespace sumikeshi
