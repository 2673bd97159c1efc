// sumikeshi dispose: originals whose redacted copies stand are overwritten and removed.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/ledger/evidence.h"
#include "redact/pipeline/admission.h"
#include "redact/pipeline/record.h"
#include "redact/policy/circumstances.h"
#include "redact/records/dispose.h"

namespace sumikeshi {
namespace {

struct DisposeCommandOptions {
  DisposeOptions dispose;
  std::optional<fs::path> ledger;
  fs::path signing_key;
  fs::path definition;
  std::string profile = "guideline";
  std::string staff;
  std::string operator_id;
  std::string approval;
};

// Nothing is destroyed on the word of a ledger that was tampered with.
std::optional<ExitCode> CheckLedger(const fs::path& ledger, Language language) {
  const auto report = VerifyLedger(ledger);
  if (!report) return StopAt(report.error(), ledger, language);
  if (report->problems.empty()) return std::nullopt;
  for (const LedgerProblem& problem : report->problems) {
    fmt::print(stderr, "{}\n", Choose(language, problem.message_ja, problem.message_en));
  }
  return ExitCode::kAttention;
}

ExitCode Print(const std::vector<DisposalOutcome>& outcomes, bool dry_run, Language language) {
  std::size_t done = 0;
  for (const DisposalOutcome& outcome : outcomes) {
    if (outcome.refused) {
      fmt::print(stderr, "{}\n", Describe(*outcome.refused, outcome.original, language));
    } else {
      ++done;
      if (dry_run) fmt::print("{}\n", outcome.original.string());
    }
  }
  const std::string_view japanese = dry_run
                                        ? "{}件中 {}件を消去できます（まだ何もしていません）。\n"
                                        : "{}件中 {}件の原本を上書きして消去しました。\n";
  const std::string_view english = dry_run ? "{}: {} can be disposed of (nothing was done).\n"
                                           : "{} originals: {} overwritten and removed.\n";
  fmt::print(fmt::runtime(Choose(language, japanese, english)), outcomes.size(), done);
  return done == outcomes.size() ? ExitCode::kDone : ExitCode::kAttention;
}

ExitCode RunDispose(DisposeCommandOptions options, Language language) {
  DisposeOptions& dispose = options.dispose;
  dispose.ledger = options.ledger.value_or(dispose.released / "ledger.sqlite");
  auto holdings = LoadHoldings(options.definition);
  if (!holdings) {
    fmt::print(stderr, "{}\n", Describe(holdings.error(), options.definition, language));
    return ExitCode::kUsage;
  }
  dispose.holdings = *std::move(holdings);
  const auto profile = Profile::Load(options.profile, options.staff);
  if (!profile) {
    fmt::print(stderr, "{}\n", Describe(profile.error(), options.profile, language));
    return ExitCode::kUsage;
  }
  if (auto damaged = CheckLedger(dispose.ledger, language)) return *damaged;
  auto ledger = OpenExistingLedger(dispose.ledger, options.signing_key);
  if (!ledger) return StopAt(ledger.error(), dispose.ledger, language);
  dispose.context.stage = "erase";
  dispose.context.operator_id = options.operator_id;
  dispose.context.approval = options.approval;
  dispose.provenance = MakeProvenance(*profile, dispose.context, "");
  dispose.today = Today();
  dispose.admit = [&](const std::string& document, const Context& context) -> Result<void> {
    const auto admitted = Admit(*profile, context, document,
                                [&](const std::string& id) { return (*ledger)->FindApproval(id); });
    if (!admitted) return std::unexpected(admitted.error());
    return {};
  };
  const auto outcomes = Dispose(dispose, **ledger);
  if (!outcomes) return StopAt(outcomes.error(), dispose.ledger, language);
  return Print(*outcomes, dispose.dry_run, language);
}

}  // namespace

void AddDispose(CLI::App& app, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<DisposeCommandOptions>();
  auto* command = app.add_subcommand(
      "dispose", text("墨消しを終えた原本を上書きして消去します（元に戻せません）",
                      "overwrites and removes originals that were redacted (for good)"));
  command->footer(text(
      "原本は、墨消しした写しが台帳の記録のとおりに残り、管理台帳の保管期限を過ぎたものだけを、\n"
      "台帳に記録してから消去します。途中で止まったときは、同じ指定で実行すると続きを行います。\n"
      "上書きの及ばないもの: SSD の予備領域、コピーオンライトのファイルシステム（Btrfs、ZFS）の\n"
      "古いブロック、スナップショット、バックアップ、別の写し。媒体の廃棄などで別に対応してください"
      "。",
      "An original goes only if its redacted copy stands as the ledger recorded it and its term "
      "in\n"
      "the register is over; the act is in the ledger before it. Run again what was interrupted.\n"
      "Overwriting does not reach spare blocks of SSDs, old blocks of copy-on-write file systems\n"
      "(Btrfs, ZFS), snapshots, backups and other copies: see to these by other means."));
  DisposeOptions& dispose = options->dispose;
  command
      ->add_option("ORIGINAL", dispose.originals,
                   text("原本のファイルまたはフォルダ", "originals: files or folders"))
      ->required();
  command
      ->add_option("--released", dispose.released,
                   text("墨消しした写しのフォルダ（redact の --out）",
                        "folder of the redacted copies (--out of redact)"))
      ->required();
  command->add_option(
      "--ledger", options->ledger,
      text("台帳（省略時は その中の ledger.sqlite）", "ledger (default: ledger.sqlite in there)"));
  AddSigningKeyOption(*command, language, options->signing_key);
  command
      ->add_option("--definition", options->definition,
                   text("管理台帳の定義（TOML または CSV）", "definition of the register"))
      ->required();
  command->add_option("--reason", dispose.reason, text("消去の理由", "why"))->required();
  command
      ->add_option("--operator", options->operator_id,
                   text("取扱者（台帳に記録します）", "operator, as recorded in the ledger"))
      ->required();
  command->add_option("--request", dispose.request,
                      text("本人の依頼の番号（erasure request で記録したもの）",
                           "number of the person's request (see erasure request)"));
  command->add_option("--approval", options->approval,
                      text("台帳にある承認の番号", "number of an approval in the ledger"));
  command->add_option("--profile", options->profile, text("規程", "rulebook"))
      ->capture_default_str();
  command->add_option("--staff", options->staff, text("取扱者の名簿", "list of handlers"));
  command->add_flag("--dry-run", dispose.dry_run,
                    text("確かめるだけで、消去しません", "looks, and removes nothing"));
  command->callback(
      [options, language, &chosen] { chosen = [=] { return RunDispose(*options, language); }; });
}

}  // namespace sumikeshi
