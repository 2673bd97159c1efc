// A TOML file as plain values, each with the line that it stands on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sumikeshi/result.h"

namespace sumikeshi {

struct ConfigNode;
struct ConfigEntry;

struct ConfigTable {
  std::vector<ConfigEntry> entries;

  // nullptr when there is none.
  [[nodiscard]] const ConfigNode* Find(std::string_view key) const;
};

using ConfigList = std::vector<ConfigNode>;

struct ConfigNode {
  int line = 1;
  // monostate: a date or time, which nothing here uses.
  std::variant<std::monostate, std::string, std::int64_t, double, bool, ConfigList, ConfigTable>
      value;

  [[nodiscard]] const std::string* AsString() const { return std::get_if<std::string>(&value); }
  [[nodiscard]] const ConfigList* AsList() const { return std::get_if<ConfigList>(&value); }
  [[nodiscard]] const ConfigTable* AsTable() const { return std::get_if<ConfigTable>(&value); }
};

struct ConfigEntry {
  std::string key;
  int line = 1;
  ConfigNode node;
};

// The table that the text is. Errors: kProfile, `where` is "<where>:<line>".
[[nodiscard]] Result<ConfigNode> ParseToml(std::string_view text, std::string_view where);

}  // namespace sumikeshi
