// The reads, and the wording of their errors.
#include "redact/policy/config_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace sumikeshi {

std::string ConfigReader::Place(int line) const { return fmt::format("{}:{}", where_, line); }

std::unexpected<Error> ConfigReader::Fault(int line, std::string what) const {
  return Fail(ErrorCode::kProfile, Place(line), std::move(what));
}

Result<void> ConfigReader::CheckKeys(const ConfigNode& table,
                                     std::initializer_list<std::string_view> known) const {
  for (const ConfigEntry& entry : table.AsTable()->entries) {
    if (std::ranges::find(known, entry.key) == known.end()) {
      return Fault(entry.line, fmt::format("{}: 知らない項目です", entry.key));
    }
  }
  return {};
}

Result<std::string> ConfigReader::String(const ConfigNode& table, std::string_view key,
                                         bool required) const {
  const ConfigNode* node = table.AsTable()->Find(key);
  if (node == nullptr) {
    if (!required) return std::string();
    return Fault(table.line, fmt::format("{}: この項目が必要です", key));
  }
  const std::string* text = node->AsString();
  if (text == nullptr) return Fault(node->line, fmt::format("{}: 文字列で書いてください", key));
  if (required && text->empty()) return Fault(node->line, fmt::format("{}: 空です", key));
  return *text;
}

Result<bool> ConfigReader::Flag(const ConfigNode& table, std::string_view key) const {
  const ConfigNode* node = table.AsTable()->Find(key);
  if (node == nullptr) return false;
  const bool* flag = std::get_if<bool>(&node->value);
  if (flag == nullptr) {
    return Fault(node->line, fmt::format("{}: true か false で書いてください", key));
  }
  return *flag;
}

Result<std::vector<std::string>> ConfigReader::Words(
    const ConfigNode& table, std::string_view key,
    const std::function<bool(std::string_view)>& known) const {
  std::vector<std::string> words;
  const ConfigNode* node = table.AsTable()->Find(key);
  if (node == nullptr) return words;
  const ConfigList* list = node->AsList();
  // An empty list would read as "holds for everything".
  if (list == nullptr || list->empty()) {
    return Fault(node->line, fmt::format("{}: 空でない文字列の並びで書いてください", key));
  }
  for (const ConfigNode& item : *list) {
    const std::string* word = item.AsString();
    if (word == nullptr) return Fault(item.line, fmt::format("{}: 文字列で書いてください", key));
    if (!known(*word)) {
      return Fault(item.line, fmt::format("{}: 「{}」は知らない語です", key, *word));
    }
    words.push_back(*word);
  }
  return words;
}

}  // namespace sumikeshi
