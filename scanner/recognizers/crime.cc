// Criminal record and procedure in prose.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kCrimeRecognizer = {
    "crime",
    "個人情報保護法 2条3項 (犯罪の経歴), 施行令2条4-5号",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kCrime, found);
    },
    {"兄は⟦窃盗罪で逮捕されました⟧。", "⟦前科1犯です⟧。", "⟦執行猶予中です⟧。",
     "息子が⟦少年院に入っていました⟧。", "夫は⟦刑務所に服役しております⟧。",
     "私は⟦傷害罪で罰金刑を受けました⟧。", "先月⟦書類送検されました⟧。",
     "⟦不起訴処分となりました⟧。", "父は⟦酒気帯び運転で検挙されました⟧。",
     "⟦現在勾留中のため⟧、代筆します。", "⟦万引きをして捕まりました⟧。",
     "⟦覚醒剤取締法違反で有罪となりました⟧。"},
    {"普通傷害保険のご案内", "予算執行の状況", "強制執行の申立て", "民事訴訟の被告会社",
     "反社会的勢力に該当しないことを確約します", "犯罪収益移転防止法に基づく確認",
     "殺人的な忙しさでした", "スリップ痕がありました", "告知義務違反", "契約違反", "警察署前バス停",
     "特殊詐欺にご注意ください"},
};

}  // namespace sumikeshi
