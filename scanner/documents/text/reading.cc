// Chooses how a text file is read, and puts a reading together.
#include "scanner/documents/text/reading.h"

#include <algorithm>

#include "scanner/documents/text/encoding.h"
#include "scanner/documents/text/forms.h"

namespace sumikeshi {

namespace {

// How often `mark` stands in a line outside of quotes.
std::size_t CountOutside(std::u32string_view line, char32_t mark) {
  std::size_t count = 0;
  bool quoted = false;
  for (const char32_t c : line) {
    if (c == U'"') quoted = !quoted;
    if (c == mark && !quoted) ++count;
  }
  return count;
}

// The marks that give a plain text its form: quotes and braces, and the delimiter where the first
// two lines are cut alike.
std::u32string_view FormMarks(std::u32string_view text) {
  constexpr std::u32string_view kAny = U"\"{}";
  const std::size_t first = text.find(U'\n');
  if (first == text.npos) return kAny;
  const std::u32string_view rest = text.substr(first + 1);
  const std::u32string_view second = rest.substr(0, rest.find(U'\n'));
  for (const std::u32string_view marks : {U",\"{}", U";\"{}", U"|\"{}"}) {
    const std::size_t columns = CountOutside(text.substr(0, first), marks[0]);
    if (columns > 0 && CountOutside(second, marks[0]) >= columns) return marks;
  }
  return kAny;
}

}  // namespace

void TextReading::Take(const Source& span) {
  const std::u32string_view text = View(span);
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    Take(text[i], {span.part, span.begin + i, span.begin + i + 1, span.kind});
  }
}

void TextReading::Insert(std::u32string_view separator) {
  for (const char32_t c : separator) Take(c, {0, 0, 0, SourceKind::kInserted});
}

void TextReading::EndLine() {
  if (!characters.empty() && characters.back() != U'\n') Insert(U"\n");
}

Result<TextReading> ReadText(Bytes bytes) {
  auto text = DecodeText(bytes);
  if (!text) return std::unexpected(text.error());
  TextReading reading;
  reading.parts.push_back({*std::move(text), 0, Transfer::kNone, {}});
  const auto size = static_cast<std::uint32_t>(reading.parts[0].text.characters.size());
  const Source whole{0, 0, size, SourceKind::kText};
  const Form form = FormOf(reading.View(whole));
  if (form == Form::kPlain) reading.kept = FormMarks(reading.View(whole));
  if (form == Form::kPlain && !HasEscapes(reading.View(whole))) {
    if (HidesParts(reading.View(whole))) return Fail(ErrorCode::kAttachment, {}, "an encoded part");
    return reading;
  }
  if (auto read = ReadForm(whole, form, reading); !read) return std::unexpected(read.error());
  if (auto unfolded = UnfoldEscapes(reading); !unfolded) return std::unexpected(unfolded.error());
  return reading;
}

Text TextOf(const TextReading& reading) {
  if (reading.sources.empty()) return {reading.parts[0].text.characters};
  Text text{reading.characters};
  text.sources.reserve(reading.sources.size());
  // Characters of the file by their bytes are those of part 0; of a part, what holds its bytes.
  const auto in_parent = [&](Source source) {
    const TextPart& part = reading.parts[source.part];
    const auto first = part.text.begins[source.begin];
    const auto last = part.text.begins[source.end - 1] + part.text.lengths[source.end - 1] - 1U;
    source.begin = part.encoded.places[first].begin;
    source.end = part.encoded.places[last].end;
    source.part = part.parent;
    return source;
  };
  for (Source source : reading.sources) {
    while (source.part != 0 && source.begin < source.end) source = in_parent(source);
    text.sources.push_back({source.begin, source.end});
  }
  return text;
}

}  // namespace sumikeshi
