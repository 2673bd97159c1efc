// Text in all its forms: one page of characters; written again byte for byte but for the destroyed
// ones.
#include "scanner/documents/codec.h"

#include <algorithm>
#include <string_view>

#include "scanner/documents/output_file.h"
#include "scanner/documents/text/encoding.h"
#include "scanner/documents/text/reading.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kMaxBytes = 100'000'000;

class TextReader : public DocumentReader {
 public:
  TextReader(Bytes bytes, TextReading reading) : bytes_(bytes), reading_(std::move(reading)) {}
  int page_count() const override { return 1; }
  Result<PageContent> ReadPage(int) const override { return TextOf(reading_); }

  Bytes bytes() const { return bytes_; }
  const TextReading& reading() const { return reading_; }

 private:
  Bytes bytes_;
  TextReading reading_;
};

class TextWriter : public DocumentWriter {
 public:
  TextWriter(const TextReader& source, std::unique_ptr<OutputFile> file)
      : source_(source), file_(std::move(file)) {}

  Result<PageRedaction> WritePage(int, const PageContent&,
                                  const PageRedaction& redaction) override {
    auto masked = Mask(source_.reading(), source_.bytes(), redaction.spans);
    if (!masked) return std::unexpected(masked.error());
    file_->Write(masked->bytes);
    if (auto status = file_->status(); !status) return std::unexpected(status.error());
    return PageRedaction{{}, std::move(masked->destroyed)};
  }

  Result<void> Finish() override { return file_->Finish(); }

 private:
  const TextReader& source_;
  std::unique_ptr<OutputFile> file_;
};

// Formats written in plain characters that do not show their text as it is.
bool IsOtherFormat(Bytes bytes) {
  const std::string_view start(reinterpret_cast<const char*>(bytes.data()),
                               std::min<std::size_t>(bytes.size(), 8));
  return start.starts_with("{\\rtf") || start.starts_with("%!PS");
}

bool Accepts(Bytes bytes) {
  return bytes.size() > kMaxBytes || (!IsOtherFormat(bytes) && DecodeText(bytes).has_value());
}

Result<std::unique_ptr<DocumentReader>> Open(Bytes bytes) {
  if (bytes.size() > kMaxBytes) return Fail(ErrorCode::kTooLarge);
  auto reading = ReadText(bytes);
  if (!reading) return std::unexpected(reading.error());
  return std::make_unique<TextReader>(bytes, *std::move(reading));
}

Result<std::unique_ptr<DocumentWriter>> Create(const DocumentReader& source,
                                               const std::filesystem::path& path) {
  auto file = OutputFile::Create(path);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<TextWriter>(static_cast<const TextReader&>(source), *std::move(file));
}

}  // namespace

extern const Codec kTextCodec;
const Codec kTextCodec = {
    "text",
    {".txt", ".csv", ".tsv", ".log", ".md", ".json", ".xml", ".html", ".htm", ".eml", ".dat"},
    Accepts,
    Open,
    Create};

}  // namespace sumikeshi
