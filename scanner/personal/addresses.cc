// Prefectures are a closed list; what follows one up to a municipality and a number is an address.
//
// Sources: 地方自治法 6条, 252条の19 (designated cities); capitals of the prefectures. Cities whose
// name another prefecture has too (府中市) are left out.
#include "scanner/personal/addresses.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

#include "scanner/recognizers/patterns.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kPrefectures[] = {
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県",   "福島県", "茨城県",
    "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
    "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県",   "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
    "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県",   "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"};

constexpr std::pair<std::string_view, std::string_view> kCities[] = {
    {"札幌市", "北海道"},     {"函館市", "北海道"},   {"旭川市", "北海道"},
    {"青森市", "青森県"},     {"盛岡市", "岩手県"},   {"仙台市", "宮城県"},
    {"秋田市", "秋田県"},     {"山形市", "山形県"},   {"福島市", "福島県"},
    {"水戸市", "茨城県"},     {"つくば市", "茨城県"}, {"宇都宮市", "栃木県"},
    {"前橋市", "群馬県"},     {"高崎市", "群馬県"},   {"さいたま市", "埼玉県"},
    {"川口市", "埼玉県"},     {"千葉市", "千葉県"},   {"船橋市", "千葉県"},
    {"千代田区", "東京都"},   {"新宿区", "東京都"},   {"文京区", "東京都"},
    {"台東区", "東京都"},     {"墨田区", "東京都"},   {"江東区", "東京都"},
    {"品川区", "東京都"},     {"目黒区", "東京都"},   {"大田区", "東京都"},
    {"世田谷区", "東京都"},   {"渋谷区", "東京都"},   {"中野区", "東京都"},
    {"杉並区", "東京都"},     {"豊島区", "東京都"},   {"荒川区", "東京都"},
    {"板橋区", "東京都"},     {"練馬区", "東京都"},   {"足立区", "東京都"},
    {"葛飾区", "東京都"},     {"江戸川区", "東京都"}, {"八王子市", "東京都"},
    {"横浜市", "神奈川県"},   {"川崎市", "神奈川県"}, {"相模原市", "神奈川県"},
    {"新潟市", "新潟県"},     {"富山市", "富山県"},   {"金沢市", "石川県"},
    {"福井市", "福井県"},     {"甲府市", "山梨県"},   {"長野市", "長野県"},
    {"岐阜市", "岐阜県"},     {"静岡市", "静岡県"},   {"浜松市", "静岡県"},
    {"名古屋市", "愛知県"},   {"豊田市", "愛知県"},   {"津市", "三重県"},
    {"四日市市", "三重県"},   {"大津市", "滋賀県"},   {"京都市", "京都府"},
    {"大阪市", "大阪府"},     {"堺市", "大阪府"},     {"神戸市", "兵庫県"},
    {"姫路市", "兵庫県"},     {"奈良市", "奈良県"},   {"和歌山市", "和歌山県"},
    {"鳥取市", "鳥取県"},     {"松江市", "島根県"},   {"岡山市", "岡山県"},
    {"倉敷市", "岡山県"},     {"広島市", "広島県"},   {"福山市", "広島県"},
    {"下関市", "山口県"},     {"徳島市", "徳島県"},   {"高松市", "香川県"},
    {"松山市", "愛媛県"},     {"高知市", "高知県"},   {"福岡市", "福岡県"},
    {"北九州市", "福岡県"},   {"佐賀市", "佐賀県"},   {"長崎市", "長崎県"},
    {"熊本市", "熊本県"},     {"大分市", "大分県"},   {"宮崎市", "宮崎県"},
    {"鹿児島市", "鹿児島県"}, {"那覇市", "沖縄県"}};

// A place name, its number, and the building behind it.
constexpr std::string_view kName = R"([\p{Han}\p{Katakana}々ヶーケのが]{0,12})";
constexpr std::string_view kNumber =
    R"([0-9]{1,5}(?: ?(?:-|丁目|番地の?|番町|番|号|条|線) ?[0-9]{0,5}|の[0-9]{1,5}){0,6}(?:[東西南北][0-9]{1,3}(?:丁目)?)?(?:-[0-9]{1,4})*)";
constexpr std::string_view kBuilding =
    R"((?: ?[\p{Katakana}\p{Han}A-Za-zー・]{2,20}[ -]?(?:[0-9]{1,5}(?:号室|号|階|F|室)?|ビル|マンション|ハイツ|コーポ|荘|アパート|レジデンス|タワー|団地)(?:[ -]?[0-9]{1,5}(?:号室|号|階|F|室)?)?)?)";

std::string AnyPrefecture() {
  std::string any;
  for (const std::string_view prefecture : kPrefectures) {
    if (!any.empty()) any += '|';
    any += prefecture;
  }
  return any;
}

const re2::RE2& WithPrefecture() {
  static const re2::RE2 kPattern(
      "((?:" + AnyPrefecture() +
      R"re()(?:(?:[\p{Han}\p{Katakana}ヶー]{1,8}?|\p{Hiragana}{2,6})[市区町村郡]){1,3}(?:)re" +
      std::string(kName) + std::string(kNumber) + std::string(kBuilding) +
      R"re(|[\p{Han}\p{Katakana}ヶー]{0,6})))re");
  return kPattern;
}

const re2::RE2& WithNumber() {
  static const re2::RE2 kPattern(
      R"(((?:\p{Han}{1,5}郡)?(?:[\p{Han}ヶ]{1,6}|さいたま|つくば|いわき|あきる野|ひたちなか)[市区町村])" +
      std::string(kName) + R"([0-9]{1,5}(?: ?(?:-|丁目|番地の?|番|号) ?[0-9]{0,5}){1,6})" +
      std::string(kBuilding) + ")");
  return kPattern;
}

// Neither prefecture nor municipality: 丸の内1丁目2番3号, 大字見本123番地.
const re2::RE2& OfBlocks() {
  static const re2::RE2 kPattern(
      R"(((?:[\p{Han}\p{Katakana}ヶーケのが]{0,11}\p{Han} ?[0-9]{1,2}丁目 ?[0-9]{1,4}(?:番地?|-)(?: ?[0-9]{1,4}号?)?)"
      R"(|(?:大字|字)[\p{Han}\p{Katakana}ヶーケのが字]{1,12}[0-9]{1,5}(?:番地?|-)(?:の?[0-9]{1,4})?))" +
      std::string(kBuilding) + ")");
  return kPattern;
}

void AddAll(std::string_view text, const re2::RE2& pattern, std::vector<Span>& found) {
  for (const std::vector<Span>& groups : FindPattern(text, pattern)) found.push_back(groups[0]);
}

}  // namespace

std::vector<Span> FindAddresses(std::string_view text) {
  std::vector<Span> found;
  AddAll(text, WithPrefecture(), found);
  AddAll(text, WithNumber(), found);
  AddAll(text, OfBlocks(), found);
  std::ranges::sort(found, {}, &Span::begin);
  return found;
}

std::vector<Span> FindPostalCodes(std::string_view text) {
  static const re2::RE2 kPattern("(〒 ?[0-9]{3}-?[0-9]{4})");
  std::vector<Span> found;
  AddAll(text, kPattern, found);
  return found;
}

std::string_view PrefectureOf(std::string_view address) {
  for (const std::string_view prefecture : kPrefectures) {
    if (address.starts_with(prefecture)) return prefecture;
  }
  for (const auto& [city, prefecture] : kCities) {
    if (address.starts_with(city)) return prefecture;
  }
  return {};
}

}  // namespace sumikeshi
