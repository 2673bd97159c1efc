// Characters of the source -> normalised UTF-8, line by line, in four passes:
//   compose   NFKC by starter and its marks (U+3000 is left for the next pass), variants folded
//   gaps      "本　籍" -> "本籍", "姓名    山田" -> "姓名\t山田", other gaps one space
//   dashes    "03―1234" -> "03-1234", "カ―ド" -> "カード"
//   numerals  "昭和五十三年" -> "昭和53年", "〇九〇-一二三四-五六七八" -> "090-1234-5678"
// Each glyph carries the source units it stands for, so the way back is exact up to whole units.
//
// Sources: Unicode UAX #15 (NFKC, stream-safe limit of marks); dashes and long marks as they stand
// for each other in Japanese mail (JIS X 0208 has five of them).
#include "scanner/text/normalise.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "scanner/text/characters.h"
#include "scanner/text/numerals.h"
#include "scanner/text/variants.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kLongLine = 1 << 16;
constexpr std::size_t kMaxMarks = 30;
constexpr char32_t kWideSpace = 0x3000;
constexpr int kColumnGap = 3;  // half-width columns: from here on a gap separates columns

const icu::Normalizer2& Nfkc() {
  static const icu::Normalizer2* const kNfkc = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCInstance(status);
  }();
  return *kNfkc;
}

// Zero width, joiners, variation selectors, byte order mark, carriage return, delete, soft hyphen.
bool IsIgnorable(char32_t c) {
  return c == U'\r' || c == 0x7F || c == 0x00AD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool IsLineEnd(char32_t c) {
  return c == U'\n' || c == U'\v' || c == U'\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// Numbers in circles, brackets or with a full stop that NFKC would glue to a number after them.
bool IsEnclosedNumber(char32_t c) {
  return (c >= 0x2460 && c <= 0x249B) || (c >= 0x24EA && c <= 0x24FF) ||
         (c >= 0x2776 && c <= 0x2793) || (c >= 0x3251 && c <= 0x325F) ||
         (c >= 0x32B1 && c <= 0x32BF);
}

bool IsAnyDigit(char32_t c) {
  return IsDigit(c) || (c >= U'０' && c <= U'９') || IsEnclosedNumber(c);
}

// Kana, kanji and ASCII: most of all text is its own normal form.
bool IsPlain(char32_t c) {
  return c < 0x7F || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FE) ||
         (c >= 0x4E00 && c <= 0x9FA5) || c == 0x3001 || c == 0x3002;
}

bool StartsSegment(char32_t c) {
  return c < 0x300 || IsPlain(c) || Nfkc().hasBoundaryBefore(static_cast<UChar32>(c));
}

// Appends the NFKC form of the glyphs [begin, end), a starter and its marks.
void ComposeSegment(const std::vector<Glyph>& line, std::size_t begin, std::size_t end,
                    std::vector<Glyph>& composed) {
  icu::UnicodeString raw;
  for (std::size_t i = begin; i < end; ++i) raw.append(static_cast<UChar32>(line[i].character));
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString normal = Nfkc().normalize(raw, status);
  const icu::UnicodeString& text = U_SUCCESS(status) ? normal : raw;
  const std::uint32_t first = line[begin].first;
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    composed.push_back({FoldVariant(static_cast<char32_t>(text.char32At(i))), first, first});
  }
  if (!text.isEmpty()) composed.back().last = line[end - 1].last;
}

std::vector<Glyph> Compose(const std::vector<Glyph>& line) {
  std::vector<Glyph> composed;
  composed.reserve(line.size());
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i + 1;
    while (end < line.size() && end - i <= kMaxMarks && !StartsSegment(line[end].character)) ++end;
    const char32_t c = line[i].character;
    if (end == i + 1 && c >= U'！' && c <= U'～') {
      composed.push_back({c - U'！' + U'!', line[i].first, line[i].last});
    } else if (end == i + 1 &&
               (IsPlain(c) || c == kWideSpace || Nfkc().isInert(static_cast<UChar32>(c)))) {
      composed.push_back({FoldVariant(c), line[i].first, line[i].last});
    } else {
      ComposeSegment(line, i, end, composed);
    }
    if (IsEnclosedNumber(c) && end < line.size() && IsAnyDigit(line[end].character)) {
      composed.push_back({U' ', composed.back().last, composed.back().last});
    }
    i = end;
  }
  return composed;
}

bool IsSpace(char32_t c) { return c == U' ' || c == kWideSpace; }

// Whether the glyph at `at` stands alone between gaps, marks or the ends of the line.
bool StandsAlone(const std::vector<Glyph>& line, std::size_t at) {
  const auto parts = [](char32_t c) {
    return c == U'\t' || c == U'\n' || (c < 0x80 && !IsDigit(c) && !IsAsciiLetter(c));
  };
  const auto apart = [&](char32_t c) { return IsSpace(c) || parts(c); };
  return (at == 0 || apart(line[at - 1].character)) &&
         (at + 1 >= line.size() || apart(line[at + 1].character));
}

// What a gap of `width` half-width columns between the glyphs `a` and `b` becomes; 0 = nothing.
char32_t GapCharacter(const std::vector<Glyph>& line, std::size_t a, std::size_t b, int width) {
  const bool cjk = IsCjk(line[a].character) && IsCjk(line[b].character);
  if (width < kColumnGap) return cjk ? 0 : U' ';
  if (StandsAlone(line, a) && StandsAlone(line, b)) return cjk ? 0 : U' ';
  return U'\t';
}

