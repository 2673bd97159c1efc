// Cuts are made between characters. What stands round a piece is 16 kB on either side, and where
// lines of a table stand before it, the table from its begin.
#include "scanner/documents/text/stream.h"

#include <algorithm>

#include "scanner/documents/text/encoding.h"
#include "scanner/documents/text/forms.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;        // bytes of UTF-8
constexpr std::size_t kContext = std::size_t{16} << 10;     // bytes on either side
constexpr std::size_t kTable = std::size_t{1} << 20;        // bytes before a piece, at most
constexpr std::size_t kRead = std::size_t{1} << 20;         // bytes
constexpr std::size_t kLongestRun = std::size_t{64} << 20;  // bytes without a place to cut
constexpr std::string_view kDelimiters = "\t,|;";

std::string_view AsView(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool IsAscii(Bytes bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t b) { return b < 0x80 && b != 0 && b != 0x1B; });
}

// The longest prefix that ends between two characters: for the double-byte sets behind a byte that
// is no part of any, for ISO-2022-JP behind a line end or where it returns to ASCII.
std::size_t WholeCharacters(Bytes bytes, Encoding encoding) {
  const std::size_t size = bytes.size();
  switch (encoding) {
    case Encoding::kUtf8: {
      std::size_t end = size;
      while (end > 0 && size - end < 3 && (bytes[end - 1] & 0xC0U) == 0x80) --end;
      return end > 0 && bytes[end - 1] >= 0xC0 ? end - 1 : size;
    }
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be: {
      const std::size_t even = size - size % 2;
      if (even < 2) return 0;
      const std::uint8_t high = bytes[even - (encoding == Encoding::kUtf16Le ? 1 : 2)];
      return high >= 0xD8 && high <= 0xDB ? even - 2 : even;
    }
    case Encoding::kIso2022Jp: {
      const std::string_view text = AsView(bytes);
      const std::size_t line = text.rfind('\n');
      const std::size_t ascii = text.rfind("\x1B(B");
      const std::size_t cut = line == text.npos ? 0 : line + 1;
      return ascii == text.npos ? cut : std::max(cut, ascii + 3);
    }
    case Encoding::kCp932:
    case Encoding::kEucJp:
      break;
  }
  std::size_t at = size;
  const unsigned single = encoding == Encoding::kCp932 ? 0x40 : 0x80;
  while (at > 0 && bytes[at - 1] >= single) --at;
  while (at < size) {
    const std::uint8_t b = bytes[at];
    const bool one = b < 0x80 || (encoding == Encoding::kCp932 && b >= 0xA0 && b <= 0xDF);
    if (!one && at + 1 == size) break;
    at += one ? 1 : 2;
  }
  return std::min(at, size);
}

std::optional<DecodedText> DecodeAs(Bytes bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return DecodeUtf8(bytes);
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return DecodeUtf16(bytes, encoding == Encoding::kUtf16Be);
    case Encoding::kCp932:
      return DecodeCp932(bytes);
    case Encoding::kEucJp:
      return DecodeEucJp(bytes);
    case Encoding::kIso2022Jp:
      return DecodeIso2022Jp(bytes);
  }
  return std::nullopt;
}

// Whether the line is cut like a row.
bool IsRow(std::string_view line) { return line.find_first_of(kDelimiters) != line.npos; }

}  // namespace

Result<void> TextStream::Fill(std::size_t wanted) {
  while (!at_end_ && text_.size() < wanted) {
    const std::size_t old = bytes_.size();
    if (old > kLongestRun) return Fail(ErrorCode::kTooLarge, {}, "no place to cut");
    bytes_.resize(old + kRead);
    std::size_t filled = old;
    while (filled < bytes_.size()) {
      auto got = read_(std::span(bytes_).subspan(filled));
      if (!got) return std::unexpected(got.error());
      if (*got == 0) break;
      filled += *got;
    }
    at_end_ = filled < bytes_.size();
    bytes_.resize(filled);
    if (auto decoded = Decode(at_end_); !decoded) return decoded;
  }
  return {};
}

// The encoding of all that is not ASCII, by what is there.
Result<Encoding> TextStream::Recognise(bool last) const {
  Bytes sample = bytes_;
  if (!last) {
    const bool wide = std::ranges::find(sample, 0) != sample.end();
    const std::size_t line = AsView(sample).rfind('\n');
    const std::size_t size = wide ? sample.size() - sample.size() % 4
                             : line != std::string_view::npos
                                 ? line + 1
                                 : WholeCharacters(sample, Encoding::kUtf8);
    sample = sample.first(size);
  }
  for (;;) {
    auto text = DecodeText(sample);
    if (text) return text->encoding;
    // The sample may end within a character of a double-byte set, or within a surrogate pair.
    if (last || sample.size() + 4 <= bytes_.size() || sample.size() < 4) {
      return std::unexpected(text.error());
    }
    sample = sample.first(sample.size() - 1);
  }
}

