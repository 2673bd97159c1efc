// Look-alikes by folding both sides; a wrong character by the two that are right at either end.
#include "scanner/recognizers/misread_terms.h"

#include <algorithm>
#include <array>

#include "scanner/recognizers/prose.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kShortestFolded = 4;
constexpr std::size_t kShortestNear = 3;
constexpr std::size_t kLongestNear = 16;

// Characters that readers confuse, the first of a row stands for all.
constexpr auto kLookAlikes = std::to_array<std::u32string_view>({
    U"症疽征疸痙", U"患思恵", U"癌痛病疾瘤瘍", U"ー一-|",   U"ニ二",         U"カ力ガ", U"ロ口",
    U"エ工",       U"タ夕ダ", U"ト卜ド",       U"ハ八バパ", U"ヘへベペべぺ", U"リり",   U"未末",
    U"大犬太",     U"土士",   U"人入",         U"目日曰",   U"千干",         U"血皿",   U"眼眠",
    U"脳悩",       U"教敎",   U"経径",         U"組細",     U"合含",         U"宮官",   U"籍藉",
    U"療僚",       U"析折",   U"管菅",         U"膜腹",     U"肺肪",         U"胃冑",   U"鬱欝",
    U"侯候",       U"受愛",   U"警驚",         U"薬楽",     U"逮速",         U"炎災",   U"腎賢",
    U"潰漬",       U"瘡癒",   U"つっ",         U"やゃ",     U"ゆゅ",         U"よょ",   U"ツッ",
    U"ヤャ",       U"ユュ",   U"ヨョ",         U"アァ",     U"イィ",         U"ウゥヴ", U"オォ",
    U"キギ",       U"クグ",   U"ケゲ",         U"コゴ",     U"サザ",         U"シジ",   U"スズ",
    U"セゼ",       U"ソゾン", U"チヂ",         U"テデ",     U"ヒビピ",       U"フブプ", U"ホボポ",
    U"かが",       U"きぎ",   U"くぐ",         U"けげ",     U"こご",         U"さざ",   U"しじ",
    U"すず",       U"せぜ",   U"そぞ",         U"ただ",     U"てで",         U"とど",   U"はばぱ",
    U"ひびぴ",     U"ふぶぷ", U"ほぼぽ",
});

// Kanji of the dictionaries that are not in the character set of Tesseract's jpn data
// (tessdata_fast 4.1.0, 2,694 characters): it reads something else in their place.
constexpr std::u32string_view kNotInOcrData =
    U"亢什佼侮侶倦僑吃唖唾嗅嘔嚢嚥坐塀妾姻娩婿嫡尖弛弯徊徘悸扁捺捻掟攣斡昏曝桟梢棘榜橈檀檗毀淋溺滲"
    U"猩猶珪疥疱疳疸疼疽痔痘痙瘡瘢瘤瘻癬盂盪睾瞼碍禊禍禰穢窃窄窩紮絨緘罹聯聾肋胚胱脛脾腋腓腱腿膀膠"
    U"膣膵膿臍萎蕁薯虔虞蚊裔褥謄賄賤趾踪踵蹠躁轢逓酌錐錮靭鞄鞘頬顆鬆鼠";
constexpr std::size_t kFewestReadable = 3;
constexpr std::size_t kLatestReadable = 2;  // characters before the first one that can be read

char32_t Representative(char32_t c) {
  static const std::vector<char32_t> kTable = [] {
    std::vector<char32_t> table(0x10000);
    for (char32_t i = 0; i < table.size(); ++i) table[i] = i;
    for (const std::u32string_view row : kLookAlikes) {
      for (const char32_t member : row) table[member] = row.front();
    }
    return table;
  }();
  return c < kTable.size() ? kTable[c] : c;
}

std::u32string Fold(std::u32string_view text) {
  std::u32string folded(text);
  std::ranges::transform(folded, folded.begin(), Representative);
  return folded;
}

// How sure the reader may have been of a wrong character in a term of so many.
float DoubtFor(std::size_t length) {
  constexpr float kDoubts[] = {0.5F, 0.75F, 0.9F};  // of 3, 4, 5
  return length - kShortestNear < std::size(kDoubts) ? kDoubts[length - kShortestNear] : 1.01F;
}

std::uint64_t PairAt(std::u32string_view folded, std::size_t at) {
  return static_cast<std::uint64_t>(folded[at]) << 32U | folded[at + 1];
}

// Readers take a kanji for a kanji, a kana for a kana.
bool AreAlike(char32_t a, char32_t b) {
  const auto kana = [](char32_t c) { return IsHiragana(c) || IsKatakana(c); };
  return (IsHan(a) && IsHan(b)) || (kana(a) && kana(b));
}

std::size_t Differences(std::u32string_view a, std::u32string_view b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i];
  return count;
}

}  // namespace

MisreadText::MisreadText(std::u32string_view text, std::span<const float> sureness)
    : text_(text), sureness_(sureness), folded_(Fold(text)) {}

