// Numbers: check digits against their worked examples and a second formula, how runs are cut, and
// how often chance makes a finding.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/check_digits.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/recognizer.h"
#include "tests/recognizers/examples.h"

namespace sumikeshi {
namespace {

using ::testing::ElementsAre;

std::string RandomDigits(std::mt19937& random, std::size_t length) {
  std::string digits;
  for (std::size_t i = 0; i < length; ++i) digits += static_cast<char>('0' + random() % 10);
  return digits;
}

TEST(CheckDigits, AcceptTheWorkedExamples) {
  for (const char* number : {"123456789018", "983205673214", "111111111118", "555012345676",
                             "901234567893", "000000000000"}) {
    EXPECT_TRUE(IsMyNumber(number)) << number;
  }
  for (const char* number : {"7000012050002", "4010001123456", "9999999999999"}) {
    EXPECT_TRUE(IsCorporateNumber(number)) << number;
  }
  for (const char* number :
       {"4111111111111111", "5555555555554444", "2223003122003222", "3530111333300000",
        "378282246310005", "30569309025904", "38520000023237", "36148900647913", "6200000000000005",
        "6011111111111117"}) {
    EXPECT_TRUE(IsLuhn(number) && HasCardPrefix(number)) << number;
  }
  for (const char* number :
       {"33120015", "01130012", "06130124", "39139993", "31130016", "138016"}) {
    EXPECT_TRUE(IsInsurerNumber(number)) << number;
  }
  for (const char* number : {"459803358720", "300912345610", "909900000170", "620565432150"}) {
    EXPECT_TRUE(IsLicenceNumber(number)) << number;
  }
  EXPECT_EQ(MrzCheckDigit("TR1234567"), 2);
  EXPECT_EQ(MrzCheckDigit("000101"), 8);
  EXPECT_EQ(MrzCheckDigit("250101"), 7);
  EXPECT_EQ(MrzCheckDigit("MZ0000001"), 0);
}

TEST(CheckDigits, RejectOtherLengthsAndLetters) {
  for (const char* text : {"", "1", "12345678901", "1234567890189", "12345678901x"}) {
    EXPECT_FALSE(IsMyNumber(text)) << text;
    EXPECT_FALSE(IsLicenceNumber(text)) << text;
    EXPECT_FALSE(IsInsurerNumber(text)) << text;
  }
  EXPECT_FALSE(IsLuhn(""));
  EXPECT_FALSE(IsLuhn("411111111111111a"));
  EXPECT_EQ(MrzCheckDigit("TR12345*7"), std::nullopt);
  EXPECT_FALSE(IsInsurerNumber("671388"));  // prefecture 67
}

// The text of the ordinance: P(n) from the right, Q(n) = n + 1 up to 6, n - 5 from 7.
bool IsMyNumberByOrdinance(const std::string& digits) {
  int sum = 0;
  for (int n = 1; n <= 11; ++n) {
    const int p = digits[static_cast<std::size_t>(11 - n)] - '0';
    sum += p * (n <= 6 ? n + 1 : n - 5);
  }
  int check = 11 - sum % 11;
  if (sum % 11 <= 1) check = 0;
  return digits[11] - '0' == check;
}

// The doubling table of Luhn, from the left.
bool IsLuhnByTable(const std::string& digits) {
  constexpr int kDoubled[] = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[i] - '0';
    sum += (digits.size() - i) % 2 == 0 ? kDoubled[digit] : digit;
  }
  return sum % 10 == 0;
}

TEST(CheckDigits, AgreeWithASecondFormula) {
  std::mt19937 random(3);
  for (int i = 0; i < 100'000; ++i) {
    const std::string digits = RandomDigits(random, 12);
    ASSERT_EQ(IsMyNumber(digits), IsMyNumberByOrdinance(digits)) << digits;
    ASSERT_EQ(IsLuhn(digits), IsLuhnByTable(digits)) << digits;
  }
}

std::vector<std::string> Shapes(std::string_view text) {
  const View view = MakeView(ReadExample(text).text);
  std::vector<std::string> shapes;
  for (const DigitRun& run : FindDigitRuns(view)) shapes.push_back(run.shape);
  return shapes;
}

TEST(DigitRuns, AreWholeNumbersWithTheirGroups) {
  EXPECT_THAT(Shapes("1234 5678 9018"), ElementsAre("4-4-4"));
  EXPECT_THAT(Shapes("03-1234-5678 12"), ElementsAre("2-4-4", "2"));
  EXPECT_THAT(Shapes("１２３４―５６７８―９０１８"), ElementsAre("4-4-4"));
  EXPECT_THAT(Shapes("1234・5678・9018"), ElementsAre("4-4-4"));
  EXPECT_THAT(Shapes("1 2 3 4 5 6"), ElementsAre("1-1-1-1-1-1"));
  EXPECT_THAT(Shapes("12 123456789018"), ElementsAre("2", "12"));
  EXPECT_THAT(Shapes("①123456789018"), ElementsAre("1", "12"));
  EXPECT_THAT(Shapes("金1,234,567円"), ElementsAre());
  EXPECT_THAT(Shapes("901234567893,090-1234-5678"), ElementsAre("12", "3-4-4"));
  EXPECT_THAT(Shapes("123456789018、234567890124"), ElementsAre("12", "12"));
}

DigitRun FirstRun(std::string_view text) {
  View view = MakeView(ReadExample(text).text);
  view.ocr = true;
  return FindDigitRuns(view).at(0);
}

TEST(DigitRuns, RepairLookAlikesOnlyWhereDigitsPrevail) {
  EXPECT_EQ(FirstRun("12345678OOl8").digits, "12345678");  // three of twelve: too many
  EXPECT_EQ(FirstRun("1234567890l8").digits, "123456789018");
  EXPECT_TRUE(FirstRun("1234567890l8").repaired);
  EXPECT_EQ(FirstRun("I234 5678 90I8").digits, "123456789018");
  EXPECT_EQ(FirstRun("AB12345678CD").digits, "12345678");
  EXPECT_TRUE(FirstRun("AB12345678CD").glued);
}

// Without fields: what the words alone make of it.
std::size_t Alarms(const Recognizer& recognizer, const std::u32string& text) {
  const View view = MakeView(Text{text});
  std::vector<Candidate> found;
  recognizer.find(Analysis(view), found);
  return found.size();
}

std::u32string Wide(std::string_view digits) { return {digits.begin(), digits.end()}; }

// 100,000 random numbers, a hundred to a text, so that each is judged apart.
double AlarmRate(const Recognizer& recognizer, const std::vector<std::size_t>& groups) {
  std::mt19937 random(5);
  std::size_t alarms = 0;
  constexpr int kTexts = 500;
  constexpr int kNumbers = 200;
  for (int i = 0; i < kTexts; ++i) {
    std::u32string text;
    for (int k = 0; k < kNumbers; ++k) {
      for (std::size_t g = 0; g < groups.size(); ++g) {
        if (g > 0) text += U' ';
        text += Wide(RandomDigits(random, groups[g]));
      }
      text += U"。\n";
    }
    alarms += Alarms(recognizer, text);
  }
  return static_cast<double>(alarms) / (kTexts * kNumbers);
}

TEST(Chance, MakesNoMoreAlarmsThanTheCheckDigitsLet) {
  EXPECT_EQ(AlarmRate(kMyNumberRecognizer, {12}), 0);
  EXPECT_LT(AlarmRate(kMyNumberRecognizer, {4, 4, 4}), 0.102);
  EXPECT_LT(AlarmRate(kCardNumberRecognizer, {16}), 0.030);
  EXPECT_EQ(AlarmRate(kCardNumberRecognizer, {14}), 0);
  EXPECT_EQ(AlarmRate(kCardNumberRecognizer, {15}), 0);
  EXPECT_EQ(AlarmRate(kLicenceNumberRecognizer, {12}), 0);
  EXPECT_EQ(AlarmRate(kInsuranceIdRecognizer, {8}), 0);
  EXPECT_EQ(AlarmRate(kPensionNumberRecognizer, {4, 6}), 0);
  EXPECT_EQ(AlarmRate(kBankAccountRecognizer, {7}), 0);
}

// A number between other digits is another number.
TEST(Chance, FindsNoWindowInALongerNumber) {
  std::mt19937 random(9);
  for (int i = 0; i < 2000; ++i) {
    const std::string around = RandomDigits(random, 3) + "123456789018" + RandomDigits(random, 3);
    EXPECT_EQ(Alarms(kMyNumberRecognizer, U"個人番号 " + Wide(around)), 0u) << around;
  }
}

// The same number in other clothes: full width, spaced as OCR spaces it, other hyphens.
TEST(Clothes, ChangeNothing) {
  for (const char* marked :
       {"個人番号 ⟦123456789018⟧", "個人番号 ⟦1234 5678 9018⟧",
        "個人番号 ⟦１２３４　５６７８　９０１８⟧", "個 人 番 号 ⟦1234-5678-9018⟧",
        "個人番号：⟦１２３４−５６７８−９０１８⟧", "個人番号 ⟦1 2 3 4 5 6 7 8 9 0 1 8⟧",
        "個人番号は⟦一二三四五六七八九〇一八⟧です", "個人番号\r\n⟦123456\r\n789018⟧",
        "個人番号 ⟦1\t2\t3\t4\t5\t6\t7\t8\t9\t0\t1\t8⟧"}) {
    const Example example = ReadExample(marked);
    EXPECT_EQ(FoundSpans(kMyNumberRecognizer, example.text), example.spans) << marked;
  }
}

}  // namespace
}  // namespace sumikeshi
