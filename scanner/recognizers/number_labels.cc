// Words that say what a number is. Own list, from the forms that the laws named by the
// recognizers prescribe and from common usage in Japanese business mail.
#include "scanner/recognizers/number_labels.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>

#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr auto kMy = Category::kMyNumber;
constexpr auto kCard = Category::kCardNumber;
constexpr auto kExpiry = Category::kCardExpiry;
constexpr auto kInsurance = Category::kInsuranceId;
constexpr auto kPension = Category::kPensionNumber;
constexpr auto kJuminhyo = Category::kJuminhyoCode;
constexpr auto kLicence = Category::kLicenceNumber;
constexpr auto kPassport = Category::kPassportNumber;
constexpr auto kResidence = Category::kResidenceCard;
constexpr auto kBank = Category::kBankAccount;
constexpr auto kPhone = Category::kPhone;
constexpr auto kBirth = Category::kBirthDate;

constexpr auto kLabels = std::to_array<NumberLabel>({
    {"個人番号", kMy, ""},
    {"個人番号カード", kMy, ""},
    {"マイナンバー", kMy, ""},
    {"マイナンバーカード", kMy, ""},
    {"My Number", kMy, ""},
    {"MyNumber", kMy, ""},
    {"my number", kMy, ""},
    {"個人番号又は法人番号", kMy, ""},
    {"個人番号または法人番号", kMy, ""},
    {"個人番号・法人番号", kMy, ""},
    {"個人番号(法人番号)", kMy, ""},
    {"法人番号又は個人番号", kMy, ""},
    {"法人番号または個人番号", kMy, ""},
    {"カード番号", kCard, ""},
    {"クレジットカード", kCard, ""},
    {"クレジットカード番号", kCard, ""},
    {"クレジット", kCard, ""},
    {"クレジット番号", kCard, ""},
    {"クレカ", kCard, ""},
    {"クレカ番号", kCard, ""},
    {"デビットカード", kCard, ""},
    {"カード会員番号", kCard, ""},
    {"カードの番号", kCard, ""},
    {"カードNo", kCard, ""},
    {"カードNO", kCard, ""},
    {"カードナンバー", kCard, ""},
    {"Card Number", kCard, ""},
    {"CARD NUMBER", kCard, ""},
    {"card number", kCard, ""},
    {"Card No", kCard, ""},
    {"CARD NO", kCard, ""},
    {"VISA", kCard, ""},
    {"Visa", kCard, ""},
    {"JCB", kCard, ""},
    {"Mastercard", kCard, ""},
    {"MasterCard", kCard, ""},
    {"MASTERCARD", kCard, ""},
    {"AMEX", kCard, ""},
    {"アメックス", kCard, ""},
    {"American Express", kCard, ""},
    {"Diners", kCard, ""},
    {"ダイナース", kCard, ""},
    {"銀聯", kCard, ""},
    {"カード有効期限", kExpiry, "EXPIRY"},
    {"VALID THRU", kExpiry, "EXPIRY"},
    {"GOOD THRU", kExpiry, "EXPIRY"},
    {"MONTH/YEAR", kExpiry, "EXPIRY"},
    {"セキュリティコード", kExpiry, "CVV"},
    {"セキュリティーコード", kExpiry, "CVV"},
    {"カード確認番号", kExpiry, "CVV"},
    {"CVV", kExpiry, "CVV"},
    {"CVV2", kExpiry, "CVV"},
    {"CVC", kExpiry, "CVV"},
    {"CVC2", kExpiry, "CVV"},
    {"CID", kExpiry, "CVV"},
    {"裏面3桁", kExpiry, "CVV"},
    {"裏面の3桁", kExpiry, "CVV"},
    {"裏の3桁", kExpiry, "CVV"},
    {"裏面の番号", kExpiry, "CVV"},
    {"保険者番号", kInsurance, "INSURER"},
    {"公費負担者番号", kInsurance, "PAYER"},
    {"公費負担医療の受給者番号", kInsurance, "RECIPIENT"},
    {"受給者番号", kInsurance, "RECIPIENT"},
    {"被保険者番号", kInsurance, "NUMBER"},
    {"被保険者等番号", kInsurance, "NUMBER"},
    {"介護保険被保険者番号", kInsurance, "NUMBER"},
    {"後期高齢者医療被保険者番号", kInsurance, "NUMBER"},
    {"被保険者記号", kInsurance, "SYMBOL"},
    {"被保険者等記号", kInsurance, "SYMBOL"},
    {"被保険者証記号", kInsurance, "SYMBOL"},
    {"被保険者証番号", kInsurance, "NUMBER"},
    {"保険証番号", kInsurance, "NUMBER"},
    {"保険証の番号", kInsurance, "NUMBER"},
    {"保険証記号番号", kInsurance, "NUMBER"},
    {"健康保険証番号", kInsurance, "NUMBER"},
    {"記号番号", kInsurance, "NUMBER"},
    {"記号・番号", kInsurance, "NUMBER"},
    {"枝番", kInsurance, "BRANCH"},
    {"基礎年金番号", kPension, ""},
    {"年金番号", kPension, ""},
    {"年金手帳", kPension, ""},
    {"年金手帳番号", kPension, ""},
    {"年金手帳の番号", kPension, ""},
    {"厚生年金番号", kPension, ""},
    {"住民票コード", kJuminhyo, ""},
    {"免許証番号", kLicence, ""},
    {"免許証の番号", kLicence, ""},
    {"運転免許証", kLicence, ""},
    {"運転免許証番号", kLicence, ""},
    {"運転免許証の番号", kLicence, ""},
    {"運転免許番号", kLicence, ""},
    {"運転免許", kLicence, ""},
    {"免許番号", kLicence, ""},
    {"免許証", kLicence, ""},
    {"免許証No", kLicence, ""},
    {"旅券番号", kPassport, ""},
    {"旅券の番号", kPassport, ""},
    {"旅券", kPassport, ""},
    {"旅券No", kPassport, ""},
    {"パスポート", kPassport, ""},
    {"パスポート番号", kPassport, ""},
    {"パスポートNo", kPassport, ""},
    {"Passport No", kPassport, ""},
    {"PASSPORT NO", kPassport, ""},
    {"Passport", kPassport, ""},
    {"PASSPORT", kPassport, ""},
    {"在留カード", kResidence, ""},
    {"在留カード番号", kResidence, ""},
    {"在留カード等番号", kResidence, ""},
    {"在留カードNo", kResidence, ""},
    {"特別永住者証明書", kResidence, ""},
    {"特別永住者証明書番号", kResidence, ""},
    {"口座番号", kBank, "ACCOUNT"},
    {"口座No", kBank, "ACCOUNT"},
    {"口座NO", kBank, "ACCOUNT"},
    {"振込先口座", kBank, "ACCOUNT"},
    {"振替口座", kBank, "ACCOUNT"},
    {"振込口座", kBank, "ACCOUNT"},
    {"普通預金", kBank, "ACCOUNT"},
    {"普通口座", kBank, "ACCOUNT"},
    {"当座預金", kBank, "ACCOUNT"},
    {"貯蓄預金", kBank, "ACCOUNT"},
    {"通帳番号", kBank, "ACCOUNT"},
    {"通帳記号", kBank, "SYMBOL"},
    {"店番", std::nullopt, ""},
    {"店番号", std::nullopt, ""},
    {"支店番号", std::nullopt, ""},
    {"支店コード", std::nullopt, ""},
    {"店舗コード", std::nullopt, ""},
    {"電話", kPhone, ""},
    {"電話番号", kPhone, ""},
    {"携帯", kPhone, ""},
    {"携帯番号", kPhone, ""},
    {"携帯電話", kPhone, ""},
    {"携帯電話番号", kPhone, ""},
    {"連絡先", kPhone, ""},
    {"TEL", kPhone, ""},
    {"Tel", kPhone, ""},
    {"tel", kPhone, ""},
    {"FAX", kPhone, ""},
    {"Fax", kPhone, ""},
    {"ファックス", kPhone, ""},
    {"ファクス", kPhone, ""},
    {"ファクシミリ", kPhone, ""},
    {"FAX番号", kPhone, ""},
    {"生年月日", kBirth, ""},
    {"誕生日", kBirth, ""},
    {"生まれ", kBirth, ""},
    {"Date of birth", kBirth, ""},
    {"Date of Birth", kBirth, ""},
    {"DATE OF BIRTH", kBirth, ""},
    {"法人番号", std::nullopt, ""},
    {"会社法人等番号", std::nullopt, ""},
    {"証券", std::nullopt, ""},
    {"年金コード", std::nullopt, ""},
    {"雇用保険被保険者番号", std::nullopt, ""},
    {"雇用保険番号", std::nullopt, ""},
    {"医師免許", std::nullopt, ""},
    {"医師免許証", std::nullopt, ""},
    {"医師免許番号", std::nullopt, ""},
    {"医療機関コード", std::nullopt, ""},
    {"ポイントカード", std::nullopt, ""},
    {"ポイントカード番号", std::nullopt, ""},
    {"診察券", std::nullopt, ""},
    {"診察カード番号", std::nullopt, ""},
    {"交換番号", std::nullopt, ""},
    {"伝票", std::nullopt, ""},
    {"送り状", std::nullopt, ""},
    {"荷物", std::nullopt, ""},
    {"受付日時", std::nullopt, ""},
    {"作成日時", std::nullopt, ""},
    {"発行日", std::nullopt, ""},
    {"有効期限", std::nullopt, "EXPIRY"},
    {"有効期間", std::nullopt, "EXPIRY"},
    {"郵便番号", std::nullopt, ""},
    {"〒", std::nullopt, ""},
    {"金額", std::nullopt, ""},
    {"合計", std::nullopt, ""},
    {"JAN", std::nullopt, ""},
    {"ISBN", std::nullopt, ""},
    {"品番", std::nullopt, ""},
    {"型番", std::nullopt, ""},
    {"https:", std::nullopt, ""},
    {"http:", std::nullopt, ""},
});

