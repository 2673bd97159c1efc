// RFC 4180, with tabs, semicolons and bars for commas too.
#include "scanner/personal/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "scanner/fields/fields.h"
#include "scanner/text/utf8.h"
#include "scanner/text/view.h"

namespace sumikeshi {
namespace {

constexpr std::u32string_view kDelimiters = U"\t,;|";

struct Row {
  std::vector<Span> cells;
  std::size_t next = 0;
};

Row ReadRow(std::u32string_view text, std::size_t at, char32_t delimiter) {
  Row row;
  for (;;) {
    Span cell{at, at};
    const bool quoted = at < text.size() && text[at] == U'"';
    if (quoted) {
      cell.begin = ++at;
      while (at < text.size() && (text[at] != U'"' || text.substr(at, 2) == U"\"\"")) {
        at += text[at] == U'"' ? 2 : 1;
      }
      cell.end = std::min(at, text.size());
    }
    while (at < text.size() && text[at] != delimiter && text[at] != U'\n') ++at;
    if (!quoted) cell.end = at > cell.begin && text[at - 1] == U'\r' ? at - 1 : at;
    row.cells.push_back(cell);
    if (at >= text.size() || text[at] == U'\n') {
      row.next = std::min(at + 1, text.size());
      return row;
    }
    ++at;
  }
}

std::string Normalised(std::u32string_view cell) {
  std::string text = MakeView(Text{std::u32string(cell)}).text;
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
  return text;
}

TableColumn ColumnOf(std::u32string_view heading) {
  const std::string text = Normalised(heading);
  const auto labels = AllLabels();
  const auto label = std::ranges::find(labels, text, &Label::text);
  return label == labels.end() ? TableColumn{} : TableColumn{&*label};
}

// 氏名<tab>山田: lines of label and value, not a table below its headings.
bool IsListOfPairs(std::u32string_view text, const PersonalTable& table) {
  return table.columns.size() == 2 && std::ranges::any_of(table.rows, [&](const auto& row) {
           const Span& first = row.front();
           return ColumnOf(text.substr(first.begin, first.end - first.begin)).label != nullptr;
         });
}

bool IsQuasiIdentifier(const TableColumn& column) {
  constexpr std::array<std::string_view, 5> kKinds = {"BIRTH", "ADDRESS", "SEX", "WORK",
                                                      "NATIONALITY"};
  return column.label != nullptr && column.label->use == FieldUse::kHarmless &&
         std::ranges::find(kKinds, column.label->kind) != kKinds.end();
}

}  // namespace

Result<std::optional<PersonalTable>> ReadTable(const Text& text) {
  if (!text.sources.empty()) return std::nullopt;
  const std::u32string_view all = text.characters;
  const std::u32string_view line = all.substr(0, all.find(U'\n'));
  for (const char32_t delimiter : kDelimiters) {
    if (line.find(delimiter) == line.npos) continue;
    Row row = ReadRow(all, 0, delimiter);
    PersonalTable table;
    for (const Span& cell : row.cells) {
      table.columns.push_back(ColumnOf(all.substr(cell.begin, cell.end - cell.begin)));
    }
    const bool known =
        std::ranges::any_of(table.columns, [](const TableColumn& c) { return c.label != nullptr; });
    if (!known || row.next >= all.size()) continue;
    while (row.next < all.size()) {
      row = ReadRow(all, row.next, delimiter);
      while (row.cells.size() > table.columns.size() && row.cells.back().empty()) {
        row.cells.pop_back();
      }
      if (row.cells.size() > table.columns.size()) {
        return Fail(ErrorCode::kStructure, fmt::format("row {}", table.rows.size() + 2),
                    "more cells than headings");
      }
      const bool blank = row.cells.size() == 1 && row.cells[0].empty();
      if (!blank) table.rows.push_back(std::move(row.cells));
    }
    if (!table.rows.empty() && !IsListOfPairs(all, table)) return table;
  }
  return std::nullopt;
}

std::optional<SmallestGroup> FindSmallestGroup(const Text& text, const PersonalTable& table,
                                               std::size_t wanted) {
  SmallestGroup group;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!IsQuasiIdentifier(table.columns[i])) continue;
    columns.push_back(i);
    group.columns.push_back(table.columns[i].label->text);
  }
  if (columns.empty() || table.rows.empty()) return std::nullopt;
  std::map<std::u32string, std::size_t> groups;
  for (const std::vector<Span>& row : table.rows) {
    std::u32string key;
    for (const std::size_t column : columns) {
      if (column < row.size()) {
        key.append(text.characters, row[column].begin, row[column].end - row[column].begin);
      }
      key += U'\n';
    }
    ++groups[key];
  }
  group.rows = table.rows.size();
  group.smallest = group.rows;
  for (const auto& [key, count] : groups) {
    group.smallest = std::min(group.smallest, count);
    if (count < wanted) group.below += count;
  }
  return group;
}

}  // namespace sumikeshi
