// CSV -> records.
#include <fmt/format.h>

#include <algorithm>

#include "redact/policy/manifest_text.h"

namespace sumikeshi {
namespace {

// Reads cell by cell, counting lines: a quoted cell may hold some.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {}

  struct Row {
    int line = 0;
    std::vector<std::string> cells;
    std::string wrong;  // empty = well formed
  };

  [[nodiscard]] bool AtEnd() const { return rest_.empty(); }

  Row Next() {
    Row row;
    row.line = line_;
    for (;;) {
      row.cells.push_back(rest_.starts_with('"') ? Quoted(row) : Plain());
      if (rest_.starts_with(',')) {
        rest_.remove_prefix(1);
        continue;
      }
      EndLine(row);
      return row;
    }
  }

 private:
  std::string Plain() {
    const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
    std::string cell(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return cell;
  }

  std::string Quoted(Row& row) {
    std::string cell;
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '\n') ++line_;
      if (c != '"') {
        cell += c;
      } else if (rest_.starts_with('"')) {
        cell += '"';
        rest_.remove_prefix(1);
      } else {
        return cell;
      }
    }
    row.wrong = "引用符「\"」が閉じていません / a quotation mark is not closed";
    return cell;
  }

  void EndLine(Row& row) {
    const std::size_t end = rest_.find('\n');
    const std::string_view left = rest_.substr(0, end);
    if (!left.empty() && left != "\r" && row.wrong.empty()) {
      row.wrong =
          "引用符「\"」の後に文字があります / something stands behind a closing quotation mark";
    }
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++line_;
  }

  std::string_view rest_;
  int line_ = 1;
};

bool IsEmpty(const CsvReader::Row& row) {
  return row.wrong.empty() && std::ranges::all_of(row.cells, &std::string::empty);
}

}  // namespace

ManifestRecords ReadCsv(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  ManifestRecords out;
  CsvReader reader(text);
  const CsvReader::Row head = reader.Next();
  if (!head.wrong.empty()) out.mistakes.push_back({head.line, "", head.wrong});
  while (!reader.AtEnd()) {
    const CsvReader::Row row = reader.Next();
    if (IsEmpty(row)) continue;
    if (!row.wrong.empty()) {
      out.mistakes.push_back({row.line, "", row.wrong});
    } else if (row.cells.size() != head.cells.size()) {
      out.mistakes.push_back({row.line, "",
                              fmt::format("列の数が見出しと合いません（見出し{0}列、この行{1}列） "
                                          "/ the headings are {0}, the cells {1}",
                                          head.cells.size(), row.cells.size())});
    } else {
      ManifestRecord& record = out.records.emplace_back();
      record.line = row.line;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        record.fields.emplace_back(head.cells[i], row.cells[i]);
      }
    }
  }
  return out;
}

}  // namespace sumikeshi
