// Which of the encodings a file is in.
//
// Statistics fail on the short texts of the mailroom, strictness does not: few files are valid in
// two encodings. Where CP932 and EUC-JP both are, one of the readings is a run of half-width kana
// and rare kanji: EUC-JP hiragana (A4 xx) reads as half-width punctuation and kana, half-width kana
// of CP932 read as kanji of which a third are of level 2. And a damaged UTF-8 file is often valid
// CP932, in the same kind of gibberish: what does not read like Japanese at all is unknown, for in
// a text misread nothing would be found.
#include "scanner/documents/text/encoding.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>

namespace sumikeshi {
namespace {

std::unexpected<Error> Unknown() { return Fail(ErrorCode::kUnknownEncoding); }

Result<DecodedText> OrUnknown(std::optional<DecodedText> text) {
  if (!text) return Unknown();
  return *std::move(text);
}

bool StartsWith(Bytes bytes, std::string_view prefix) {
  return bytes.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), bytes.begin(),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool HasEscape(Bytes bytes) {
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (bytes[i] == 0x1B && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) return true;
  }
  return false;
}

bool IsHiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }
bool IsKatakana(char32_t c) { return c >= 0x30A0 && c <= 0x30FF; }
bool IsHalfKana(char32_t c) { return c >= 0xFF65 && c <= 0xFF9F; }
bool IsFullWidth(char32_t c) {
  return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E);
}

// How much a character speaks for Japanese as it is written.
int Weight(char32_t c) {
  if (c < 0x80) return 0;
  if (IsHiragana(c)) return 4;
  if (IsKatakana(c)) return 3;
  if (IsCommonJapanese(c)) return 2;
  if (IsHalfKana(c)) return -2;
  if (c >= 0xFF61 && c <= 0xFF64) return -6;  // half-width punctuation
  return -10;                                 // kanji of level 2, user-defined characters
}

// Mean weight of the characters that are not ASCII.
double Score(const DecodedText& text) {
  double sum = 0;
  double count = 0;
  for (const char32_t c : text.characters) {
    sum += Weight(c);
    count += c >= 0x80 ? 1 : 0;
  }
  return count > 0 ? sum / count : 0;
}

// The encoding that a name means, of the two that look alike.
std::optional<Encoding> JapaneseNamed(std::string_view name) {
  for (const char* cp932 :
       {"shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932", "ms932", "ms_kanji"}) {
    if (name.starts_with(cp932)) return Encoding::kCp932;
  }
  for (const char* euc : {"euc-jp", "eucjp", "x-euc-jp", "euc_jp"}) {
    if (name.starts_with(euc)) return Encoding::kEucJp;
  }
  return std::nullopt;
}

// What the text says of itself near its begin: charset=, encoding=.
std::optional<Encoding> JapaneseSaid(Bytes bytes) {
  constexpr std::size_t kNear = 2048;
  std::string start;
  for (const std::uint8_t byte : bytes.first(std::min(bytes.size(), kNear))) {
    start += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
  }
  for (const std::string_view key : {"charset=", "encoding="}) {
    const std::size_t at = start.find(key);
    if (at == start.npos) continue;
    std::string_view name = std::string_view(start).substr(at + key.size());
    if (name.starts_with('"') || name.starts_with('\'')) name.remove_prefix(1);
    return JapaneseNamed(name);
  }
  return std::nullopt;
}

Result<DecodedText> ChooseJapanese(Bytes bytes, std::string_view label) {
  auto cp932 = DecodeCp932(bytes);
  auto euc = DecodeEucJp(bytes);
  constexpr double kGibberish = -2.4;
  if (cp932 && Score(*cp932) < kGibberish) cp932.reset();
  if (euc && Score(*euc) < kGibberish) euc.reset();
  if (!cp932 || !euc) return OrUnknown(cp932 ? std::move(cp932) : std::move(euc));
  const double difference = Score(*cp932) - Score(*euc);
  constexpr double kEnough = 0.5;
  if (difference > kEnough) return *std::move(cp932);
  if (difference < -kEnough) return *std::move(euc);
  const auto named = label.empty() ? JapaneseSaid(bytes) : JapaneseNamed(label);
  if (!named) return Unknown();
  return *named == Encoding::kCp932 ? *std::move(cp932) : *std::move(euc);
}

// Characters of UTF-16 that only the right byte order makes common.
std::size_t CountCommon(const DecodedText& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text.characters, [](char32_t c) {
    return c < 0x80 || IsHiragana(c) || IsKatakana(c) || IsFullWidth(c);
  }));
}

bool IsAssigned(const DecodedText& text) {
  return std::ranges::all_of(text.characters, [](char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    return type != U_UNASSIGNED && type != U_PRIVATE_USE_CHAR;
  });
}

// UTF-16 that does not say so.
Result<DecodedText> ChooseByteOrder(Bytes bytes) {
  auto little = DecodeUtf16(bytes, false);
  auto big = DecodeUtf16(bytes, true);
  if (little && !IsAssigned(*little)) little.reset();
  if (big && !IsAssigned(*big)) big.reset();
  if (!little || !big) return OrUnknown(little ? std::move(little) : std::move(big));
  const std::size_t for_little = CountCommon(*little);
  const std::size_t for_big = CountCommon(*big);
  if (for_little > 2 * for_big) return *std::move(little);
  if (for_big > 2 * for_little) return *std::move(big);
  return Unknown();
}

}  // namespace

Result<DecodedText> DecodeText(Bytes bytes, std::string_view label) {
  if (StartsWith(bytes, "\xEF\xBB\xBF")) return OrUnknown(DecodeUtf8(bytes));
  if (StartsWith(bytes, "\xFF\xFE")) return OrUnknown(DecodeUtf16(bytes, false));
  if (StartsWith(bytes, "\xFE\xFF")) return OrUnknown(DecodeUtf16(bytes, true));
  if (std::ranges::find(bytes, 0) != bytes.end()) return ChooseByteOrder(bytes);
  if (HasEscape(bytes)) return OrUnknown(DecodeIso2022Jp(bytes));
  if (auto utf8 = DecodeUtf8(bytes)) return *std::move(utf8);
  return ChooseJapanese(bytes, label);
}

}  // namespace sumikeshi
