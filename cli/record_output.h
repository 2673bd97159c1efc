// What the commands of registers and reports share: which ledger, which days, where the paper goes.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "redact/ledger/ledger.h"
#include "redact/records/period.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

namespace fs = std::filesystem;

struct RecordOutput {
  fs::path ledger = "ledger.sqlite";
  std::string format = "html";
  fs::path file;  // empty = standard output
};

void AddLedgerOption(CLI::App& command, Language language, fs::path& ledger);
// The key that signs what the command adds to the ledger.
void AddSigningKeyOption(CLI::App& command, Language language, fs::path& key);
void AddOutputOptions(CLI::App& command, Language language, RecordOutput& output);
void AddPeriodOptions(CLI::App& command, Language language, Period& period);

// False with a message on stderr where a day is none, or the end lies before the beginning.
[[nodiscard]] bool CheckPeriod(const Period& period, Language language);

// Writes the file whole or not at all; to standard output where `file` is empty.
[[nodiscard]] Result<void> Put(std::string_view text, const fs::path& file);

// Opens a ledger to add to it; kNotFound where there is none, instead of making one.
[[nodiscard]] Result<std::unique_ptr<Ledger>> OpenExistingLedger(const fs::path& path,
                                                                 const fs::path& signing_key);

// The message on stderr, and the exit code; a damaged ledger and a handler
// turned away are findings, no failures.
[[nodiscard]] ExitCode StopAt(const Error& error, const fs::path& file, Language language);

}  // namespace sumikeshi
