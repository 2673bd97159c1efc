// The commands of the program: each adds itself to the parser and says how it ended.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "sumikeshi/result.h"

namespace sumikeshi {

enum class ExitCode {
  kDone = 0,         // all released, nothing found, ledger intact
  kAttention = 1,    // something held, something found, ledger damaged
  kUsage = 2,        // wrong arguments
  kEnvironment = 3,  // a missing program, a full disk, a busy ledger
  kBug = 4,
};

// What the parsed command line asks for.
using Command = std::function<ExitCode()>;

// Each adds its subcommands to `app`; the one that was given sets `chosen`.
void AddRedact(CLI::App& app, Language language, Command& chosen);
void AddScan(CLI::App& app, Language language, Command& chosen);
void AddLedger(CLI::App& app, Language language, Command& chosen);
// Adds `verify`, `checkpoint`, `prove`, `witness` and `export` to the command `ledger`.
void AddLedgerEvidence(CLI::App& ledger, Language language, Command& chosen);
// Adds `migrate`.
void AddLedgerMigrate(CLI::App& ledger, Language language, Command& chosen);
// Adds `shred` and `prune`.
void AddLedgerRemoval(CLI::App& ledger, Language language, Command& chosen);
// Adds `report` to the command `ledger`.
void AddLedgerReport(CLI::App& ledger, Language language, Command& chosen);
void AddProfile(CLI::App& app, Language language, Command& chosen);
void AddForm(CLI::App& app, Language language, Command& chosen);
void AddApproval(CLI::App& app, Language language, Command& chosen);
void AddRegister(CLI::App& app, Language language, Command& chosen);
void AddErasure(CLI::App& app, Language language, Command& chosen);
void AddDispose(CLI::App& app, Language language, Command& chosen);

// The exit code for an Error that stops a command.
[[nodiscard]] ExitCode ExitFor(const Error& error);

}  // namespace sumikeshi
