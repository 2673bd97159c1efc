// The page is drawn at the size and place of the form's picture; what is ink there and lies farther
// from any print than the page is off was added. Sums over all upper left parts make each question
// cheap.
#include "scanner/forms/filled_form.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "scanner/image/binarise.h"

namespace sumikeshi {
namespace {

constexpr double kDotsPerMillimetre = kPictureDpi / kMillimetresPerInch;
// Millimetres: so far from print a mark is still print, as scanners thicken strokes, beside what
// the page is off.
constexpr double kThickened = 0.2;
constexpr int kLeastReach = 2, kMostReach = 4;  // dots
// Square millimetres of ink: smaller marks are dirt, and so much may be left over of print.
constexpr double kSpeck = 0.12;
constexpr double kLeftOver = 0.25;
constexpr double kFilled = 0.35;
constexpr double kEdge = 0.5;       // millimetres inside a field that are its rule's
constexpr int kAround = 8;          // dots round a line that must be free too (1 mm)
constexpr double kMostGone = 0.25;  // of the print of a line that may be missing

cv::Mat MatOf(const Raster& raster) {
  return {raster.height, raster.width, CV_8UC1, const_cast<std::uint8_t*>(raster.pixels.data())};
}

// 255 = ink.
cv::Mat InkOf(const Raster& grey) {
  const Bitmap bitmap = Binarise(grey);
  cv::Mat ink = cv::Mat::zeros(bitmap.height(), bitmap.width(), CV_8UC1);
  for (const Run& run : RunsOf(bitmap)) {
    std::fill_n(ink.ptr<std::uint8_t>(run.y) + run.left, run.length(), std::uint8_t{255});
  }
  return ink;
}

// The ink of a page as it is at `size` dots; `from` maps dots to pixels of the page.
cv::Mat Drawn(const cv::Mat& ink, const Transform& from, const cv::Size& size) {
  constexpr double kThin = 80;  // of 255: a thin stroke between two dots is in both
  const cv::Matx33d map(from.a, from.b, from.c, from.d, from.e, from.f, from.g, from.h, 1);
  const cv::Matx33d before(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1), after(1, 0, -0.5, 0, 1, -0.5, 0, 0, 1);
  cv::Mat drawn;
  cv::warpPerspective(ink, drawn, after * map * before, size,
                      cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
  cv::threshold(drawn, drawn, kThin, 255, cv::THRESH_BINARY);
  return drawn;
}

cv::Mat Grown(const cv::Mat& ink, int reach) {
  cv::Mat grown;
  const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * reach + 1, 2 * reach + 1});
  cv::dilate(ink, grown, disc);
  return grown;
}

double DotsOf(double square_millimetres) {
  return square_millimetres * kDotsPerMillimetre * kDotsPerMillimetre;
}

void DropSpecks(cv::Mat& ink) {
  cv::Mat labels, stats, middles;
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, middles, 8, CV_32S);
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(count), 255);
  keep[0] = 0;
  for (int i = 1; i < count; ++i) {
    if (stats.at<int>(i, cv::CC_STAT_AREA) < DotsOf(kSpeck)) keep[static_cast<std::size_t>(i)] = 0;
  }
  for (int y = 0; y < ink.rows; ++y) {
    auto* row = ink.ptr<std::uint8_t>(y);
    const auto* label = labels.ptr<int>(y);
    for (int x = 0; x < ink.cols; ++x) row[x] = keep[static_cast<std::size_t>(label[x])];
  }
}

// How much ink is in any box.
class Sums {
 public:
  explicit Sums(const cv::Mat& ink) { cv::integral(ink / 255, sums_, CV_32S); }

  [[nodiscard]] int In(const Box& box) const {
    const int left = std::clamp(box.left, 0, sums_.cols - 1);
    const int right = std::clamp(box.right, left, sums_.cols - 1);
    const int top = std::clamp(box.top, 0, sums_.rows - 1);
    const int bottom = std::clamp(box.bottom, top, sums_.rows - 1);
    return sums_.at<int>(bottom, right) - sums_.at<int>(top, right) - sums_.at<int>(bottom, left) +
           sums_.at<int>(top, left);
  }
  [[nodiscard]] int All() const { return sums_.at<int>(sums_.rows - 1, sums_.cols - 1); }

 private:
  cv::Mat sums_;
};

Box Dots(const PaperBox& box) {
  const auto at = [](double mm) { return static_cast<int>(std::lround(mm * kDotsPerMillimetre)); };
  return {at(box.left), at(box.top), at(box.right), at(box.bottom)};
}

Transform DotsToPaper() { return {1 / kDotsPerMillimetre, 0, 0, 0, 1 / kDotsPerMillimetre, 0}; }

// First `first`, then `second`.
Transform Chained(const Transform& second, const Transform& first) {
  const auto matrix = [](const Transform& t) {
    return cv::Matx33d(t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, 1);
  };
  const cv::Matx33d m = matrix(second) * matrix(first);
  const double w = m(2, 2);
  return {m(0, 0) / w, m(0, 1) / w, m(0, 2) / w, m(1, 0) / w,
          m(1, 1) / w, m(1, 2) / w, m(2, 0) / w, m(2, 1) / w};
}

}  // namespace