// Pages and phrases that carry such numbers without being their label.
constexpr auto kPageWords = std::to_array<NumberLabel>({
    {"通知カード", kMy, ""},
    {"源泉徴収票", kMy, ""},
    {"支払調書", kMy, ""},
    {"特定個人情報", kMy, ""},
    {"扶養控除等", kMy, ""},
    {"住民票", kMy, ""},
    {"カード会社", kCard, ""},
    {"カード名義", kCard, ""},
    {"カード払", kCard, ""},
    {"カードで", kCard, ""},
    {"一括払", kCard, ""},
    {"分割払", kCard, ""},
    {"VALID THRU", kCard, ""},
    {"健康保険", kInsurance, ""},
    {"保険証", kInsurance, ""},
    {"被保険者証", kInsurance, ""},
    {"資格確認書", kInsurance, ""},
    {"後期高齢", kInsurance, ""},
    {"介護保険", kInsurance, ""},
    {"国民健康保険", kInsurance, ""},
    {"診療報酬", kInsurance, ""},
    {"医療費", kInsurance, ""},
    {"限度額適用", kInsurance, ""},
    {"日本年金機構", kPension, ""},
    {"年金事務所", kPension, ""},
    {"ねんきん定期便", kPension, ""},
    {"住民基本台帳", kJuminhyo, ""},
    {"公安委員会", kLicence, ""},
    {"査証", kPassport, ""},
    {"在留資格", kResidence, ""},
    {"在留期間", kResidence, ""},
    {"銀行", kBank, ""},
    {"信用金庫", kBank, ""},
    {"支店", kBank, ""},
    {"ゆうちょ", kBank, ""},
    {"預金", kBank, ""},
    {"口座", kBank, ""},
});

