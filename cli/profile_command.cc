// sumikeshi profile: list, show, check.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/messages.h"
#include "redact/policy/policy.h"

namespace sumikeshi {
namespace {

using Run = ExitCode (*)(const Profile& profile, Language language);

ExitCode WithProfile(const std::string& name, Language language, Run run) {
  const auto profile = Profile::Load(name);
  if (profile) return run(*profile, language);
  fmt::print(stderr, "{}\n", Describe(profile.error(), name, language));
  return ExitCode::kUsage;
}

ExitCode List(Language language) {
  for (const std::string& name : Profile::BuiltInNames()) {
    const auto profile = Profile::Load(name);
    if (!profile) {
      fmt::print(stderr, "{}\n", Describe(profile.error(), name, language));
      return ExitCode::kBug;
    }
    fmt::print("{}\t{}\n", name, profile->title());
  }
  return ExitCode::kDone;
}

ExitCode Show(const Profile& profile, Language /*language*/) {
  fmt::print("{}", Describe(profile));
  return ExitCode::kDone;
}

ExitCode Check(const Profile& profile, Language language) {
  const auto problems = profile.Check();
  for (const ProfileProblem& problem : problems) {
    fmt::print("{}{}{}\n", problem.rule, problem.rule.empty() ? "" : ": ", problem.message);
  }
  if (!problems.empty()) return ExitCode::kAttention;
  fmt::print("{}\n", Choose(language, "問題はありません。", "no problems."));
  return ExitCode::kDone;
}

}  // namespace

void AddProfile(CLI::App& app, Language language, Command& chosen) {
  const auto text = [language](std::string_view ja, std::string_view en) {
    return std::string(Choose(language, ja, en));
  };
  auto name = std::make_shared<std::string>("guideline");
  auto* profile = app.add_subcommand("profile", text("規程を調べます", "the rulebooks"));
  profile->require_subcommand(1);
  profile
      ->add_subcommand("list", text("組み込みの規程を一覧にします", "lists the built-in rulebooks"))
      ->callback([language, &chosen] { chosen = [=] { return List(language); }; });
  const auto add = [&](const std::string& command_name, const std::string& help, Run run) {
    auto* command = profile->add_subcommand(command_name, help);
    command
        ->add_option("PROFILE", *name,
                     text("規程の名前、または TOML ファイル", "name or TOML file"))
        ->capture_default_str();
    command->callback([name, language, run, &chosen] {
      chosen = [=] { return WithProfile(*name, language, run); };
    });
  };
  add("show", text("規則を表で示します", "shows the rules"), Show);
  add("check", text("規則の誤りを探します", "looks for mistakes in the rules"), Check);
}

}  // namespace sumikeshi
