// Made-up identifiers with the check digits that real ones have.
#pragma once

#include <string>
#include <string_view>

#include "tests/mailroom/random.h"

namespace sumikeshi::mailroom {

// All as bare digits (letters where the format has them), without separators.
std::string Digits(Random& random, int count);
std::string MyNumber(Random& random);         // 12; check digit by 総務省令85号 (2014) art. 5
std::string CorporateNumber(Random& random);  // 13; check digit first
std::string CardNumber(Random& random);       // 14-16; Luhn, Japanese brands' prefixes
std::string InsurerNumber(Random& random);    // 8 or 6; mod 10, weights 2,1
std::string PensionNumber(Random& random);    // 10; no published check
std::string JuminhyoCode(Random& random);     // 11; no published check
std::string LicenceNumber(Random& random);    // 12; check digit in place 11

// "123456789012" -> "1234 5678 9012" for group 4. The last group takes what is left.
std::string Group(std::string_view digits, int group, std::string_view separator);
// Half-width digits as full-width ones.
std::string FullWidth(std::string_view ascii);

}  // namespace sumikeshi::mailroom
