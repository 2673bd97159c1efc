// A PDF made from nothing. It holds a catalog, a page tree, and for each page its dictionary, one
// content stream and one image: metadata, text, annotations and files have no way in.
#include "scanner/documents/pdf/output.h"

#include <fmt/format.h>
#include <zlib.h>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

#include "scanner/documents/page_limits.h"
#include "scanner/documents/pdf/ccitt.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kChunk = 64 * 1024;

// Hands the data of one image from the spool file to the writer.
class SpooledData : public QPDFObjectHandle::StreamDataProvider {
 public:
  SpooledData(OutputFile& spool, std::int64_t offset, std::size_t size)
      : spool_(spool), offset_(offset), size_(size) {}

  void provideStreamData(QPDFObjGen const&, Pipeline* pipeline) override {
    std::vector<std::uint8_t> chunk(kChunk);
    spool_.Seek(offset_, SEEK_SET);
    for (std::size_t done = 0; done < size_;) {
      const std::span<std::uint8_t> part(chunk.data(), std::min(kChunk, size_ - done));
      if (!spool_.Read(part)) throw std::runtime_error("spool");
      pipeline->write(part.data(), part.size());
      done += part.size();
    }
    pipeline->finish();
  }

 private:
  OutputFile& spool_;
  std::int64_t offset_;
  std::size_t size_;
};

class FilePipeline : public Pipeline {
 public:
  explicit FilePipeline(OutputFile& file) : Pipeline("file", nullptr), file_(file) {}
  void write(unsigned char const* data, size_t size) override {
    if (!file_.Write({data, size})) throw std::runtime_error("write");
  }
  void finish() override {}

 private:
  OutputFile& file_;
};

