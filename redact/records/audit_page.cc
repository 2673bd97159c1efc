// The inspection and audit report as a page and as one long table.
#include <fmt/format.h>

#include "redact/policy/vocabulary.h"
#include "redact/records/audit.h"
#include "redact/records/chart.h"
#include "redact/records/page.h"
#include "redact/records/procedures.h"

namespace sumikeshi {
namespace {

std::string Number(std::int64_t number) { return fmt::format("{}", number); }

std::string PurposeName(const std::string& key) {
  if (key.empty()) return "（利用目的の記載なし）";
  return fmt::format("{} {}", key, TermJapanese(kPurposes, key));
}

std::string PeriodName(const Period& period) {
  if (period.from.empty() && period.to.empty()) return "台帳の全期間";
  return fmt::format("{}〜{}", period.from.empty() ? "最初" : JapaneseDay(period.from),
                     period.to.empty() ? "現在" : JapaneseDay(period.to));
}

// One row of counts: what it is about, and the numbers.
struct CountLine {
  std::string key;
  std::string name;
  Tally tally;
};

std::vector<CountLine> CategoryLines(const AuditReport& report) {
  std::vector<CountLine> lines;
  for (const auto& [category, tally] : report.by_category) {
    lines.push_back(
        {std::string(CategoryKey(category)), std::string(CategoryJapanese(category)), tally});
  }
  return lines;
}

std::vector<CountLine> PurposeLines(const AuditReport& report) {
  std::vector<CountLine> lines;
  for (const auto& [key, tally] : report.by_purpose) {
    lines.push_back({key, PurposeName(key), tally});
  }
  return lines;
}

std::vector<CountLine> RuleLines(const AuditReport& report) {
  std::vector<CountLine> lines;
  for (const auto& [rule, tally] : report.by_rule) {
    lines.push_back({rule, report.clauses.at(rule), tally});
  }
  return lines;
}

std::vector<CountLine> HandlerLines(const AuditReport& report) {
  std::vector<CountLine> lines;
  for (const auto& [handler, tally] : report.by_handler) {
    const auto documents = report.documents_by_handler.find(handler);
    lines.push_back(
        {handler,
         fmt::format("文書 {}件",
                     documents == report.documents_by_handler.end() ? 0 : documents->second),
         tally});
  }
  return lines;
}

std::vector<CountLine> MonthLines(const AuditReport& report) {
  std::vector<CountLine> lines;
  for (const auto& [month, count] : report.by_month) {
    lines.push_back(
        {month, fmt::format("出力 {}件、保留 {}件", count.released, count.held), count.places});
  }
  return lines;
}

Table CountTable(std::string title, std::string note, std::string key, std::string name,
                 const std::vector<CountLine>& lines) {
  Table table{std::move(title), std::move(note), {{std::move(key)}}, {}};
  if (!name.empty()) table.columns.push_back({std::move(name)});
  const bool named = table.columns.size() == 2;
  for (const char* heading : {"墨消し", "残す", "保留", "計"}) {
    table.columns.push_back({heading, true});
  }
  for (const CountLine& line : lines) {
    std::vector<std::string> row;
    row.push_back(named ? line.key : line.name);
    if (named) row.push_back(line.name);
    for (const std::int64_t number :
         {line.tally.redacted, line.tally.kept, line.tally.held, line.tally.total()}) {
      row.push_back(Number(number));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<ChartBar> Bars(const std::vector<CountLine>& lines, std::string CountLine::* label) {
  std::vector<ChartBar> bars;
  for (const CountLine& line : lines) {
    bars.push_back({line.*label, {line.tally.redacted, line.tally.kept, line.tally.held}});
  }
  return bars;
}

std::string Card(std::string_view label, std::int64_t number, bool warn) {
  return fmt::format("<div class=\"card{}\">{}<b>{}</b></div>\n", warn && number > 0 ? " warn" : "",
                     label, number);
}

// What a person has to look at first.
struct Total {
  const char* key;
  const char* name;
  std::int64_t number;
  bool warn;
};

std::vector<Total> Totals(const AuditReport& report) {
  return {{"released", "出力した文書（延べ）", report.released, false},
          {"held", "保留した文書（延べ）", report.held, false},
          {"still_held", "保留のままの文書", report.still_held, true},
          {"denied", "取扱者の拒否", report.denied, true},
          {"blocked", "提供・移送の差止め", report.blocked, true},
          {"approved", "承認により残した箇所（規程外）", report.approved, true},
          {"overruled", "法令が規程に優先した箇所", report.overruled, false},
          {"redacted", "墨消しした箇所", report.places.redacted, false},
          {"kept", "残した箇所", report.places.kept, false}};
}

Table HoldTable(const AuditReport& report) {
  Table table{"保留の理由", "", {{"理由"}, {"求められる対応"}, {"件数", true}}, {}};
  for (const auto& [code, count] : report.hold_reasons) {
    table.rows.push_back({std::string(ErrorCause(code, Language::kJapanese)),
                          std::string(ErrorRemedy(code, Language::kJapanese)), Number(count)});
  }
  return table;
}

Table ProcedureTable(const AuditReport& report) {
  Table table{"手続の記録", "", {{"手続"}, {"件数", true}}, {}};
  if (report.approvals > 0) {
    table.rows.push_back({"規程外作業の承認の記録", Number(report.approvals)});
  }
  for (const auto& [step, count] : report.procedures) {
    table.rows.push_back({std::string(TermJapanese(kProcedureSteps, step)), Number(count)});
  }
  return table;
}

std::string Problems(const std::vector<std::string>& problems) {
  std::string all;
  for (const std::string& problem : problems) all += (all.empty() ? "" : "\n") + problem;
  return all;
}

PageFacts FactsOf(const AuditReport& report, const AuditFacts& facts) {
  PageFacts out = {{"対象の期間", PeriodName(report.period)}, {"台帳", facts.ledger}};
  if (report.entries > 0) {
    out.emplace_back("対象の記録", fmt::format("{}番〜{}番のうち {}件", report.first_sequence,
                                               report.last_sequence, report.entries));
    out.emplace_back("最後の記録のハッシュ", Hex(report.last_hash));
  }
  out.emplace_back("台帳の検証", facts.problems.empty()
                                     ? "改ざん・欠落・入れ替えは見つかりませんでした"
                                     : "問題があります: " + Problems(facts.problems));
  out.emplace_back("作成", fmt::format("{} {}", facts.made_at, facts.made_by));
  return out;
}

}  // namespace

std::string AuditHtml(const AuditReport& report, const AuditFacts& facts) {
  std::string body = "<section class=\"cards\">\n";
  for (const Total& total : Totals(report)) body += Card(total.name, total.number, total.warn);
  body += "</section>\n";
  const auto months = MonthLines(report);
  const auto categories = CategoryLines(report);
  const auto purposes = PurposeLines(report);
  const auto handlers = HandlerLines(report);
  body += HtmlTable(CountTable("月ごとの推移", "箇所の数。色は順に墨消し、残す、保留です。", "月",
                               "文書（延べ）", months));
  if (!months.empty()) body += ColumnChart("月ごとの推移", Bars(months, &CountLine::key));
  body += HtmlTable(CountTable("分類ごと", "", "分類", "", categories));
  if (!categories.empty()) body += BarChart("分類ごと", Bars(categories, &CountLine::name));
  body += HtmlTable(CountTable("利用目的ごと", "", "利用目的", "", purposes));
  if (!purposes.empty()) body += BarChart("利用目的ごと", Bars(purposes, &CountLine::name));
  body += HtmlTable(CountTable("取扱者ごと", "", "取扱者", "取り扱った文書（延べ）", handlers));
  if (!handlers.empty()) body += BarChart("取扱者ごと", Bars(handlers, &CountLine::key));
  body += HtmlTable(CountTable("規則ごと", "規程の条項と、それにより決めた箇所の数。", "規則",
                               "条項", RuleLines(report)));
  body += HtmlTable(HoldTable(report));
  body += HtmlTable(ProcedureTable(report));
  body += "<h2>点検・監査の結果</h2>\n<div class=\"findings\">所見・改善の指示</div>\n";
  body += SignatureBoxes(
      {"点検・監査担当者", "点検・監査責任者", "個人情報管理者", "個人情報管理責任者"});
  body +=
      "<footer>数は台帳の記録によります。情報の内容（値）は、台帳にもこの報告書にもありません。"
      "</footer>\n";
  return HtmlPage("個人情報の取扱状況 点検・監査報告書", FactsOf(report, facts), body);
}

Table AuditTable(const AuditReport& report) {
  Table table{"点検・監査報告", "", {{"表"}, {"キー"}, {"名称"}}, {}};
  for (const char* heading : {"件数", "墨消し", "残す", "保留"}) {
    table.columns.push_back({heading, true});
  }
  const auto add = [&table](const std::string& kind, const std::vector<CountLine>& lines) {
    for (const CountLine& line : lines) {
      table.rows.push_back({kind, line.key, line.name, Number(line.tally.total()),
                            Number(line.tally.redacted), Number(line.tally.kept),
                            Number(line.tally.held)});
    }
  };
  const auto add_count = [&table](const std::string& kind, std::string_view key,
                                  std::string_view name, std::int64_t count) {
    table.rows.push_back({kind, std::string(key), std::string(name), Number(count), "", "", ""});
  };
  for (const Total& total : Totals(report)) {
    add_count("合計", total.key, total.name, total.number);
  }
  add("月", MonthLines(report));
  add("分類", CategoryLines(report));
  add("利用目的", PurposeLines(report));
  add("取扱者", HandlerLines(report));
  add("規則", RuleLines(report));
  for (const auto& [code, count] : report.hold_reasons) {
    add_count("保留の理由", ErrorKey(code), ErrorCause(code, Language::kJapanese), count);
  }
  for (const auto& [step, count] : report.procedures) {
    add_count("手続", step, TermJapanese(kProcedureSteps, step), count);
  }
  return table;
}

}  // namespace sumikeshi
