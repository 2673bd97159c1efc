// toml++ -> ConfigNode.
#include "redact/policy/config_tree.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace sumikeshi {
namespace {

int LineOf(const toml::source_region& place) { return static_cast<int>(place.begin.line); }

ConfigNode Convert(const toml::node& node) {
  ConfigNode out;
  out.line = LineOf(node.source());
  if (const auto* table = node.as_table()) {
    ConfigTable converted;
    for (const auto& [key, value] : *table) {
      converted.entries.push_back({std::string(key.str()), LineOf(key.source()), Convert(value)});
    }
    std::ranges::stable_sort(converted.entries, {}, &ConfigEntry::line);
    out.value = std::move(converted);
  } else if (const auto* array = node.as_array()) {
    ConfigList converted;
    for (const toml::node& item : *array) converted.push_back(Convert(item));
    out.value = std::move(converted);
  } else if (const auto text = node.value_exact<std::string>()) {
    out.value = *text;
  } else if (const auto integer = node.value_exact<std::int64_t>()) {
    out.value = *integer;
  } else if (const auto number = node.value_exact<double>()) {
    out.value = *number;
  } else if (const auto flag = node.value_exact<bool>()) {
    out.value = *flag;
  }
  return out;
}

}  // namespace

const ConfigNode* ConfigTable::Find(std::string_view key) const {
  const auto entry = std::ranges::find(entries, key, &ConfigEntry::key);
  return entry == entries.end() ? nullptr : &entry->node;
}

Result<ConfigNode> ParseToml(std::string_view text, std::string_view where) {
  try {
    ConfigNode root = Convert(toml::parse(text));
    root.line = 1;
    return root;
  } catch (const toml::parse_error& error) {
    return Fail(ErrorCode::kProfile, fmt::format("{}:{}", where, LineOf(error.source())),
                fmt::format("TOML として読めません（{0}） / not TOML ({0})", error.description()));
  }
}

}  // namespace sumikeshi
