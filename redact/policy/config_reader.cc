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
      return Fault(entry.line,
                   fmt::format("{0}: 知らない項目です / {0}: not a known key", entry.key));
    }
  }
  return {};
}

Result<std::string> ConfigReader::String(const ConfigNode& table, std::string_view key,
                                         bool required) const {
  const ConfigNode* node = table.AsTable()->Find(key);
  if (node == nullptr) {
    if (!required) return std::string();
    return Fault(table.line, fmt::format("{0}: この項目が必要です / {0}: is missing", key));
  }
  const std::string* text = node->AsString();
  if (text == nullptr)
    return Fault(node->line,
                 fmt::format("{0}: 文字列で書いてください / {0}: must be a string", key));
  if (required && text->empty())
    return Fault(node->line, fmt::format("{0}: 空です / {0}: is empty", key));
  return *text;
}

Result<bool> ConfigReader::Flag(const ConfigNode& table, std::string_view key) const {
  const ConfigNode* node = table.AsTable()->Find(key);
  if (node == nullptr) return false;
  const bool* flag = std::get_if<bool>(&node->value);
  if (flag == nullptr) {
    return Fault(node->line,
                 fmt::format("{0}: true か false で書いてください / {0}: true or false", key));
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
    return Fault(
        node->line,
        fmt::format(
            "{0}: 空でない文字列の並びで書いてください / {0}: a list of strings that is not empty",
            key));
  }
  for (const ConfigNode& item : *list) {
    const std::string* word = item.AsString();
    if (word == nullptr)
      return Fault(item.line,
                   fmt::format("{0}: 文字列で書いてください / {0}: must be a string", key));
    if (!known(*word)) {
      return Fault(item.line,
                   fmt::format("{0}: 「{1}」は知らない語です / {0}: \"{1}\" is not a known word",
                               key, *word));
    }
    words.push_back(*word);
  }
  return words;
}

}  // namespace sumikeshi
