// Faith in prose: groups, membership, acts.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kReligionRecognizer = {
    "religion",
    "個人情報保護法 2条3項 (信条); 金融分野ガイドライン 5条1項",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kReligion, found);
    },
    {"私は⟦天理教を信仰しております⟧。", "家族で⟦創価学会に入会しました⟧。",
     "母は⟦熱心なカトリック信者です⟧。", "⟦エホバの証人ですので⟧、ご配慮ください。",
     "⟦信仰上の理由で輸血は受けません⟧。", "息子が⟦洗礼を受けました⟧。", "妻は⟦イスラム教徒です⟧。",
     "⟦日曜礼拝に出席した帰りに転倒しました⟧。", "我が家は⟦浄土真宗の門徒です⟧。",
     "父が⟦真如苑の信者でした⟧。", "叔父は⟦幸福の科学に入信しています⟧。",
     "⟦無宗教なので⟧、葬儀は行いません。"},
    {"大本 健一様", "神社前バス停で降りてください", "奈良県天理市川原城町605",
     "学校法人カトリック学園", "創価大学を卒業しました", "プロの洗礼を受けたルーキー",
     "経済成長への信仰", "家財明細:仏壇1、神棚1", "日本バプテスト病院", "東大阪市布施駅前店",
     "宗教法人の契約者について", "ITエバンジェリストとして登壇"},
};

}  // namespace sumikeshi
