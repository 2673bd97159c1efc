// sumikeshi ledger migrate: a ledger of an older format goes on as one of today's.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/ledger/migrate.h"
#include "redact/pipeline/record.h"
#include "redact/policy/policy.h"

namespace sumikeshi {
namespace {

struct MigrateOptions {
  fs::path old;
  fs::path ledger;
  fs::path signing_key;
};

ExitCode Migrate(const MigrateOptions& options, Language language) {
  const auto profile = Profile::Load("guideline");
  if (!profile) return StopAt(profile.error(), "guideline", language);
  LedgerEntry record;
  record.context.operator_id = LoginName();
  record.provenance = MakeProvenance(*profile, record.context, "");
  record.procedure.emplace().by = record.context.operator_id;
  const auto taken =
      MigrateLedger(options.old, options.ledger, std::move(record), options.signing_key);
  if (!taken) return StopAt(taken.error(), options.old, language);
  fmt::print(fmt::runtime(Choose(
                 language,
                 "{}件の記録を {} に移し、台帳に記録しました。古い台帳はそのまま保管してください"
                 "（文書の鍵は新しい台帳に移りました）。\n",
                 "{} entries were taken over into {} and recorded. Keep the old file (the "
                 "document keys are with the new one).\n")),
             *taken, options.ledger.string());
  return ExitCode::kDone;
}

}  // namespace

void AddLedgerMigrate(CLI::App& ledger, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<MigrateOptions>();
  auto* command = ledger.add_subcommand(
      "migrate", text("古い形式の台帳の記録を、新しい台帳にそのまま移します",
                      "takes the entries of a ledger of an older format over into a new one"));
  command->add_option("OLD", options->old, text("古い台帳", "the old ledger"))->required();
  command->add_option("--ledger", options->ledger, text("新しい台帳", "the new ledger"))
      ->required();
  AddSigningKeyOption(*command, language, options->signing_key);
  command->callback(
      [options, language, &chosen] { chosen = [=] { return Migrate(*options, language); }; });
}

}  // namespace sumikeshi
