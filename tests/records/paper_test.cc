// Papers as a reader of the PDF gets them.
#include "redact/records/paper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/records/testing.h"

namespace sumikeshi {
namespace {

using testing::HasSubstr;

Paper Sample(int rows) {
  Paper paper{"個人情報消去・廃棄証明書",
              "第 DC-2026-0007 号",
              "2026-11-22",
              "見本 花子 様",
              {"見本保険代理店株式会社", "コンプライアンス担当部長　見本 太郎"},
              {"下記のとおり証明いたします。"},
              "敬具",
              {"記", "", {{"対象"}, {"方法"}}, {}},
              {3, 1},
              {"注記"}};
  for (int i = 0; i < rows; ++i) {
    paper.list.rows.push_back({"文書" + std::to_string(i) + "号.png", "上書き"});
  }
  return paper;
}

std::string TextOf(const ScratchFolder& scratch, const std::string& pdf) {
  WriteFile(scratch / "paper.pdf", pdf);
  const std::string command = "pdftotext -layout " + Quoted((scratch / "paper.pdf").string()) +
                              " " + Quoted((scratch / "paper.txt").string());
  EXPECT_EQ(std::system(command.c_str()), 0);
  return ReadFile(scratch / "paper.txt");
}

TEST(Paper, CarriesItsWordsAsText) {
  const ScratchFolder scratch;
  const std::string text = TextOf(scratch, DrawPdf(Sample(1)).value());
  for (const char* words : {"個人情報消去・廃棄証明書", "DC-2026-0007", "2026年11月22日",
                            "見本 花子 様", "コンプライアンス担当部長", "文書0号.png", "注記"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
}

TEST(Paper, GoesOnOverPagesWithoutLosingARow) {
  const ScratchFolder scratch;
  const std::string text = TextOf(scratch, DrawPdf(Sample(120)).value());
  for (int i = 0; i < 120; ++i) {
    EXPECT_THAT(text, HasSubstr("文書" + std::to_string(i) + "号.png"));
  }
  EXPECT_GE(std::ranges::count(text, '\f'), 3);
  EXPECT_THAT(text, HasSubstr("3ページ"));
}

TEST(Paper, IsTheSameEachTime) {
  EXPECT_EQ(DrawPdf(Sample(3)).value(), DrawPdf(Sample(3)).value());
}

}  // namespace
}  // namespace sumikeshi
