// The files come first in the page and the summary last; the style shows the summary at the top.
#include "redact/report/scan_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "redact/report/html.h"

namespace sumikeshi {

extern const std::string_view kReportStyle;

namespace {

constexpr std::size_t kMostPlaces = 2000;  // of one file that are listed
constexpr std::string_view kOrder =
    "main { display: flex; flex-direction: column; }\n.summary { order: -1; }\n"
    "h1, dl.run { order: -2; }\n";

}  // namespace

ScanReport::ScanReport(std::function<void(std::string_view)> write, const ScanReportRun& run,
                       Language language)
    : write_(std::move(write)), language_(language) {
  const std::string_view title = Say("検出報告書", "Scan report");
  write_(fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\">\n<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n"
      "<main>\n<h1>{}</h1>\n<dl class=\"run\">\n<dt>{}</dt><dd>{}</dd>\n<dt>{}</dt><dd>{}</dd>\n"
      "</dl>\n",
      Say("ja", "en"), title, kReportStyle, kOrder, title, Say("実行日時", "Time"),
      EscapeHtml(run.time), Say("規程", "Profile"), EscapeHtml(run.profile)));
}

void ScanReport::Begin(const std::string& path) {
  if (path_ == path) return;
  End();
  path_ = path;
  ++files_;
}

void ScanReport::OpenSection() {
  if (section_) return;
  section_ = true;
  write_(fmt::format("<section class=\"document\">\n<header><h3><bdi>{}</bdi></h3></header>\n",
                     EscapeHtml(*path_)));
}

void ScanReport::OpenTable() {
  OpenSection();
  if (table_) return;
  table_ = true;
  write_(
      fmt::format("<table>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th>"
                  "<th class=\"number\">{}</th></tr></thead>\n<tbody>\n",
                  Say("場所", "Place"), Say("分類", "Category"),
                  Say("この規程での扱い", "Action under this profile"),
                  Say("規則と条項", "Rule and clause"), Say("確信度", "Confidence")));
}

void ScanReport::CloseTable() {
  if (table_) write_("</tbody>\n</table>\n");
  table_ = false;
}

void ScanReport::Add(const std::string& path, const std::vector<ScanReportPlace>& places) {
  Begin(path);
  for (const ScanReportPlace& place : places) {
    found_ += in_file_ == 0 ? 1 : 0;
    const Category category = place.decision.finding.category;
    Row& row = categories_[category];
    ++row.places;
    row.files += of_file_[category]++ == 0 ? 1 : 0;
    if (++in_file_ > kMostPlaces) continue;
    OpenTable();
    write_(PlaceRow(place));
  }
}

void ScanReport::Add(const std::string& path, const Error& error) {
  Begin(path);
  ++failed_;
  OpenSection();
  CloseTable();
  std::string page;
  if (error.page != 0) {
    page = fmt::format(fmt::runtime(Say("（{}ページ）", " (page {})")), error.page);
  }
  write_(fmt::format("<div class=\"reason\"><p><b>{}{}</b></p><p>{}</p></div>\n",
                     ErrorCause(error.code, language_), page, ErrorRemedy(error.code, language_)));
}

std::string ScanReport::PlaceRow(const ScanReportPlace& place) const {
  const Finding& finding = place.decision.finding;
  std::string where;
  if (finding.place.span) {
    where = fmt::format(fmt::runtime(Say("{}〜{}文字目", "characters {}-{}")),
                        finding.place.span->begin + 1, finding.place.span->end);
  } else {
    const Box box = finding.place.bounds();
    where = fmt::format(fmt::runtime(Say("{}ページ 左{} 上{} 幅{} 高さ{}",
                                         "page {}: left {}, top {}, {} wide, {} high")),
                        finding.place.page, box.left, box.top, box.width(), box.height());
  }
  if (place.value) where += "<div>「" + EscapeHtml(*place.value) + "」</div>";
  const bool japanese = language_ == Language::kJapanese;
  const Action action = place.decision.action;
  return fmt::format(
      "<tr><td>{}</td><td class=\"category\">{}</td><td class=\"action {}\">{}</td>"
      "<td>{}<div class=\"rule\">{}</div></td><td class=\"number\">{:.0f}%</td></tr>\n",
      where, Say(CategoryJapanese(finding.category), CategoryEnglish(finding.category)),
      ActionKey(action), japanese ? ActionJapanese(action) : ActionKey(action),
      EscapeHtml(place.decision.clause), EscapeHtml(place.decision.rule),
      100 * std::clamp(finding.confidence, 0.0, 1.0));
}

void ScanReport::End() {
  if (section_) {
    CloseTable();
    if (in_file_ > kMostPlaces) {
      write_(fmt::format("<p class=\"soft\">{}</p>\n",
                         fmt::format(fmt::runtime(Say("ほか {} か所（一覧は省きました）",
                                                      "and {} more places, not listed")),
                                     in_file_ - kMostPlaces)));
    }
    write_("</section>\n");
  }
  section_ = false;
  in_file_ = 0;
  of_file_.clear();
}

std::string ScanReport::Summary(bool cancelled) const {
  std::size_t places = 0;
  for (const auto& [category, row] : categories_) places += row.places;
  const auto card = [](std::string_view label, std::size_t number, bool warn) {
    return fmt::format("<div class=\"card{}\">{}<b>{}</b></div>\n", warn ? " warn" : "", label,
                       number);
  };
  std::string out = "<section class=\"summary\">\n<div class=\"cards\">\n";
  out += card(Say("調べたファイル", "Files"), files_, false);
  out += card(Say("該当のあったファイル", "Files with findings"), found_, false);
  out += card(Say("該当した箇所", "Places"), places, false);
  out += card(Say("確認できなかったファイル", "Files not looked at"), failed_, failed_ > 0);
  out += "</div>\n";
  if (cancelled) {
    out += fmt::format("<div class=\"reason\"><p><b>{}</b></p></div>\n",
                       Say("途中で中止しました。調べていないファイルがあります。",
                           "Cancelled: not all files were looked at."));
  }
  if (!categories_.empty()) {
    out += fmt::format(
        "<h2>{}</h2>\n<table>\n<thead><tr><th>{}</th><th class=\"number\">{}</th>"
        "<th class=\"number\">{}</th></tr></thead>\n<tbody>\n",
        Say("分類ごとの件数", "Findings by category"), Say("分類", "Category"),
        Say("箇所", "Places"), Say("ファイル", "Files"));
    for (const auto& [category, row] : categories_) {
      out += fmt::format(
          "<tr><td class=\"name\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td>"
          "</tr>\n",
          Say(CategoryJapanese(category), CategoryEnglish(category)), row.places, row.files);
    }
    out += "</tbody>\n</table>\n";
  }
  const std::string_view title =
      found_ + failed_ > 0 ? Say("ファイルごとの結果", "Files")
                           : Say("該当する情報は見つかりませんでした。", "Nothing was found.");
  return out + fmt::format("<h2>{}</h2>\n</section>\n", title);
}

void ScanReport::Finish(bool cancelled) {
  End();
  write_(Summary(cancelled));
  write_(fmt::format("<footer>{}</footer>\n</main>\n</body>\n</html>\n",
                     Say("何も書き換えていません。該当のないファイルは一覧にありません。",
                         "Nothing was changed. Files without findings are not listed.")));
}

}  // namespace sumikeshi
