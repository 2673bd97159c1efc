// JSON -> records.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "redact/policy/manifest_text.h"

namespace sumikeshi {
namespace {

int LineAt(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(std::ranges::count(text.substr(0, at), '\n'));
}

// The lines on which the objects of the list begin: the parser does not tell. `text` is well-formed
// JSON; the objects of the list are the ones at the depth of the first list.
std::vector<int> ObjectLines(std::string_view text) {
  std::vector<int> lines;
  int line = 1;
  int depth = 0;
  int list = 0;  // depth inside the list, 0 = not met
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (c == '{' && list != 0 && depth == list) lines.push_back(line);
      ++depth;
      if (c == '[' && list == 0) list = depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return lines;
}

// The value as a CSV cell would have it; nullopt for what no field can be.
std::optional<std::string> CellOf(const nlohmann::json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return std::nullopt;
  std::string joined;
  for (const nlohmann::json& item : value) {
    if (!item.is_string()) return std::nullopt;
    if (!joined.empty()) joined += ' ';
    joined += item.get<std::string>();
  }
  return joined;
}

ManifestRecords Mistaken(int line, std::string field, std::string what) {
  ManifestRecords out;
  out.mistakes.push_back({line, std::move(field), std::move(what)});
  return out;
}

}  // namespace

ManifestRecords ReadJson(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  std::string twice;
  const auto note_keys = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& value) {
    if (event == nlohmann::json::parse_event_t::object_start) keys.emplace_back();
    if (event == nlohmann::json::parse_event_t::object_end) keys.pop_back();
    if (event == nlohmann::json::parse_event_t::key &&
        !keys.back().insert(value.get<std::string>()).second) {
      twice = value.get<std::string>();
    }
    return true;
  };
  nlohmann::json root;
  try {
    root = nlohmann::json::parse(text, note_keys);
  } catch (const nlohmann::json::parse_error& error) {
    return Mistaken(LineAt(text, std::min(error.byte, text.size())), "",
                    "JSON として読めません / not JSON");
  }
  if (!twice.empty())
    return Mistaken(1, twice, "同じ項目が一つの行に二度あります / a row has this key twice");
  const nlohmann::json* list = &root;
  if (root.is_object() && root.size() == 1 && root.contains("documents")) list = &root["documents"];
  if (!list->is_array())
    return Mistaken(1, "", "行の並び（[{…}, {…}]）で書いてください / must be a list of objects");
  const std::vector<int> lines = ObjectLines(text);
  ManifestRecords out;
  std::size_t next = 0;
  for (const nlohmann::json& item : *list) {
    const int line = item.is_object() && next < lines.size() ? lines[next++] : 1;
    if (!item.is_object()) {
      out.mistakes.push_back({line, "", "行は {…} の形で書いてください / must be an object"});
      continue;
    }
    ManifestRecord& record = out.records.emplace_back();
    record.line = line;
    for (const auto& [key, value] : item.items()) {
      const auto cell = CellOf(value);
      if (!cell) out.mistakes.push_back({line, key, "文字列で書いてください / must be a string"});
      record.fields.emplace_back(key, cell.value_or(""));
    }
  }
  return out;
}

}  // namespace sumikeshi
