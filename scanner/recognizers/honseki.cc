// The registered domicile in prose.
#include <re2/re2.h>

#include <algorithm>
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"
#include "scanner/recognizers/patterns.h"

namespace sumikeshi {
namespace {

constexpr double kConfidence = 0.85;

// An address behind a word for the register, and the head of the register behind his label. An
// office is no domicile.
void FindRegistered(const View& view, std::vector<Candidate>& found) {
  static const re2::RE2 kDomicile(
      R"((?:本籍|原籍|戸籍|除籍|転籍|分籍|附票|籍を|籍が|籍は)[^。\n\t住居宛電役]{0,24}?)"
      R"(((?:北海道|東京[都府]|京都府|大阪府|樺太|\p{Han}{2,3}県|\p{Han}{1,4}[市郡]))"
      R"((?:[\p{Han}\p{Katakana}0-9A-Zー\-]|[のさまいぬあ][\p{Han}0-9]|\p{Hiragana}{2,4}[町市村区])+)"
      R"((?:[のイロハ][\p{Han}0-9]+)*))");
  static const re2::RE2 kHead(
      R"(筆頭(?:者(?:氏名|の氏名)?[はが:「『 ・]{0,2}|[ :「])([\p{Han}々ヶ]{1,4} ?[\p{Han}\p{Hiragana}\p{Katakana}]{1,4}))");
  static const re2::RE2 kOffice("役所|役場|法務局|支所|出張所|市民課|町民課|窓口|郵便局");
  const auto add = [&](Span span) {
    const bool known = std::ranges::any_of(found, [&](const Candidate& fact) {
      return fact.category == Category::kHonseki && fact.span.begin < span.end &&
             span.begin < fact.span.end;
    });
    if (!known) found.push_back({span, Category::kHonseki, "DOMICILE", kConfidence, {}});
  };
  for (const std::vector<Span>& groups : FindPattern(view.text, kDomicile)) {
    constexpr std::size_t kBehind = 18;
    const std::string_view value = Around(view.text, groups[0], 0);
    const std::string_view behind = std::string_view(view.text).substr(groups[0].end, kBehind);
    if (re2::RE2::PartialMatch(value, kOffice) || re2::RE2::PartialMatch(behind, kOffice)) continue;
    add(groups[0]);
  }
  for (const std::vector<Span>& groups : FindPattern(view.text, kHead)) {
    static const re2::RE2 kNoName(
        "氏名|記載|記入|欄|本人|変更|住所|全部|謄本|世帯|明記|省略|です|表示|筆頭|[父母夫妻]$");
    if (re2::RE2::PartialMatch(Slice(view.text, groups[0]), kNoName)) continue;
    add(groups[0]);
  }
}

}  // namespace

const Recognizer kHonsekiRecognizer = {
    "honseki",
    "金融分野ガイドライン 5条1項 (本籍地)",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kHonseki, found);
      if (page.view.text.contains("籍") || page.view.text.contains("筆頭")) {
        FindRegistered(page.view, found);
      }
    },
    {"⟦本籍は青森県弘前市です⟧。", "私の⟦本籍地は長野県松本市にあります⟧。",
     "⟦本籍は住所と同じです⟧。", "⟦本籍を福岡に移しました⟧。", "父の⟦本籍は広島県のままです⟧。",
     "⟦本籍地が青森県から東京都に変わりました⟧。", "⟦最後の本籍は京都府舞鶴市です⟧。",
     "⟦戸籍は新潟県佐渡市にあります⟧。", "⟦筆頭者は父です⟧。", "⟦本籍も同じです⟧。",
     "⟦本籍地は実家の住所です⟧。", "⟦本籍東京都千代田区丸の内⟧"},
    {"本籍は記入しないでください", "本籍の記載のない住民票をご提出ください",
     "本籍欄は黒塗りしてください", "本籍地(記入不要)", "書籍を送ります", "移籍しました",
     "本籍地の市区町村にお問い合わせください", "戸籍謄本をご用意ください", "本籍は不要です",
     "本籍とは戸籍の所在地です", "木の切り株", "本社は東京都にあります"},
};

}  // namespace sumikeshi
