// Pseudonyms and what is left of generalised values.
#include "redact/pseudonym/pseudonym.h"

#include <gmock/gmock.h>

#include <set>

#include "redact/pseudonym/generalise.h"
#include "redact/pseudonym/treatment.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

PseudonymKey Key(std::uint8_t seed) {
  PseudonymKey key;
  key.key.fill(seed);
  return key;
}

TEST(Pseudonym, SpellingsOfOneValueAreOne) {
  const struct {
    PersonalKind kind;
    std::vector<std::string> same;
    std::string other;
  } cases[] = {
      {PersonalKind::kName, {"山田太郎", "山田 太郎", "山田\n太郎"}, "山田次郎"},
      {PersonalKind::kName, {"Yamada Taro", "YAMADA TARO"}, "Yamada Jiro"},
      {PersonalKind::kPhone,
       {"03-1234-5678", "0312345678", "(03)1234-5678", "+81-3-1234-5678", "03 1234 5678"},
       "03-1234-5679"},
      {PersonalKind::kEmail, {"a@example.jp", "A@Example.JP"}, "b@example.jp"},
      {PersonalKind::kBirthDate,
       {"昭和53年3月15日", "S53.3.15", "1978/03/15", "1978-3-15", "19780315", "昭和53年3月15日生"},
       "1978/3/16"},
      {PersonalKind::kPostalCode, {"〒100-0005", "1000005", "100-0005"}, "100-0006"},
      {PersonalKind::kAddress,
       {"東京都千代田区丸の内1-2-3", "東京都千代田区丸の内1丁目2番3号",
        "東京都 千代田区 丸の内1-2-3"},
       "東京都千代田区丸の内12-3"},
      {PersonalKind::kId, {"AB-1234", "ab1234", "AB 1234"}, "AB1235"},
  };
  for (const auto& c : cases) {
    for (const std::string& value : c.same) {
      EXPECT_EQ(PseudonymOf(Key(1), c.kind, value), PseudonymOf(Key(1), c.kind, c.same[0]))
          << value;
    }
    EXPECT_NE(PseudonymOf(Key(1), c.kind, c.other), PseudonymOf(Key(1), c.kind, c.same[0]));
    EXPECT_NE(PseudonymOf(Key(2), c.kind, c.same[0]), PseudonymOf(Key(1), c.kind, c.same[0]));
  }
  EXPECT_NE(PseudonymOf(Key(1), PersonalKind::kId, "1234567").substr(5),
            PseudonymOf(Key(1), PersonalKind::kAccount, "1234567").substr(5));
}

TEST(Pseudonym, ShowsItsKindAndHoldsNoDigit) {
  const std::string pseudonym = ToUtf8(PseudonymOf(Key(7), PersonalKind::kName, "山田太郎"));
  EXPECT_THAT(pseudonym, testing::MatchesRegex("氏名-[BCDFGHJKMNPQRSTV]{20}"));
}

TEST(Pseudonym, ManyValuesAreAllDifferent) {
  std::set<std::u32string> seen;
  for (int i = 0; i < 20'000; ++i) {
    seen.insert(PseudonymOf(Key(1), PersonalKind::kId, std::to_string(i)));
  }
  EXPECT_EQ(seen.size(), 20'000U);
}

TEST(Pseudonym, IsFoundAgain) {
  const std::u32string pseudonym = PseudonymOf(Key(1), PersonalKind::kName, "山田太郎");
  const Text text{U"氏名：" + pseudonym + U"様 〔住所削除〕 40代 氏名-ABC"};
  EXPECT_THAT(FindPseudonyms(text), testing::ElementsAre(Span{3, 26}, Span{28, 34}, Span{35, 38}));
}

TEST(Days, Read) {
  const struct {
    const char* text;
    std::optional<Day> day;
    const char* month;
  } cases[] = {
      {"昭和53年3月15日", Day{1978, 3, 15}, "昭和53年3月"},
      {"令和元年5月1日", Day{2019, 5, 1}, "令和元年5月"},
      {"S53.3.15", Day{1978, 3, 15}, "S53.3"},
      {"2026/11/22", Day{2026, 11, 22}, "2026/11"},
      {"2026-01-02", Day{2026, 1, 2}, "2026-01"},
      {"20260102", Day{2026, 1, 2}, "202601"},
      {"2026年11月22日(日)", Day{2026, 11, 22}, "2026年11月"},
      {"3月15日", std::nullopt, "3月"},
      {"53.3.15", std::nullopt, "53.3"},
      {"2026/13/01", std::nullopt, ""},
      {"山田", std::nullopt, ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ReadDay(c.text), c.day) << c.text;
    EXPECT_EQ(MonthOf(c.text), c.month) << c.text;
  }
  EXPECT_EQ(YearsBetween({1978, 11, 23}, {2026, 11, 22}), 47);
  EXPECT_EQ(YearsBetween({1978, 11, 22}, {2026, 11, 22}), 48);
}

TEST(Generalise, KeepsWhatManyShare) {
  const Day today{2026, 11, 22};
  const struct {
    PersonalKind kind;
    const char* value;
    const char* left;
  } cases[] = {
      {PersonalKind::kBirthDate, "昭和53年3月15日", "40代"},
      {PersonalKind::kBirthDate, "1936-11-22", "90歳以上"},
      {PersonalKind::kBirthDate, "1936-11-23", "80代"},
      {PersonalKind::kBirthDate, "2020/1/1", "10歳未満"},
      {PersonalKind::kBirthDate, "2030/1/1", "〔生年月日削除〕"},
      {PersonalKind::kBirthDate, "53.3.15", "〔生年月日削除〕"},
      {PersonalKind::kAge, "42歳", "40代"},
      {PersonalKind::kAge, "103", "90歳以上"},
      {PersonalKind::kAge, "4811", "〔年齢削除〕"},
      {PersonalKind::kAddress, "神奈川県横浜市中区本町1-1", "神奈川県"},
      {PersonalKind::kAddress, "横浜市中区本町1-1", "神奈川県"},
      {PersonalKind::kAddress, "見本町1-1", "〔住所削除〕"},
      {PersonalKind::kDate, "2026年11月22日", "2026年11月"},
      {PersonalKind::kName, "山田太郎", "〔氏名削除〕"},
      {PersonalKind::kPhone, "03-1234-5678", "〔電話番号削除〕"},
      {PersonalKind::kId, "AB1234", "〔管理番号削除〕"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ToUtf8(Generalise(c.kind, c.value, today)), c.left) << c.value;
  }
}

TEST(Treatment, CodesOfPersonsAndCardsAreNeverGivenPseudonyms) {
  const Treatment pseudonyms;
  for (const Category category : kAllCategories) {
    const bool number = category >= Category::kMyNumber && category <= Category::kCode;
    EXPECT_EQ(IsTakenOut(pseudonyms, category), number && category != Category::kBankAccount)
        << CategoryKey(category);
  }
}

}  // namespace
}  // namespace sumikeshi
