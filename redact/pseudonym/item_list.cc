// Writes the list of items.
#include "redact/pseudonym/item_list.h"

#include <fmt/format.h>

#include "redact/report/html.h"
#include "redact/report/report_file.h"
#include "scanner/personal/pieces.h"

namespace sumikeshi {

void ItemList::Merge(const ItemList& other) {
  items.insert(other.items.begin(), other.items.end());
  unknown_columns += other.unknown_columns;
}

std::string ItemName(const Label& label) {
  const std::string name(label.text);
  if (label.use == FieldUse::kSensitive) return {};  // the decisions say what of it is left
  if (const auto kind = KindOf(label)) {
    if (*kind == PersonalKind::kBirthDate) return "年代";
    if (*kind == PersonalKind::kAddress) return name + "（都道府県）";
    return {};
  }
  const bool day = label.kind == "DATE" || label.kind == "PERIOD" || label.kind == "VALIDITY";
  return day ? name + "（年月まで）" : name;
}

Result<void> WriteItemList(const std::filesystem::path& path, const ItemList& list,
                           const Day& today) {
  auto file = ReportFile::Named(path);
  if (!file) return std::unexpected(file.error());
  std::string page = HtmlHead("匿名加工情報に含まれる個人に関する情報の項目", Language::kJapanese);
  page += fmt::format("<p>作成日 {}年{}月{}日</p>\n<p>事業者の名称　＿＿＿＿＿＿＿＿＿＿＿＿</p>\n",
                      today.year, today.month, today.day);
  page += "<h2>1. 匿名加工情報に含まれる個人に関する情報の項目</h2>\n<ul>\n";
  for (const std::string& item : list.items) page += "<li>" + EscapeHtml(item) + "</li>\n";
  if (list.unknown_columns > 0) {
    page += fmt::format(
        "<li>＿＿＿＿＿＿（見出しを判別できない列が{}列あります。項目名を記入してください）</li>\n",
        list.unknown_columns);
  }
  page +=
      "</ul>\n<h2>2. "
      "匿名加工情報の提供の方法</h2>\n<p>＿＿＿＿＿＿＿＿＿＿＿＿（第三者に提供する場合に記入）</"
      "p>\n"
      "<p>"
      "第三者に提供するときは、提供する情報が匿名加工情報であることを提供先に明示します。匿名加工情"
      "報を他の情報と"
      "照合して本人を識別することはしません。</p>\n</main>\n</body>\n</html>\n";
  if (auto written = file->Write(page); !written) return written;
  return file->Commit();
}

}  // namespace sumikeshi
