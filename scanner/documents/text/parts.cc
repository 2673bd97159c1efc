// The parts of a text file that stand in a transfer encoding; which form a text is of.
#include <algorithm>
#include <string>

#include "scanner/documents/text/encoding.h"
#include "scanner/documents/text/forms.h"
#include "scanner/documents/text/stream.h"

namespace sumikeshi {
namespace {

char32_t Lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c; }

bool IsBlank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n'; }

bool IsLetter(char32_t c) { return Lower(c) >= U'a' && Lower(c) <= U'z'; }

bool StartsWith(std::u32string_view text, std::u32string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char32_t a, char32_t b) { return a == Lower(b); });
}

// The length of the name of a header that `line` begins with, 0 for none.
std::size_t HeaderName(std::u32string_view line) {
  const std::size_t colon = line.find(U':');
  if (colon == line.npos || colon == 0) return 0;
  const bool name =
      std::ranges::all_of(line.substr(0, colon), [](char32_t c) { return c > 0x20 && c < 0x7F; });
  return name ? colon : 0;
}

// Lines of headers, two of them well known (or one that only mail has), up to an empty line.
bool IsMail(std::u32string_view text) {
  constexpr std::u32string_view kKnown[] = {U"from",       U"to",       U"subject",
                                            U"date",       U"received", U"return-path",
                                            U"message-id", U"cc",       U"reply-to"};
  constexpr std::u32string_view kOfMail[] = {U"mime-version", U"content-type",
                                             U"content-transfer-encoding"};
  int known = 0;
  bool first = true;
  for (std::size_t at = 0; at < text.size(); first = false) {
    const std::size_t end = std::min(text.find(U'\n', at), text.size());
    std::u32string_view line = text.substr(at, end - at);
    if (line.ends_with(U'\r')) line.remove_suffix(1);
    at = end + 1;
    if (line.empty()) break;
    if ((!first && (line[0] == U' ' || line[0] == U'\t')) ||
        (first && line.starts_with(U"From "))) {
      continue;
    }
    const std::size_t name = HeaderName(line);
    if (name == 0) return false;
    const auto is = [&](std::u32string_view header) {
      return header.size() == name && StartsWith(line, header);
    };
    known += std::ranges::any_of(kKnown, is) ? 1 : 0;
    known += std::ranges::any_of(kOfMail, is) ? 2 : 0;
  }
  return known >= 2;
}

}  // namespace

Form FormOf(std::u32string_view text) {
  const auto begin = std::ranges::find_if_not(text, IsBlank);
  if (begin == text.end()) return Form::kPlain;
  const std::u32string_view rest(begin, text.end());
  if (rest[0] == U'{' || rest[0] == U'[') return Form::kJson;
  const bool tag = rest[0] == U'<' && rest.size() > 1 &&
                   (IsLetter(rest[1]) || rest[1] == U'!' || rest[1] == U'?' || rest[1] > 0x7F);
  if (tag && rest.find(U'>') != rest.npos) return Form::kMarkup;
  return IsMail(rest) ? Form::kMail : Form::kPlain;
}

bool HidesParts(std::u32string_view text) {
  constexpr std::u32string_view kHeader = U"content-transfer-encoding:";
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (Lower(text[at]) != U'c' || !StartsWith(text.substr(at), kHeader)) continue;
    std::u32string_view value = text.substr(at + kHeader.size());
    while (!value.empty() && IsBlank(value.front())) value.remove_prefix(1);
    if (StartsWith(value, U"base64") || StartsWith(value, U"quoted-printable")) return true;
  }
  return false;
}

Result<void> ReadForm(const Source& span, Form form, TextReading& reading) {
  if (form == Form::kMail) return ReadMail(span, reading);
  if (form == Form::kMarkup) return ReadMarkup(span, reading);
  if (form == Form::kJson && ReadJson(span, reading)) return {};
  if (HidesParts(reading.View(span))) return Fail(ErrorCode::kAttachment, {}, "an encoded part");
  reading.Take(span);
  return {};
}

Result<Source> AddPart(std::span<const Source> spans, Transfer transfer,
                       std::u32string_view charset, TextReading& reading) {
  TextPart part;
  part.parent = spans.front().part;
  part.transfer = transfer;
  for (const Source& span : spans) {
    if (!DecodeTransfer(reading.View(span), transfer, span.begin, part.encoded)) {
      return Fail(ErrorCode::kAttachment, {}, "a damaged transfer encoding");
    }
  }
  std::string label;
  for (const char32_t c : charset) label += static_cast<char>(Lower(c) < 0x80 ? Lower(c) : '?');
  auto text = DecodeText(part.encoded.bytes, label);
  if (!text || !CheckTextName(part.encoded.bytes, {}))
    return Fail(ErrorCode::kAttachment, {}, "a part that is no text");
  part.text = *std::move(text);
  const auto size = static_cast<std::uint32_t>(part.text.characters.size());
  reading.parts.push_back(std::move(part));
  return Source{static_cast<std::uint32_t>(reading.parts.size() - 1), 0, size, SourceKind::kText};
}

}  // namespace sumikeshi
