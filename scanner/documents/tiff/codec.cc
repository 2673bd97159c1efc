// TIFF: every IFD of the main chain is a page, read and written one at a time. SubIFDs, private
// and descriptive tags stay behind; orientation and resolution are written as they were.
#include "scanner/documents/codec.h"

#include <array>

#include "scanner/documents/fill.h"
#include "scanner/documents/jpeg/jpeg.h"
#include "scanner/documents/output_file.h"
#include "scanner/documents/page_limits.h"
#include "scanner/documents/tiff/page.h"

namespace sumikeshi {
namespace {

class TiffReader : public DocumentReader {
 public:
  TiffReader(Bytes bytes, std::vector<TiffPage> pages, bool big)
      : bytes_(bytes), pages_(std::move(pages)), big_(big) {}

  int page_count() const override { return static_cast<int>(pages_.size()); }

  // Each call has a libtiff of its own: it is not thread-safe.
  Result<PageContent> ReadPage(int index) const override {
    const int number = index + 1;
    BytesStream stream(bytes_);
    TiffFile file(stream, "rm");
    if (file.get() == nullptr || TIFFSetSubDirectory(file.get(), page(index).offset) != 1) {
      return Fail(ErrorCode::kCorrupt, PageName(number), "directory", number);
    }
    return DecodeTiffPage(file, page(index), number);
  }

  int Tolerance(int index) const override {
    return OutputCompression(page(index), page(index).grey_bits()) == COMPRESSION_JPEG
               ? kJpegTolerance
               : 0;
  }

  const TiffPage& page(int index) const { return pages_.at(static_cast<std::size_t>(index)); }
  bool big() const { return big_; }

 private:
  Bytes bytes_;
  std::vector<TiffPage> pages_;
  bool big_;  // BigTIFF
};

class TiffWriter : public DocumentWriter {
 public:
  TiffWriter(const TiffReader& source, std::unique_ptr<OutputFile> file)
      : source_(source),
        file_(std::move(file)),
        stream_(*file_),
        tiff_(stream_, source.big() ? "wl8" : "wl") {}

  Result<PageRedaction> WritePage(int index, const PageContent& content,
                                  const PageRedaction& redaction) override {
    Raster page = std::get<Raster>(content);
    const TiffPage& like = source_.page(index);
    const bool blocks = OutputCompression(like, page.bitonal) == COMPRESSION_JPEG;
    const int block = blocks ? kJpegBlock : 1;
    PageRedaction done{RoundToBlocks(redaction.boxes, block, block, page.width, page.height), {}};
    FillBlack(page, done.boxes);
    if (tiff_.get() != nullptr && WriteTiffPage(tiff_, page, like)) return done;
    return WriteError(index + 1);
  }

  Result<void> Finish() override {
    tiff_.Close();
    if (tiff_.damaged()) return WriteError(0);
    return file_->Finish();
  }

 private:
  std::unexpected<Error> WriteError(int page) const {
    auto status = file_->status();
    return status ? Fail(ErrorCode::kWriteFailed, {}, "libtiff", page)
                  : std::unexpected(status.error());
  }

  const TiffReader& source_;
  std::unique_ptr<OutputFile> file_;
  FileStream stream_;
  TiffFile tiff_;
};

bool Accepts(Bytes bytes) {
  static constexpr std::array<std::array<std::uint8_t, 4>, 4> kSignatures = {
      {{'I', 'I', 42, 0}, {'M', 'M', 0, 42}, {'I', 'I', 43, 0}, {'M', 'M', 0, 43}}};
  return bytes.size() >= 8 && std::ranges::any_of(kSignatures, [&](const auto& signature) {
           return std::ranges::equal(signature, bytes.first(4));
         });
}

Result<std::unique_ptr<DocumentReader>> Open(Bytes bytes) {
  BytesStream stream(bytes);
  TiffFile file(stream, "rm");
  if (file.get() == nullptr) return Fail(ErrorCode::kCorrupt, {}, "header");
  std::vector<TiffPage> pages;
  do {
    pages.push_back(DescribeTiffPage(file));
    const int number = static_cast<int>(pages.size());
    if (auto fits = CheckPageSize(pages.back().width, pages.back().height, number); !fits) {
      return std::unexpected(fits.error());
    }
    if (auto fits = CheckPageCount(number); !fits) return std::unexpected(fits.error());
  } while (TIFFReadDirectory(file.get()) == 1);
  // The chain also stops where a directory is cut off or repeats.
  if (file.damaged() || TIFFLastDirectory(file.get()) == 0)
    return Fail(ErrorCode::kCorrupt, {}, "directories");
  return std::make_unique<TiffReader>(bytes, std::move(pages), TIFFIsBigTIFF(file.get()) != 0);
}

Result<std::unique_ptr<DocumentWriter>> Create(const DocumentReader& source,
                                               const std::filesystem::path& path) {
  auto file = OutputFile::Create(path);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<TiffWriter>(static_cast<const TiffReader&>(source), *std::move(file));
}

}  // namespace

extern const Codec kTiffCodec;
const Codec kTiffCodec = {"tiff", {".tif", ".tiff"}, Accepts, Open, Create};

}  // namespace sumikeshi
