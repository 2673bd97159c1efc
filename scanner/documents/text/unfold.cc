// Escapes that hide characters from whoever reads a text as it stands: \uXXXX, entities, encoded
// words. What they unfold to may be another escape (\u0026#30149;), so it is done again.
//
// Sources: RFC 8259 7; HTML 13.5 (the entities that stand for ASCII, spaces and dashes); RFC 2047.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "scanner/documents/text/forms.h"

namespace sumikeshi {
namespace {

constexpr int kMostLayers = 4;
constexpr std::size_t kLongestEntity = 16;
constexpr std::size_t kLongestWord = 10'000;

constexpr std::pair<std::u32string_view, char32_t> kEntities[] = {
    {U"amp", U'&'},      {U"lt", U'<'},        {U"gt", U'>'},      {U"quot", U'"'},
    {U"apos", U'\''},    {U"nbsp", 0xA0},      {U"ensp", 0x2002},  {U"emsp", 0x2003},
    {U"thinsp", 0x2009}, {U"shy", 0xAD},       {U"zwj", 0x200D},   {U"zwnj", 0x200C},
    {U"lrm", 0x200E},    {U"rlm", 0x200F},     {U"ndash", 0x2013}, {U"mdash", 0x2014},
    {U"minus", 0x2212},  {U"hyphen", 0x2010},  {U"dash", 0x2010},  {U"Tab", U'\t'},
    {U"NewLine", U'\n'}, {U"num", U'#'},       {U"period", U'.'},  {U"comma", U','},
    {U"colon", U':'},    {U"semi", U';'},      {U"lowbar", U'_'},  {U"commat", U'@'},
    {U"sol", U'/'},      {U"lpar", U'('},      {U"rpar", U')'},    {U"equals", U'='},
    {U"middot", 0xB7},   {U"AMP", U'&'},       {U"LT", U'<'},      {U"GT", U'>'},
    {U"QUOT", U'"'},     {U"NoBreak", 0x2060}, {U"yen", 0xA5}};

struct Escape {
  std::size_t length = 0;  // 0: none
  char32_t character = 0;
};

std::optional<unsigned> DigitValue(char32_t c, unsigned base) {
  if (c >= U'0' && c <= U'9') return static_cast<unsigned>(c - U'0');
  if (base == 16 && c >= U'a' && c <= U'f') return static_cast<unsigned>(c - U'a') + 10;
  if (base == 16 && c >= U'A' && c <= U'F') return static_cast<unsigned>(c - U'A') + 10;
  return std::nullopt;
}

// The number that `text` begins with, and how many digits it has (at most `most`).
Escape ReadNumber(std::u32string_view text, unsigned base, std::size_t most) {
  Escape number;
  while (number.length < std::min(most, text.size())) {
    const auto digit = DigitValue(text[number.length], base);
    if (!digit) break;
    number.character = std::min<char32_t>(number.character * base + *digit, 0x110000);
    ++number.length;
  }
  return number;
}

char32_t Scalar(char32_t c) {
  return c > 0x10FFFF || c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? U'\uFFFD' : c;
}

// \u75c5, \ud867\ude3d, \u{75c5}
Escape ReadBackslash(std::u32string_view text) {
  if (!text.starts_with(U"\\u")) return {};
  if (text.substr(2).starts_with(U'{')) {
    const Escape number = ReadNumber(text.substr(3), 16, 6);
    const bool closed = text.substr(3 + number.length).starts_with(U'}');
    return number.length > 0 && closed ? Escape{number.length + 4, Scalar(number.character)}
                                       : Escape{};
  }
  const Escape high = ReadNumber(text.substr(2), 16, 4);
  if (high.length < 4) return {};
  if (high.character >= 0xD800 && high.character <= 0xDBFF && text.substr(6).starts_with(U"\\u")) {
    const Escape low = ReadNumber(text.substr(8), 16, 4);
    if (low.length == 4 && low.character >= 0xDC00 && low.character <= 0xDFFF) {
      return {12, 0x10000 + ((high.character - 0xD800) << 10) + (low.character - 0xDC00)};
    }
  }
  return {6, Scalar(high.character)};
}

// &#30149; &#x75C5 &amp;
Escape ReadEntity(std::u32string_view text) {
  if (!text.starts_with(U'&')) return {};
  if (text.substr(1).starts_with(U'#')) {
    const bool hex = text.size() > 2 && (text[2] == U'x' || text[2] == U'X');
    const std::size_t begin = hex ? 3 : 2;
    const Escape number = ReadNumber(text.substr(begin), hex ? 16 : 10, kLongestEntity);
    if (number.length < 2) return {};
    const std::size_t end = begin + number.length;
    const std::size_t closed = text.substr(end).starts_with(U';') ? 1 : 0;
    return {end + closed, Scalar(number.character)};
  }
  const std::size_t end = text.substr(0, kLongestEntity).find(U';');
  if (end == text.npos) return {};
  const auto* entity = std::ranges::find(kEntities, text.substr(1, end - 1),
                                         &std::pair<std::u32string_view, char32_t>::first);
  return entity == std::end(kEntities) ? Escape{} : Escape{end + 1, entity->second};
}

struct Word {
  std::size_t end = 0;  // 0: none
  Span content;
  std::u32string_view charset;
  Transfer transfer = Transfer::kNone;
};

bool IsBlank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n'; }

// =?charset?B?content?= at `at`.
Word ReadWord(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kLongestCharset = 40;
  if (!text.substr(at).starts_with(U"=?")) return {};
  const std::size_t charset = text.substr(0, at + 2 + kLongestCharset).find(U'?', at + 2);
  if (charset == text.npos || charset + 2 >= text.size() || text[charset + 2] != U'?') return {};
  const char32_t kind = text[charset + 1] | 0x20U;
  if (kind != U'b' && kind != U'q') return {};
  const std::size_t end = text.substr(0, charset + kLongestWord).find(U"?=", charset + 3);
  if (end == text.npos) return {};
  const std::u32string_view content = text.substr(charset + 3, end - charset - 3);
  if (std::ranges::any_of(content, [](char32_t c) { return c <= 0x20 || c > 0x7E; })) return {};
  Word word{end + 2, {charset + 3, end}, text.substr(at + 2, charset - at - 2), Transfer::kQWord};
  if (kind == U'b') word.transfer = Transfer::kBase64;
  word.charset = word.charset.substr(0, word.charset.find(U'*'));
  return word;
}

class Unfolder {
 public:
  explicit Unfolder(TextReading& reading) : reading_(reading), text_(reading.characters) {}

