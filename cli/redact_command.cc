// sumikeshi redact: the batch.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/pipeline/batch.h"
#include "redact/policy/circumstances.h"
#include "redact/policy/manifest.h"

namespace sumikeshi {
namespace {

struct RedactOptions : RunOptions {
  fs::path output;
  std::optional<fs::path> ledger;
  fs::path signing_key;
  std::optional<fs::path> report;
  std::optional<fs::path> manifest;
};

// A bar on the terminal; nothing when stderr is a file.
class Progress {
 public:
  void Show(std::size_t done, std::size_t total, std::size_t held, Language language) {
    if (!terminal_) return;
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = total == 0 ? kWidth : done * kWidth / total;
    fmt::print(stderr, "\r[{}{}] {}/{}  {} {} ", std::string(filled, '#'),
               std::string(kWidth - filled, '.'), done, total, Choose(language, "保留", "held"),
               held);
    std::fflush(stderr);
  }
  void Clear() const {
    if (terminal_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  bool terminal_ = isatty(STDERR_FILENO) == 1;
};

void PrintSummary(const BatchSummary& summary, const RedactOptions& options, Language language) {
  const bool japanese = language == Language::kJapanese;
  fmt::print(fmt::runtime(japanese ? "{}件中 {}件を出力、{}件を保留（{}件は処理済み）。"
                                     "墨消し {}箇所、記録して残した情報 {}箇所。\n"
                                   : "{} documents: {} released, {} held ({} done before). "
                                     "{} places redacted, {} reported and kept.\n"),
             summary.documents, summary.released, summary.held, summary.resumed, summary.redacted,
             summary.kept);
  if (summary.held > 0) {
    fmt::print(fmt::runtime(japanese ? "保留の理由: {}\n" : "why they are held: {}\n"),
               (options.output / "held.jsonl").string());
  }
  for (const auto& [rule, note] : summary.notes) {
    fmt::print(fmt::runtime(japanese ? "注 {}: {}\n" : "note {}: {}\n"), rule, note);
  }
  if (options.report) {
    fmt::print(fmt::runtime(japanese ? "報告書: {}\n" : "report: {}\n"), options.report->string());
  }
  if (summary.cancelled) {
    fmt::print("{}\n",
               Choose(language, "中断しました。同じ指定でもう一度実行すると続きから処理します。",
                      "interrupted: run the same command again to go on."));
  }
}

// The output folder may not be one of the inputs: the originals would be overwritten.
std::optional<ExitCode> CheckOutput(const RedactOptions& options, Language language) {
  for (const fs::path& input : options.inputs) {
    std::error_code error;
    if (fs::equivalent(input, options.output, error) && !error) {
      fmt::print(stderr, "{}\n",
                 Describe({ErrorCode::kOutputInsideInput, "", "", 0}, options.output, language));
      return ExitCode::kUsage;
    }
  }
  return std::nullopt;
}

// The manifest, or all its mistakes on stderr.
std::expected<Manifest, ExitCode> LoadManifest(const RedactOptions& options, Language language) {
  auto manifest = Manifest::Load(*options.manifest, options.context);
  if (manifest) return *std::move(manifest);
  for (const Error& error : manifest.error()) {
    fmt::print(stderr, "{}\n", Describe(error, *options.manifest, language));
  }
  return std::unexpected(ExitCode::kUsage);
}

// A row without a document is most often a name with a slip in it.
void PrintUnusedRows(const Manifest& manifest, const std::vector<std::string>& documents,
                     const RedactOptions& options, Language language) {
  for (const ManifestRow& row : manifest.RowsWithout(documents)) {
    fmt::print(stderr, "{}:{}: {}\n", options.manifest->string(), row.line,
               Choose(language, "この行に当たる文書がありません", "no document is of this row"));
  }
}

ExitCode RunRedact(const RedactOptions& options, Language language) {
  auto profile = LoadProfile(options, language);
  if (!profile) return profile.error();
  if (auto wrong = CheckOutput(options, language)) return *wrong;
  Progress progress;
  std::size_t held = 0;
  BatchOptions batch;
  std::optional<Manifest> manifest;
  if (options.manifest) {
    auto loaded = LoadManifest(options, language);
    if (!loaded) return loaded.error();
    manifest = *std::move(loaded);
    batch.context_of = [&manifest, today = Today()](const fs::path& relative) {
      return manifest->ContextOf(relative, today);
    };
  }
  batch.inputs = options.inputs;
  batch.output = options.output;
  batch.ledger = options.ledger.value_or(options.output / "ledger.sqlite");
  batch.signing_key = options.signing_key;
  batch.report = options.report;
  batch.profile = &*profile;
  batch.context = options.context;
  batch.jobs = options.jobs;
  batch.language = language;
  batch.cancelled = &CatchInterrupts();
  std::vector<std::string> documents;
  batch.on_document = [&](const DocumentOutcome& outcome, std::size_t done, std::size_t total) {
    if (manifest) documents.push_back(outcome.relative.generic_string());
    if (!outcome.verdict.released) {
      ++held;
      progress.Clear();
      fmt::print(stderr, "{}\n", Describe(*outcome.verdict.reason, outcome.relative, language));
    }
    progress.Show(done, total, held, language);
  };
  EnginePool engines;
  const auto summary = RunBatch(batch, engines);
  progress.Clear();
  if (!summary) {
    fmt::print(stderr, "{}\n", Describe(summary.error(), batch.ledger, language));
    return ExitFor(summary.error());
  }
  if (manifest && !summary->cancelled) PrintUnusedRows(*manifest, documents, options, language);
  PrintSummary(*summary, options, language);
  return summary->held > 0 || summary->cancelled ? ExitCode::kAttention : ExitCode::kDone;
}

}  // namespace

void AddRedact(CLI::App& app, Language language, Command& chosen) {
  auto options = std::make_shared<RedactOptions>();
  auto* command = app.add_subcommand(
      "redact", std::string(Choose(language, "墨消しした写しを作り、台帳に記録します",
                                   "makes redacted copies and records every decision")));
  AddRunOptions(*command, language, *options);
  command
      ->add_option("--out", options->output,
                   std::string(Choose(language, "出力フォルダ", "output folder")))
      ->required();
  command->add_option("--ledger", options->ledger,
                      std::string(Choose(language, "台帳（省略時は 出力フォルダ/ledger.sqlite）",
                                         "ledger (default: OUT/ledger.sqlite)")));
  AddSigningKeyOption(*command, language, options->signing_key);
  command->add_option(
      "--manifest", options->manifest,
      std::string(Choose(language, "文書一覧（CSV または JSON、一文書または一まとまりに一行）",
                         "manifest (CSV or JSON, a row per document or pattern)")));
  command->add_option("--report", options->report,
                      std::string(Choose(language, "HTML 報告書", "HTML report")));
  command->callback(
      [options, language, &chosen] { chosen = [=] { return RunRedact(*options, language); }; });
}

}  // namespace sumikeshi
