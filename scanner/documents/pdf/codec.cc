// PDF: read with qpdf and, where a page is more than one scanned image, rendered with poppler;
// written as a new file of images. Text layers, annotations, forms, attachments, outlines, metadata
// and older revisions are never carried over. A file that needs no password to be seen (only the
// owner's is set) is processed; one that needs it is kEncrypted.
#include "scanner/documents/codec.h"

#include <exception>
#include <mutex>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <string_view>

#include "scanner/documents/fill.h"
#include "scanner/documents/jpeg/jpeg.h"
#include "scanner/documents/page_limits.h"
#include "scanner/documents/pdf/image_layout.h"
#include "scanner/documents/pdf/output.h"
#include "scanner/documents/pdf/page_plan.h"
#include "scanner/documents/pdf/poppler.h"
#include "scanner/documents/pixels.h"

namespace sumikeshi {
namespace {

// The rendered page is turned as /Rotate says; the page as it came is not.
Raster TurnBack(const Raster& shown, int rotate) {
  if (rotate == 0) return shown;
  const bool sideways = rotate != 180;
  Raster page = MakeRaster(sideways ? shown.height : shown.width,
                           sideways ? shown.width : shown.height, shown.format);
  page.bitonal = shown.bitonal;
  const auto channels = static_cast<std::size_t>(page.channels());
  std::uint8_t* to = page.pixels.data();
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const int from_x = rotate == 90    ? page.height - 1 - y
                         : rotate == 180 ? page.width - 1 - x
                                         : y;
      const int from_y = rotate == 90    ? x
                         : rotate == 180 ? page.height - 1 - y
                                         : page.width - 1 - x;
      const std::uint8_t* from = &shown.pixels[static_cast<std::size_t>(from_y) * shown.stride() +
                                               static_cast<std::size_t>(from_x) * channels];
      for (std::size_t c = 0; c < channels; ++c) *to++ = from[c];
    }
  }
  return page;
}

// qpdf is not thread-safe: its objects are touched under a lock. Nothing it throws gets out.
class PdfReader : public DocumentReader {
 public:
  PdfReader(std::unique_ptr<QPDF> pdf, Poppler poppler, std::vector<PdfPagePlan> plans)
      : pdf_(std::move(pdf)), poppler_(std::move(poppler)), plans_(std::move(plans)) {}

  int page_count() const override { return static_cast<int>(plans_.size()); }

  Result<PageContent> ReadPage(int index) const override {
    const PdfPagePlan& plan = this->plan(index);
    if (plan.kind == PdfPageKind::kRendered) return Render(plan, index + 1);
    const std::lock_guard lock(mutex_);
    try {
      auto bytes = TakePdfImage(plan, index + 1);
      if (!bytes) return std::unexpected(bytes.error());
      return DecodePdfImage(plan, *bytes, index + 1);
    } catch (const std::exception&) {
      return Fail(ErrorCode::kCorrupt, PageName(index + 1), "image", index + 1);
    }
  }

  int Tolerance(int index) const override {
    return plan(index).kind == PdfPageKind::kRendered ? kJpegTolerance : 0;
  }

  // The JPEG file of a kJpeg page.
  Result<std::string> TakeJpeg(int index) const {
    const std::lock_guard lock(mutex_);
    try {
      return TakePdfImage(plan(index), index + 1);
    } catch (const std::exception&) {
      return Fail(ErrorCode::kCorrupt, PageName(index + 1), "image", index + 1);
    }
  }

  const PdfPagePlan& plan(int index) const { return plans_.at(static_cast<std::size_t>(index)); }

 private:
  Result<PageContent> Render(const PdfPagePlan& plan, int number) const {
    const bool sideways = plan.rotate == 90 || plan.rotate == 270;
    auto shown = poppler_.Render(number, plan.width, plan.height, sideways);
    if (!shown) return std::unexpected(shown.error());
    Raster page = TurnBack(ToGrayIfGray(*std::move(shown)), plan.rotate);
    page.bitonal = IsBlackAndWhite(page);
    page.dpi_x = plan.dpi_x();
    page.dpi_y = plan.dpi_y();
    return page;
  }

  std::unique_ptr<QPDF> pdf_;  // owns what the plans refer to
  Poppler poppler_;
  std::vector<PdfPagePlan> plans_;
  mutable std::mutex mutex_;
};

class PdfWriter : public DocumentWriter {
 public:
  PdfWriter(const PdfReader& source, std::unique_ptr<PdfOutput> output)
      : source_(source), output_(std::move(output)) {}

  Result<PageRedaction> WritePage(int index, const PageContent& content,
                                  const PageRedaction& redaction) override {
    const PdfPagePlan& plan = source_.plan(index);
    auto image = plan.kind == PdfPageKind::kJpeg
                     ? WipeSource(index, redaction.boxes)
                     : Encode(std::get<Raster>(content), plan.kind, redaction.boxes);
    if (!image) return std::unexpected(image.error());
    try {
      if (auto added = output_->AddPage(plan, image->image); !added) {
        return std::unexpected(added.error());
      }
    } catch (const std::exception&) {
      return Fail(ErrorCode::kInternal, PageName(index + 1), "qpdf", index + 1);
    }
    return PageRedaction{std::move(image->boxes), {}};
  }

