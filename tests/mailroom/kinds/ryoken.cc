// パスポート: a copy of the photo page with its machine-readable zone.
#include <fmt/format.h>

#include <cctype>

#include "tests/mailroom/kinds/cards.h"

namespace sumikeshi::mailroom {
namespace {

// ICAO 9303-3, 4.9: weights 7 3 1, digits as they are, A is 10, filler 0, modulo 10.
char CheckDigit(std::string_view text) {
  constexpr int kWeights[] = {7, 3, 1};
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const int value = std::isdigit(c) != 0 ? c - '0' : std::isalpha(c) != 0 ? c - 'A' + 10 : 0;
    sum += value * kWeights[i % 3];
  }
  return static_cast<char>('0' + sum % 10);
}

std::string Padded(std::string text, std::size_t size) {
  text.resize(size, '<');
  return text;
}

Sheet Make(Random& random) {
  static constexpr std::string_view kMonths[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                 "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
  const std::string roman = Word(random, "roman_name");
  const std::string given = roman.substr(0, roman.find(' ')),
                    family = roman.substr(roman.find(' ') + 1);
  const std::string number = One(random, {"TK", "TR", "TZ", "MU"}) + Digits(random, 7);
  const int year = random.Range(50, 99), month = random.Range(1, 12), day = random.Range(1, 28);
  const std::string sex = One(random, {"M", "F"});
  const std::string birth = fmt::format("{:02}{:02}{:02}", year, month, day);
  const std::string expiry = fmt::format("{:02}0817", random.Range(27, 34));
  std::string second = number + CheckDigit(number) + "JPN" + birth + CheckDigit(birth) + sex +
                       expiry + CheckDigit(expiry) + std::string(14, '<') + "<";
  second += CheckDigit(second.substr(0, 10) + second.substr(13, 7) + second.substr(21, 22));
  const auto date = [&](int d, int m, int y) {
    return fmt::format("{:02} {} {}", d, kMonths[m - 1], y);
  };
  Plate plate{.width = 125, .height = 88};
  plate.things = {Frame(0, 0, 125, 88), Face(5, 18, 33, 43)};
  plate.spots = {Bold(Fixed(5, 4, 9, "日本国　JAPAN")),
                 Fixed(44, 4, 7, "旅券\nPASSPORT"),
                 Fixed(62, 4, 5, "型/Type"),
                 Written(62, 7, 8, Plain("P")),
                 Fixed(74, 4, 5, "発行国/Issuing country"),
                 Written(78, 7, 8, Plain("JPN")),
                 Fixed(99, 4, 5, "旅券番号/Passport No."),
                 Written(99, 7, 8.5, Plain(number)),
                 Fixed(44, 14, 5, "姓/Surname"),
                 Written(46, 17, 8.5, Keep(family)),
                 Fixed(44, 23, 5, "名/Given name"),
                 Written(46, 26, 8.5, Keep(given)),
                 Fixed(44, 32, 5, "国籍/Nationality"),
                 Written(46, 35, 8, Plain("JAPAN")),
                 Fixed(84, 32, 5, "生年月日/Date of birth"),
                 Written(86, 35, 8, Keep(date(day, month, 1900 + year))),
                 Fixed(44, 41, 5, "性別/Sex"),
                 Written(46, 44, 8, Plain(sex)),
                 Fixed(84, 41, 5, One(random, {"本籍/Registered Domicile", "本籍／Domicile"})),
                 Written(86, 44, 8,
                         Sensitive(Category::kHonseki, One(random, {"TOKYO", "OSAKA", "HOKKAIDO",
                                                                    "FUKUOKA", "NAGANO"}))),
                 Fixed(44, 50, 5, "発行年月日/Date of issue"),
                 Written(46, 53, 8, Keep(date(17, 8, random.Range(2017, 2024)))),
                 Fixed(84, 50, 5, "所持人自署/Signature of bearer"),
                 Written(86, 54, 10, Plain(given)),
                 Fixed(44, 59, 5, "有効期間満了日/Date of expiry"),
                 Written(46, 62, 8, Keep(date(17, 8, 2000 + std::stoi(expiry.substr(0, 2))))),
                 Fixed(84, 62, 5, "発行官庁/Authority"),
                 Written(86, 65, 6.5, Plain("MINISTRY OF FOREIGN AFFAIRS"))};
  for (const auto& [y, text] :
       {std::pair{73.0, Padded("P<JPN" + family + "<<" + given, 44)}, {80.0, second}}) {
    Spot zone = Written(5, y, 11.2, Plain(text));
    zone.family = "Noto Sans Mono CJK JP";
    plate.spots.push_back(std::move(zone));
  }
  return Copies(random, {std::move(plate)});
}

}  // namespace

extern const Kind kRyoken{"ryoken", Make};

}  // namespace sumikeshi::mailroom
