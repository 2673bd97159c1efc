// What stands in a field is written for people: titles, notes in brackets, words instead of a
// value.
#include "scanner/personal/pieces.h"

#include <re2/re2.h>

#include <algorithm>
#include <unordered_set>

#include "scanner/fields/fields.h"
#include "scanner/personal/addresses.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

// Labels of numbers that belong to no person, and of names of companies.
constexpr std::string_view kOrganisation[] = {"インボイス番号",
                                              "コード番号",
                                              "ロット番号",
                                              "不動産番号",
                                              "事業所整理記号",
                                              "事業所番号",
                                              "事業所記号",
                                              "代理店コード",
                                              "代理店番号",
                                              "企業番号",
                                              "医療機関コード",
                                              "医療機関番号",
                                              "収納機関番号",
                                              "品番",
                                              "商品コード",
                                              "商品番号",
                                              "営業所コード",
                                              "団体コード",
                                              "団体名コード",
                                              "団体番号",
                                              "型式",
                                              "帳票ID",
                                              "帳票No",
                                              "帳票コード",
                                              "帳票番号",
                                              "店舗番号",
                                              "拠点コード",
                                              "支社コード",
                                              "施設番号",
                                              "様式",
                                              "様式番号",
                                              "機種番号",
                                              "薬局コード",
                                              "登録番号(インボイス)",
                                              "適格請求書発行事業者登録番号",
                                              "部署コード",
                                              "雇用保険適用事業所番号",
                                              "労働保険番号",
                                              "委託者番号",
                                              "会社名",
                                              "法人名",
                                              "法人名称",
                                              "団体名",
                                              "団体名称",
                                              "組織名",
                                              "店名",
                                              "商号",
                                              "印",
                                              "印影",
                                              "印鑑",
                                              "押印",
                                              "捺印",
                                              "使用印",
                                              "届出印",
                                              "お届け印",
                                              "お届印",
                                              "訂正印",
                                              "届出印鑑"};
// Labels of any number at all: only a long one is the number of a person.
constexpr std::string_view kAnyNumber[] = {"No", "No.", "no", "コード", "ナンバー", "ID", "id"};
constexpr std::size_t kLongNumber = 5;

constexpr std::string_view kNoValue[] = {
    "同上",       "同左",         "同じ",         "本人",     "ご本人",   "なし",     "無し",
    "無",         "有",           "有り",         "あり",     "不明",     "未定",     "未記入",
    "該当なし",   "特になし",     "男",           "女",       "男性",     "女性",     "妻",
    "夫",         "父",           "母",           "子",       "長男",     "長女",     "次男",
    "次女",       "三男",         "三女",         "配偶者",   "世帯主",   "印",       "㊞",
    "様",         "殿",           "法定相続人",   "相続人",   "代理人",   "契約者",   "被保険者",
    "契約者本人", "被保険者本人", "契約者に同じ", "続柄",     "カナ",     "漢字",     "自署",
    "署名",       "旧姓",         "担当",         "フリガナ", "ふりがな", "以下余白", "省略",
    "上記",       "N/A",          "null",         "none",     "None",     "-"};

constexpr std::string_view kTitles[] = {"様", "さま", "殿", "さん", "氏", "先生", "御中"};

template <std::size_t N>
bool IsIn(const std::string_view (&set)[N], std::string_view word) {
  return std::ranges::find(set, word) != std::end(set);
}

bool IsContent(char32_t c) {
  return IsDigit(c) || IsAsciiLetter(c) || IsHan(c) || IsHiragana(c) || IsKatakana(c) ||
         (c > 0x7F && !(c >= 0x3000 && c <= 0x303F) && c != U'■' && c != U'・' && c != U'○');
}

// The span without what is no content at its ends, and without titles behind a name.
Span Trimmed(std::string_view text, Span span, bool name) {
  while (!span.empty()) {
    const auto [c, next] = DecodeAt(text, span.begin);
    if (IsContent(c)) break;
    span.begin = next;
  }
  for (bool again = true; again && !span.empty();) {
    again = false;
    const std::size_t last = CharacterStart(text, span.end - 1);
    if (!IsContent(DecodeAt(text, last).character)) {
      span.end = last;
      again = true;
      continue;
    }
    if (!name) continue;
    for (const std::string_view title : kTitles) {
      const std::string_view value = Slice(text, span);
      if (value.size() <= title.size() + 2 || !value.ends_with(title)) continue;
      span.end -= title.size();
      again = true;
    }
  }
  return span;
}

bool CutsNames(char32_t c) {
  return std::u32string_view(U"()[]{}<>「」『』【】、,;:/|\t\n").contains(c);
}

