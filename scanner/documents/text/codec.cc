// Plain text: one page of characters; written again byte for byte but for the destroyed ones.
#include "scanner/documents/codec.h"

#include <algorithm>
#include <string_view>

#include "scanner/documents/output_file.h"
#include "scanner/documents/text/encoding.h"
#include "scanner/documents/text/escapes.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kMaxBytes = 100'000'000;

bool IsLayout(char32_t c) { return c == U'\n' || c == U'\r' || c == U'\t'; }

class TextReader : public DocumentReader {
 public:
  TextReader(Bytes bytes, DecodedText text) : bytes_(bytes), text_(std::move(text)) {}
  int page_count() const override { return 1; }
  Result<PageContent> ReadPage(int) const override { return Text{text_.characters}; }

  Bytes bytes() const { return bytes_; }
  const DecodedText& text() const { return text_; }

 private:
  Bytes bytes_;
  DecodedText text_;
};

class TextWriter : public DocumentWriter {
 public:
  TextWriter(const TextReader& source, std::unique_ptr<OutputFile> file)
      : source_(source), file_(std::move(file)) {}

  Result<PageRedaction> WritePage(int, const PageContent&,
                                  const PageRedaction& redaction) override {
    const DecodedText& text = source_.text();
    std::vector<std::uint8_t> bytes(source_.bytes().begin(), source_.bytes().end());
    PageRedaction done;
    for (const Span& span : redaction.spans) {
      const Span inside{span.begin, std::min(span.end, text.characters.size())};
      if (inside.empty()) continue;
      done.spans.push_back(inside);
      for (std::size_t i = inside.begin; i < inside.end; ++i) {
        if (IsLayout(text.characters[i])) continue;
        const std::string stand_in = StandIn(text, i);
        std::ranges::copy(stand_in, bytes.begin() + text.begins[i]);
      }
    }
    file_->Write(bytes);
    if (auto status = file_->status(); !status) return std::unexpected(status.error());
    return done;
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
  auto text = DecodeText(bytes);
  if (!text) return std::unexpected(text.error());
  if (const std::string_view hidden = FindHiddenText(text->characters); !hidden.empty()) {
    return Fail(ErrorCode::kUnsupportedFeature, {}, std::string(hidden));
  }
  return std::make_unique<TextReader>(bytes, *std::move(text));
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
