// Lineage and birth status in prose.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kSocialStatusRecognizer = {
    "social_status",
    "個人情報保護法 2条3項 (社会的身分); 金融分野ガイドライン 5条1項 (門地)",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kSocialStatus, found);
    },
    {"私は⟦養子です⟧。", "⟦嫡出でない子として認知されました⟧。",
     "⟦被差別部落の出身であることを理由に⟧断られました。", "父は⟦旧華族の家柄です⟧。",
     "⟦児童養護施設で育ちました⟧。", "⟦実の父は不明です⟧。", "祖父は⟦士族の出でした⟧。",
     "弟は⟦特別養子として迎えました⟧。", "私は⟦婚外子として生まれました⟧。",
     "我が家は⟦庄屋の家柄で⟧、古い蔵があります。", "⟦同和地区出身と言われ⟧、縁談が断られました。",
     "私は⟦平家の末裔です⟧。"},
    {"鳥貴族 新宿店", "男爵いもを送ります", "名門ゴルフ場の会員権", "部落会館で総会を開きます",
     "団地3号棟", "葉子様", "分家住宅の新築", "商品の認知度が上がりました", "血統書付きの犬",
     "続柄:長男", "珈琲館伯爵で会いました", "本家かまどや"},
};

}  // namespace sumikeshi
