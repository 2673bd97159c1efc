// Generated numbers carry the check digits that the rules ask for.
#include "tests/mailroom/numbers.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <string>

namespace sumikeshi::mailroom {
namespace {

// The checks once more, written from the other end: weights from left to right, the whole number.
template <std::size_t N>
int Weighted(const std::string& number, const std::array<int, N>& weights, std::size_t from = 0) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += (number[from + i] - '0') * weights[i];
  return sum;
}

bool IsMyNumber(const std::string& n) {
  const int rest = Weighted<11>(n, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
  return n.size() == 12 && n[11] - '0' == (rest < 2 ? 0 : 11 - rest);
}

bool IsCorporateNumber(const std::string& n) {
  const int sum = Weighted<12>(n, {2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}, 1);
  return n.size() == 13 && n[0] - '0' == 9 - sum % 9;
}

bool IsLuhn(const std::string& n) {
  static constexpr std::array<int, 10> kDoubled = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
  int sum = 0;
  bool doubled = false;
  for (auto digit = n.rbegin(); digit != n.rend(); ++digit, doubled = !doubled) {
    const auto value = static_cast<std::size_t>(*digit - '0');
    sum += doubled ? kDoubled[value] : static_cast<int>(value);
  }
  return sum % 10 == 0;
}

bool IsLicence(const std::string& n) {
  const int sum = Weighted<10>(n, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2});
  return n.size() == 12 && n[10] - '0' == (11 - sum % 11) % 10;
}

TEST(Numbers, ChecksAgreeWithPublishedExamples) {
  EXPECT_TRUE(IsMyNumber("123456789018"));
  EXPECT_TRUE(IsMyNumber("983205673214"));
  EXPECT_FALSE(IsMyNumber("123456789019"));
  EXPECT_TRUE(IsCorporateNumber("7000012050002"));
  EXPECT_TRUE(IsCorporateNumber("4010001123456"));
  EXPECT_FALSE(IsCorporateNumber("5010001123456"));
  EXPECT_TRUE(IsLuhn("4111111111111111"));
  EXPECT_TRUE(IsLuhn("33120015"));
  EXPECT_FALSE(IsLuhn("4111111111111112"));
  EXPECT_TRUE(IsLicence("459803358720"));
  EXPECT_FALSE(IsLicence("459803358730"));
}

TEST(Numbers, AllGeneratedOnesPass) {
  Random random(20);
  for (int i = 0; i < 2000; ++i) {
    ASSERT_TRUE(IsMyNumber(MyNumber(random)));
    ASSERT_TRUE(IsCorporateNumber(CorporateNumber(random)));
    ASSERT_TRUE(IsLuhn(CardNumber(random)));
    const std::string insurer = InsurerNumber(random);
    ASSERT_TRUE((insurer.size() == 8 || insurer.size() == 6) && IsLuhn(insurer)) << insurer;
    ASSERT_TRUE(IsLicence(LicenceNumber(random)));
    ASSERT_EQ(PensionNumber(random).size(), 10U);
    ASSERT_EQ(JuminhyoCode(random).size(), 11U);
  }
}

TEST(Numbers, Grouping) {
  EXPECT_EQ(Group("123456789012", 4, " "), "1234 5678 9012");
  EXPECT_EQ(Group("12345", 4, "-"), "1234-5");
  EXPECT_EQ(FullWidth("1-20"), "１-２０");
}

}  // namespace
}  // namespace sumikeshi::mailroom