  // Whether anything was unfolded.
  Result<bool> Run() {
    bool changed = false;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t before = at;
      if (text_[at] == U'=') {
        if (auto word = TakeWords(at); !word) return std::unexpected(word.error());
      } else if (text_[at] == U'\\' || text_[at] == U'&') {
        TakeEscape(at);
      }
      changed |= at != before;
      if (at == before) {
        out_.Take(text_[at], reading_.sources[at]);
        ++at;
      }
    }
    if (changed) {
      reading_.characters = std::move(out_.characters);
      reading_.sources = std::move(out_.sources);
    }
    return changed;
  }

 private:
  // The one run of characters of a part behind [begin, end), if it is one.
  [[nodiscard]] std::optional<Source> RunOf(std::size_t begin, std::size_t end) const {
    Source run = reading_.sources[begin];
    if (run.kind != SourceKind::kText) return std::nullopt;
    for (std::size_t i = begin + 1; i < end; ++i) {
      const Source& next = reading_.sources[i];
      if (next.kind != run.kind || next.part != run.part || next.begin != run.end) {
        return std::nullopt;
      }
      run.end = next.end;
    }
    return run;
  }

  void TakeEscape(std::size_t& at) {
    const std::u32string_view rest = std::u32string_view(text_).substr(at);
    const Escape escape = rest.front() == U'&' ? ReadEntity(rest) : ReadBackslash(rest);
    if (escape.length == 0) return;
    const auto run = RunOf(at, at + escape.length);
    if (!run) return;
    out_.Take(escape.character, *run);
    at += escape.length;
  }

  // An encoded word, with those of its kind that follow: a character may be split between them.
  Result<void> TakeWords(std::size_t& at) {
    std::vector<Source> contents;
    const Word first = ReadWord(text_, at);
    Word word = first;
    std::size_t end = at;
    for (std::size_t next = at; word.end != 0;) {
      const auto run =
          word.content.empty() ? std::nullopt : RunOf(word.content.begin, word.content.end);
      if (!run || (!contents.empty() && run->part != contents[0].part)) break;
      if (word.charset != first.charset || word.transfer != first.transfer) break;
      contents.push_back(*run);
      end = next = word.end;
      while (next < text_.size() && IsBlank(text_[next])) ++next;
      word = ReadWord(text_, next);
    }
    if (contents.empty()) return {};
    // Where the characters are those of a transfer encoding themselves, each stands for itself.
    auto part = AddPart(contents, first.transfer, first.charset, reading_);
    if (!part) return std::unexpected(part.error());
    const std::u32string_view view = reading_.View(*part);
    for (std::uint32_t i = 0; i < view.size(); ++i) {
      out_.Take(view[i], {part->part, i, i + 1, SourceKind::kText});
    }
    at = end;
    return {};
  }

  TextReading& reading_;
  const std::u32string& text_;
  TextReading out_;
};

}  // namespace

bool HasEscapes(std::u32string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != U'\\' && text[at] != U'&' && text[at] != U'=') continue;
    const std::u32string_view rest = text.substr(at);
    if (ReadBackslash(rest).length > 0 || ReadEntity(rest).length > 0) return true;
    if (ReadWord(text, at).end != 0) return true;
  }
  return false;
}

Result<void> UnfoldEscapes(TextReading& reading) {
  for (int layer = 0; layer < kMostLayers; ++layer) {
    auto changed = Unfolder(reading).Run();
    if (!changed) return std::unexpected(changed.error());
    if (!*changed) return {};
  }
  return Fail(ErrorCode::kUnsupportedFeature, {}, "escapes within escapes");
}

}  // namespace sumikeshi
