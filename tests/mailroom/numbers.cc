// Made-up identifiers with the check digits that real ones have.
#include "tests/mailroom/numbers.h"

#include <cstddef>

namespace sumikeshi::mailroom {
namespace {

int Digit(char c) { return c - '0'; }
char Character(int digit) { return static_cast<char>('0' + digit); }

// The digit that makes the Luhn sum of body + digit a multiple of ten. The check digit of
// insurers' numbers is the same sum with its weights counted from the other end of the rule.
char LuhnDigit(std::string_view body) {
  int sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const int doubled = Digit(body[body.size() - 1 - i]) * (i % 2 == 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return Character((10 - sum % 10) % 10);
}

std::string Prefecture(Random& random) {
  const int number = random.Range(1, 47);
  return {Character(number / 10), Character(number % 10)};
}

}  // namespace

std::string Digits(Random& random, int count) {
  std::string digits;
  for (int i = 0; i < count; ++i) digits += Character(random.Range(0, 9));
  return digits;
}

std::string MyNumber(Random& random) {
  std::string body = Digits(random, 11);
  int sum = 0;
  for (int n = 1; n <= 11; ++n) {
    const int weight = n <= 6 ? n + 1 : n - 5;
    sum += Digit(body[static_cast<std::size_t>(11 - n)]) * weight;
  }
  const int remainder = sum % 11;
  return body + Character(remainder <= 1 ? 0 : 11 - remainder);
}

std::string CorporateNumber(Random& random) {
  const std::string body = "0" + Digits(random, 11);
  int sum = 0;
  for (int n = 1; n <= 12; ++n) {
    sum += Digit(body[static_cast<std::size_t>(12 - n)]) * (n % 2 == 1 ? 1 : 2);
  }
  return Character(9 - sum % 9) + body;
}

std::string CardNumber(Random& random) {
  struct Brand {
    std::string_view prefix;
    int length;
  };
  static constexpr Brand kBrands[] = {{"4", 16},    {"51", 16},   {"54", 16},   {"2231", 16},
                                      {"3528", 16}, {"3571", 16}, {"3589", 16}, {"37", 15},
                                      {"36", 14},   {"62", 16}};
  // The three schemes that most Japanese cards carry come more often than the rest.
  const Brand& brand = kBrands[random.Range(0, random.Chance(0.15) ? 9 : 6)];
  std::string body(brand.prefix);
  body += Digits(random, brand.length - 1 - static_cast<int>(body.size()));
  return body + LuhnDigit(body);
}

std::string InsurerNumber(Random& random) {
  std::string body;
  if (random.Chance(0.75)) {
    body = random.Pick({"01", "06", "06", "31", "32", "33", "34", "39", "63"});
  }
  body += Prefecture(random) + Digits(random, 3);
  return body + LuhnDigit(body);
}

std::string PensionNumber(Random& random) { return Digits(random, 10); }

std::string JuminhyoCode(Random& random) { return Digits(random, 11); }

std::string LicenceNumber(Random& random) {
  std::string body(random.Pick({"10", "22", "30", "42", "43", "45", "50", "54", "62", "72", "90"}));
  body += Digits(random, 8);
  static constexpr int kWeights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += Digit(body[i]) * kWeights[i];
  return body + Character((11 - sum % 11) % 10) + Character(random.Range(0, 2));
}

std::string Group(std::string_view digits, int group, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % static_cast<std::size_t>(group) == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string FullWidth(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    if (c < '0' || c > '9') {
      out += c;
      continue;
    }
    out += "\xEF\xBC";  // U+FF10..FF19 in UTF-8
    out += static_cast<char>(0x90 + Digit(c));
  }
  return out;
}

}  // namespace sumikeshi::mailroom
