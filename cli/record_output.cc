// Shared options of registers and reports.
#include "cli/record_output.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/messages.h"
#include "redact/policy/circumstances.h"
#include "redact/report/report_file.h"

namespace sumikeshi {

void AddLedgerOption(CLI::App& command, Language language, fs::path& ledger) {
  command
      .add_option("--ledger", ledger,
                  std::string(Choose(language, "台帳のファイル", "the ledger file")))
      ->capture_default_str();
}

void AddSigningKeyOption(CLI::App& command, Language language, fs::path& key) {
  command.add_option("--signing-key", key,
                     std::string(Choose(language, "台帳の署名鍵（省略時は 台帳.signing-key）",
                                        "the ledger's signing key (default: LEDGER.signing-key)")));
}

void AddOutputOptions(CLI::App& command, Language language, RecordOutput& output) {
  AddLedgerOption(command, language, output.ledger);
  command
      .add_option("--format", output.format,
                  std::string(Choose(language, "html または csv", "html or csv")))
      ->check(CLI::IsMember({"html", "csv"}))
      ->capture_default_str();
  command.add_option("--out", output.file,
                     std::string(Choose(language, "書き出すファイル（省略時は標準出力）",
                                        "file to write (default: standard output)")));
}

void AddPeriodOptions(CLI::App& command, Language language, Period& period) {
  command.add_option("--from", period.from,
                     std::string(Choose(language, "最初の日（2026-11-01 の形、現地の日付）",
                                        "first day (2026-11-01, local)")));
  command.add_option(
      "--to", period.to,
      std::string(Choose(language, "最後の日（その日を含みます）", "last day (included)")));
}

bool CheckPeriod(const Period& period, Language language) {
  for (const auto& [option, day] :
       {std::pair{"--from", &period.from}, std::pair{"--to", &period.to}}) {
    if (day->empty() || IsDay(*day)) continue;
    fmt::print(
        stderr, "{}: {}\n", option,
        Choose(language, "日付を 2026-11-22 の形で書いてください", "write the day as 2026-11-22"));
    return false;
  }
  if (period.from.empty() || period.to.empty() || period.from <= period.to) return true;
  fmt::print(stderr, "{}\n",
             Choose(language, "--to が --from より前です", "--to lies before --from"));
  return false;
}

Result<void> Put(std::string_view text, const fs::path& file) {
  if (file.empty()) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (whole && std::fflush(stdout) == 0) return {};
    return Fail(ErrorCode::kWriteFailed, "standard output");
  }
  auto target = ReportFile::Named(file);
  if (!target) return std::unexpected(target.error());
  if (auto put = target->Write(text); !put) return put;
  return target->Commit();
}

Result<std::unique_ptr<Ledger>> OpenExistingLedger(const fs::path& path,
                                                   const fs::path& signing_key) {
  std::error_code error;
  if (!fs::exists(path, error)) return Fail(ErrorCode::kNotFound);
  return OpenLedger(path, &std::chrono::system_clock::now, signing_key);
}

ExitCode StopAt(const Error& error, const fs::path& file, Language language) {
  fmt::print(stderr, "{}\n", Describe(error, file, language));
  if (error.code == ErrorCode::kRegister) return ExitCode::kUsage;
  const bool finding = error.code == ErrorCode::kLedger || error.code == ErrorCode::kHandlerDenied;
  return finding ? ExitCode::kAttention : ExitFor(error);
}

}  // namespace sumikeshi