  Result<void> Finish() override { return output_->Finish(); }

 private:
  struct Redacted {
    PdfImage image;
    std::vector<Box> boxes;
  };

  Result<Redacted> WipeSource(int index, std::span<const Box> boxes) const {
    auto bytes = source_.TakeJpeg(index);
    if (!bytes) return std::unexpected(bytes.error());
    auto wiped = WipeJpeg({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()},
                          boxes, false);
    if (!wiped) return Fail(wiped.error().code, PageName(index + 1), wiped.error().what, index + 1);
    auto header = ReadJpegHeader(wiped->bytes);
    if (!header) return std::unexpected(header.error());
    return Redacted{{"/DCTDecode", {}, header->components == 3, false, std::move(wiped->bytes)},
                    std::move(wiped->boxes)};
  }

  static Result<Redacted> Encode(Raster page, PdfPageKind kind, std::span<const Box> boxes) {
    Redacted redacted;
    redacted.boxes = ClipBoxes(boxes, page.width, page.height);
    FillBlack(page, redacted.boxes);
    auto image = EncodePdfImage(page);
    if (!image) return std::unexpected(image.error());
    redacted.image = *std::move(image);
    // Text and lines compress well without loss; a rendered photograph or noisy scan does not.
    constexpr std::size_t kWorthwhile = 8;
    if (kind != PdfPageKind::kRendered || page.bitonal ||
        redacted.image.data.size() < page.pixels.size() / kWorthwhile) {
      return redacted;
    }
    redacted.boxes = RoundToBlocks(boxes, kJpegBlock, kJpegBlock, page.width, page.height);
    FillBlack(page, redacted.boxes);
    auto jpeg = EncodeJpeg(page, 1);
    if (!jpeg) return std::unexpected(jpeg.error());
    redacted.image = {"/DCTDecode", {}, redacted.image.colour, false, *std::move(jpeg)};
    return redacted;
  }

  const PdfReader& source_;
  std::unique_ptr<PdfOutput> output_;
};

bool Accepts(Bytes bytes) {
  constexpr std::string_view kSignature = "%PDF-";
  constexpr std::size_t kWindow = 1024;  // readers forgive what stands before it
  const Bytes window = bytes.first(std::min(bytes.size(), kWindow));
  return std::search(window.begin(), window.end(), kSignature.begin(), kSignature.end()) !=
         window.end();
}

Result<std::unique_ptr<DocumentReader>> OpenUnguarded(Bytes bytes) {
  auto pdf = std::make_unique<QPDF>();
  pdf->setSuppressWarnings(true);
  // A damaged file may be repaired in several ways, and readers do: what we see need not be what
  // another sees. It is held.
  pdf->setAttemptRecovery(false);
  pdf->processMemoryFile("pdf", reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::vector<QPDFObjectHandle> pages = pdf->getAllPages();
  if (auto fits = CheckPageCount(static_cast<std::int64_t>(pages.size())); !fits) {
    return std::unexpected(fits.error());
  }
  auto poppler = Poppler::Open(bytes);
  if (!poppler) return std::unexpected(poppler.error());
  const auto count = poppler->CountPages();
  if (!count) return std::unexpected(count.error());
  if (static_cast<std::size_t>(*count) != pages.size()) {
    return Fail(ErrorCode::kCorrupt, {}, "number of pages");
  }
  std::vector<PdfPagePlan> plans;
  for (const QPDFObjectHandle& page : pages) {
    auto plan = PlanPdfPage(page, static_cast<int>(plans.size()) + 1);
    if (!plan) return std::unexpected(plan.error());
    plans.push_back(*std::move(plan));
  }
  return std::make_unique<PdfReader>(std::move(pdf), *std::move(poppler), std::move(plans));
}

Result<std::unique_ptr<DocumentReader>> Open(Bytes bytes) {
  try {
    return OpenUnguarded(bytes);
  } catch (const QPDFExc& error) {
    return Fail(
        error.getErrorCode() == qpdf_e_password ? ErrorCode::kEncrypted : ErrorCode::kCorrupt, {},
        "qpdf");
  } catch (const std::exception&) {
    return Fail(ErrorCode::kCorrupt, {}, "qpdf");
  }
}

Result<std::unique_ptr<DocumentWriter>> Create(const DocumentReader& source,
                                               const std::filesystem::path& path) {
  auto output = PdfOutput::Create(path);
  if (!output) return std::unexpected(output.error());
  return std::make_unique<PdfWriter>(static_cast<const PdfReader&>(source), *std::move(output));
}

}  // namespace

extern const Codec kPdfCodec;
const Codec kPdfCodec = {"pdf", {".pdf"}, Accepts, Open, Create};

}  // namespace sumikeshi
