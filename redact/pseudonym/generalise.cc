// Generalises values.
#include "redact/pseudonym/generalise.h"

#include <charconv>

#include "redact/pseudonym/pseudonym.h"
#include "scanner/personal/addresses.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr int kOldest = 130;

// The band of 42, 42歳, 満42歳.
std::u32string BandOf(std::string_view value) {
  const std::size_t at = value.find_first_of("0123456789");
  int age = -1;
  if (at != value.npos) std::from_chars(value.data() + at, value.data() + value.size(), age);
  return age >= 0 && age <= kOldest ? AgeBand(age) : RemovedMark(PersonalKind::kAge);
}

}  // namespace

std::u32string AgeBand(int age) {
  constexpr int kTop = 90;
  constexpr int kBand = 10;
  if (age >= kTop) return U"90歳以上";
  if (age < kBand) return U"10歳未満";
  return ToCharacters(std::to_string(age / kBand * kBand) + "代");
}

std::u32string RemovedMark(PersonalKind kind) {
  return U"〔" + ToCharacters(PersonalJapanese(kind)) + U"削除〕";
}

std::u32string Generalise(PersonalKind kind, std::string_view value, const Day& now) {
  switch (kind) {
    case PersonalKind::kBirthDate: {
      const auto born = ReadDay(value);
      const int age = born ? YearsBetween(*born, now) : -1;
      return age >= 0 && age <= kOldest ? AgeBand(age) : RemovedMark(kind);
    }
    case PersonalKind::kAge:
      return BandOf(value);
    case PersonalKind::kAddress: {
      const std::string_view prefecture = PrefectureOf(value);
      return prefecture.empty() ? RemovedMark(kind) : ToCharacters(prefecture);
    }
    case PersonalKind::kDate: {
      const std::string month = MonthOf(value);
      return month.empty() ? RemovedMark(kind) : ToCharacters(month);
    }
    default:
      return RemovedMark(kind);
  }
}

}  // namespace sumikeshi
