// Political and other creed in prose: parties, movements, conviction.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kCreedRecognizer = {
    "creed",
    "個人情報保護法 2条3項 (信条); 金融分野ガイドライン 5条1項",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kCreed, found);
    },
    {"夫は⟦共産党の党員です⟧。", "私は⟦立憲民主党を支持しています⟧。",
     "⟦自民党員として活動しております⟧。", "父は⟦山田議員の後援会に入っています⟧。",
     "⟦学生運動に参加し⟧、大学を中退しました。", "⟦政治的信条により協力できません⟧。",
     "兄は⟦中核派の活動家でした⟧。", "⟦反戦デモに参加した際に転倒しました⟧。",
     "先月⟦離党しました⟧。", "⟦信条に基づき兵役を拒否しました⟧。",
     "⟦しんぶん赤旗を購読しています⟧。", "祖父は⟦右翼団体に所属していました⟧。"},
    {"当社の信条はお客様第一です", "人種、信条、社会的身分により差別しない",
     "甘党なので羊羹が好きです", "支持金具の破損", "支持率の調査", "クレド(信条)カードを携帯",
     "政治・宗教等の団体への所属", "野党が反対した法案", "思想、信条の自由", "後援会のご案内",
     "党費", "パーティーに参加しました"},
};

}  // namespace sumikeshi
