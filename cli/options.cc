// Shared options.
#include "cli/options.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <thread>

#include "cli/messages.h"

namespace sumikeshi {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");

std::string LoginName() {
  const passwd* entry = getpwuid(getuid());
  return entry == nullptr ? std::to_string(getuid()) : entry->pw_name;
}

}  // namespace

void AddRunOptions(CLI::App& command, Language language, RunOptions& options) {
  const auto text = [language](std::string_view ja, std::string_view en) {
    return std::string(Choose(language, ja, en));
  };
  command
      .add_option("IN", options.inputs,
                  text("ファイルまたはフォルダ（フォルダは中をすべて読みます）",
                       "files or folders (folders with everything below)"))
      ->required();
  command
      .add_option("--profile", options.profile,
                  text("規程の名前、または TOML ファイル", "name of a rulebook, or a TOML file"))
      ->capture_default_str();
  command.add_option("--purpose", options.context.purpose,
                     text("利用目的（P1〜P17）", "purpose of use (P1 to P17)"));
  command
      .add_option("--ground", options.context.ground,
                  text("取得の根拠（G0 なし、G1 書面同意 など）",
                       "ground (G0 none, G1 written consent, ...)"))
      ->capture_default_str();
  command.add_option("--person", options.context.person,
                     text("本人の立場（insured, deceased, heir, employee）",
                          "whose information (insured, deceased, heir, employee)"));
  options.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  command.add_option("--jobs", options.jobs, text("同時に処理する数", "how many at the same time"))
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  options.context.operator_id = LoginName();
  command
      .add_option("--operator", options.context.operator_id,
                  text("取扱者（台帳に記録します）", "operator, as recorded in the ledger"))
      ->capture_default_str();
}

std::expected<Profile, ExitCode> LoadProfile(const RunOptions& options, Language language) {
  for (const auto& input : options.inputs) {
    std::error_code error;
    if (std::filesystem::symlink_status(input, error).type() !=
        std::filesystem::file_type::not_found) {
      continue;
    }
    fmt::print(stderr, "{}\n", Describe({ErrorCode::kNotFound, "", "", 0}, input, language));
    return std::unexpected(ExitCode::kUsage);
  }
  auto profile = Profile::Load(options.profile);
  if (profile) return std::move(*profile);
  fmt::print(stderr, "{}\n", Describe(profile.error(), options.profile, language));
  return std::unexpected(ExitCode::kUsage);
}

const std::atomic<bool>& CatchInterrupts() {
  struct sigaction action{};
  action.sa_handler = [](int) { interrupted = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second signal ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

ExitCode ExitFor(const Error& error) {
  switch (error.code) {
    case ErrorCode::kUsage:
    case ErrorCode::kProfile:
      return ExitCode::kUsage;
    case ErrorCode::kInternal:
      return ExitCode::kBug;
    default:
      return ExitCode::kEnvironment;
  }
}

}  // namespace sumikeshi
