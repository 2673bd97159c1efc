// A look only where something may be found finds what a close look at everything finds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "scanner/detect.h"
#include "scanner/recognizers/sentences.h"
#include "scanner/recognizers/terms.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"
#include "scanner/trigger_table.h"

namespace sumikeshi {
namespace {

using Place = std::tuple<std::size_t, std::size_t, Category>;

std::vector<Place> PlacesOf(const std::vector<Detection>& detections) {
  std::vector<Place> places;
  for (const Detection& d : detections) {
    const Span span = *d.finding.place.span;
    places.emplace_back(span.begin, span.end, d.finding.category);
  }
  return places;
}

// The first place that only one of the two has.
std::string Apart(const std::vector<Place>& found, const std::vector<Place>& wanted) {
  const auto [a, b] = std::ranges::mismatch(found, wanted);
  const auto name = [](std::string_view which, const Place& place) {
    return std::string(which) + " " + std::to_string(std::get<0>(place)) + "-" +
           std::to_string(std::get<1>(place)) + " " + std::string(CategoryKey(std::get<2>(place)));
  };
  std::string apart;
  if (a != found.end()) apart += name("found", *a);
  if (b != wanted.end()) apart += name(" wanted", *b);
  return apart;
}

// The labelled lines without their marks. Unseen lines stay unseen: they are not told.
std::vector<std::string> CorpusLines() {
  std::set<std::filesystem::path> names;
  for (const auto& entry : std::filesystem::directory_iterator("tests/corpus")) {
    if (entry.path().extension() == ".tsv") names.insert(entry.path());
  }
  std::vector<std::string> lines;
  for (const std::filesystem::path& name : names) {
    std::ifstream file(name);
    for (std::string line; std::getline(file, line);) {
      const std::size_t tab = line.find('\t');
      if (line.starts_with("# ") || tab == std::string::npos) continue;
      std::u32string text;
      bool mark = false;
      for (const char32_t c : ToCharacters(std::string_view(line).substr(tab + 1))) {
        if (c == U'⟦') mark = true;
        if (!mark && c != U'⟧') text += c;
        if (c == U':') mark = false;
      }
      lines.push_back(ToUtf8(text));
    }
  }
  return lines;
}

bool IsNumber(char32_t c) { return IsDigit(c) || KanjiDigit(c) || c == U'十' || c == U'百'; }

TEST(Sweep, AgreesWithTheCloseLookOnEachLine) {
  std::size_t different = 0;
  for (const std::string& line : CorpusLines()) {
    const Text text{ToCharacters(line)};
    different += PlacesOf(Detect(text, 1)) != PlacesOf(DetectClosely(text, 1)) ? 1 : 0;
  }
  EXPECT_EQ(different, 0U);
}

// Beside what labels do not count, too, or take for a digit.
TEST(Triggers, StopAtEveryTerm) {
  std::vector<std::u32string> words = TellingWords();
  for (const Term& term : Terms().terms()) {
    if (term.grade != Grade::kStop) words.push_back(term.text);
  }
  std::vector<std::string> missed;
  for (const std::u32string& word : words) {
    if (MakeView(Text{word}).text != ToUtf8(word)) continue;  // stands in no normalised text
    for (const std::string_view before : {"", "、", "11/22 ", "2-", "l", "O0", "一", "①", "ﾊ"}) {
      const std::string text = std::string(before) + ToUtf8(word) + "。";
      bool stopped = false;
      TriggerTable::All().Scan(text, [&](const TriggerHit& hit) {
        // Digits before digits are one number.
        const bool here = IsNumber(word[0]) ? hit.begin <= before.size() && hit.end > before.size()
                                            : hit.begin == before.size();
        stopped |= (hit.kinds & kTermTrigger) != 0 && here;
      });
      if (!stopped) missed.push_back(text);
    }
  }
  EXPECT_THAT(missed, testing::IsEmpty());
}

// What else stands in documents: numbers, labels, gaps, other widths, tables.
constexpr std::string_view kPieces[] = {
    "個人番号 1234-5678-9018",
    "カード番号:4111 1111 1111 1111 有効期限 08/29",
    "電話 ０３−１２３４−５６７８",
    "〇九〇-一二三四-五六七八",
    "(03)1234-5678",
    "メール taro@example.jp まで",
    "氏　名　　山田 太郎",
    "住所：東京都千代田区丸の内1-2-3",
    "病名\n胃がん\n",
    "糖　尿　病で通院しています。",
    "ﾃﾝｶﾝの薬を飲んでいます。",
    "過去5年以内に入院したことがありますか。　はい",
    "生年月日 昭和五十三年三月一日",
    "健康保険 保険者番号 01130012",
    "旅券番号 TK1234567",
    "AB12345678CD",
    "2026-11-22 10:15:30 INFO started",
    "平成2年12月1日生",
    "P<JPNYAMADA<<TARO<<<<<<<<<<<<<<<<<<<<<<<<<<<",
    "\n\n",
    "。",
    "\n氏名,病名,電話\n山田太郎,糖尿病,090-1234-5678\n佐藤花子,胃炎,03-1234-5678\n\n",
};

std::string RandomDocument(std::mt19937& random, const std::vector<std::string>& lines,
                           std::size_t size) {
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  constexpr std::string_view kPlain = "このたびはお手続きをいただき、ありがとうございます。";
  std::string document;
  while (document.size() < size) {
    const std::size_t kind = pick(10);
    if (kind == 0) document += '\n' + std::string(kPieces[pick(std::size(kPieces))]) + '\n';
    if (kind == 1) document += '\n' + lines[pick(lines.size())] + '\n';
    if (kind > 1) document += kPlain;
    if (pick(3) == 0) document += '\n';
  }
  return document;
}

// How many places only one of the two has.
std::size_t Differences(std::vector<Place> a, std::vector<Place> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  std::vector<Place> different;
  std::ranges::set_symmetric_difference(a, b, std::back_inserter(different));
  return different.size();
}

// What a label means, and whether a weak word counts, may hang on words far away (a card, theft,
// another fact); in a long text those near it count. So a few places may differ, no more.
TEST(Sweep, AgreesWithTheCloseLookOnLongDocuments) {
  std::mt19937 random(4);
  const std::vector<std::string> lines = CorpusLines();
  std::size_t findings = 0;
  std::size_t different = 0;
  for (int i = 0; i < 12; ++i) {
    const Text text{ToCharacters(RandomDocument(random, lines, 60'000))};
    const std::vector<Place> whole = PlacesOf(DetectClosely(text, 1));
    findings += whole.size();
    different += Differences(PlacesOf(Detect(text, 1)), whole);
  }
  EXPECT_GT(findings, 100U);
  EXPECT_LE(different * 100, findings) << different << " of " << findings;
}

// Cut anywhere, read with a few kB round each part, together the same.
TEST(Sweep, FindsTheSameInParts) {
  constexpr std::size_t kContext = 16 << 10;
  std::mt19937 random(5);
  const std::vector<std::string> lines = CorpusLines();
  for (int i = 0; i < 4; ++i) {
    Judgements known;
    const std::string document = RandomDocument(random, lines, 150'000);
    const std::vector<Place> whole =
        PlacesOf(DetectInUtf8(document, {0, document.size()}, {}, 1, known));
    std::vector<Place> parts;
    for (std::size_t begin = 0; begin < document.size();) {
      const std::size_t end =
          CharacterStart(document, std::min(document.size(), begin + 20'000 + random() % 20'000));
      const std::size_t low = CharacterStart(document, begin - std::min(begin, kContext));
      const std::size_t high = CharacterStart(document, std::min(document.size(), end + kContext));
      const std::string_view slice = std::string_view(document).substr(low, high - low);
      const std::size_t before = CountCharacters(std::string_view(document).substr(0, low));
      for (auto [first, last, category] :
           PlacesOf(DetectInUtf8(slice, {begin - low, end - low}, {}, 1, known))) {
        parts.emplace_back(first + before, last + before, category);
      }
      begin = end;
    }
    EXPECT_EQ(Apart(parts, whole), "") << "document " << i;
  }
}

}  // namespace
}  // namespace sumikeshi
