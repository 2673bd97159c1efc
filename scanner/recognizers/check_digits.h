// Check digits of Japanese identifiers. All take the bare digits; anything else is false.
#pragma once

#include <optional>
#include <string_view>

namespace sumikeshi {

// 個人番号, 12 digits. 番号法総務省令 (平成26年総務省令85号) 5条.
[[nodiscard]] bool IsMyNumber(std::string_view digits);

// 法人番号, 13 digits, check digit first. 法人番号の指定等に関する省令 2条.
[[nodiscard]] bool IsCorporateNumber(std::string_view digits);

// ISO/IEC 7812-1 annex B (Luhn), any length; also 保険者番号, 公費負担者番号 and 受給者番号
// (保険者番号等の設定について 昭和51年保発45号), whose weights 2 1 2 1 are the same formula.
[[nodiscard]] bool IsLuhn(std::string_view digits);

// 保険者番号: 8 digits with a known 法別番号, or 6 (国民健康保険); 都道府県 01-47 and check digit.
[[nodiscard]] bool IsInsurerNumber(std::string_view digits);

// 運転免許証番号, 12 digits: 公安委員会 code, year, serial, check digit, times reissued. The
// formula is not published by the police; it is the one that agrees with known cards.
[[nodiscard]] bool IsLicenceNumber(std::string_view digits);

// The ICAO 9303 part 3, 4.9 check digit (weights 7 3 1) of digits, letters and '<'.
[[nodiscard]] std::optional<int> MrzCheckDigit(std::string_view field);

// Whether the digits start with a range of a card brand and have a length of it.
[[nodiscard]] bool HasCardPrefix(std::string_view digits);

// Whether the digits start with a day of the Gregorian calendar, 19000101 to 20991231.
[[nodiscard]] bool StartsWithDate(std::string_view digits);

}  // namespace sumikeshi
