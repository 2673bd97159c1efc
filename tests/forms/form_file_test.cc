// The text file of a form: what is written comes back, and every mistake is named.
#include "scanner/forms/form_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/forms/made_form.h"

namespace sumikeshi {
namespace {

using ::testing::HasSubstr;

Form OneForm() {
  FormPage page = MakeForm(3);
  page.fields.push_back({"病名", "病名", Category::kHealth, "MEDHIST", {60, 80, 190, 90}});
  page.fields.push_back({"氏名", "氏名", std::nullopt, "", {60, 40, 190, 50}});
  page.print.push_back({{"病", "\"", "\\"}, {10, 80, 30, 90}, {10, 12, 14, 16, 20, 30}, true});
  return {"kyufu-1", "給付金 \"請求書\"", PageClass::kClaim, {page}};
}

TEST(FormFile, WhatIsWrittenComesBack) {
  const Form form = OneForm();
  const auto read = ReadForm(WriteForm(form), "kyufu-1.toml");
  ASSERT_TRUE(read.has_value()) << read.error().where << read.error().what;
  EXPECT_EQ(read->pages[0].fields, form.pages[0].fields);
  EXPECT_EQ(*read, form);
}

struct Slip {
  std::string_view name;
  std::string_view from;
  std::string_view to;
  std::string_view what;

  friend void PrintTo(const Slip& value, std::ostream* out) { *out << value.name; }
};

class FormFileSlip : public ::testing::TestWithParam<Slip> {};

TEST_P(FormFileSlip, IsNamedWithItsLine) {
  std::string text = WriteForm(OneForm());
  const std::size_t at = text.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  const auto line =
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  text.replace(at, GetParam().from.size(), GetParam().to);
  const auto read = ReadForm(text, "a.toml");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kForm);
  EXPECT_THAT(read.error().what, HasSubstr(GetParam().what));
  EXPECT_EQ(read.error().where, "a.toml:" + std::to_string(line));
}

INSTANTIATE_TEST_SUITE_P(Slips, FormFileSlip,
                         ::testing::Values(Slip{"Category", "category = \"health\"",
                                                "category = \"helth\"", "欄「病名」 の category"},
                                           Slip{"BoxTurned", "box = [60.00, 80.00, 190.00",
                                                "box = [190.00, 80.00, 60.00", "欄「病名」 の box"},
                                           Slip{"BoxOffTheSheet", "box = [60.00, 80.00, 190.00",
                                                "box = [60.00, 80.00, 1190.00", "はみ出し"},
                                           Slip{"BoxInWords", "box = [60.00, 80.00, 190.00, 90.00]",
                                                "box = \"60\"", "欄「病名」 の box"},
                                           Slip{"UnknownKey", "kind = \"MEDHIST\"",
                                                "sort = \"MEDHIST\"", "欄「病名」 の sort"},
                                           Slip{"Class", "class = \"claim\"", "class = \"clam\"",
                                                "class"},
                                           Slip{"Format", "format = 1", "format = 2", "format"},
                                           Slip{"NoToml", "number = 1", "number = = 1", "TOML"}),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(FormFile, TwoFieldsOfOneName) {
  Form form = OneForm();
  form.pages[0].fields[1].name = "病名";
  EXPECT_THAT(ReadForm(WriteForm(form), "a.toml").error().what, HasSubstr("同じ名前"));
}

TEST(FormName, BecomesAFileName) {
  EXPECT_TRUE(IsFormName("kyufu-2024_2"));
  EXPECT_TRUE(IsFormName("給付金請求書"));
  for (const std::string_view name : {"", "a/b", "..", "-x", "a b", "a.toml"}) {
    EXPECT_FALSE(IsFormName(name)) << name;
  }
}

}  // namespace
}  // namespace sumikeshi
