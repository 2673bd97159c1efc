// Health in prose: illnesses, symptoms, treatment, test results, disability, drugs.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kHealthRecognizer = {
    "health",
    "個人情報保護法 2条3項, 施行令2条1-3号; 金融分野ガイドライン 5条1項 (保健医療)",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kHealth, found);
    },
    {"⟦糖尿病で通院しています⟧。", "母は⟦重度の認知症です⟧。", "既往は⟦高血圧⟧、⟦2型糖尿病⟧。",
     "昨年⟦胃がんの手術を受けました⟧。", "主人は⟦心臓が悪くて⟧、外出できません。",
     "⟦アムロジピンを服用しております⟧。", "⟦人工透析を受けておりますので⟧、来店できません。",
     "父は⟦要介護3の認定を受けました⟧。", "先日⟦妊娠5か月でした⟧。", "⟦HbA1cが7.8でした⟧。",
     "私は⟦左膝の半月板損傷で入院しておりました⟧。", "⟦桜町病院に通院しています⟧。",
     "⟦身体障害者手帳2級を持っています⟧。", "⟦うつ病と診断され⟧、⟦休職しました⟧。"},
    {"来年もがんばりますのでよろしくお願いいたします。", "当社のスローガンは安心です。",
     "がん保険のご案内", "愛犬の椎間板ヘルニアの手術費用を請求します。",
     "糖尿病の方のための低糖質弁当", "記入例:高血圧症", "システム障害のため受付を停止しました",
     "国立がん研究センター東病院", "入院給付金の請求書をお送りください",
     "持病があってもお申し込みいただけます", "健康診断書を同封いたします", "血糖値ケア青汁3箱",
     "LED照明に交換しました"},
};

}  // namespace sumikeshi
