// Sexual life and identity in prose.
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/facts.h"

namespace sumikeshi {

const Recognizer kSexualRecognizer = {
    "sexual",
    "金融分野ガイドライン 5条1項 (性生活); 性的指向・性自認は方針による",
    [](const Analysis& page, std::vector<Candidate>& found) {
      AddFacts(page, Category::kSexual, found);
    },
    {"私は⟦同性愛者です⟧。", "⟦トランスジェンダーであることを会社に伝えました⟧。",
     "⟦同性パートナーを受取人にしたいです⟧。", "⟦不妊治療で通院しています⟧。",
     "⟦性別の取扱いの変更の審判を受けました⟧。", "夫の⟦不倫が原因で離婚しました⟧。",
     "⟦中絶手術を受けました⟧。", "⟦HIV陽性と診断されました⟧。", "⟦バイアグラを服用しています⟧。",
     "⟦性病の検査を受けました⟧。", "私は⟦ゲイなので⟧、結婚の予定はありません。",
     "⟦避妊リングを装着しています⟧。"},
    {"性別:女", "SMBC日興証券", "ISMS認証を取得", "LED照明", "AV機器を買いました", "ゲイン調整",
     "ビジネスパートナー", "猫の避妊手術代は対象外です", "女性専用医療保険", "処女航海",
     "心理学を学ぶ", "互換性交渉"},
};

}  // namespace sumikeshi
