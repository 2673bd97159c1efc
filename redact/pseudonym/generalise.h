// What is left of a value when a text is anonymised: nothing, or so much that many people share it.
#pragma once

#include <string>
#include <string_view>

#include "redact/pseudonym/days.h"
#include "scanner/personal/personal.h"

namespace sumikeshi {

// 40代; 10歳未満; 90歳以上, for of the oldest there are few (施行規則34条4号).
[[nodiscard]] std::u32string AgeBand(int age);

// 〔氏名削除〕
[[nodiscard]] std::u32string RemovedMark(PersonalKind kind);

// What stands for `value` (normalised UTF-8): a date of birth or an age becomes its band on the day
// `now`, an address its prefecture, a day its month; all else, and what cannot be read, is removed.
[[nodiscard]] std::u32string Generalise(PersonalKind kind, std::string_view value, const Day& now);

}  // namespace sumikeshi
