// CSV comes back as it was written, in a spreadsheet as in any reader.
#include "redact/records/csv.h"

#include <gtest/gtest.h>

#include "tests/records/testing.h"

namespace sumikeshi {
namespace {

TEST(Csv, ComesBackCellByCell) {
  Table table{"", "", {{"文書"}, {"件数, 計", true}}, {}};
  table.rows = {{"a\"b\".png", "1"},  {"改行\r\nあり", "-12"}, {"", ","},
                {"\"", "\"\""},       {" 空白 ", "0"},         {"=1+1", "+x"},
                {"'引用", "@SUM(A1)"}};
  const std::string csv = Csv(table);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF"));
  auto rows = ParseCsv(csv);
  ASSERT_EQ(rows.size(), table.rows.size() + 1);
  EXPECT_EQ(rows[0], (std::vector<std::string>{"文書", "件数, 計"}));
  rows.erase(rows.begin());
  for (auto& row : rows) {
    for (std::string& cell : row) {
      EXPECT_FALSE(cell.starts_with('=') || cell.starts_with('+') || cell.starts_with('@')) << cell;
      if (cell.starts_with('\'')) cell.erase(0, 1);
    }
  }
  EXPECT_EQ(rows, table.rows);
}

TEST(Csv, IsAlwaysUtf8) {
  const Table table{"", "", {{"文書"}}, {{"a\xff.png"}}};
  EXPECT_EQ(ParseCsv(Csv(table))[1][0], "a\xEF\xBF\xBD.png");
}

}  // namespace
}  // namespace sumikeshi
