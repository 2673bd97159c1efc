// A name is recognised from its end: 様, さん, 氏 stand behind it, and what stands in front of it
// without a space (被保険者山田太郎様) is told from it by the dictionary.
#include "scanner/personal/names.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "scanner/personal/name_dictionary.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

// A text as characters, with the byte of each.
struct Letters {
  std::u32string characters;
  std::vector<std::size_t> bytes;  // one more than characters

  explicit Letters(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const auto [c, next] = DecodeAt(text, at);
      characters.push_back(c);
      bytes.push_back(at);
      at = next;
    }
    bytes.push_back(text.size());
  }
  [[nodiscard]] Span Bytes(std::size_t begin, std::size_t end) const {
    return {bytes[begin], bytes[end]};
  }
};

constexpr std::u32string_view kHonorifics[] = {U"様", U"さま", U"さん",   U"殿",  U"氏",
                                               U"君", U"くん", U"ちゃん", U"先生"};

// Before 様 and its like, but nobody's name.
constexpr std::u32string_view kNobody[] = {
    U"神",   U"王",   U"姫",   U"奥",   U"皆",   U"客",    U"若",   U"上",   U"宮",   U"嫁",
    U"婿",   U"仏",   U"母",   U"父",   U"娘",   U"隣",    U"坊",   U"外",   U"有",   U"同",
    U"左",   U"右",   U"何",   U"家",   U"孫",   U"姉",    U"兄",   U"弟",   U"妹",   U"各位",
    U"貴方", U"先",   U"貴",   U"妃",   U"殿",   U"御",    U"君",   U"主",   U"方",   U"店",
    U"医師", U"先方", U"相手", U"長男", U"長女", U"社長",  U"所長", U"店長", U"院長", U"部長",
    U"課長", U"会長", U"宮司", U"住職", U"本尊", U"清和源"};
constexpr std::u32string_view kNobodyInKana[] = {
    U"メーカー",     U"ドクター",   U"ヘルパー",       U"スタッフ",       U"オーナー",
    U"ユーザー",     U"ドライバー", U"ケアマネ",       U"パート",         U"サービス",
    U"マネージャー", U"リーダー",   U"カウンセラー",   U"センター",       U"パパ",
    U"ママ",         U"ディーラー", U"ホームヘルパー", U"ケアマネジャー", U"ケアマネージャー",
    U"ボランティア", U"アルバイト", U"サポート",       U"クリニック",     U"リース"};

template <std::size_t N>
bool IsIn(const std::u32string_view (&set)[N], std::u32string_view word) {
  return std::ranges::find(set, word) != std::end(set);
}

// 様子, 様式, 氏名 ... are words of their own.
bool IsWord(std::u32string_view honorific, std::u32string_view after) {
  if (after.empty()) return false;
  if (honorific == U"様") return std::u32string_view(U"々子式相態変体").contains(after[0]);
  if (honorific == U"氏") return std::u32string_view(U"名族神").contains(after[0]);
  if (honorific == U"殿") return std::u32string_view(U"堂方下様").contains(after[0]);
  if (honorific == U"君") return std::u32string_view(U"主臨").contains(after[0]);
  return false;
}

class NameFinder {
 public:
  explicit NameFinder(std::string_view text) : letters_(text) {}

  std::vector<Span> Run() {
    const std::u32string_view all = letters_.characters;
    for (std::size_t i = 0; i < all.size();) {
      for (const std::u32string_view honorific : kHonorifics) {
        if (!all.substr(i).starts_with(honorific)) continue;
        if (!IsWord(honorific, all.substr(i + honorific.size()))) Addressed(i);
        break;
      }
      const std::size_t end = HanEnd(i);
      if (end > i) PairIn(i, end);
      // The run is read once; 様 may stand in it.
      ++i;
    }
    return std::move(found_);
  }

 private:
  void Add(std::size_t begin, std::size_t end) { found_.push_back(letters_.Bytes(begin, end)); }

  [[nodiscard]] std::size_t RunBack(std::size_t end, bool (*is)(char32_t)) const {
    std::size_t begin = end;
    while (begin > 0 && is(letters_.characters[begin - 1])) --begin;
    return begin;
  }

  // What is addressed at `end`.
  void Addressed(std::size_t end) {
    const auto han = [](char32_t c) { return IsHan(c); };
    const auto kana = [](char32_t c) { return IsKatakana(c) || c == U'・'; };
    const std::size_t katakana = RunBack(end, kana);
    if (end - katakana >= 2) {
      const std::size_t surname = SurnameBefore(katakana, 1);
      const std::u32string_view word = Word(katakana, end);
      if (surname < katakana || (word.size() > 2 && !IsIn(kNobodyInKana, word))) Add(surname, end);
      return;
    }
    const std::size_t hiragana = RunBack(end, IsHiragana);
    if (end - hiragana >= 2 && end - hiragana <= 4) {
      const std::size_t surname = SurnameBefore(hiragana, 2);
      if (surname < hiragana) Add(surname, end);
      return;
    }
    const std::size_t run = RunBack(end, han);
    if (const auto begin = NameStart(run, end)) Add(*begin, end);
  }

