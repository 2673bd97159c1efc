// Quoting.
#include "redact/records/csv.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <string_view>

namespace sumikeshi {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string ValidUtf8(std::string_view text) {
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())}).toUTF8String(out);
  return out;
}

bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A file name comes from outside; "=cmd|..." in one may not run when the register is opened.
bool ReadsAsFormula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r'").contains(text.front()) && !IsNumber(text);
}

std::string Cell(std::string_view raw) {
  std::string text = ValidUtf8(raw);
  if (ReadsAsFormula(text)) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string Csv(const Table& table) {
  std::string out(kByteOrderMark);
  const auto add = [&out](std::string_view cell, bool first) {
    if (!first) out += ',';
    out += Cell(cell);
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i) add(table.columns[i].heading, i == 0);
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) add(row[i], i == 0);
    out += "\r\n";
  }
  return out;
}

}  // namespace sumikeshi
