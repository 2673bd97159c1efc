// A definition of the register (管理台帳) with one row, as tests of disposal need it.
#pragma once

#include <string_view>

namespace sumikeshi {

inline constexpr std::string_view kOneHolding = R"([[holding]]
id = "K-01"
items = ["health"]
purposes = ["P3"]
place = "書庫"
method = "施錠"
term_days = 1826
original_days = 30
department = "保険金部"
access = "担当者のみ"
)";

}  // namespace sumikeshi