MisreadTerms::MisreadTerms(std::span<const Term> terms)
    : terms_(terms), by_first_(kLongestNear + 1), by_last_(kLongestNear + 1) {
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    if (terms[i].text.size() >= kShortestFolded) folded_.Add(Fold(terms[i].text), i);
    if (terms[i].grade == Grade::kStop) continue;
    AddGapped(terms[i], i);
    AddNear(terms[i], i);
  }
  folded_.Sort();
}

void MisreadTerms::AddGapped(const Term& term, std::uint32_t index) {
  Gapped pattern{Fold(term.text), index};
  for (std::size_t i = 0; i < pattern.pattern.size(); ++i) {
    if (kNotInOcrData.contains(term.text[i])) pattern.pattern[i] = 0;
  }
  const auto unreadable =
      static_cast<std::size_t>(std::ranges::count(pattern.pattern, char32_t{0}));
  const std::size_t readable = pattern.pattern.size() - unreadable;
  const std::size_t first = pattern.pattern.find_first_not_of(char32_t{0});
  if (unreadable == 0 || readable < kFewestReadable || first > kLatestReadable) return;
  gapped_[{first, pattern.pattern[first]}].push_back(std::move(pattern));
}

void MisreadTerms::AddNear(const Term& term, std::uint32_t index) {
  const std::size_t length = term.text.size();
  if (length < kShortestNear || length > kLongestNear || term.grade != Grade::kStrong) return;
  const std::u32string folded = Fold(term.text);
  by_first_[length][PairAt(folded, 0)].push_back(index);
  by_last_[length][PairAt(folded, length - 2)].push_back(index);
}

std::vector<MisreadTerms::Hit> MisreadTerms::At(const MisreadText& text, std::size_t at,
                                                std::size_t longest) const {
  std::vector<Hit> hits;
  FindLookAlikes(text, at, hits);
  FindGapped(text, at, hits);
  FindNear(text, at, hits);
  std::erase_if(hits, [&](const Hit& hit) { return hit.length <= longest; });
  std::ranges::stable_sort(hits, std::ranges::greater{}, &Hit::length);
  return hits;
}

void MisreadTerms::FindLookAlikes(const MisreadText& text, std::size_t at,
                                  std::vector<Hit>& hits) const {
  std::vector<PhraseTable::Hit> folded;
  folded_.Lookup(text.folded(), at, folded);
  for (const PhraseTable::Hit& hit : folded) {
    const std::u32string_view term = terms_[hit.value].text;
    const std::size_t wrong = Differences(text.text().substr(at, hit.length), term);
    if (wrong > 0 && wrong <= (hit.length >= 7 ? 2U : 1U)) hits.push_back({hit.length, hit.value});
  }
}

void MisreadTerms::FindGapped(const MisreadText& text, std::size_t at,
                              std::vector<Hit>& hits) const {
  const std::u32string_view folded = text.folded();
  for (std::size_t first = 0; first <= kLatestReadable && at + first < folded.size(); ++first) {
    const auto group = gapped_.find({first, folded[at + first]});
    if (group == gapped_.end()) continue;
    for (const Gapped& gapped : group->second) {
      const std::size_t length = gapped.pattern.size();
      if (at + length > folded.size()) continue;
      // The particle before a word is no part of it: は養子 is not 婿養子.
      const bool fits = (gapped.pattern[0] != 0 || IsHan(folded[at])) &&
                        std::ranges::equal(gapped.pattern, folded.substr(at, length),
                                           [](char32_t wanted, char32_t read) {
                                             return wanted == 0 || wanted == read;
                                           });
      if (fits) hits.push_back({length, gapped.term});
    }
  }
}

void MisreadTerms::FindNear(const MisreadText& text, std::size_t at, std::vector<Hit>& hits) const {
  const std::u32string_view folded = text.folded();
  const auto try_all = [&](const auto& table, Pair pair, std::size_t length) {
    const auto group = table.find(pair);
    if (group == table.end()) return;
    for (const std::uint32_t index : group->second) {
      const std::u32string term = Fold(terms_[index].text);
      std::size_t wrong = length;
      std::size_t count = 0;
      for (std::size_t i = 0; i < length && count < 2; ++i) {
        if (term[i] != folded[at + i]) wrong = i, ++count;
      }
      if (count != 1 || !AreAlike(term[wrong], folded[at + wrong])) continue;
      if (text.sureness(at + wrong) < DoubtFor(length)) hits.push_back({length, index});
    }
  };
  const std::size_t most = std::min(kLongestNear, folded.size() - at);
  for (std::size_t length = kShortestNear; length <= most; ++length) {
    try_all(by_first_[length], PairAt(folded, at), length);
    if (length > kShortestNear) try_all(by_last_[length], PairAt(folded, at + length - 2), length);
  }
}

}  // namespace sumikeshi
