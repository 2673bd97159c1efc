// How each page of a PDF is read.
//
// Scanners write one image a page. It is taken out as it is if nothing else can show: no visible
// text (the invisible layer of a searchable scan is no obstacle, and is left behind), no lines, no
// clipping, masks or layers, the image exactly on the page. Everything else is rendered, so that
// what is read is what is seen.
#include "scanner/documents/pdf/page_plan.h"

#include <algorithm>
#include <cmath>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "scanner/documents/page_limits.h"
#include "scanner/documents/pdf/content.h"
#include "scanner/documents/pdf/image_layout.h"

namespace sumikeshi {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kDefaultDpi = 300;  // of text and lines
constexpr double kMinDpi = 72;
constexpr double kMaxDpi = 600;
constexpr double kSlack = 1;  // points by which scanners round the page

std::unexpected<Error> Bad(int number, std::string what) {
  return Fail(ErrorCode::kCorrupt, PageName(number), std::move(what), number);
}

Result<void> PlanArea(QPDFObjectHandle page, int number, PdfPagePlan& plan) {
  QPDFPageObjectHelper helper(page);
  QPDFObjectHandle media = helper.getMediaBox();
  if (!media.isRectangle()) return Bad(number, "MediaBox");
  auto area = media.getArrayAsRectangle();
  if (QPDFObjectHandle crop = helper.getCropBox(); crop.isRectangle()) {
    const auto inner = crop.getArrayAsRectangle();
    area = {std::max(area.llx, inner.llx), std::max(area.lly, inner.lly),
            std::min(area.urx, inner.urx), std::min(area.ury, inner.ury)};
  }
  plan.left = area.llx;
  plan.bottom = area.lly;
  plan.page_width = area.urx - area.llx;
  plan.page_height = area.ury - area.lly;
  QPDFObjectHandle unit = page.getKey("/UserUnit");
  if (unit.isNumber()) plan.user_unit = unit.getNumericValue();
  QPDFObjectHandle rotate = helper.getAttribute("/Rotate", false);
  if (rotate.isInteger()) plan.rotate = ((rotate.getIntValueAsInt() % 360) + 360) % 360;
  const bool sane = plan.page_width >= 1 && plan.page_height >= 1 && plan.user_unit > 0 &&
                    plan.user_unit < 1e4 && plan.page_width < 1e6 && plan.page_height < 1e6;
  if (!sane || plan.rotate % 90 != 0) return Bad(number, "page size");
  return {};
}

bool FillsPage(const QPDFMatrix& m, const PdfPagePlan& plan) {
  const auto near = [](double a, double b) { return std::abs(a - b) <= kSlack; };
  return near(m.b, 0) && near(m.c, 0) && near(m.e, plan.left) && near(m.f, plan.bottom) &&
         near(m.a, plan.page_width) && near(m.d, plan.page_height);
}

int ImageSide(const DrawnImage& image, const char* key) {
  QPDFObjectHandle value = QPDFObjectHandle(image.stream).getDict().getKey(key);
  return value.isInteger() ? value.getIntValueAsInt() : 0;
}

// Pixels per inch of an image as it is drawn.
double DpiOf(const DrawnImage& image, double user_unit) {
  const double inches =
      std::hypot(image.placement.a, image.placement.b) * user_unit / kPointsPerInch;
  return inches > 0 ? ImageSide(image, "/Width") / inches : 0;
}

// The resolution of the image with the most pixels where it makes up the page; what is drawn
// besides must stay legible.
double RenderingDpi(const PdfContent& content, const PdfPagePlan& plan) {
  double dpi = 0;
  double most = 0;
  for (const DrawnImage& image : content.images) {
    const double pixels = 1.0 * ImageSide(image, "/Width") * ImageSide(image, "/Height");
    const QPDFMatrix& m = image.placement;
    const double covered = std::abs(m.a * m.d - m.b * m.c) / (plan.page_width * plan.page_height);
    constexpr double kMostOfThePage = 0.5;
    if (pixels > most && covered >= kMostOfThePage) {
      most = pixels;
      dpi = DpiOf(image, plan.user_unit);
    }
  }
  if (dpi == 0 || content.other_marks) dpi = std::max(dpi, kDefaultDpi);
  return std::clamp(dpi, kMinDpi, kMaxDpi);
}

}  // namespace

Result<PdfPagePlan> PlanPdfPage(QPDFObjectHandle page, int number) {
  PdfPagePlan plan;
  if (auto area = PlanArea(page, number, plan); !area) return std::unexpected(area.error());
  auto content = ReadPdfContent(page);
  if (!content) {
    Error error = content.error();
    error.where = PageName(number);
    error.page = number;
    return std::unexpected(std::move(error));
  }
  const bool one_image = content->images.size() == 1 && !content->other_marks &&
                         FillsPage(content->images.front().placement, plan);
  if (one_image) {
    const DrawnImage& image = content->images.front();
    plan.width = ImageSide(image, "/Width");
    plan.height = ImageSide(image, "/Height");
    if (!content->altered) plan.kind = KindOfPdfImage(image.stream);
    if (plan.kind != PdfPageKind::kRendered) plan.image = image.stream;
  } else {
    const double scale = RenderingDpi(*content, plan) * plan.user_unit / kPointsPerInch;
    plan.width = static_cast<int>(std::min(1e9, std::round(plan.page_width * scale)));
    plan.height = static_cast<int>(std::min(1e9, std::round(plan.page_height * scale)));
  }
  if (auto fits = CheckPageSize(plan.width, plan.height, number); !fits) {
    return std::unexpected(fits.error());
  }
  return plan;
}

}  // namespace sumikeshi
