// The report: documents are rendered as they come, the summary is set before them at the end.
#include "redact/report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <utility>

#include "redact/report/error_detail.h"
#include "redact/report/html.h"
#include "redact/report/report_file.h"

namespace sumikeshi {

namespace {

struct Tally {
  std::size_t redacted = 0;
  std::size_t kept = 0;
  std::size_t held = 0;  // or to be returned

  void Add(Action action) {
    ++(action == Action::kRedact ? redacted : action == Action::kKeep ? kept : held);
  }
  [[nodiscard]] std::size_t total() const { return redacted + kept + held; }
};

class HtmlReport : public ReportWriter {
 public:
  HtmlReport(std::filesystem::path path, ReportRun run, Language language, ReportFile body)
      : path_(std::move(path)), run_(std::move(run)), language_(language), body_(std::move(body)) {}

  Result<void> Add(const ReportDocument& document) override {
    ++documents_;
    if (document.verdict.released) {
      ++released_;
    } else {
      AddToHeldTable(document);
    }
    for (const Decision& decision : document.decisions) {
      all_.Add(decision.action);
      categories_[decision.finding.category].Add(decision.action);
    }
    return body_.Write(Document(document));
  }

  Result<void> Finish() override {
    auto file = ReportFile::Named(path_);
    if (!file) return std::unexpected(file.error());
    if (auto put = file->Write(Head() + Summary()); !put) return put;
    if (auto put = file->WriteAll(body_); !put) return put;
    if (auto put = file->Write(Foot()); !put) return put;
    return file->Commit();
  }

 private:
  [[nodiscard]] std::string_view Say(std::string_view japanese, std::string_view english) const {
    return language_ == Language::kJapanese ? japanese : english;
  }

  [[nodiscard]] std::string_view NameOf(Category category) const {
    return Say(CategoryJapanese(category), CategoryEnglish(category));
  }

  [[nodiscard]] std::string_view NameOf(Action action) const {
    switch (action) {
      case Action::kKeep:
        return Say(ActionJapanese(action), "kept");
      case Action::kRedact:
        return Say(ActionJapanese(action), "redacted");
      case Action::kHold:
        return Say(ActionJapanese(action), "held");
      case Action::kReturn:
        return Say(ActionJapanese(action), "returned");
      case Action::kApproval:
        return Say(ActionJapanese(action), "needs approval");
      case Action::kBlock:
        return Say(ActionJapanese(action), "transfer blocked");
      case Action::kDeny:
        return Say(ActionJapanese(action), "handler denied");
    }
    return {};
  }

  [[nodiscard]] std::string Head() const {
    const std::string_view title = Say("墨消し報告書", "Redaction report");
    std::string out = HtmlHead(title, language_);
    out += "<dl class=\"run\">\n";
    const auto row = [&out](std::string_view label, const std::string& value) {
      if (value.empty()) return;
      out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, EscapeHtml(value));
    };
    row(Say("実行日時", "Time"), run_.time);
    row(Say("規程", "Profile"), run_.profile);
    row(Say("利用目的", "Purpose"), run_.purpose);
    row(Say("根拠", "Ground"), run_.ground);
    row(Say("取扱者", "Operator"), run_.operator_id);
    row(Say("プログラム", "Program"), run_.program);
    row(Say("文字認識", "Reader"), run_.reader);
    return out + "</dl>\n";
  }

  [[nodiscard]] std::string Card(std::string_view label, std::size_t number, bool warn) const {
    return fmt::format("<div class=\"card{}\">{}<b>{}</b></div>\n", warn ? " warn" : "", label,
                       number);
  }

  [[nodiscard]] std::string Summary() const {
    const std::size_t held = documents_ - released_;
    std::string out = "<section class=\"cards\">\n";
    out += Card(Say("文書", "Documents"), documents_, false);
    out += Card(Say("墨消しを終えた文書", "Released"), released_, false);
    out += Card(Say("保留した文書", "Held"), held, held > 0);
    out += Card(Say("墨消しした箇所", "Places redacted"), all_.redacted, false);
    out += Card(Say("残した箇所", "Places kept"), all_.kept, false);
    out += "</section>\n" + HeldTable() + CategoryTable();
    return out + fmt::format("<h2>{}</h2>\n", Say("文書ごとの結果", "Documents"));
  }

  void AddToHeldTable(const ReportDocument& document) {
    const Error reason = document.verdict.reason.value_or(Error{});
    held_rows_ += fmt::format(
        "<tr><td><a href=\"#d{}\"><bdi>{}</bdi></a></td><td>{}{}</td><td>{}</td></tr>\n",
        documents_, EscapeHtml(document.path), ErrorCause(reason.code, language_), PageOf(reason),
        ErrorRemedy(reason.code, language_));
  }

  [[nodiscard]] std::string HeldTable() const {
    if (held_rows_.empty()) return {};
    return fmt::format(
        "<h2>{}</h2>\n<table>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n"
        "<tbody>\n{}</tbody>\n</table>\n",
        Say("人の確認が必要な文書", "Documents that need a person"), Say("文書", "Document"),
        Say("理由", "Reason"), Say("してほしいこと", "What to do"), held_rows_);
  }

