// 仮名加工 and 匿名加工 beside redaction: what becomes of personal data that the policy lets stand.
//
// Neither makes anything free that the policy redacts. Sources: 個人情報の保護に関する法律 41条1項
// with 施行規則 31条 (仮名加工), 43条1項 with 34条 (匿名加工). What is done here is the part of
// these standards that a program can do by itself; whether the result is 仮名加工情報 or
// 匿名加工情報 is for a person to say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "redact/pseudonym/days.h"
#include "redact/pseudonym/key_file.h"
#include "scanner/personal/personal.h"
#include "sumikeshi/category.h"

namespace sumikeshi {

enum class TreatmentMode { kPseudonymise, kAnonymise };

struct Treatment {
  TreatmentMode mode = TreatmentMode::kPseudonymise;
  PseudonymKey key;                // of kPseudonymise
  Day today;                       // of kAnonymise: ages are those on this day
  std::size_t smallest_group = 2;  // of kAnonymise: smaller groups of rows are warned of
};

// Permanent key ("pseudonymise"), and its name in Japanese (仮名加工).
[[nodiscard]] std::string_view ModeKey(TreatmentMode mode);
[[nodiscard]] std::string_view ModeJapanese(TreatmentMode mode);

// What tells one treatment from another, for the ledger: the id of the key, or the day.
[[nodiscard]] std::string TreatmentId(const Treatment& treatment);

// What stands for a value.
[[nodiscard]] std::u32string StandFor(const Treatment& treatment, PersonalKind kind,
                                      std::string_view value);

// Whether what a finding of the category holds is taken out even where the policy keeps it:
// 個人識別符号 (31条2号, 34条2号), numbers by which money is lost (31条3号), when anonymising any
// number.
[[nodiscard]] bool IsTakenOut(const Treatment& treatment, Category category);

// The rule that a decision of the treatment cites ("pseudonymise.name"), and its clause.
[[nodiscard]] std::string RuleOf(const Treatment& treatment, std::string_view what);
[[nodiscard]] std::string ClauseOf(const Treatment& treatment, Category category);

}  // namespace sumikeshi
