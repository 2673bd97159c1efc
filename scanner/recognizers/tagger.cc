// What the learned tagger finds beyond the rules.
#include <algorithm>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/tagged.h"

namespace sumikeshi {

const Recognizer kTaggerRecognizer = {
    "tagger",
    "個人情報保護法 2条3項; 金融分野ガイドライン 5条1項 (言い回しの学習による)",
    [](const Analysis& page, std::vector<Candidate>& found) {
      for (const Candidate& tagged : FindTagged(page.prose, page.tags)) {
        const bool known = std::ranges::any_of(page.facts, [&](const Candidate& fact) {
          return fact.category == tagged.category && fact.span.begin <= tagged.span.begin &&
                 tagged.span.end <= fact.span.end;
        });
        if (!known) found.push_back(tagged);
      }
    },
    {"母は歩くのがやっとで、⟦夜中に何度も起き出します⟧。",
     "⟦輸血は教えに反する⟧ため、署名できないとご長男より。",
     "白内障と緑内障が一度に来まして、⟦視野の上半分が欠けて⟧見えません。"},
    {"入院給付金の請求書類一式を郵送しました。", "がん保険のパンフレットを二部お送りください。",
     "健康診断の会場は本社五階です。"},
};

}  // namespace sumikeshi