  [[nodiscard]] std::string CategoryTable() const {
    if (categories_.empty()) return {};
    std::size_t most = 1;
    for (const auto& [category, tally] : categories_) most = std::max(most, tally.total());
    std::string out = fmt::format(
        "<h2>{}</h2>\n<table>\n<thead><tr><th>{}</th><th></th><th class=\"number\">{}</th>"
        "<th class=\"number\">{}</th><th class=\"number\">{}</th></tr></thead>\n<tbody>\n",
        Say("分類ごとの件数", "Findings by category"), Say("分類", "Category"),
        NameOf(Action::kRedact), NameOf(Action::kKeep), Say("保留・返却", "held, returned"));
    for (const auto& [category, tally] : categories_) {
      out += fmt::format(
          "<tr><td class=\"name\">{}</td><td style=\"width:45%\"><div class=\"bars\">{}{}{}</div>"
          "</td><td class=\"number\">{}</td><td class=\"number\">{}</td>"
          "<td class=\"number\">{}</td></tr>\n",
          NameOf(category), Bar("redact", tally.redacted, most), Bar("keep", tally.kept, most),
          Bar("hold", tally.held, most), tally.redacted, tally.kept, tally.held);
    }
    return out + "</tbody>\n</table>\n";
  }

  [[nodiscard]] static std::string Bar(std::string_view action, std::size_t part,
                                       std::size_t most) {
    if (part == 0) return {};
    return fmt::format("<span class=\"{}\" style=\"width:{:.1f}%\"></span>", action,
                       100.0 * static_cast<double>(part) / static_cast<double>(most));
  }

  [[nodiscard]] std::string PageOf(const Error& reason) const {
    if (reason.page == 0) return {};
    return fmt::format(fmt::runtime(Say("（{}ページ）", " (page {})")), reason.page);
  }

  [[nodiscard]] std::string Reason(const Verdict& verdict) const {
    const Error reason = verdict.reason.value_or(Error{});
    std::string out = fmt::format("<div class=\"reason\"><p><b>{}{}</b></p><p>{}</p>",
                                  ErrorCause(reason.code, language_), PageOf(reason),
                                  ErrorRemedy(reason.code, language_));
    const std::string detail = ErrorDetail(reason, language_);
    if (!detail.empty()) out += fmt::format("<p class=\"soft\">{}</p>", EscapeHtml(detail));
    return out + "</div>\n";
  }

  [[nodiscard]] std::string Document(const ReportDocument& document) const {
    const bool released = document.verdict.released;
    std::string out = fmt::format(
        "<section class=\"document\" id=\"d{}\">\n<header><h3><bdi>{}</bdi></h3>"
        "<span class=\"badge{}\">{}</span></header>\n",
        documents_, EscapeHtml(document.path), released ? "" : " held",
        released ? Say("墨消し済み", "released") : Say("保留", "held"));
    if (document.resumed) {
      out += fmt::format("<p class=\"soft\">{}</p>\n",
                         Say("前回の実行で終えています。記録は台帳にあります。",
                             "Finished by an earlier run; the ledger has the record."));
    } else if (document.decisions.empty() && released) {
      out += fmt::format("<p class=\"soft\">{}</p>\n",
                         Say("該当する情報は見つかりませんでした。", "Nothing was found."));
    }
    if (!released) out += Reason(document.verdict);
    return out + Pages(document) + "</section>\n";
  }

  // Pages in order, each with its findings; a page of neither picture nor finding is left out.
  [[nodiscard]] std::string Pages(const ReportDocument& document) const {
    std::map<int, std::vector<const Decision*>> by_page;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
      if (!document.pages[i].png.empty()) by_page[static_cast<int>(i) + 1];
    }
    for (const Decision& decision : document.decisions) {
      by_page[decision.finding.place.page].push_back(&decision);
    }
    std::string out;
    int number = 1;
    for (const auto& [page, decisions] : by_page) {
      const auto index = static_cast<std::size_t>(page - 1);
      static const ReportPage kNone;
      const ReportPage& picture =
          page >= 1 && index < document.pages.size() ? document.pages[index] : kNone;
      out += Page(page, picture, decisions, number);
      number += static_cast<int>(decisions.size());
    }
    return out;
  }

  [[nodiscard]] std::string Page(int page, const ReportPage& picture,
                                 const std::vector<const Decision*>& decisions, int first) const {
    std::string out = fmt::format("<div class=\"page{}\">\n", picture.png.empty() ? " text" : "");
    const std::string caption =
        fmt::format(fmt::runtime(Say("{}ページ{}", "Page {}{}")), page, ClassOf(decisions));
    if (picture.png.empty()) {
      out += fmt::format("<p class=\"soft\">{}</p>\n", caption);
    } else {
      out += fmt::format(
          "<figure><div class=\"sheet\"><img alt=\"{}\" src=\"data:image/png;base64,{}\">{}</div>"
          "<figcaption>{}</figcaption></figure>\n",
          caption, Base64(picture.png), Marks(picture, decisions, first), caption);
    }
    out += decisions.empty() ? fmt::format("<p class=\"soft\">{}</p>\n",
                                           Say("このページには該当する情報がありません。",
                                               "Nothing was found on this page."))
                             : Findings(decisions, first);
    return out + "</div>\n";
  }

