// HTML around tables.
#include "redact/records/page.h"

#include <fmt/format.h>

#include "redact/report/html.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kManyColumns = 7;  // more than a sheet upright has room for
constexpr std::string_view kSheetOnItsSide =
    "main { max-width: none; }\n@page { size: A4 landscape; margin: 10mm; }\n";

}  // namespace

std::string HtmlPage(std::string_view title, const PageFacts& facts, std::string_view body) {
  const bool wide = body.contains("<table class=\"wide\">");
  std::string out = HtmlHead(title, Language::kJapanese, wide ? kSheetOnItsSide : "");
  out += "<dl class=\"run\">\n";
  for (const auto& [label, value] : facts) {
    out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", EscapeHtml(label), EscapeHtml(value));
  }
  out += "</dl>\n";
  out += body;
  return out + "</main>\n</body>\n</html>\n";
}

std::string HtmlTable(const Table& table) {
  std::string out;
  if (!table.title.empty()) out = fmt::format("<h2>{}</h2>\n", EscapeHtml(table.title));
  if (!table.note.empty()) {
    out += fmt::format("<p class=\"soft\">{}</p>\n", EscapeHtml(table.note));
  }
  if (table.rows.empty()) return out + "<p class=\"soft\">該当する記録はありません。</p>\n";
  out += table.columns.size() > kManyColumns ? "<table class=\"wide\">\n" : "<table>\n";
  out += "<thead><tr>";
  for (const Column& column : table.columns) {
    out += fmt::format("<th{}>{}</th>", column.number ? " class=\"number\"" : "",
                       EscapeHtml(column.heading));
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += fmt::format("<td{}>{}</td>", table.columns[i].number ? " class=\"number\"" : "",
                         EscapeHtml(row[i]));
    }
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

std::string SignatureBoxes(const std::vector<std::string>& posts) {
  std::string out = "<div class=\"signatures\">\n";
  for (const std::string& post : posts) {
    out += fmt::format("<div>{}<span></span></div>\n", EscapeHtml(post));
  }
  return out + "</div>\n";
}

}  // namespace sumikeshi