std::vector<Glyph> CloseGaps(const std::vector<Glyph>& line) {
  std::vector<Glyph> closed;
  closed.reserve(line.size());
  for (std::size_t i = 0; i < line.size();) {
    if (!IsSpace(line[i].character)) {
      closed.push_back(line[i++]);
      continue;
    }
    int width = 0;
    std::size_t end = i;
    for (; end < line.size() && IsSpace(line[end].character); ++end) {
      width += line[end].character == kWideSpace ? 2 : 1;
    }
    const bool inner = i > 0 && end < line.size() && line[end].character != U'\n' &&
                       line[end].character != U'\t' && line[i - 1].character != U'\t';
    if (inner) {
      const char32_t gap = GapCharacter(line, i - 1, end, width);
      if (gap != 0) closed.push_back({gap, line[i].first, line[end - 1].last});
    }
    i = end;
  }
  return closed;
}

bool IsNumeral(char32_t c) { return IsDigit(c) || KanjiDigit(c).has_value(); }

bool IsKanjiNumeral(char32_t c) { return KanjiDigit(c).has_value() || c == U'十' || c == U'百'; }

// What a dash, long mark or kanji one at `at` stands for.
char32_t ReadDash(const std::vector<Glyph>& line, std::size_t at, bool ocr) {
  const char32_t c = line[at].character;
  const auto beside = [&](int step) -> char32_t {
    auto i = static_cast<std::ptrdiff_t>(at) + step;
    return i >= 0 && i < static_cast<std::ptrdiff_t>(line.size())
               ? line[static_cast<std::size_t>(i)].character
               : U'\n';
  };
  const char32_t before = beside(-1);
  const char32_t after = beside(1);
  if (c == U'一') {
    if (IsDigit(before) && IsDigit(after)) return U'-';
    return ocr && IsKatakana(before) && IsKatakana(after) ? U'ー' : c;
  }
  const char32_t left = before == U' ' ? beside(-2) : before;
  const char32_t right = after == U' ' ? beside(2) : after;
  if (c == U'ー') return IsDigit(left) && IsDigit(right) ? U'-' : c;
  const auto is_word = [](char32_t x) { return IsNumeral(x) || IsAsciiLetter(x); };
  if (is_word(left) && is_word(right)) return U'-';
  if (IsDash(after) || IsDigit(after)) return c;
  if (IsKatakana(before) && (c != U'-' || IsKatakana(after))) return U'ー';
  return c != U'-' && IsHiragana(before) && IsHiragana(after) ? U'ー' : c;
}

void ReadDashes(std::vector<Glyph>& line, bool ocr) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i].character;
    if (IsDash(c) || c == U'ー' || c == U'一') line[i].character = ReadDash(line, i, ocr);
  }
}

void Write(const std::vector<Glyph>& line, View& view) {
  for (const Glyph& glyph : line) {
    char bytes[4];
    int length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(glyph.character));
    view.text.append(bytes, static_cast<std::size_t>(length));
    view.source.insert(view.source.end(), static_cast<std::size_t>(length), glyph.first);
    view.source.back() = glyph.last;
  }
}

}  // namespace

std::u32string NormalForm(std::u32string_view segment) {
  if (segment.size() == 1 && IsPlain(segment[0])) return {FoldVariant(segment[0])};
  std::vector<Glyph> line;
  for (const char32_t c : segment) {
    if (!IsIgnorable(c)) line.push_back({c, 0, 0});
  }
  std::u32string form;
  for (const Glyph& glyph : Compose(line)) form += glyph.character;
  return form;
}

void Normaliser::Reserve(std::size_t bytes) {
  view_.text.reserve(bytes);
  view_.source.reserve(bytes + 1);
}

void Normaliser::Add(char32_t character, std::uint32_t unit) {
  if (IsIgnorable(character)) return;
  if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) character = 0xFFFD;
  if (IsLineEnd(character)) character = U'\n';
  line_.push_back({character, unit, unit});
  NoteCharacter(character);
  const bool pause = character == U'。' || character == U',' || character == U'>';
  if (character == U'\n' || (pause && line_.size() >= kLongLine) || line_.size() >= 2 * kLongLine) {
    FlushLine();
  }
}

void Normaliser::NoteCharacter(char32_t c) {
  has_digit_ |= IsDigit(c);
  has_long_mark_ |= c == U'ー';
  quiet_ &= IsPlain(c) && c != U' ' && !IsDash(c) && !IsKanjiNumeral(c);
}

void Normaliser::FlushLine() {
  const bool quiet = quiet_ && !(has_digit_ && has_long_mark_);
  quiet_ = true;
  has_digit_ = has_long_mark_ = false;
  if (quiet) {
    for (Glyph& glyph : line_) glyph.character = FoldVariant(glyph.character);
    Write(line_, view_);
    line_.clear();
    return;
  }
  std::vector<Glyph> line = CloseGaps(Compose(line_));
  ReadDashes(line, mode_ == NormaliserMode::kOcr);
  Write(ReadNumerals(line), view_);
  line_.clear();
}

View Normaliser::Finish(std::uint32_t units) {
  FlushLine();
  view_.source.push_back(units);
  return std::move(view_);
}

}  // namespace sumikeshi
