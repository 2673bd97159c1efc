// One document format: recognise it, read its pages, write them again with places destroyed.
//
// A format is a folder with codec.cc that defines `const Codec k<Id>Codec`, and one line in
// documents.def. Nothing of the input but pixels (or characters), size, resolution and compression
// class is carried over: no metadata, thumbnails, text layers, revisions or trailing bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "sumikeshi/document.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

using Bytes = std::span<const std::uint8_t>;

// Bounds that every codec checks against the header before it allocates.
inline constexpr int kMaxPageSide = 20000;                 // pixels
inline constexpr std::int64_t kMaxPageArea = 120'000'000;  // pixels: A3 at 600 dpi fits
inline constexpr int kMaxPages = 3000;

// An opened document. Const calls are thread-safe. Pages count from 0 here.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;
  [[nodiscard]] virtual int page_count() const = 0;
  // The page as it came: unrotated, alpha flattened on white, palettes resolved.
  [[nodiscard]] virtual Result<PageContent> ReadPage(int index) const = 0;
  // How many levels a pixel outside the destroyed boxes may change when the page is written again:
  // 0 where the format allows a lossless copy.
  [[nodiscard]] virtual int Tolerance(int /*index*/) const { return 0; }
};

// A document in the making, in the same container and compression as its reader. Not thread-safe.
class DocumentWriter {
 public:
  virtual ~DocumentWriter() = default;  // without Finish() the file is incomplete: delete it
  // Pages in order from 0. `content` is what ReadPage(index) gave. Boxes are filled solid black,
  // spans with U+25A0 (full width) and '*' (half width); line ends and tabs stay. A character takes
  // as many bytes as before, and so sometimes two masks. The result is what was really destroyed:
  // it covers `redaction`, and more where the format works in blocks (JPEG).
  [[nodiscard]] virtual Result<PageRedaction> WritePage(int index, const PageContent& content,
                                                        const PageRedaction& redaction) = 0;
  // Completes the file and flushes it to the disk (fsync).
  [[nodiscard]] virtual Result<void> Finish() = 0;
};

struct Codec {
  std::string_view id;                       // "png"
  std::vector<std::string_view> extensions;  // with the dot, lower case
  // Whether the bytes are of this format, judged by their signature only.
  bool (*accepts)(Bytes bytes);
  // `bytes` must outlive the reader.
  Result<std::unique_ptr<DocumentReader>> (*open)(Bytes bytes);
  // Creates the file `path` (must not exist) for a redacted copy of `source`, which must outlive
  // the writer.
  Result<std::unique_ptr<DocumentWriter>> (*create)(const DocumentReader& source,
                                                    const std::filesystem::path& path);
};

[[nodiscard]] std::span<const Codec* const> AllCodecs();

// The codec for the bytes of a file called `name`. Errors: kEmptyFile, kUnknownType,
// kWrongExtension (a PNG named .pdf), kUnknownEncoding (a text file in no known encoding).
[[nodiscard]] Result<const Codec*> FindCodec(Bytes bytes, std::string_view name);

}  // namespace sumikeshi