struct FilledForm::Marks {
  Sums print;  // of the form
  Sums shown;  // ... that is on the page too
  Sums added;  // on the page, and no print
  Sums marks;  // ... without dirt
  Transform page_to_dots;
};

FilledForm::FilledForm(const FormPage& form, const Transform& to_page, double residual,
                       std::unique_ptr<Marks> marks)
    : form_(&form), to_page_(to_page), residual_(residual), marks_(std::move(marks)) {}
FilledForm::FilledForm(FilledForm&&) noexcept = default;
FilledForm& FilledForm::operator=(FilledForm&&) noexcept = default;
FilledForm::~FilledForm() = default;

FormPicture MakeFormPicture(const Raster& upright, double dpi) {
  const double scale = dpi / kPictureDpi;
  FormPicture picture;
  picture.width = std::max(1, static_cast<int>(std::lround(upright.width / scale)));
  picture.height = std::max(1, static_cast<int>(std::lround(upright.height / scale)));
  picture.bitonal = true;
  picture.dpi_x = picture.dpi_y = kPictureDpi;
  picture.pixels.resize(picture.stride() * static_cast<std::size_t>(picture.height));
  const cv::Mat drawn =
      Drawn(InkOf(upright), {scale, 0, 0, 0, scale, 0}, {picture.width, picture.height});
  cv::Mat to = MatOf(picture);
  cv::bitwise_not(drawn, to);
  return picture;
}

FilledForm FilledForm::Compare(const FormPage& form, const FormPicture& picture,
                               const Transform& to_page, double residual, const Raster& upright) {
  const int reach =
      std::clamp(static_cast<int>(std::lround((kThickened + residual) * kDotsPerMillimetre)),
                 kLeastReach, kMostReach);
  cv::Mat print;
  cv::bitwise_not(MatOf(picture), print);
  const Transform dots_to_page = Chained(to_page, DotsToPaper());
  const cv::Mat page = Drawn(InkOf(upright), dots_to_page, print.size());
  cv::Mat shown, added;
  cv::bitwise_and(print, Grown(page, reach), shown);
  cv::bitwise_and(page, ~Grown(print, reach), added);
  const Sums all_added(added);
  DropSpecks(added);
  const cv::Matx33d inverse =
      cv::Matx33d(dots_to_page.a, dots_to_page.b, dots_to_page.c, dots_to_page.d, dots_to_page.e,
                  dots_to_page.f, dots_to_page.g, dots_to_page.h, 1)
          .inv();
  const double w = inverse(2, 2);
  auto marks = std::make_unique<Marks>(
      Marks{Sums(print), Sums(shown), all_added, Sums(added),
            Transform{inverse(0, 0) / w, inverse(0, 1) / w, inverse(0, 2) / w, inverse(1, 0) / w,
                      inverse(1, 1) / w, inverse(1, 2) / w, inverse(2, 0) / w, inverse(2, 1) / w}});
  return {form, to_page, residual, std::move(marks)};
}

double FilledForm::shown() const {
  const int all = marks_->print.All();
  return all == 0 ? 0 : static_cast<double>(marks_->shown.All()) / all;
}

bool FilledForm::IsUsed() const {
  return std::ranges::any_of(form_->fields,
                             [this](const FormField& field) { return IsFilled(field); });
}

bool FilledForm::IsFilled(const FormField& field) const {
  const Box box = Grow(Dots(field.box), -static_cast<int>(std::lround(kEdge * kDotsPerMillimetre)));
  return marks_->marks.In(box) >= DotsOf(kFilled);
}

Box FilledForm::OnPaper(const Box& box) const {
  return ToPixels({double(box.left), double(box.top), double(box.right), double(box.bottom)},
                  marks_->page_to_dots);
}

bool FilledForm::IsPrint(const Box& box) const {
  const Box dots = OnPaper(box);
  return Intersect(dots, Dots({0, 0, form_->width, form_->height})) == dots &&
         marks_->added.In(dots) < DotsOf(kLeftOver);
}

std::vector<Line> FilledForm::PrintedLines() const {
  std::vector<Line> lines;
  for (const FormLine& print : form_->print) {
    const Box dots = Dots(print.box);
    const int expected = marks_->print.In(dots);
    if (expected == 0 || marks_->shown.In(dots) < (1 - kMostGone) * expected) continue;
    if (marks_->added.In(Grow(dots, kAround)) >= DotsOf(kSpeck)) continue;
    Line line;
    line.vertical = print.vertical;
    for (std::size_t i = 0; i < print.characters.size(); ++i) {
      PaperBox box = print.box;
      (print.vertical ? box.top : box.left) = print.edges[2 * i];
      (print.vertical ? box.bottom : box.right) = print.edges[2 * i + 1];
      line.symbols.push_back({print.characters[i], ToPixels(box, to_page_), 1});
      line.box = Unite(line.box, line.symbols.back().box);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace sumikeshi
