// Union membership in prose.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kUnionRecognizer = {
    "union",
    "金融分野ガイドライン 5条1項 (労働組合への加盟)",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kUnion, found);
    },
    {"私は⟦自治労の組合員です⟧。", "会社の⟦労働組合に加入しています⟧。",
     "⟦組合の執行委員をしています⟧。", "⟦春闘の集会で転倒しました⟧。",
     "⟦JR東労組の専従をしております⟧。", "夫は⟦組合を脱退しました⟧。",
     "給与から⟦組合費が引かれています⟧。", "⟦日教組の役員を務めています⟧。",
     "⟦首都圏青年ユニオンに加入して交渉中です⟧。", "⟦メーデーに参加した帰りに⟧、足をくじきました。",
     "⟦ストライキに参加しました⟧。", "⟦労働組合の団体割引で加入しました⟧。"},
    {"管理組合の理事長です", "健康保険組合に照会します", "生活協同組合コープ", "信用組合の口座",
     "組み合わせ割引", "国際連合の職員", "株式会社ユニオン建設", "執行役員に就任しました",
     "テスト結果をお知らせします", "36協定を締結しました", "労働組合への加盟、門地、本籍地",
     "PTA執行委員をしています"},
};

}  // namespace sumikeshi
