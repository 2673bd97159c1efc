// What was done to the person by a crime, in prose.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kVictimRecognizer = {
    "victim",
    "個人情報保護法 2条3項 (犯罪により害を被った事実)",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kVictim, found);
    },
    {"⟦ストーカー被害を受けて転居しました⟧。", "⟦空き巣に入られ⟧、⟦現金を盗まれました⟧。",
     "⟦警察に被害届を出しました⟧。", "⟦夫から暴力を受けて避難しています⟧。",
     "⟦DV被害を受けています⟧。", "母が⟦振り込め詐欺に遭いました⟧。", "娘が⟦痴漢に遭いました⟧。",
     "⟦ひき逃げされ⟧、車が壊れました。", "⟦車上荒らしに遭いました⟧。",
     "⟦キャッシュカードをだまし取られました⟧。", "⟦性被害のことは家族に知られたくないです⟧。",
     "⟦元夫につきまとわれています⟧。"},
    {"盗難補償特約のご案内", "放火・盗難・水濡れなども補償します", "台風被害の状況",
     "被害総額は不明です", "被害者請求の書類", "DVDレコーダー", "スリッパを買いました",
     "特殊詐欺にご注意ください", "虐待防止月間", "ストーカー規制法とは", "水災被害",
     "自転車盗難保険パンフレット"},
};

}  // namespace sumikeshi
