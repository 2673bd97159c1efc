// Check digits of Japanese identifiers.
#include "scanner/recognizers/check_digits.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sumikeshi {
namespace {

bool AllDigits(std::string_view text, std::size_t length) {
  return text.size() == length &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int DigitAt(std::string_view digits, std::size_t i) { return digits[i] - '0'; }

// The value of `count` digits from `begin`.
int Value(std::string_view digits, std::size_t begin, std::size_t count) {
  int value = 0;
  for (std::size_t i = begin; i < begin + count; ++i) value = value * 10 + DigitAt(digits, i);
  return value;
}

template <std::size_t N>
int WeightedSum(std::string_view digits, const std::array<int, N>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += DigitAt(digits, i) * weights[i];
  return sum;
}

}  // namespace

bool IsMyNumber(std::string_view digits) {
  if (!AllDigits(digits, 12)) return false;
  const int rest = WeightedSum(digits, std::array{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
  return DigitAt(digits, 11) == (rest <= 1 ? 0 : 11 - rest);
}

bool IsCorporateNumber(std::string_view digits) {
  if (!AllDigits(digits, 13)) return false;
  int sum = 0;
  for (std::size_t n = 1; n <= 12; ++n) sum += DigitAt(digits, 13 - n) * (n % 2 == 1 ? 1 : 2);
  return DigitAt(digits, 0) == 9 - sum % 9;
}

bool IsLuhn(std::string_view digits) {
  if (digits.empty() || !AllDigits(digits, digits.size())) return false;
  int sum = 0;
  for (std::size_t n = 0; n < digits.size(); ++n) {
    const int digit = DigitAt(digits, digits.size() - 1 - n) * (n % 2 == 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 == 0;
}

bool IsInsurerNumber(std::string_view digits) {
  // 法別番号: 健康保険, 船員, 日雇, 自衛官, 共済, 後期高齢, 退職, 公費.
  static constexpr std::array kLaws = {1,  2,  3,  4,  6,  7,  10, 11, 12, 13, 14, 15, 16, 17,
                                       18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31, 32, 33,
                                       34, 38, 39, 51, 52, 54, 62, 63, 66, 67, 72, 73, 74, 75};
  if (!AllDigits(digits, 8) && !AllDigits(digits, 6)) return false;
  const std::size_t prefecture_at = digits.size() - 6;
  const int prefecture = Value(digits, prefecture_at, 2);
  if (prefecture < 1 || prefecture > 47 || !IsLuhn(digits)) return false;
  return prefecture_at == 0 || std::ranges::binary_search(kLaws, Value(digits, 0, 2));
}

bool IsLicenceNumber(std::string_view digits) {
  if (!AllDigits(digits, 12)) return false;
  const int commission = Value(digits, 0, 2);
  const int region = commission / 10;
  static constexpr std::array kLastOfRegion = {0, 4, 5, 0, 9, 5, 5, 4, 3, 7};
  if (commission % 10 > kLastOfRegion[static_cast<std::size_t>(region)]) return false;
  const int sum = WeightedSum(digits, std::array{5, 4, 3, 2, 7, 6, 5, 4, 3, 2});
  return DigitAt(digits, 10) == (11 - sum % 11) % 10;
}

std::optional<int> MrzCheckDigit(std::string_view field) {
  int sum = 0;
  for (std::size_t i = 0; i < field.size(); ++i) {
    const char c = field[i];
    int value = 0;
    if (c >= '0' && c <= '9') {
      value = c - '0';
    } else if (c >= 'A' && c <= 'Z') {
      value = c - 'A' + 10;
    } else if (c != '<') {
      return std::nullopt;
    }
    sum += value * std::array{7, 3, 1}[i % 3];
  }
  return sum % 10;
}

bool HasCardPrefix(std::string_view digits) {
  if (digits.size() < 13 || digits.size() > 19 || !AllDigits(digits, digits.size())) return false;
  struct Range {
    int first;  // four leading digits
    int last;
    std::size_t shortest;
    std::size_t longest;
  };
  static constexpr auto kRanges = std::to_array<Range>({
      {2221, 2720, 16, 16},  // Mastercard
      {3000, 3059, 14, 14},  // Diners Club
      {3095, 3095, 14, 14},
      {3400, 3499, 15, 15},  // American Express
      {3528, 3589, 16, 19},  // JCB
      {3600, 3699, 14, 19},  // Diners Club
      {3700, 3799, 15, 15},
      {3800, 3999, 14, 14},
      {4000, 4999, 13, 19},  // Visa: 13, 16, 19
      {5100, 5599, 16, 16},
      {6011, 6011, 16, 16},  // Discover
      {6200, 6299, 16, 19},  // UnionPay
      {6440, 6599, 16, 16},
      {8100, 8199, 16, 19},
  });
  const int prefix = Value(digits, 0, 4);
  return std::ranges::any_of(kRanges, [&](const Range& range) {
    const bool visa = range.first == 4000;
    return prefix >= range.first && prefix <= range.last && digits.size() >= range.shortest &&
           digits.size() <= range.longest && (!visa || digits.size() % 3 == 1);
  });
}

bool StartsWithDate(std::string_view digits) {
  if (digits.size() < 8 || !AllDigits(digits.substr(0, 8), 8)) return false;
  const int year = Value(digits, 0, 4);
  const int month = Value(digits, 4, 2);
  const int day = Value(digits, 6, 2);
  return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

}  // namespace sumikeshi
