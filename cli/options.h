// Options that several commands share.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "redact/pipeline/forms.h"
#include "redact/policy/policy.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What to read, by which rules, in which circumstances.
struct RunOptions {
  std::vector<std::filesystem::path> inputs;
  std::string profile = "guideline";
  std::string staff;  // a file with [handlers], or empty
  Context context;
  std::filesystem::path forms;  // folder, or empty
  int jobs = 1;
};

// Who is logged in.
[[nodiscard]] std::string LoginName();

// The circumstances of documents, each an option.
void AddContextOptions(CLI::App& command, Language language, Context& context);

// False with a message on stderr where a word is not known.
[[nodiscard]] bool CheckContextOptions(const Context& context, Language language);

void AddRunOptions(CLI::App& command, Language language, RunOptions& options);

// The profile, or a message on stderr and the exit code.
[[nodiscard]] std::expected<Profile, ExitCode> LoadProfile(const RunOptions& options,
                                                           Language language);

// The forms of --forms, none without it, or a message on stderr and the exit code.
[[nodiscard]] std::expected<std::optional<FormLibrary>, ExitCode> LoadForms(
    const RunOptions& options, Language language);

// Set by SIGINT and SIGTERM: documents under way are finished, no new one is started.
[[nodiscard]] const std::atomic<bool>& CatchInterrupts();

}  // namespace sumikeshi
