// A company's own form from the blank sheet to redacted scans of it, with the real reader.
#include "redact/pipeline/forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "redact/pipeline/process.h"
#include "redact/pipeline/thumbnail.h"
#include "tests/image/sheet.h"

#define SUMIKESHI_PROGRAM ""
#include "tests/support/program.h"

namespace sumikeshi {
namespace {

using testing::Shift;
using testing::Tilt;
using ScanSheet = testing::Sheet;

constexpr int kWidth = 2480, kHeight = 3508;
constexpr int kLeft = 300, kMiddle = 850, kRight = 2200, kTop = 500, kRow = 150;

// Eight rows of a label and a place for its value; in the last one options.
void DrawForm(ScanSheet& sheet, bool labels = true) {
  sheet.Text(800, 250, 70, "給付金請求書");
  const std::vector<std::string> names = {"氏名",   "住所",       "電話番号", "証券番号",
                                          "傷病名", "医療機関名", "本籍",     "手術の有無"};
  int top = kTop;
  for (const std::string& name : names) {
    sheet.Frame(kLeft, top, kMiddle, top + kRow);
    sheet.Frame(kMiddle, top, kRight, top + kRow);
    if (labels || name != "傷病名") sheet.Text(kLeft + 40, top + 50, 46, name);
    top += kRow;
  }
  sheet.Text(kMiddle + 60, top - kRow + 50, 46, "有　・　無");
  sheet.Text(kLeft, top + 250, 46, "現在治療を受けている病気の名称：");
  sheet.Text(kLeft, top + 100, 40, "がん・脳卒中・糖尿病で入院された方は診断書を添えてください");
}

Box CellOfRow(int row) {
  return {kMiddle + 2, kTop + row * kRow + 2, kRight - 2, kTop + (row + 1) * kRow - 2};
}

// Strokes that nobody can read.
void Scribble(ScanSheet& sheet, int row) {
  const int y = kTop + row * kRow + 40;
  for (int x = kMiddle + 60; x < kMiddle + 500; x += 60) {
    sheet.Line(x, y, x + 45, y + 60, 5);
    sheet.Line(x + 40, y + 5, x + 5, y + 55, 5);
  }
}

std::string Png(const Raster& page) {
  const auto png = EncodeThumbnail(page, std::max(page.width, page.height));
  return {png.begin(), png.end()};
}

class Forms : public ::testing::Test {
 protected:
  void SetUp() override {
    ScanSheet blank(kWidth, kHeight);
    DrawForm(blank);
    blank_ = Png(blank.Scan());
    WriteFile(scratch_ / "blank.png", blank_);
    const auto learnt = LearnForm(scratch_ / "blank.png", "kyufu", folder_, engines_);
    ASSERT_TRUE(learnt.has_value()) << learnt.error().where << learnt.error().what;
    fields_ = learnt->form.pages[0].fields;
    auto library = FormLibrary::Load(folder_);
    ASSERT_TRUE(library.has_value()) << library.error().where << library.error().what;
    library_ = *std::move(library);
  }

  std::vector<Finding> Look(const std::string& png, bool with_forms = true) {
    const ProcessSettings settings{
        &profile_, {}, false, nullptr, with_forms ? &*library_ : nullptr};
    const Bytes bytes(reinterpret_cast<const std::uint8_t*>(png.data()), png.size());
    Judgements known;
    const auto found = ScanDocument(bytes, "scan.png", settings, engines_, known);
    EXPECT_TRUE(found.has_value());
    std::vector<Finding> findings;
    for (const DecidedDetection& decided : *found) findings.push_back(decided.decision.finding);
    return findings;
  }

  static std::vector<Finding> OfForm(std::vector<Finding> findings) {
    std::erase_if(findings, [](const Finding& f) { return f.recognizer != "form"; });
    return findings;
  }

