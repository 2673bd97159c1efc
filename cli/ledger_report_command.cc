// sumikeshi ledger report: the inspection and audit report of a period.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/ledger/evidence.h"
#include "redact/records/audit.h"
#include "redact/records/csv.h"

namespace sumikeshi {
namespace {

struct LedgerReportOptions {
  RecordOutput output;
  Period period;
};

ExitCode Report(const LedgerReportOptions& options, Language language) {
  if (!CheckPeriod(options.period, language)) return ExitCode::kUsage;
  const fs::path& ledger = options.output.ledger;
  const auto verified = VerifyLedger(ledger);
  if (!verified) return StopAt(verified.error(), ledger, language);
  const std::vector<LedgerProblem>& problems = verified->problems;
  AuditFacts facts{ledger.filename().string(), {}, LocalNow(), LoginName()};
  for (const LedgerProblem& problem : problems) facts.problems.push_back(problem.message_ja);
  const auto report = Audit(ledger, options.period);
  if (!report) return StopAt(report.error(), ledger, language);
  const std::string text =
      options.output.format == "csv" ? Csv(AuditTable(*report)) : AuditHtml(*report, facts);
  if (auto put = Put(text, options.output.file); !put) {
    return StopAt(put.error(), options.output.file, language);
  }
  for (const LedgerProblem& problem : problems) {
    fmt::print(stderr, "{}\n", Choose(language, problem.message_ja, problem.message_en));
  }
  return problems.empty() ? ExitCode::kDone : ExitCode::kAttention;
}

}  // namespace

void AddLedgerReport(CLI::App& ledger, Language language, Command& chosen) {
  auto options = std::make_shared<LedgerReportOptions>();
  auto* command = ledger.add_subcommand(
      "report", std::string(Choose(language, "点検・監査報告書を作ります（HTML または CSV）",
                                   "makes the inspection and audit report (HTML or CSV)")));
  AddOutputOptions(*command, language, options->output);
  AddPeriodOptions(*command, language, options->period);
  command->callback(
      [options, language, &chosen] { chosen = [=] { return Report(*options, language); }; });
}

}  // namespace sumikeshi
