// What is learnt from a blank: each empty place goes to the label that asks for it.
#include "scanner/forms/learn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fields/page_builder.h"

namespace sumikeshi {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::Optional;

auto IsField(std::string_view label, std::optional<Category> category) {
  return AllOf(Field(&FormField::label, std::string(label)), Field(&FormField::category, category));
}

TEST(LearnPage, CellsBesideAndBelowTheirLabels) {
  PageBuilder builder;
  builder.Table(200, 300, {400, 900, 300, 400},
                {{"氏名", "", "生年月日", ""},
                 {"本籍", "", "<", "<"},
                 {"傷病名", "", "<", "<"},
                 {"個人番号", "", "<", "<"}},
                90);
  const auto page = LearnPage(builder.page(), 1);
  ASSERT_TRUE(page.has_value()) << page.error().what;
  EXPECT_THAT(page->fields, Contains(IsField("氏名", std::nullopt)));
  EXPECT_THAT(page->fields, Contains(IsField("本籍", Category::kHonseki)));
  EXPECT_THAT(page->fields, Contains(IsField("傷病名", Category::kHealth)));
  EXPECT_THAT(page->fields, Contains(IsField("個人番号", Category::kMyNumber)));
  for (const FormField& field : page->fields) {
    if (field.label != "本籍") continue;
    // All of the cell right of the label: 604..2200 pixels at 300 dpi.
    EXPECT_NEAR(field.box.left, 604 * 25.4 / 300, 0.2);
    EXPECT_NEAR(field.box.right, 2200 * 25.4 / 300, 0.2);
  }
  EXPECT_EQ(page->cells.size(), 10U);
}

TEST(LearnPage, APageWithoutFieldsIsNoForm) {
  PageBuilder letter;
  for (int i = 0; i < 12; ++i) letter.Line(200, 300 + 80 * i, "いつもお世話になっております");
  EXPECT_EQ(LearnPage(letter.page(), 2).error().code, ErrorCode::kNoForm);
  EXPECT_EQ(LearnPage(letter.page(), 2).error().page, 2);
  EXPECT_EQ(LearnPage(PageBuilder().page(), 1).error().code, ErrorCode::kNoForm);
}

}  // namespace
}  // namespace sumikeshi