  ScratchFolder scratch_;
  std::filesystem::path folder_ = scratch_ / "forms";
  std::string blank_;
  std::vector<FormField> fields_;
  EnginePool engines_;
  Profile profile_ = Profile::Load("guideline").value();
  std::optional<FormLibrary> library_;
};

TEST_F(Forms, BlankHasNoFinding) {
  EXPECT_THAT(Look(blank_), ::testing::IsEmpty());
  const auto sensitive = std::ranges::count_if(
      fields_, [](const FormField& field) { return field.category.has_value(); });
  EXPECT_GE(sensitive, 3);
}

// The label of 傷病名 is gone and its value is no writing: nobody but the form can know.
TEST_F(Forms, FieldsAreCoveredWholeWhateverCanBeRead) {
  ScanSheet sheet(kWidth, kHeight);
  DrawForm(sheet, false);
  Scribble(sheet, 4);
  const auto found = OfForm(Look(Png(sheet.Scan())));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].category, Category::kHealth);
  EXPECT_EQ(found[0].label, "傷病名");
  EXPECT_EQ(found[0].page_class, PageClass::kClaim);
  const Box box = found[0].place.bounds(), cell = CellOfRow(4);
  EXPECT_EQ(Unite(box, Grow(cell, -4)), box);
  EXPECT_EQ(Unite(box, Grow(cell, 24)), Grow(cell, 24));
}

TEST_F(Forms, TheAnswerIsCoveredWithItsOptions) {
  ScanSheet sheet(kWidth, kHeight);
  DrawForm(sheet);
  sheet.Ring(kMiddle + 84, kTop + 7 * kRow + 74, 44);
  const auto found = Look(Png(sheet.Scan()));
  EXPECT_TRUE(std::ranges::any_of(found, [](const Finding& finding) {
    const Box options{kMiddle + 60, kTop + 7 * kRow + 52, kMiddle + 270, kTop + 7 * kRow + 94};
    const Box box = finding.place.bounds();
    return Unite(box, options) == box;
  }));
}

TEST_F(Forms, BoxesMoveWithThePage) {
  ScanSheet sheet(kWidth, kHeight);
  DrawForm(sheet);
  Scribble(sheet, 4);
  const Raster page = sheet.Scan();
  const auto as_is = OfForm(Look(Png(page)));
  ASSERT_EQ(as_is.size(), 1U);
  const Box box = as_is[0].place.bounds();
  const auto moved = OfForm(Look(Png(Shift(page, 37, 21))));
  ASSERT_EQ(moved.size(), 1U);
  const Box expected{box.left + 37, box.top + 21, box.right + 37, box.bottom + 21};
  EXPECT_EQ(Intersect(moved[0].place.bounds(), Grow(expected, 4)), moved[0].place.bounds());
  const auto tilted = OfForm(Look(Png(Tilt(page, 1.5))));
  ASSERT_EQ(tilted.size(), 1U);
  EXPECT_GT(Intersect(tilted[0].place.bounds(), box).area(), box.area() / 2);
  const auto turned = OfForm(Look(Png(testing::TurnClockwise(page, 2))));
  ASSERT_EQ(turned.size(), 1U);
  EXPECT_NEAR(turned[0].place.bounds().left, kWidth - box.right, 6);
  EXPECT_NEAR(turned[0].place.bounds().top, kHeight - box.bottom, 6);
}

// A short value close behind a long label is one line with it: it must be read all the same.
TEST_F(Forms, WritingBehindPrintIsRead) {
  ScanSheet sheet(kWidth, kHeight);
  DrawForm(sheet);
  sheet.Text(kLeft + 16 * 46 + 10, kTop + 8 * kRow + 250, 46, "肝炎");
  const auto found = Look(Png(sheet.Scan()));
  const Box value{kLeft + 16 * 46 + 20, kTop + 8 * kRow + 260, kLeft + 18 * 46,
                  kTop + 8 * kRow + 290};
  EXPECT_TRUE(std::ranges::any_of(found, [&](const Finding& finding) {
    const Box box = finding.place.bounds();
    return Unite(box, value) == box;
  }));
}

// Whatever is found without the form is found with it, but for print.
TEST_F(Forms, NothingThatIsWrittenIsLost) {
  ScanSheet sheet(kWidth, kHeight);
  DrawForm(sheet);
  sheet.Text(kMiddle + 60, kTop + 50, 50, "山田　花子");
  sheet.Text(kMiddle + 60, kTop + 4 * kRow + 50, 50, "慢性腎不全");
  sheet.Text(kLeft, 2400, 50, "本籍は東京都千代田区丸の内一丁目1番地、糖尿病で通院中です。");
  const std::string png = Png(sheet.Scan());
  const auto with = Look(png);
  for (const Finding& finding : Look(png, false)) {
    const Box box = finding.place.bounds();
    const bool print = box.top > kTop + 8 * kRow && box.bottom < 2350;
    const bool options = box.top > kTop + 7 * kRow && box.bottom < kTop + 8 * kRow;
    if (print || options) continue;
    EXPECT_TRUE(std::ranges::any_of(with, [&](const Finding& other) {
      const Box common = Intersect(other.place.bounds(), box);
      return other.category == finding.category && 10 * common.area() >= 9 * box.area();
    })) << finding.recognizer;
  }
}

