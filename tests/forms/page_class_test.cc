// What kind of document a page is: titles, labels and tables, and what must not be taken for one.
#include "scanner/forms/page_class.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/fields/page_builder.h"

namespace sumikeshi {
namespace {

struct Sheet {
  std::string_view name;
  std::string_view title;
  std::vector<std::string_view> cells;
  PageClass expected;

  friend void PrintTo(const Sheet& value, std::ostream* out) { *out << value.name; }
};

PageText Draw(const Sheet& sheet) {
  PageBuilder builder;
  if (!sheet.title.empty()) builder.Line(800, 200, sheet.title);
  int top = 500;
  for (const std::string_view text : sheet.cells) {
    builder.Cell({200, top, 700, top + 90}, text, top, 0);
    builder.Cell({704, top, 2200, top + 90}, "", top, 1);
    top += 94;
  }
  return builder.page();
}

class PageClasses : public ::testing::TestWithParam<Sheet> {};

TEST_P(PageClasses, AreTold) { EXPECT_EQ(ClassifyPage(Draw(GetParam())), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Sheets, PageClasses,
    ::testing::Values(Sheet{"SpacedTitle",
                            "診　断　書",
                            {"傷病名", "初診日", "退院日"},
                            PageClass::kMedicalCertificate},
                      Sheet{"LongestTitleNamesIt",
                            "保険料口座振替依頼書",
                            {"金融機関名", "支店名", "口座番号"},
                            PageClass::kDirectDebit},
                      Sheet{"OneLetterMisread",
                            "健康状態告和書",
                            {"告知日", "身長", "体重"},
                            PageClass::kDisclosure},
                      Sheet{"LabelsAlone",
                            "",
                            {"支払を受ける者", "源泉徴収税額", "社会保険料等の金額", "摘要",
                             "控除対象配偶者", "寡婦", "支払者"},
                            PageClass::kTaxStatement},
                      Sheet{"MentionedOnly",
                            "診断書と住民票の写しを来週までにお送りくださいますようお願いします",
                            {},
                            PageClass::kUnknown},
                      Sheet{"NothingKnown", "町内会だより", {"会長", "会計"}, PageClass::kUnknown}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(PageClassOfText, TitleInOneOfTheFirstLines) {
  EXPECT_EQ(ClassifyText("様式第3号\n\n入院・手術給付金請求書\n\n証券番号：1\n傷病名：\n"),
            PageClass::kClaim);
  EXPECT_EQ(ClassifyText("昨日はありがとうございました。\n診断書の件ですが\n"),
            PageClass::kUnknown);
  EXPECT_EQ(ClassifyText(""), PageClass::kUnknown);
}

TEST(PageClassNames, KeysAreTheirOwn) {
  for (const PageClassName& name : kPageClassNames) {
    EXPECT_EQ(PageClassFromKey(name.key), name.page_class);
    EXPECT_EQ(NameOf(name.page_class).key, name.key);
  }
}

}  // namespace
}  // namespace sumikeshi
