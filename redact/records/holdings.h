// The definition of the register of personal information (個人情報管理台帳): what is kept for which
// purpose, where, how, how long, by whom, and who may look. A company writes it; README.md beside
// this file says how.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/context.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct Holding {
  int line = 0;
  std::string id;
  std::vector<std::string> items;     // keys of categories, or words of the company's own
  std::vector<std::string> purposes;  // keys
  std::string place;                  // 保管場所
  std::string method;                 // 保管方法
  int term_days = 0;                  // 保管期限, from the day of acquisition
  int original_days = 0;              // of originals; 0 = none, once the redacted copy stands
  std::string department;             // 管理部署
  std::string access;                 // アクセス制御の状況
  std::string reviewed;               // the day of the last review
};

// TOML with a [[holding]] each, or CSV with headings where the name ends in .csv. Errors:
// kNotFound, kPermission, kReadFailed, and kRegister: `where` is "file:line", `what` names the key
// (Japanese).
[[nodiscard]] Result<std::vector<Holding>> LoadHoldings(const std::filesystem::path& path);
[[nodiscard]] Result<std::vector<Holding>> ParseHoldings(std::string_view text,
                                                         std::string_view where);

// The first row for the purpose, and for the department where both name one. nullptr: none.
[[nodiscard]] const Holding* FindHolding(std::span<const Holding> holdings, const Context& context);

}  // namespace sumikeshi
