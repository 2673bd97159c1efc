// The registered domicile in prose.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kHonsekiRecognizer = {
    "honseki",
    "金融分野ガイドライン 5条1項 (本籍地)",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kHonseki, found);
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