Result<void> TextStream::Decode(bool last) {
  if (!encoding_ && !IsAscii(bytes_)) {
    auto encoding = Recognise(last);
    if (!encoding) return std::unexpected(encoding.error());
    encoding_ = *encoding;
  }
  const Encoding encoding = encoding_.value_or(Encoding::kUtf8);
  const std::size_t size = last ? bytes_.size() : WholeCharacters(bytes_, encoding);
  const Bytes whole = Bytes(bytes_).first(size);
  const auto failed = [&] {
    return Fail(ErrorCode::kUnknownEncoding, "byte " + std::to_string(offset_),
                "undecodable bytes");
  };
  if (encoding == Encoding::kUtf8 && offset_ > 0) {
    if (!IsUtf8Text(whole)) return failed();
    text_ += AsView(whole);
  } else if (encoding == Encoding::kCp932) {
    const auto decoded = Cp932ToUtf8(whole);
    if (!decoded) return failed();
    text_ += *decoded;
  } else {
    const auto decoded = DecodeAs(whole, encoding);
    if (!decoded) return failed();
    // A byte order mark in the middle is a character like any other.
    const bool mark = offset_ > 0 && !whole.empty() &&
                      (decoded->begins.empty() || decoded->begins[0] > 0) &&
                      encoding != Encoding::kIso2022Jp;
    if (mark) text_ += "\xEF\xBB\xBF";
    text_ += ToUtf8(decoded->characters);
  }
  offset_ += size;
  bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(size));
  return {};
}

// The end of the piece that begins at begin_; in a table behind a row, never inside quotes.
std::size_t TextStream::CoreEnd() {
  const std::size_t end = CharacterStart(text_, std::min(text_.size(), begin_ + kPiece));
  if (!rows_) return end;
  std::size_t cut = begin_;
  bool quoted = false;
  for (std::size_t at = begin_; at < end; ++at) {
    if (text_[at] == '"') quoted = !quoted;
    if (text_[at] == '\n' && !quoted) cut = at + 1;
  }
  return cut > begin_ && end < text_.size() ? cut : end;
}

std::size_t TextStream::ContextBegin() const {
  const std::size_t near = CharacterStart(text_, begin_ - std::min(begin_, kContext));
  // Back over lines that may be rows of a table, to its labels.
  const std::string_view text = text_;
  std::size_t line = begin_;
  while (line > 0) {
    const std::size_t before = text.substr(0, line - 1).rfind('\n');
    const std::size_t start = before == text.npos ? 0 : before + 1;
    if (start == line || !IsRow(text.substr(start, line - start))) break;
    line = start;
  }
  return std::min(near, line);
}

Result<std::optional<TextPiece>> TextStream::Next() {
  // What is behind and will not be looked at again.
  if (begin_ > kTable + kPiece) {
    const std::size_t keep = CharacterStart(text_, begin_ - kTable);
    before_ += CountCharacters(std::string_view(text_).substr(0, keep));
    text_.erase(0, keep);
    begin_ -= keep;
  }
  if (auto filled = Fill(begin_ + kPiece + 2 * kContext); !filled) {
    return std::unexpected(filled.error());
  }
  if (begin_ >= text_.size()) return std::nullopt;
  const std::size_t end = CoreEnd();
  const std::size_t low = ContextBegin();
  const std::size_t high = CharacterStart(text_, std::min(text_.size(), end + kContext));
  TextPiece piece;
  piece.text = text_.substr(low, high - low);
  piece.core = {begin_ - low, end - low};
  piece.before = before_ + CountCharacters(std::string_view(text_).substr(0, low));
  begin_ = end;
  return piece;
}

bool MayHoldEscapes(std::string_view utf8) {
  constexpr std::size_t kLongestEntity = 16;
  for (std::size_t at = utf8.find('&'); at != utf8.npos; at = utf8.find('&', at + 1)) {
    const std::string_view rest = utf8.substr(at + 1, kLongestEntity);
    if (rest.starts_with('#') || rest.find(';') != rest.npos) return true;
  }
  return utf8.find("\\u") != utf8.npos || utf8.find("=?") != utf8.npos ||
         utf8.find("ransfer-") != utf8.npos || utf8.find("RANSFER-") != utf8.npos;
}

std::optional<std::string_view> PlainUtf8(Bytes bytes) {
  if (bytes.empty() || !IsUtf8Text(bytes) || MayHoldEscapes(AsView(bytes))) return std::nullopt;
  const std::string_view text = AsView(bytes);
  if (text.starts_with("\xEF\xBB\xBF")) return std::nullopt;
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return text;
  if (text[begin] == '{' || text[begin] == '[' || text[begin] == '<') return std::nullopt;
  // A colon behind ASCII without a space: the header of a mail, perhaps.
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  const std::size_t colon = line.find(':');
  const bool header = line.starts_with("From ") ||
                      (colon != line.npos && std::ranges::all_of(line.substr(0, colon), [](char c) {
                         return static_cast<signed char>(c) > 0x20;
                       }));
  return header ? std::nullopt : std::optional(text);
}

Result<Text> ReadFragment(std::u32string characters) {
  TextReading reading;
  reading.parts.emplace_back();
  reading.parts[0].text.characters = std::move(characters);
  const std::u32string_view text = reading.parts[0].text.characters;
  if (HidesParts(text)) return Fail(ErrorCode::kAttachment, {}, "an encoded part");
  if (HasEscapes(text)) {
    reading.Take({0, 0, static_cast<std::uint32_t>(text.size()), SourceKind::kText});
    if (auto unfolded = UnfoldEscapes(reading); !unfolded) return std::unexpected(unfolded.error());
  }
  return TextOf(reading);
}

}  // namespace sumikeshi