  [[nodiscard]] std::u32string_view Word(std::size_t begin, std::size_t end) const {
    return std::u32string_view(letters_.characters).substr(begin, end - begin);
  }

  // Where a surname of at least `shortest` characters begins that ends at `end`, or `end`.
  [[nodiscard]] std::size_t SurnameBefore(std::size_t end, std::size_t shortest) const {
    for (std::size_t length = std::min(kLongestSurname, end); length >= shortest; --length) {
      if (Is(Word(end - length, end), kSurname)) return end - length;
    }
    return end;
  }

  // Where the name begins in the kanji [run, end) before an honorific.
  [[nodiscard]] std::optional<std::size_t> NameStart(std::size_t run, std::size_t end) const {
    const std::size_t first = std::max(run, end - std::min(end, kLongestSurname + kLongestGiven));
    for (std::size_t begin = first; begin + 1 < end; ++begin) {
      if (CutName(Word(begin, end))) return begin;
    }
    for (std::size_t begin = first; begin < end; ++begin) {
      const std::u32string_view word = Word(begin, end);
      const bool alone = word.size() > 1 || begin == run;
      if (alone && Is(word, kSurname) && !IsIn(kNobody, word)) return begin;
    }
    // A surname with a given name that is not in the dictionary.
    for (std::size_t begin = first; begin + 2 < end; ++begin) {
      for (std::size_t length = 2; length <= 3 && begin + length < end; ++length) {
        if (end - begin - length > 2) continue;
        if (Is(Word(begin, begin + length), kSurname)) return begin;
      }
    }
    return std::nullopt;
  }

  // The end of the run of kanji that begins at `begin`; `begin` where none begins there.
  [[nodiscard]] std::size_t HanEnd(std::size_t begin) const {
    const std::u32string& all = letters_.characters;
    if (begin > 0 && IsHan(all[begin - 1])) return begin;
    std::size_t end = begin;
    while (end < all.size() && IsHan(all[end])) ++end;
    return end;
  }

  // A run of kanji that is a whole name, or a role with one.
  void PairIn(std::size_t begin, std::size_t end) {
    constexpr std::size_t kShortest = 3;
    constexpr std::u32string_view kRoles[] = {
        U"",     U"被保険者", U"保険契約者", U"契約者", U"受取人", U"請求者", U"申込者",
        U"患者", U"配偶者",   U"代表者",     U"担当者", U"担当",   U"医師",   U"院長",
        U"妻",   U"夫",       U"父",         U"母",     U"長男",   U"長女",   U"次男",
        U"次女", U"三男",     U"三女",       U"本人",   U"亡",     U"故",     U"主治医",
        U"代表", U"社員",     U"弁護士",     U"世帯主", U"申請者", U"届出人", U"相続人"};
    const std::u32string_view run = Word(begin, end);
    for (const std::u32string_view role : kRoles) {
      if (!run.starts_with(role)) continue;
      const std::u32string_view name = run.substr(role.size());
      if (name.size() < kShortest || name.size() > kLongestSurname + kLongestGiven) continue;
      if (CutName(name)) Add(begin + role.size(), end);
    }
  }

  Letters letters_;
  std::vector<Span> found_;
};

}  // namespace

std::vector<Span> FindNames(std::string_view text) {
  static const re2::RE2 kBeforeMail(
      R"re(([^"<>,;:\n\t@ ][^"<>,;:\n\t@]{0,39}[^"<>,;:\n\t@ ])"? ?<[^<>@ \n]{1,64}@)re");
  std::vector<Span> found = NameFinder(text).Run();
  if (text.contains('@')) {
    for (const std::vector<Span>& groups : FindPattern(text, kBeforeMail)) {
      found.push_back(groups[0]);
    }
  }
  std::ranges::sort(found, {}, &Span::begin);
  return found;
}

std::size_t SurnameLength(std::string_view name) {
  const std::u32string characters = ToCharacters(name);
  if (characters.size() < 2 || !std::ranges::all_of(characters, IsHan)) return 0;
  const auto cut = CutName(characters);
  return cut ? ToUtf8(std::u32string_view(characters).substr(0, *cut)).size() : 0;
}

}  // namespace sumikeshi
