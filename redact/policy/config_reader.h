// Typed reads from a configuration, with errors that name file, line and key.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "redact/policy/config_tree.h"

namespace sumikeshi {

// Reads from the tables of one file. `table` arguments are nodes that hold a table.
class ConfigReader {
 public:
  explicit ConfigReader(std::string_view where) : where_(where) {}

  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] std::string Place(int line) const;
  [[nodiscard]] std::unexpected<Error> Fault(int line, std::string what) const;

  [[nodiscard]] Result<void> CheckKeys(const ConfigNode& table,
                                       std::initializer_list<std::string_view> known) const;
  // A missing key gives an empty string where it is optional.
  [[nodiscard]] Result<std::string> String(const ConfigNode& table, std::string_view key,
                                           bool required) const;
  [[nodiscard]] Result<bool> Flag(const ConfigNode& table, std::string_view key) const;
  // A missing key gives an empty list; a list that is given may not be empty.
  [[nodiscard]] Result<std::vector<std::string>> Words(
      const ConfigNode& table, std::string_view key,
      const std::function<bool(std::string_view)>& known) const;

 private:
  std::string where_;
};

}  // namespace sumikeshi
