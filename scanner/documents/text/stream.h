// Large texts in pieces: read, decoded and given out as UTF-8, with what stands round each piece,
// in memory that does not grow with the file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/documents/text/decoders.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct TextPiece {
  std::string text;        // well-formed UTF-8: the piece and what stands round it
  Span core;               // bytes of `text`: the piece itself
  std::size_t before = 0;  // characters of the file before `text`
};

// Reads on; gives how many bytes, 0 at the end.
using ByteReader = std::function<Result<std::size_t>(std::span<std::uint8_t> into)>;

// Pieces follow each other without a gap. Not thread-safe.
class TextStream {
 public:
  explicit TextStream(ByteReader read) : read_(std::move(read)) {}

  // The next piece, null at the end. Errors: kUnknownEncoding (also in the middle), kTooLarge (a
  // run of ISO-2022-JP that never ends), those of reading.
  [[nodiscard]] Result<std::optional<TextPiece>> Next();
  // From here on the rows of a table are not cut.
  void KeepRows() { rows_ = true; }

 private:
  [[nodiscard]] Result<void> Fill(std::size_t wanted);
  [[nodiscard]] Result<void> Decode(bool last);
  [[nodiscard]] Result<Encoding> Recognise(bool last) const;
  [[nodiscard]] std::size_t CoreEnd();
  [[nodiscard]] std::size_t ContextBegin() const;

  ByteReader read_;
  std::vector<std::uint8_t> bytes_;   // read, not yet decoded
  std::optional<Encoding> encoding_;  // none while all is ASCII
  std::size_t offset_ = 0;            // of bytes_ in the file
  bool at_end_ = false;
  bool rows_ = false;
  bool quoted_ = false;
  std::string text_;        // decoded, from before the next piece
  std::size_t begin_ = 0;   // of the next piece in text_
  std::size_t before_ = 0;  // characters of the file before text_
};

// The bytes as UTF-8 when they need neither decoding nor a reading of their form: no escapes, no
// tags, no mail.
[[nodiscard]] std::optional<std::string_view> PlainUtf8(std::span<const std::uint8_t> bytes);

// Whether a file called `name` that begins with these bytes is taken for text, if it decodes: no
// other format claims the bytes or the name. Errors: kWrongExtension, kUnknownType.
[[nodiscard]] Result<void> CheckTextName(std::span<const std::uint8_t> bytes,
                                         std::string_view name);

// Whether the name says that the file is text.
[[nodiscard]] bool IsTextName(std::string_view name);

// Whether a piece holds what only its reading shows.
[[nodiscard]] bool MayHoldEscapes(std::string_view utf8);

// The reading of a piece without regard to its form: escapes unfolded. kAttachment for encoded
// parts of mail.
[[nodiscard]] Result<Text> ReadFragment(std::u32string characters);

}  // namespace sumikeshi
