// Race and ethnic origin in prose.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kRaceRecognizer = {
    "race",
    "個人情報保護法 2条3項 (人種): 世系・民族的出身、単純な国籍は含まない",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kRace, found);
    },
    {"私は⟦在日韓国人三世です⟧。", "⟦父が韓国人です⟧。", "⟦祖母はアイヌの血を引いています⟧。",
     "妻は⟦日系ブラジル人です⟧。", "⟦母がフィリピン人で⟧、私は日本育ちです。",
     "⟦クルド人であることを理由に⟧断られました。", "私は⟦ハーフなので⟧、よく間違われます。",
     "吉林省の出身で⟦朝鮮族です⟧。", "夫は⟦ユダヤ系アメリカ人です⟧。",
     "曾祖父の代に来た⟦華僑の家系です⟧。", "⟦ルーツは台湾にあります⟧。",
     "⟦朝鮮学校に通っていました⟧。"},
    {"韓国旅行保険に加入しました", "日系企業に勤務しています", "ハーフパンツを買いました",
     "多国籍企業の社員", "人種、信条を問わず採用", "第3クォーター決算のお知らせ",
     "スリランカへ出張します", "アイヌ文化の展示を見ました", "中国銀行の口座です",
     "在日米軍基地の近くです", "国籍不問", "中華料理店を営んでいます"},
};

}  // namespace sumikeshi
