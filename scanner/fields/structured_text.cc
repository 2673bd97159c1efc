// CSV and TSV: a line of labels names the columns of the lines below it.
#include <algorithm>
#include <optional>

#include "scanner/fields/text_fields.h"

namespace sumikeshi {
namespace {

struct Record {
  std::vector<Span> cells;  // bytes of View::text, without quotes
  std::size_t next = 0;     // the first byte of the next record
};

// RFC 4180: a quoted cell may hold delimiters, newlines and doubled quotes.
Record ReadRecord(std::string_view text, std::size_t at, char delimiter) {
  Record record;
  for (;;) {
    while (at < text.size() && text[at] == ' ') ++at;
    Span cell{at, at};
    if (at < text.size() && text[at] == '"') {
      cell.begin = ++at;
      while (at < text.size() && (text[at] != '"' || text.substr(at, 2) == "\"\"")) {
        at += text[at] == '"' ? 2 : 1;
      }
      cell.end = std::min(at, text.size());
    }
    const bool quoted = cell.end > cell.begin;
    while (at < text.size() && text[at] != delimiter && text[at] != '\n') ++at;
    if (!quoted) cell.end = at;
    record.cells.push_back(cell);
    if (at >= text.size() || text[at] == '\n') {
      record.next = std::min(at + 1, text.size());
      return record;
    }
    ++at;
  }
}

struct Column {
  const LabelRule* rule = nullptr;
  Span label;
};

class TableFinder {
 public:
  TableFinder(const View& view, const LabelReader& reader) : view_(view), reader_(reader) {}

  std::optional<DelimitedTable> At(std::size_t begin) const {
    const std::size_t line_end = std::min(view_.text.find('\n', begin), view_.text.size());
    const std::string_view line = std::string_view(view_.text).substr(begin, line_end - begin);
    for (const char delimiter : {'\t', ',', '|', ';'}) {
      if (!line.contains(delimiter)) continue;
      if (auto table = WithDelimiter(begin, delimiter)) return table;
    }
    return std::nullopt;
  }

 private:
  std::vector<Column> ReadColumns(const Record& record) const {
    std::vector<Column> columns;
    for (const Span cell : record.cells) {
      const std::vector<Letter> letters = LettersOf(view_, cell);
      const auto reading = reader_.Read(letters);
      const bool whole = reading && reading->alone() && !reading->separated;
      columns.push_back(whole ? Column{reading->rule, cell} : Column{nullptr, cell});
    }
    return columns;
  }

  static std::ptrdiff_t CountLabels(const std::vector<Column>& columns) {
    return std::ranges::count_if(columns, [](const Column& c) { return c.rule != nullptr; });
  }

  // 氏名<tab>山田<tab>病名<tab>… is a row of pairs, not a header.
  static bool LooksPaired(const std::vector<Column>& columns) {
    if (columns.size() % 2 != 0) return false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if ((columns[i].rule != nullptr) != (i % 2 == 0)) return false;
    }
    return true;
  }

  std::optional<DelimitedTable> WithDelimiter(std::size_t begin, char delimiter) const {
    Record record = ReadRecord(view_.text, begin, delimiter);
    const std::vector<Column> columns = ReadColumns(record);
    if (CountLabels(columns) < 2 || LooksPaired(columns)) return std::nullopt;
    // 続柄<tab>世帯主 above 生年月日<tab>…: a pair whose value looks like a label, among pairs.
    const std::vector<Column> below = ReadColumns(ReadRecord(view_.text, record.next, delimiter));
    const bool pairs = below.front().rule != nullptr && below.size() == columns.size();
    if (pairs && (columns.size() == 2 || LooksPaired(below))) return std::nullopt;
    DelimitedTable table;
    while (record.next < view_.text.size()) {
      const std::size_t row = record.next;
      record = ReadRecord(view_.text, row, delimiter);
      if (record.cells.size() < 2) {
        record.next = row;
        break;
      }
      AddRow(columns, record, table.fields);
    }
    table.bytes = {begin, record.next};
    if (table.fields.empty()) return std::nullopt;
    return table;
  }

  // In a row with more cells than the header (a delimiter in a value, not in quotes) nobody knows
  // which are whose: what may belong to a sensitive column counts as it, and no column says that
  // its cells are harmless. In a row with fewer the last ones were left out.
  void AddRow(const std::vector<Column>& columns, Record record, std::vector<Field>& fields) const {
    while (record.cells.size() > columns.size() && record.cells.back().empty()) {
      record.cells.pop_back();
    }
    const std::size_t cells = record.cells.size();
    const std::size_t more = cells > columns.size() ? cells - columns.size() : 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const LabelRule* rule = columns[i].rule;
      if (rule == nullptr || !rule->promises()) continue;
      if (more > 0 && rule->label.use != FieldUse::kSensitive) continue;
      for (std::size_t k = i; k < std::min(i + more + 1, cells); ++k) {
        const std::vector<Letter> letters = LettersOf(view_, record.cells[k]);
        const Letters value = TrimValue(letters);
        if (value.empty()) continue;
        fields.push_back({&rule->label, columns[i].label, BytesOf(value), {}});
      }
    }
  }

  const View& view_;
  const LabelReader& reader_;
};

}  // namespace

std::vector<DelimitedTable> FindDelimitedTables(const View& view, const LabelReader& reader) {
  const TableFinder finder(view, reader);
  std::vector<DelimitedTable> tables;
  for (std::size_t at = 0; at < view.text.size();) {
    if (auto table = finder.At(at)) {
      at = table->bytes.end;
      tables.push_back(std::move(*table));
    } else {
      at = std::min(view.text.find('\n', at), view.text.size() - 1) + 1;
    }
  }
  return tables;
}

}  // namespace sumikeshi