// The name of another field ({"name":"病名","value":"胃炎"}) is nobody's.
bool IsLabel(std::string_view value) {
  static const std::unordered_set<std::string_view> kTexts = [] {
    std::unordered_set<std::string_view> texts;
    for (const Label& label : AllLabels()) texts.insert(label.text);
    return texts;
  }();
  return kTexts.contains(value);
}

// Cuts a field of names at brackets and commas.
std::vector<Piece> CutNames(std::string_view text, Span span) {
  std::vector<Piece> pieces;
  std::size_t begin = span.begin;
  const auto close = [&](std::size_t end) {
    const Span piece = Trimmed(text, {begin, end}, true);
    const std::string_view value = Slice(text, piece);
    const bool number = std::ranges::all_of(value, [](char c) {
      return IsDigit(static_cast<unsigned char>(c)) || c == '-' || c == ' ';
    });
    if (!piece.empty() && !number && !IsIn(kNoValue, value) && !IsLabel(value) &&
        !value.ends_with("歳")) {
      pieces.push_back({piece, PersonalKind::kName});
    }
  };
  for (std::size_t at = span.begin; at < span.end;) {
    const auto [c, next] = DecodeAt(text, at);
    if (CutsNames(c)) {
      close(at);
      begin = next;
    }
    at = next;
  }
  close(span.end);
  return pieces;
}

std::vector<Piece> CutAddress(std::string_view text, Span span) {
  static const re2::RE2 kCode("^(〒? ?[0-9]{3}-?[0-9]{4})(?:[^0-9-]|$)");
  std::vector<Piece> pieces;
  if (const auto code = FindPattern(Slice(text, span), kCode); !code.empty()) {
    const Span place{span.begin + code[0][0].begin, span.begin + code[0][0].end};
    pieces.push_back({Trimmed(text, place, false), PersonalKind::kPostalCode});
    span.begin = place.end;
  }
  const Span rest = Trimmed(text, span, false);
  if (!rest.empty() && !IsIn(kNoValue, Slice(text, rest))) {
    pieces.push_back({rest, PersonalKind::kAddress});
  }
  return pieces;
}

std::size_t CountAlphanumerics(std::string_view value) {
  return static_cast<std::size_t>(std::ranges::count_if(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return IsDigit(byte) || IsAsciiLetter(byte);
  }));
}

bool IsAge(const Label& label, std::string_view value) {
  const std::string_view name = label.text;
  if (name.contains("齢") || name.contains("年令") || name == "age") return true;
  return value.ends_with("歳") || value.ends_with("才");
}

}  // namespace

std::optional<PersonalKind> KindOf(const Label& label) {
  if (label.use == FieldUse::kSensitive) {
    return label.category == Category::kBankAccount ? std::optional(PersonalKind::kAccount)
                                                    : std::nullopt;
  }
  if (IsIn(kOrganisation, label.text)) return std::nullopt;
  if (label.kind == "NAME") return PersonalKind::kName;
  if (label.kind == "ADDRESS") return PersonalKind::kAddress;
  if (label.kind == "PHONE") return PersonalKind::kPhone;
  if (label.kind == "EMAIL") return PersonalKind::kEmail;
  if (label.kind == "BIRTH") return PersonalKind::kBirthDate;
  if (label.kind == "POLICY_NO") return PersonalKind::kId;
  return std::nullopt;
}

std::vector<Piece> PiecesOf(std::string_view text, Span span, PersonalKind kind,
                            const Label& label) {
  if (kind == PersonalKind::kName) return CutNames(text, span);
  if (kind == PersonalKind::kAddress) return CutAddress(text, span);
  const Span value_span = Trimmed(text, span, false);
  const std::string_view value = Slice(text, value_span);
  const std::size_t written = CountAlphanumerics(value);
  const bool digits =
      std::ranges::any_of(value, [](char c) { return IsDigit(static_cast<unsigned char>(c)); });
  switch (kind) {
    case PersonalKind::kEmail:
      if (!value.contains('@')) return {};
      break;
    case PersonalKind::kPhone:
      if (written < 4 || !digits) return {};
      break;
    case PersonalKind::kId:
    case PersonalKind::kAccount:
      if (!digits || written < (IsIn(kAnyNumber, label.text) ? kLongNumber : 1)) return {};
      break;
    case PersonalKind::kBirthDate:
      if (!digits) return {};
      if (IsAge(label, value)) return {{value_span, PersonalKind::kAge}};
      break;
    default:
      if (value.empty()) return {};
  }
  return {{value_span, kind}};
}

}  // namespace sumikeshi
