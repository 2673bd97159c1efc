// What a person sees of a text file: escapes, tags and encoded parts unfolded, with the way back to
// each of its bytes.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/documents/text/decoders.h"
#include "scanner/documents/text/transfer.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Bytes in one character encoding: the file itself (part 0), or what stands in a transfer encoding
// among the characters of an earlier part.
struct TextPart {
  DecodedText text;
  std::uint32_t parent = 0;
  Transfer transfer = Transfer::kNone;
  EncodedBytes encoded;  // places in the characters of the parent; none for the file
};

enum class SourceKind : std::uint8_t {
  kText,      // characters that may be destroyed one by one
  kInserted,  // a separator that stands nowhere in the file
  kFixed,     // the name of a tag: cannot be destroyed
  kLiteral,   // a number or word of JSON: only the whole of it, by a string of the same length
};

// The characters [begin, end) of a part, and what they are.
struct Source {
  std::uint32_t part = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  SourceKind kind = SourceKind::kText;

  friend bool operator==(const Source&, const Source&) = default;
};

struct TextReading {
  std::u32string characters;
  std::vector<Source> sources;  // one a character; none: the characters are those of part 0
  std::deque<TextPart> parts;   // parents before their children
  std::u32string_view kept;     // quotes, braces, delimiters of a plain text: not destroyed

  // The characters of `span` as they stand.
  void Take(const Source& span);
  void Take(char32_t character, const Source& source) {
    characters.push_back(character);
    sources.push_back(source);
  }
  void Insert(std::u32string_view separator);
  // A line end, unless the last line is empty.
  void EndLine();
  [[nodiscard]] std::u32string_view View(const Source& span) const {
    return std::u32string_view(parts[span.part].text.characters)
        .substr(span.begin, span.end - span.begin);
  }
};

// The text of a file: its encoding by its bytes, its structure (mail, JSON, XML, HTML) by how it
// begins. Errors: kUnknownEncoding; kAttachment where a part cannot be looked at; kHiddenText for
// escapes that do not end.
[[nodiscard]] Result<TextReading> ReadText(Bytes bytes);

// What is shown of a reading, with where each character stands in the decoded file.
[[nodiscard]] Text TextOf(const TextReading& reading);

// The file with the characters of `spans` destroyed, as many bytes as before. `destroyed` is what
// was really destroyed: not the separators that stand nowhere, and more than `spans` where only a
// whole can be. kStructure where the form does not allow it.
struct MaskedText {
  std::vector<std::uint8_t> bytes;
  std::vector<Span> destroyed;
};
[[nodiscard]] Result<MaskedText> Mask(const TextReading& reading, Bytes bytes,
                                      const std::vector<Span>& spans);

// What takes the place of the characters `span` of a reading.
struct Replacement {
  Span span;
  std::optional<std::u32string> text;  // none: blacked out, character by character
};

// A text with replacements in it.
struct RewrittenText {
  // A replacement in its place: where it stands in `characters`, and for what in the old reading.
  struct Place {
    Span now;
    Span before;
  };
  std::vector<std::uint8_t> bytes;
  std::u32string characters;  // what a reading of `bytes` must show
  std::vector<Place> places;  // in order
};

// The file with other characters in the place of some: its length changes, its form does not.
// Quotes, delimiters, line ends and tags stay; a number of JSON becomes a string; what stood in a
// transfer encoding is encoded again. `replacements` are in order and do not overlap. Their texts
// must hold nothing that the form could take for its own (quotes, commas, &, <, \, =). kStructure
// where the form or the encoding does not allow it.
[[nodiscard]] Result<RewrittenText> Rewrite(const TextReading& reading, Bytes bytes,
                                            const std::vector<Replacement>& replacements);

}  // namespace sumikeshi
