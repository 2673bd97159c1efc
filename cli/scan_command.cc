// sumikeshi scan: what would be redacted, without doing it.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "redact/pipeline/scan.h"
#include "redact/report/report.h"
#include "redact/report/scan_report.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

struct ScanCommandOptions : RunOptions {
  std::string format = "text";
  bool show_values = false;
};

// Writes the findings of one document after the other to standard output.
class Printer {
 public:
  Printer(const ScanCommandOptions& options, const Profile& profile, Language language)
      : options_(options), language_(language) {
    if (options.format != "html") return;
    const ScanReportRun run{ShownTime(), profile.name() + "（" + profile.title() + "）"};
    report_.emplace([](std::string_view html) { fmt::print("{}", html); }, run, language);
  }

  void Finish(bool cancelled) {
    if (report_) report_->Finish(cancelled);
  }

  void Print(const fs::path& file, const Result<std::vector<DecidedDetection>>& findings) {
    if (report_) {
      Report(file, findings);
      return;
    }
    if (!findings) {
      PrintError(file, findings.error());
      return;
    }
    for (const DecidedDetection& found : *findings) {
      options_.format == "jsonl" ? PrintJson(file, found) : PrintText(file, found);
    }
  }

 private:
  void Report(const fs::path& file, const Result<std::vector<DecidedDetection>>& findings) {
    if (!findings) {
      report_->Add(file.string(), findings.error());
      return;
    }
    std::vector<ScanReportPlace> places;
    for (const DecidedDetection& found : *findings) {
      places.push_back({found.decision, options_.show_values ? std::optional(found.value)
                                                             : std::optional<std::string>()});
    }
    report_->Add(file.string(), places);
  }

  void PrintError(const fs::path& file, const Error& error) const {
    if (options_.format == "jsonl") {
      nlohmann::ordered_json line;
      line["file"] = file.string();
      line["page"] = error.page == 0 ? nlohmann::json(nullptr) : nlohmann::json(error.page);
      line["error"] = ErrorKey(error.code);
      PrintLine(line);
    } else {
      fmt::print(stderr, "{}\n", Describe(error, file, language_));
    }
  }

  void PrintJson(const fs::path& file, const DecidedDetection& found) const {
    const Finding& finding = found.decision.finding;
    nlohmann::ordered_json line;
    line["file"] = file.string();
    line["page"] = finding.place.page;
    line["category"] = CategoryKey(finding.category);
    line["recognizer"] = finding.recognizer;
    if (finding.page_class != PageClass::kUnknown) line["class"] = NameOf(finding.page_class).key;
    if (!finding.label.empty()) line["label"] = finding.label;
    line["confidence"] = std::stod(fmt::format("{:.3f}", finding.confidence));
    line["action"] = ActionKey(found.decision.action);
    line["rule"] = found.decision.rule;
    const Box box = finding.place.bounds();
    line["box"] = finding.place.boxes.empty()
                      ? nlohmann::json(nullptr)
                      : nlohmann::json({box.left, box.top, box.right, box.bottom});
    line["start"] =
        finding.place.span ? nlohmann::json(finding.place.span->begin) : nlohmann::json(nullptr);
    line["end"] =
        finding.place.span ? nlohmann::json(finding.place.span->end) : nlohmann::json(nullptr);
    if (options_.show_values) line["value"] = found.value;
    PrintLine(line);
  }

  // A file name need not be UTF-8.
  static void PrintLine(const nlohmann::ordered_json& line) {
    fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }

  void PrintText(const fs::path& file, const DecidedDetection& found) const {
    const bool japanese = language_ == Language::kJapanese;
    const Finding& finding = found.decision.finding;
    std::string place;
    if (finding.place.span) {
      place = fmt::format("{}-{}", finding.place.span->begin, finding.place.span->end);
    } else {
      const Box box = finding.place.bounds();
      place = fmt::format("[{},{},{},{}]", box.left, box.top, box.right, box.bottom);
    }
    fmt::print(fmt::runtime(japanese ? "{}: {}ページ {}: {}（信頼度 {:.2f}）{} {}"
                                     : "{}: page {} {}: {} (confidence {:.2f}) {} {}"),
               file.string(), finding.place.page, place,
               japanese ? CategoryJapanese(finding.category) : CategoryEnglish(finding.category),
               finding.confidence, ActionName(found.decision.action), found.decision.rule);
    if (options_.show_values) fmt::print(" 「{}」", found.value);
    fmt::print("\n");
  }

  std::string_view ActionName(Action action) const {
    return language_ == Language::kEnglish ? ActionKey(action) : ActionJapanese(action);
  }

  const ScanCommandOptions& options_;
  const Language language_;
  std::optional<ScanReport> report_;  // with --format html
};

ExitCode RunScanCommand(const ScanCommandOptions& options, Language language) {
  auto profile = LoadProfile(options, language);
  if (!profile) return profile.error();
  const auto forms = LoadForms(options, language);
  if (!forms) return forms.error();
  Printer printer(options, *profile, language);
  ScanOptions scan;
  scan.inputs = options.inputs;
  scan.profile = &*profile;
  scan.context = options.context;
  scan.forms = *forms ? &**forms : nullptr;
  scan.jobs = options.jobs;
  scan.cancelled = &CatchInterrupts();
  scan.on_document = [&](const fs::path& file, const Result<std::vector<DecidedDetection>>& found) {
    printer.Print(file, found);
  };
  EnginePool engines;
  const ScanSummary summary = RunScan(scan, engines);
  printer.Finish(summary.cancelled);
  const bool clean = summary.findings == 0 && summary.errors == 0 && !summary.cancelled;
  return clean ? ExitCode::kDone : ExitCode::kAttention;
}

}  // namespace

void AddScan(CLI::App& app, Language language, Command& chosen) {
  auto options = std::make_shared<ScanCommandOptions>();
  auto* command = app.add_subcommand(
      "scan", std::string(Choose(language, "見つけた箇所を一覧にします（何も書き換えません）",
                                 "lists what is found, and changes nothing")));
  AddRunOptions(*command, language, *options);
  command
      ->add_option("--format", options->format,
                   std::string(Choose(language, "出力の形", "form of the output")))
      ->check(CLI::IsMember({"text", "jsonl", "html"}))
      ->capture_default_str();
  command->add_flag("--show-values", options->show_values,
                    std::string(Choose(language, "見つけた文字も表示します（取扱注意）",
                                       "also print the words that were found (take care)")));
  command->callback([options, language, &chosen] {
    chosen = [=] { return RunScanCommand(*options, language); };
  });
}

}  // namespace sumikeshi