  // What kind of document the page is, where a finding says so.
  [[nodiscard]] std::string ClassOf(const std::vector<const Decision*>& decisions) const {
    if (decisions.empty()) return {};
    const PageClassName& name = sumikeshi::NameOf(decisions.front()->finding.page_class);
    if (name.page_class == PageClass::kUnknown) return {};
    return fmt::format(fmt::runtime(Say("（{}）", " ({})")),
                       language_ == Language::kJapanese ? name.japanese : name.english);
  }

  // Numbers on the picture, at the places of the findings.
  [[nodiscard]] static std::string Marks(const ReportPage& picture,
                                         const std::vector<const Decision*>& decisions,
                                         int number) {
    std::string out;
    if (picture.width <= 0 || picture.height <= 0) return out;
    for (const Decision* decision : decisions) {
      const Box box =
          Intersect(decision->finding.place.bounds(), Box{0, 0, picture.width, picture.height});
      if (!box.empty()) {
        out += fmt::format(
            "<span class=\"mark {}\" style=\"left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;"
            "height:{:.2f}%\"><i>{}</i></span>",
            ActionKey(decision->action), 100.0 * box.left / picture.width,
            100.0 * box.top / picture.height, 100.0 * box.width() / picture.width,
            100.0 * box.height() / picture.height, number);
      }
      ++number;
    }
    return out;
  }

  [[nodiscard]] std::string Findings(const std::vector<const Decision*>& decisions,
                                     int number) const {
    std::string out = fmt::format(
        "<table>\n<thead><tr><th class=\"number\">{}</th><th>{}</th><th>{}</th><th>{}</th>"
        "<th class=\"number\">{}</th></tr></thead>\n<tbody>\n",
        Say("番号", "No."), Say("分類", "Category"), Say("扱い", "Action"),
        Say("規則と条項", "Rule and clause"), Say("確信度", "Confidence"));
    for (const Decision* decision : decisions) {
      const Finding& finding = decision->finding;
      out += fmt::format(
          "<tr><td class=\"number\">{}</td><td class=\"category\">{}<div "
          "class=\"rule\">{}</div></td>"
          "<td class=\"action {}\">{}</td><td>{}<div class=\"rule\">{}</div></td>"
          "<td class=\"number\">{:.0f}%</td></tr>\n",
          number++, NameOf(finding.category), FieldOrPlace(finding), ActionKey(decision->action),
          NameOf(decision->action), EscapeHtml(decision->clause), EscapeHtml(decision->rule),
          100 * std::clamp(finding.confidence, 0.0, 1.0));
    }
    return out + "</tbody>\n</table>\n";
  }

  // The label of the field and, in a text, where it stands.
  [[nodiscard]] std::string FieldOrPlace(const Finding& finding) const {
    std::string place = PlaceInText(finding.place);
    if (finding.label.empty()) return place;
    return EscapeHtml(finding.label) + (place.empty() ? "" : "<br>" + place);
  }

  [[nodiscard]] std::string PlaceInText(const Place& place) const {
    if (!place.span) return {};
    return fmt::format(fmt::runtime(Say("{}〜{}文字目", "characters {}-{}")), place.span->begin + 1,
                       place.span->end);
  }

  [[nodiscard]] std::string Foot() const {
    return fmt::format("<footer>{}</footer>\n</main>\n</body>\n</html>\n",
                       Say("この報告書には、見つかった情報そのものは書かれていません。画像は墨消し"
                           "後のものです。決定の記録は台帳にあります。",
                           "This report holds none of the values that were found; the pictures "
                           "are of the redacted pages. The ledger records every decision."));
  }

  std::filesystem::path path_;
  ReportRun run_;
  Language language_;
  ReportFile body_;
  std::size_t documents_ = 0;
  std::size_t released_ = 0;
  Tally all_;
  std::map<Category, Tally> categories_;
  std::string held_rows_;
};

}  // namespace

std::string ShownTime() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.tm_year + 1900, local.tm_mon + 1,
                     local.tm_mday, local.tm_hour, local.tm_min);
}

Result<std::unique_ptr<ReportWriter>> OpenReport(const std::filesystem::path& path, ReportRun run,
                                                 Language language) {
  auto body = ReportFile::Scratch(path.has_parent_path() ? path.parent_path() : ".");
  if (!body) return std::unexpected(body.error());
  return std::make_unique<HtmlReport>(path, std::move(run), language, *std::move(body));
}

}  // namespace sumikeshi
