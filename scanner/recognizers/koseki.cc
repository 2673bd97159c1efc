// What a family register (戸籍, 除籍, 改製原戸籍) says without a label: whose it is, which other
// registers a person came from or went to, and how a child stands to the family.
// Limit: a register that names neither 本籍 nor an entry (編製, 入籍, 除籍, ...) is not known as
// one.
#include <re2/re2.h>

#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/patterns.h"

namespace sumikeshi {
namespace {

bool IsRegister(std::string_view text) {
  static const re2::RE2 kEntries("編製|改製|入籍|除籍|身分事項|届出|送付を受け|戸主");
  return text.contains("本籍") && text.contains("籍") && re2::RE2::PartialMatch(text, kEntries);
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  const std::string_view text = page.view.text;
  if (!IsRegister(text)) return;
  // The head of the register stands beside its 本籍.
  static const re2::RE2 kHead(
      R"(本籍地?[^。【]{1,90}?氏\s?名[\s:】]*)"
      R"(([\p{Han}々ヶノ]{1,5} ?[\p{Han}々\p{Hiragana}\p{Katakana}]{1,5})(?:[\s。】]|$))");
  // 石川県金沢市香林坊298番地 中村明美戸籍から
  static const re2::RE2 kOther(
      R"(((?:北海道|東京[都府]|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉)"
      R"(|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山)"
      R"(|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県|樺太))"
      R"([^。、年日\s]{4,45}?\s?[^。、年日\s]{0,12}?戸\s?籍))");
  // 続柄 in a column of its own.
  static const re2::RE2 kStanding(
      R"((?:^|[\t\n])\s*((?:特別)?養[子女]|庶子[男女]?|私生子[男女]?|嫡出でない子|婚外子|棄児)\s*(?:[\t\n]|$))");
  const auto add = [&](const re2::RE2& pattern, Category category, std::string_view kind) {
    for (const std::vector<Span>& groups : FindPattern(text, pattern)) {
      found.push_back({groups[0], category, std::string(kind), 0.85, {}});
    }
  };
  add(kHead, Category::kHonseki, "DOMICILE");
  add(kOther, Category::kHonseki, "DOMICILE");
  add(kStanding, Category::kSocialStatus, "STATUS");
}

}  // namespace

const Recognizer kKosekiRecognizer = {
    "koseki",
    "戸籍法 13条 (記載事項); 金融分野ガイドライン 5条1項 (本籍地, 門地)",
    Find,
    {"除籍 本籍 長野県松本市大手4番地\n氏名 ⟦丸山 誠一⟧\n昭和30年3月3日編製",
     "改製原戸籍 本籍地 長野県松本市\n昭和40年5月6日婚姻届出⟦石川県金沢市香林坊298番地 中村 "
     "明美戸籍⟧から入籍",
     "戸籍 本籍 長野県松本市\n父 丸山 誠一\n⟦養子⟧\n平成2年4月5日入籍",
     "本籍 長野県松本市大手4番地\n氏名 ⟦丸山誠一⟧\n身分事項\n⟦嫡出でない子⟧\n"},
    {"戸籍謄本をお送りください。", "氏名 丸山 誠一\n本籍の記載のない住民票",
     "住所 石川県金沢市香林坊298番地\n氏名 中村 明美", "養子\n戸籍の届出"},
};

}  // namespace sumikeshi
