// JPEG files: read as pixels, written by wiping blocks of the original (see jpeg.cc).
//
// The page is taken as it is stored; an Exif orientation other than 1 is written again in an Exif
// segment of ours that holds nothing else, so that a viewer turns the redacted page the same way.
// CMYK has no black that every viewer agrees on: such a page is written anew as RGB.
#include "scanner/documents/codec.h"

#include "scanner/documents/fill.h"
#include "scanner/documents/jpeg/jpeg.h"
#include "scanner/documents/output_file.h"

namespace sumikeshi {
namespace {

class JpegReader : public DocumentReader {
 public:
  JpegReader(Bytes bytes, const JpegHeader& header) : bytes_(bytes), header_(header) {}
  int page_count() const override { return 1; }
  Result<PageContent> ReadPage(int) const override { return DecodeJpeg(bytes_); }
  int Tolerance(int) const override { return wipeable() ? 0 : kJpegTolerance; }

  bool wipeable() const { return header_.components != 4; }
  Bytes bytes() const { return bytes_; }
  const JpegHeader& header() const { return header_; }

 private:
  Bytes bytes_;
  JpegHeader header_;
};

class JpegWriter : public DocumentWriter {
 public:
  JpegWriter(const JpegReader& source, std::unique_ptr<OutputFile> file)
      : source_(source), file_(std::move(file)) {}

  Result<PageRedaction> WritePage(int, const PageContent& content,
                                  const PageRedaction& redaction) override {
    auto written = source_.wipeable() ? WipeJpeg(source_.bytes(), redaction.boxes, true)
                                      : EncodeAnew(std::get<Raster>(content), redaction.boxes);
    if (!written) return std::unexpected(written.error());
    file_->Write(written->bytes);
    if (auto status = file_->status(); !status) return std::unexpected(status.error());
    return PageRedaction{std::move(written->boxes), {}};
  }

  Result<void> Finish() override { return file_->Finish(); }

 private:
  Result<WipedJpeg> EncodeAnew(Raster page, std::span<const Box> boxes) const {
    WipedJpeg written;
    written.boxes = RoundToBlocks(boxes, kJpegBlock, kJpegBlock, page.width, page.height);
    FillBlack(page, written.boxes);
    auto bytes = EncodeJpeg(page, source_.header().orientation);
    if (!bytes) return std::unexpected(bytes.error());
    written.bytes = *std::move(bytes);
    return written;
  }

  const JpegReader& source_;
  std::unique_ptr<OutputFile> file_;
};

bool Accepts(Bytes bytes) {
  return bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
}

Result<std::unique_ptr<DocumentReader>> Open(Bytes bytes) {
  auto header = ReadJpegHeader(bytes);
  if (!header) return std::unexpected(header.error());
  return std::make_unique<JpegReader>(bytes, *header);
}

Result<std::unique_ptr<DocumentWriter>> Create(const DocumentReader& source,
                                               const std::filesystem::path& path) {
  auto file = OutputFile::Create(path);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<JpegWriter>(static_cast<const JpegReader&>(source), *std::move(file));
}

}  // namespace

extern const Codec kJpegCodec;
const Codec kJpegCodec = {"jpeg", {".jpg", ".jpeg", ".jpe"}, Accepts, Open, Create};

}  // namespace sumikeshi