std::string Number(double value) {
  std::string text = fmt::format("{:.4f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

QPDFObjectHandle ImageDictionary(const PdfPagePlan& plan, const PdfImage& image) {
  return QPDFObjectHandle::parse(fmt::format(
      "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace {} "
      "/BitsPerComponent {} >>",
      plan.width, plan.height, image.colour ? "/DeviceRGB" : "/DeviceGray", image.bitonal ? 1 : 8));
}

// The rows with their PNG filter, in zlib format. Runs only, as in the PNG codec: scan noise has no
// other repeats.
Result<std::vector<std::uint8_t>> Deflate(const Raster& page) {
  z_stream zlib = {};
  if (deflateInit2(&zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15, 8, Z_RLE) != Z_OK) {
    return Fail(ErrorCode::kInternal, {}, "zlib");
  }
  const std::size_t step = page.format == PixelFormat::kGray8 ? 0 : 3;  // filter none or sub
  std::vector<std::uint8_t> row(page.stride() + 1, step == 0 ? 0 : 1);
  const std::size_t height = static_cast<std::size_t>(page.height);
  std::vector<std::uint8_t> out(deflateBound(&zlib, row.size() * height));
  zlib.next_out = out.data();
  zlib.avail_out = static_cast<uInt>(out.size());
  int state = Z_OK;
  for (std::size_t y = 0; y < height && state == Z_OK; ++y) {
    const std::uint8_t* here = &page.pixels[y * page.stride()];
    for (std::size_t i = 0; i < page.stride(); ++i) {
      const int left = step != 0 && i >= step ? here[i - step] : 0;
      row[i + 1] = static_cast<std::uint8_t>(here[i] - left);
    }
    zlib.next_in = row.data();
    zlib.avail_in = static_cast<uInt>(row.size());
    state = deflate(&zlib, y + 1 == height ? Z_FINISH : Z_NO_FLUSH);
  }
  out.resize(zlib.total_out);
  deflateEnd(&zlib);
  if (state != Z_STREAM_END) return Fail(ErrorCode::kInternal, {}, "zlib");
  return out;
}

}  // namespace

struct PdfOutput::Builder {
  QPDF pdf;
};

Result<PdfImage> EncodePdfImage(const Raster& page) {
  PdfImage image;
  image.colour = page.format == PixelFormat::kRgb24;
  image.bitonal = page.bitonal;
  if (page.bitonal) {
    auto data = EncodeG4(page);
    if (!data) return std::unexpected(data.error());
    image.filter = "/CCITTFaxDecode";
    image.parameters = fmt::format("<< /K -1 /Columns {} /Rows {} >>", page.width, page.height);
    image.data = *std::move(data);
    return image;
  }
  auto data = Deflate(page);
  if (!data) return std::unexpected(data.error());
  image.filter = "/FlateDecode";
  image.parameters = fmt::format("<< /Predictor 15 /Colors {} /BitsPerComponent 8 /Columns {} >>",
                                 page.channels(), page.width);
  image.data = *std::move(data);
  return image;
}

PdfOutput::PdfOutput(std::unique_ptr<OutputFile> file, std::unique_ptr<OutputFile> spool)
    : file_(std::move(file)), spool_(std::move(spool)), builder_(std::make_unique<Builder>()) {}

PdfOutput::~PdfOutput() = default;

Result<std::unique_ptr<PdfOutput>> PdfOutput::Create(const std::filesystem::path& path) {
  auto file = OutputFile::Create(path);
  if (!file) return std::unexpected(file.error());
  auto spool = OutputFile::CreateUnnamed(path);
  if (!spool) return std::unexpected(spool.error());
  std::unique_ptr<PdfOutput> output(new PdfOutput(*std::move(file), *std::move(spool)));
  output->builder_->pdf.emptyPDF();
  return output;
}

Result<void> PdfOutput::AddPage(const PdfPagePlan& plan, const PdfImage& image) {
  QPDF& pdf = builder_->pdf;
  const std::int64_t offset = spool_->Seek(0, SEEK_END);
  spool_->Write(image.data);
  if (auto status = spool_->status(); !status) return status;

  QPDFObjectHandle stream = QPDFObjectHandle::newStream(&pdf);
  stream.replaceDict(ImageDictionary(plan, image));
  stream.replaceStreamData(std::make_shared<SpooledData>(*spool_, offset, image.data.size()),
                           QPDFObjectHandle::newName(image.filter),
                           image.parameters.empty() ? QPDFObjectHandle::newNull()
                                                    : QPDFObjectHandle::parse(image.parameters));
  const std::string left = Number(plan.left);
  const std::string bottom = Number(plan.bottom);
  QPDFObjectHandle content = QPDFObjectHandle::newStream(
      &pdf, fmt::format("q {} 0 0 {} {} {} cm /Im0 Do Q\n", Number(plan.page_width),
                        Number(plan.page_height), left, bottom));
  QPDFObjectHandle page = QPDFObjectHandle::parse(fmt::format(
      "<< /Type /Page /MediaBox [ {} {} {} {} ] /Resources << /XObject << >> >> >>", left, bottom,
      Number(plan.left + plan.page_width), Number(plan.bottom + plan.page_height)));
  if (plan.rotate != 0) page.replaceKey("/Rotate", QPDFObjectHandle::newInteger(plan.rotate));
  if (plan.user_unit != 1) {
    page.replaceKey("/UserUnit", QPDFObjectHandle::parse(Number(plan.user_unit)));
  }
  page.getKey("/Resources").getKey("/XObject").replaceKey("/Im0", stream);
  page.replaceKey("/Contents", content);
  pdf.addPage(pdf.makeIndirectObject(page), false);
  return {};
}

Result<void> PdfOutput::Finish() {
  FilePipeline pipeline(*file_);
  QPDFWriter writer(builder_->pdf);
  writer.setOutputPipeline(&pipeline);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setMinimumPDFVersion("1.6");  // UserUnit
  writer.setDeterministicID(true);
  try {
    writer.write();
  } catch (const std::exception&) {
    if (auto status = file_->status(); !status) return status;
    if (auto status = spool_->status(); !status) return status;
    return Fail(ErrorCode::kWriteFailed, {}, "qpdf");
  }
  return file_->Finish();
}

}  // namespace sumikeshi