TEST_F(Forms, RedactedFormsAreProved) {
  ScanSheet sheet(kWidth, kHeight);
  DrawForm(sheet);
  Scribble(sheet, 4);
  const std::string png = Png(sheet.Scan());
  const ProcessSettings settings{&profile_, {}, false, nullptr, &*library_};
  const Bytes bytes(reinterpret_cast<const std::uint8_t*>(png.data()), png.size());
  const auto done = ProcessDocument(bytes, "scan.png", scratch_ / "out", settings, engines_);
  EXPECT_TRUE(done.verdict.released);
  EXPECT_GE(done.decided.size(), 1U);
}

TEST_F(Forms, AnotherSheetIsNoneOfThem) {
  ScanSheet other(kWidth, kHeight);
  other.Text(800, 250, 70, "住所変更届");
  for (int row = 0; row < 9; ++row) {
    other.Frame(200, 600 + 210 * row, 1300, 810 + 210 * row);
    other.Frame(1300, 600 + 210 * row, 2300, 810 + 210 * row);
  }
  other.Line(1500, 650, 1700, 760, 6);
  EXPECT_THAT(OfForm(Look(Png(other.Scan()))), ::testing::IsEmpty());
}

TEST_F(Forms, WhatIsNoFormIsRefused) {
  ScanSheet letter(kWidth, kHeight);
  for (int i = 0; i < 14; ++i) letter.Text(300, 400 + 90 * i, 46, "いつもお世話になっております");
  WriteFile(scratch_ / "letter.png", Png(letter.Scan()));
  WriteFile(scratch_ / "white.png", Png(ScanSheet(kWidth, kHeight).Scan()));
  WriteFile(scratch_ / "note.txt", "病名：\n氏名：\n");
  WriteFile(scratch_ / "broken.png", blank_.substr(0, blank_.size() / 2));
  const auto code = [&](std::string_view file, const std::string& name) {
    const auto learnt = LearnForm(scratch_ / file, name, folder_, engines_);
    return learnt ? ErrorCode::kInternal : learnt.error().code;
  };
  EXPECT_EQ(code("letter.png", "x"), ErrorCode::kNoForm);
  EXPECT_EQ(code("white.png", "x"), ErrorCode::kNoForm);
  EXPECT_EQ(code("note.txt", "x"), ErrorCode::kNoForm);
  EXPECT_EQ(code("broken.png", "x"), ErrorCode::kCorrupt);
  EXPECT_EQ(code("none.png", "x"), ErrorCode::kNotFound);
  EXPECT_EQ(code("blank.png", "kyufu"), ErrorCode::kNameCollision);
  EXPECT_EQ(code("blank.png", "../kyufu"), ErrorCode::kUsage);
  EXPECT_EQ(FormLibrary::Load(folder_)->forms().size(), 1U) << "nothing half-made stays";
}

TEST_F(Forms, AFolderWithAMistakeIsNotUsed) {
  const std::string text = ReadFile(FormFile(folder_, "kyufu"));
  std::string slip = text;
  slip.replace(slip.find("category = \"health\""), 19, "category = \"healht\"");
  WriteFile(FormFile(folder_, "kyufu"), slip);
  EXPECT_EQ(FormLibrary::Load(folder_).error().code, ErrorCode::kForm);
  WriteFile(FormFile(folder_, "kyufu"), text);
  std::filesystem::remove(folder_ / "kyufu-1.png");
  EXPECT_EQ(FormLibrary::Load(folder_).error().code, ErrorCode::kForm);
  EXPECT_TRUE(RemoveForm(folder_, "kyufu").has_value());
  EXPECT_EQ(RemoveForm(folder_, "kyufu").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(FormLibrary::Load(folder_)->forms().size(), 0U);
}

}  // namespace
}  // namespace sumikeshi
