// Syllable by syllable; what is long is spelt in three ways.
#include "scanner/personal/romaji.h"

#include <algorithm>
#include <map>

namespace sumikeshi {
namespace {

const std::map<std::u32string_view, std::string_view>& Syllables() {
  static const std::map<std::u32string_view, std::string_view> kSyllables = {
      {U"ア", "a"},     {U"イ", "i"},     {U"ウ", "u"},     {U"エ", "e"},     {U"オ", "o"},
      {U"カ", "ka"},    {U"キ", "ki"},    {U"ク", "ku"},    {U"ケ", "ke"},    {U"コ", "ko"},
      {U"サ", "sa"},    {U"シ", "shi"},   {U"ス", "su"},    {U"セ", "se"},    {U"ソ", "so"},
      {U"タ", "ta"},    {U"チ", "chi"},   {U"ツ", "tsu"},   {U"テ", "te"},    {U"ト", "to"},
      {U"ナ", "na"},    {U"ニ", "ni"},    {U"ヌ", "nu"},    {U"ネ", "ne"},    {U"ノ", "no"},
      {U"ハ", "ha"},    {U"ヒ", "hi"},    {U"フ", "fu"},    {U"ヘ", "he"},    {U"ホ", "ho"},
      {U"マ", "ma"},    {U"ミ", "mi"},    {U"ム", "mu"},    {U"メ", "me"},    {U"モ", "mo"},
      {U"ヤ", "ya"},    {U"ユ", "yu"},    {U"ヨ", "yo"},    {U"ラ", "ra"},    {U"リ", "ri"},
      {U"ル", "ru"},    {U"レ", "re"},    {U"ロ", "ro"},    {U"ワ", "wa"},    {U"ヲ", "o"},
      {U"ン", "n"},     {U"ガ", "ga"},    {U"ギ", "gi"},    {U"グ", "gu"},    {U"ゲ", "ge"},
      {U"ゴ", "go"},    {U"ザ", "za"},    {U"ジ", "ji"},    {U"ズ", "zu"},    {U"ゼ", "ze"},
      {U"ゾ", "zo"},    {U"ダ", "da"},    {U"ヂ", "ji"},    {U"ヅ", "zu"},    {U"デ", "de"},
      {U"ド", "do"},    {U"バ", "ba"},    {U"ビ", "bi"},    {U"ブ", "bu"},    {U"ベ", "be"},
      {U"ボ", "bo"},    {U"パ", "pa"},    {U"ピ", "pi"},    {U"プ", "pu"},    {U"ペ", "pe"},
      {U"ポ", "po"},    {U"キャ", "kya"}, {U"キュ", "kyu"}, {U"キョ", "kyo"}, {U"シャ", "sha"},
      {U"シュ", "shu"}, {U"ショ", "sho"}, {U"チャ", "cha"}, {U"チュ", "chu"}, {U"チョ", "cho"},
      {U"ニャ", "nya"}, {U"ニュ", "nyu"}, {U"ニョ", "nyo"}, {U"ヒャ", "hya"}, {U"ヒュ", "hyu"},
      {U"ヒョ", "hyo"}, {U"ミャ", "mya"}, {U"ミュ", "myu"}, {U"ミョ", "myo"}, {U"リャ", "rya"},
      {U"リュ", "ryu"}, {U"リョ", "ryo"}, {U"ギャ", "gya"}, {U"ギュ", "gyu"}, {U"ギョ", "gyo"},
      {U"ジャ", "ja"},  {U"ジュ", "ju"},  {U"ジョ", "jo"},  {U"ビャ", "bya"}, {U"ビュ", "byu"},
      {U"ビョ", "byo"}, {U"ピャ", "pya"}, {U"ピュ", "pyu"}, {U"ピョ", "pyo"}};
  return kSyllables;
}

// As it is spelt syllable by syllable: OOTA, TAROU, ISSEI.
std::string WrittenOut(std::u32string_view katakana) {
  std::string out;
  bool doubled = false;
  for (std::size_t at = 0; at < katakana.size();) {
    if (katakana[at] == U'ッ') {
      doubled = true;
      ++at;
      continue;
    }
    auto syllable = Syllables().find(katakana.substr(at, 2));
    if (syllable == Syllables().end()) syllable = Syllables().find(katakana.substr(at, 1));
    if (syllable == Syllables().end()) return {};
    if (doubled) out += syllable->second.starts_with("ch") ? 't' : syllable->second.front();
    doubled = false;
    // ン before b, m, p is m in passports.
    const bool labial = std::string_view("bmp").contains(syllable->second.front());
    if (labial && out.ends_with('n') && at > 0 && katakana[at - 1] == U'ン') out.back() = 'm';
    out += syllable->second;
    at += syllable->first.size();
  }
  return out;
}

// `out` with every ou, oo and uu as `with_o` and `with_u`.
std::string WithLong(const std::string& out, std::string_view with_o, std::string_view with_u) {
  std::string spelt;
  for (std::size_t at = 0; at < out.size(); ++at) {
    const std::string_view two = std::string_view(out).substr(at, 2);
    if (two == "ou" || two == "oo") {
      spelt += with_o;
      ++at;
    } else if (two == "uu") {
      spelt += with_u;
      ++at;
    } else {
      spelt += out[at];
    }
  }
  return spelt;
}

}  // namespace

std::vector<std::string> Romanised(std::u32string_view katakana) {
  const std::string out = WrittenOut(katakana);
  if (out.empty()) return {};
  std::vector<std::string> spellings = {WithLong(out, "o", "u"), out, WithLong(out, "oh", "u")};
  std::ranges::sort(spellings);
  spellings.erase(std::unique(spellings.begin(), spellings.end()), spellings.end());
  return spellings;
}

}  // namespace sumikeshi
