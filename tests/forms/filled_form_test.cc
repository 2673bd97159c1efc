// What was put on a form since it was printed: writing, ticks, nothing.
#include "scanner/forms/filled_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sumikeshi {
namespace {

constexpr double kDpi = 300;

class Paper {
 public:
  Paper() {
    raster_.width = 1240;
    raster_.height = 900;
    raster_.bitonal = true;
    raster_.pixels.assign(std::size_t{1240} * 900, 255);
  }
  Paper& Fill(const Box& box) {
    for (int y = box.top; y < box.bottom; ++y) {
      std::fill_n(raster_.pixels.begin() + std::ptrdiff_t{1240} * y + box.left, box.width(),
                  std::uint8_t{0});
    }
    return *this;
  }
  Paper& Frame(const Box& box) {
    Fill({box.left, box.top, box.right, box.top + 3})
        .Fill({box.left, box.bottom - 3, box.right, box.bottom});
    return Fill({box.left, box.top, box.left + 3, box.bottom})
        .Fill({box.right - 3, box.top, box.right, box.bottom});
  }
  [[nodiscard]] const Raster& raster() const { return raster_; }

 private:
  Raster raster_;
};

// A cell with a box to tick and two words of bars; beside it an empty cell.
Paper Blank() {
  Paper paper;
  paper.Frame({100, 100, 600, 300}).Frame({597, 100, 1100, 300}).Frame({140, 160, 180, 200});
  for (int x = 220; x < 420; x += 12) paper.Fill({x, 160, x + 5, 200});
  return paper;
}

FormPage TheForm() {
  FormPage form;
  form.width = 1240 * 25.4 / kDpi;
  form.height = 900 * 25.4 / kDpi;
  const auto field = [](const std::string& name, const Box& box) {
    return FormField{name, name, Category::kHealth, "", ToPaper(box, kDpi)};
  };
  form.fields = {field("答", {103, 103, 597, 297}), field("病名", {600, 103, 1097, 297})};
  FormLine line;
  line.box = ToPaper({220, 160, 417, 200}, kDpi);
  line.characters = {"有", "無"};
  line.edges = {line.box.left, line.box.left + 7, line.box.left + 9, line.box.right};
  form.print = {line};
  return form;
}

FilledForm Look(const FormPage& form, const Paper& paper, int shift = 0) {
  Paper moved;
  Raster raster = moved.raster();
  const Raster& from = paper.raster();
  for (int y = shift; y < from.height; ++y) {
    std::copy_n(from.pixels.begin() + std::ptrdiff_t{1240} * (y - shift), 1240 - shift,
                raster.pixels.begin() + std::ptrdiff_t{1240} * y + shift);
  }
  const double scale = kDpi / 25.4;
  return FilledForm::Compare(form, MakeFormPicture(Blank().raster(), kDpi),
                             {scale, 0, double(shift), 0, scale, double(shift)}, 0.05, raster);
}

TEST(FilledForm, ABlankIsAllPrint) {
  const FormPage form = TheForm();
  for (const int shift : {0, 1, 7, 30}) {
    const FilledForm look = Look(form, Blank(), shift);
    EXPECT_GT(look.shown(), 0.95);
    EXPECT_FALSE(look.IsFilled(form.fields[0]));
    EXPECT_FALSE(look.IsFilled(form.fields[1]));
    EXPECT_TRUE(look.IsPrint({90, 90, 1110, 310}));
    ASSERT_EQ(look.PrintedLines().size(), 1U);
    EXPECT_NEAR(look.PrintedLines()[0].box.left, 220 + shift, 2);
  }
}

TEST(FilledForm, ATickInItsBoxIsSeen) {
  const FormPage form = TheForm();
  Paper paper = Blank();
  for (int i = 0; i < 22; ++i) paper.Fill({149 + i, 186 - i, 155 + i, 192 - i});
  const FilledForm look = Look(form, paper, 7);
  EXPECT_TRUE(look.IsFilled(form.fields[0]));
  EXPECT_FALSE(look.IsFilled(form.fields[1]));
  EXPECT_FALSE(look.IsPrint({140, 160, 195, 210}));
}

TEST(FilledForm, AStrikeThroughPrintIsSeen) {
  const FormPage form = TheForm();
  const FilledForm look = Look(form, Blank().Fill({210, 178, 430, 184}));
  EXPECT_TRUE(look.IsFilled(form.fields[0]));
  EXPECT_TRUE(look.PrintedLines().empty());
}

TEST(FilledForm, DirtIsNoWriting) {
  const FormPage form = TheForm();
  Paper paper = Blank();
  for (int i = 0; i < 20; ++i) paper.Fill({620 + 20 * i, 150 + 5 * i, 623 + 20 * i, 153 + 5 * i});
  EXPECT_FALSE(Look(form, paper).IsFilled(form.fields[1]));
  EXPECT_TRUE(Look(form, paper.Fill({700, 150, 712, 190})).IsFilled(form.fields[1]));
}

TEST(FilledForm, AnotherFormShowsLittleOfThePrint) {
  Paper other;
  other.Frame({130, 420, 640, 700});
  const FormPage form = TheForm();
  EXPECT_LT(Look(form, other).shown(), 0.5);
  EXPECT_TRUE(Look(form, other).PrintedLines().empty());
}

}  // namespace
}  // namespace sumikeshi
