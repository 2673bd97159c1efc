// Makes pseudonyms.
#include "redact/pseudonym/pseudonym.h"

#include <re2/re2.h>
#include <sodium.h>

#include <algorithm>

#include "redact/pseudonym/days.h"
#include "redact/pseudonym/generalise.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kLetters = "BCDFGHJKMNPQRSTV";
constexpr std::size_t kBytes = 10;

constexpr PersonalKind kKinds[] = {PersonalKind::kEmail,     PersonalKind::kPhone,
                                   PersonalKind::kBirthDate, PersonalKind::kId,
                                   PersonalKind::kAccount,   PersonalKind::kPostalCode,
                                   PersonalKind::kName,      PersonalKind::kAddress,
                                   PersonalKind::kAge,       PersonalKind::kDate};

std::string Without(std::string_view text, std::string_view marks) {
  std::string rest(text);
  std::erase_if(rest, [&](char c) { return marks.contains(c); });
  return rest;
}

std::string Upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  });
  return text;
}

// +81-90-1234-5678 and (090)1234-5678 are one.
std::string CanonicalPhone(std::string_view value) {
  const bool abroad = value.contains("+81");
  std::string digits;
  for (const char c : value) {
    if (IsDigit(static_cast<unsigned char>(c))) digits += c;
  }
  if (!abroad || !digits.starts_with("81")) return digits;
  digits.erase(0, 2);
  return digits.starts_with('0') ? digits : "0" + digits;
}

std::string CanonicalAddress(std::string_view value) {
  static const re2::RE2 kPart("([0-9])(?:丁目|番地の?|番町|番|号|の)");
  static const re2::RE2 kEnd("-+($|[^0-9])");
  std::string address = Without(value, " \t\n");
  re2::RE2::GlobalReplace(&address, kPart, R"(\1-)");
  re2::RE2::GlobalReplace(&address, kEnd, R"(\1)");
  return address;
}

void AddAll(std::u32string_view text, std::u32string_view word, std::vector<Span>& found) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    found.push_back({at, at + word.size()});
  }
}

}  // namespace

std::string_view PersonalKey(PersonalKind kind) {
  switch (kind) {
    case PersonalKind::kEmail:
      return "email";
    case PersonalKind::kPhone:
      return "phone";
    case PersonalKind::kBirthDate:
      return "birth_date";
    case PersonalKind::kPostalCode:
      return "postal_code";
    case PersonalKind::kId:
      return "id";
    case PersonalKind::kAccount:
      return "bank_account";
    case PersonalKind::kAddress:
      return "address";
    case PersonalKind::kName:
      return "name";
    case PersonalKind::kAge:
      return "age";
    case PersonalKind::kDate:
      return "date";
  }
  return {};
}

std::string_view PersonalJapanese(PersonalKind kind) {
  switch (kind) {
    case PersonalKind::kEmail:
      return "電子メール";
    case PersonalKind::kPhone:
      return "電話番号";
    case PersonalKind::kBirthDate:
      return "生年月日";
    case PersonalKind::kPostalCode:
      return "郵便番号";
    case PersonalKind::kId:
      return "管理番号";
    case PersonalKind::kAccount:
      return "口座番号";
    case PersonalKind::kAddress:
      return "住所";
    case PersonalKind::kName:
      return "氏名";
    case PersonalKind::kAge:
      return "年齢";
    case PersonalKind::kDate:
      return "年月日";
  }
  return {};
}

std::string CanonicalValue(PersonalKind kind, std::string_view value) {
  switch (kind) {
    case PersonalKind::kPhone:
      return CanonicalPhone(value);
    case PersonalKind::kPostalCode:
      return Without(value, " -\xE3\x80\x92");  // 〒, whose bytes no digit has
    case PersonalKind::kId:
    case PersonalKind::kAccount:
    case PersonalKind::kEmail:
      return Upper(Without(value, kind == PersonalKind::kEmail ? " \t\n" : " \t\n-"));
    case PersonalKind::kAddress:
      return CanonicalAddress(value);
    case PersonalKind::kBirthDate:
      if (const auto day = ReadDay(value)) {
        return std::to_string(day->year * 10000 + day->month * 100 + day->day);
      }
      return Without(value, " \t\n");
    default:
      return Upper(Without(value, " \t\n"));
  }
}

std::u32string PseudonymOf(const PseudonymKey& key, PersonalKind kind, std::string_view value) {
  std::string message(PersonalKey(kind));
  message += '\0';
  message += CanonicalValue(kind, value);
  Hash hash{};
  crypto_auth_hmacsha256(hash.data(), reinterpret_cast<const unsigned char*>(message.data()),
                         message.size(), key.key.data());
  sodium_memzero(message.data(), message.size());
  std::u32string pseudonym = ToCharacters(PersonalJapanese(kind));
  pseudonym += U'-';
  for (std::size_t i = 0; i < kBytes; ++i) {
    pseudonym += static_cast<unsigned char>(kLetters[hash[i] >> 4]);
    pseudonym += static_cast<unsigned char>(kLetters[hash[i] & 0x0FU]);
  }
  return pseudonym;
}

std::vector<Span> FindPseudonyms(const Text& text) {
  std::vector<Span> found;
  const std::u32string_view all = text.characters;
  const auto is_letter = [](char32_t c) {
    return c < 0x80 && kLetters.contains(static_cast<char>(c));
  };
  for (const PersonalKind kind : kKinds) {
    const std::u32string head = ToCharacters(PersonalJapanese(kind)) + U"-";
    for (std::size_t at = all.find(head); at != all.npos; at = all.find(head, at + 1)) {
      const std::u32string_view body = all.substr(at + head.size(), 2 * kBytes);
      if (body.size() == 2 * kBytes && std::ranges::all_of(body, is_letter)) {
        found.push_back({at, at + head.size() + body.size()});
      }
    }
    AddAll(all, RemovedMark(kind), found);
  }
  for (int age = 0; age <= 90; age += 10) AddAll(all, AgeBand(age), found);
  std::ranges::sort(found, {}, &Span::begin);
  return found;
}

}  // namespace sumikeshi
