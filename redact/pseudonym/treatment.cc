// What the two treatments do with each kind of data.
#include "redact/pseudonym/treatment.h"

#include <fmt/format.h>

#include "redact/pseudonym/generalise.h"
#include "redact/pseudonym/pseudonym.h"

namespace sumikeshi {
namespace {

bool IsIdentificationCode(Category category) {
  switch (category) {
    case Category::kMyNumber:
    case Category::kInsuranceId:
    case Category::kPensionNumber:
    case Category::kJuminhyoCode:
    case Category::kLicenceNumber:
    case Category::kPassportNumber:
    case Category::kResidenceCard:
    case Category::kCode:
      return true;
    default:
      return false;
  }
}

bool IsMoney(Category category) {
  return category == Category::kCardNumber || category == Category::kCardExpiry;
}

}  // namespace

std::string_view ModeKey(TreatmentMode mode) {
  return mode == TreatmentMode::kPseudonymise ? "pseudonymise" : "anonymise";
}

std::string_view ModeJapanese(TreatmentMode mode) {
  return mode == TreatmentMode::kPseudonymise ? "仮名加工" : "匿名加工";
}

std::string TreatmentId(const Treatment& treatment) {
  if (treatment.mode == TreatmentMode::kPseudonymise) return treatment.key.id;
  return fmt::format("{:04}-{:02}-{:02}", treatment.today.year, treatment.today.month,
                     treatment.today.day);
}

std::u32string StandFor(const Treatment& treatment, PersonalKind kind, std::string_view value) {
  return treatment.mode == TreatmentMode::kPseudonymise ? PseudonymOf(treatment.key, kind, value)
                                                        : Generalise(kind, value, treatment.today);
}

bool IsTakenOut(const Treatment& treatment, Category category) {
  return IsIdentificationCode(category) || IsMoney(category) ||
         (treatment.mode == TreatmentMode::kAnonymise && category == Category::kBankAccount);
}

std::string RuleOf(const Treatment& treatment, std::string_view what) {
  return fmt::format("{}.{}", ModeKey(treatment.mode), what);
}

std::string ClauseOf(const Treatment& treatment, Category category) {
  const bool pseudonyms = treatment.mode == TreatmentMode::kPseudonymise;
  const int number = IsIdentificationCode(category) ? 2 : IsMoney(category) && pseudonyms ? 3 : 1;
  return fmt::format("個人情報保護法{}条1項、同施行規則{}条{}号", pseudonyms ? 41 : 43,
                     pseudonyms ? 31 : 34, number);
}

}  // namespace sumikeshi