// The last words of compounds that name some number.
constexpr auto kNumberWords = std::to_array<NumberLabel>({
    {"番号", std::nullopt, ""},
    {"コード", std::nullopt, ""},
    {"ナンバー", std::nullopt, ""},
    {"No", std::nullopt, ""},
    {"ID", std::nullopt, ""},
});

enum class WordUse { kLabel, kPageWord, kEndOfCompound };

struct Word {
  const NumberLabel* label;
  WordUse use;
};

// The first character of a text as a key; 0 inside a character.
std::uint32_t KeyAt(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if ((lead & 0xC0u) == 0x80u) return 0;
  return lead < 0x80 ? lead : static_cast<std::uint32_t>(DecodeAt(text, at).character);
}

const std::unordered_map<std::uint32_t, std::vector<Word>>& WordsByCharacter() {
  static const auto kWords = [] {
    std::unordered_map<std::uint32_t, std::vector<Word>> by_character;
    const auto add = [&](std::span<const NumberLabel> labels, WordUse use) {
      for (const NumberLabel& label : labels) {
        by_character[KeyAt(label.word, 0)].push_back({&label, use});
      }
    };
    add(kLabels, WordUse::kLabel);
    add(kPageWords, WordUse::kPageWord);
    add(kNumberWords, WordUse::kEndOfCompound);
    return by_character;
  }();
  return kWords;
}

// Whether the word at `at` ends a compound: "顧客番号", but not "番号" or "の番号"; 会員番号 is
// that of a card company as well as of a club.
bool EndsCompound(std::string_view text, std::size_t at) {
  if (at == 0 || text.substr(0, at).ends_with("会員")) return false;
  const char32_t before = DecodeAt(text, CharacterStart(text, at - 1)).character;
  return IsHan(before) || IsKatakana(before);
}

}  // namespace

std::span<const NumberLabel> NumberLabels() { return kLabels; }

std::vector<LabelFound> FindLabels(std::string_view text) {
  const auto& words = WordsByCharacter();
  std::vector<LabelFound> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint32_t key = KeyAt(text, at);
    const auto candidates = key == 0 ? words.end() : words.find(key);
    if (candidates == words.end()) continue;
    for (const Word& word : candidates->second) {
      const std::string_view wanted = word.label->word;
      if (text.substr(at, wanted.size()) != wanted) continue;
      if (word.use == WordUse::kEndOfCompound && !EndsCompound(text, at)) continue;
      found.push_back({{at, at + wanted.size()}, word.label, word.use == WordUse::kPageWord});
    }
  }
  std::ranges::stable_sort(found, {}, [](const LabelFound& label) {
    return std::pair(label.span.end, label.span.end - label.span.begin);
  });
  return found;
}

}  // namespace sumikeshi
