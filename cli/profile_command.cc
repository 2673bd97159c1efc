// sumikeshi profile: list, show, check, explain, diff.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "redact/policy/policy.h"
#include "redact/report/error_detail.h"

namespace sumikeshi {
namespace {

// The profiles that a command is about, and the case that it asks.
struct ProfileOptions {
  std::string name = "guideline";
  std::string other;
  std::string staff;
  std::string category;
  std::string kind;
  std::string page_class;
  std::string field;
  Context context;
};

std::expected<Profile, ExitCode> Load(const std::string& name, const std::string& staff,
                                      Language language) {
  auto profile = Profile::Load(name, staff);
  if (profile) return *std::move(profile);
  fmt::print(stderr, "{}\n", Describe(profile.error(), name, language));
  return std::unexpected(ExitCode::kUsage);
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

ExitCode Show(const ProfileOptions& options, Language language) {
  const auto profile = Load(options.name, options.staff, language);
  if (!profile) return profile.error();
  fmt::print("{}", Describe(*profile));
  return ExitCode::kDone;
}

ExitCode Check(const ProfileOptions& options, Language language) {
  const auto profile = Load(options.name, options.staff, language);
  if (!profile) return profile.error();
  for (const Rule& rule : profile->rules()) {
    if (rule.note.empty()) continue;
    fmt::print(fmt::runtime(Choose(language, "注 {}: {}\n", "note {}: {}\n")), rule.id, rule.note);
  }
  const auto problems = profile->Check();
  for (const ProfileProblem& problem : problems) {
    fmt::print("{}{}{}{}{}\n", problem.where, problem.where.empty() ? "" : ": ", problem.rule,
               problem.rule.empty() ? "" : ": ", InLanguage(problem.message, language));
  }
  if (!problems.empty()) return ExitCode::kAttention;
  fmt::print("{}\n", Choose(language, "問題はありません。", "no problems."));
  return ExitCode::kDone;
}

ExitCode UnknownWord(const char* option, std::string what, Language language) {
  fmt::print(stderr, "{}\n",
             Describe({ErrorCode::kUsage, "", std::move(what), 0}, option, language));
  return ExitCode::kUsage;
}

ExitCode Explain(const ProfileOptions& options, Language language) {
  if (!CheckContextOptions(options.context, language)) return ExitCode::kUsage;
  const auto profile = Load(options.name, options.staff, language);
  if (!profile) return profile.error();
  const auto category = CategoryFromKey(options.category);
  if (!category) {
    return UnknownWord("--category",
                       fmt::format("「{0}」は知らない分類です / \"{0}\" is not a known category",
                                   options.category),
                       language);
  }
  Finding finding;
  finding.category = *category;
  finding.kind = options.kind;
  finding.label = options.field;
  finding.confidence = 1;
  if (!options.page_class.empty()) {
    const auto page_class = PageClassFromKey(options.page_class);
    if (!page_class) {
      return UnknownWord("--class",
                         fmt::format("「{0}」は知らない書類です / \"{0}\" is not a known document",
                                     options.page_class),
                         language);
    }
    finding.page_class = *page_class;
  }
  fmt::print("{}", DescribeReasoning(*profile, finding, options.context));
  return ExitCode::kDone;
}

ExitCode Diff(const ProfileOptions& options, Language language) {
  const auto one = Load(options.name, "", language);
  if (!one) return one.error();
  const auto other = Load(options.other, "", language);
  if (!other) return other.error();
  const std::string differences = DescribeDifferences(*one, *other);
  if (!differences.empty()) {
    fmt::print("{}", differences);
    return ExitCode::kAttention;
  }
  fmt::print("{}\n", Choose(language, "違いはありません。", "no differences."));
  return ExitCode::kDone;
}

void AddExplain(CLI::App& profile, Language language, Command& chosen,
                const std::shared_ptr<ProfileOptions>& options) {
  const Texts text{language};
  auto* explain = profile.add_subcommand(
      "explain", text("ある情報がどう扱われるか、条項とともに示します",
                      "says what would happen to a finding, and by which clause"));
  explain->add_option("PROFILE,--profile", options->name, text("規程", "rulebook"))
      ->capture_default_str();
  explain
      ->add_option("--category", options->category,
                   text("分類（health, honseki など）", "category (health, honseki, ...)"))
      ->required();
  explain->add_option("--kind", options->kind, text("種類（MEDHIST など）", "kind (MEDHIST, ...)"));
  explain->add_option("--class", options->page_class,
                      text("書類（claim、disclosure、medical_certificate など）",
                           "document (claim, disclosure, medical_certificate, ...)"));
  explain->add_option("--field", options->field,
                      text("欄の見出し（病名 など）", "label of the field (病名, ...)"));
  explain->add_option("--staff", options->staff, text("取扱者の名簿", "list of handlers"));
  options->context.operator_id = LoginName();
  explain->add_option("--operator", options->context.operator_id, text("取扱者", "operator"))
      ->capture_default_str();
  AddContextOptions(*explain, language, options->context);
  explain->callback(
      [options, language, &chosen] { chosen = [=] { return Explain(*options, language); }; });
}

}  // namespace

void AddProfile(CLI::App& app, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<ProfileOptions>();
  auto* profile = app.add_subcommand("profile", text("規程を調べます", "the rulebooks"));
  profile->require_subcommand(1);
  profile
      ->add_subcommand("list", text("組み込みの規程を一覧にします", "lists the built-in rulebooks"))
      ->callback([language, &chosen] { chosen = [=] { return List(language); }; });
  const auto add = [&](const std::string& name, const std::string& help, auto run) {
    auto* command = profile->add_subcommand(name, help);
    command
        ->add_option("PROFILE", options->name,
                     text("規程の名前、または TOML ファイル", "name or TOML file"))
        ->capture_default_str();
    command->callback(
        [options, language, run, &chosen] { chosen = [=] { return run(*options, language); }; });
    return command;
  };
  const std::string staff = text("取扱者の名簿（TOML）", "list of handlers (TOML)");
  add("show", text("規則を表で示します", "shows the rules"), Show)
      ->add_option("--staff", options->staff, staff);
  add("check", text("規則の誤りを探します", "looks for mistakes in the rules"), Check)
      ->add_option("--staff", options->staff, staff);
  AddExplain(*profile, language, chosen, options);
  add("diff", text("二つの規程の違いを示します", "shows where two rulebooks differ"), Diff)
      ->add_option("OTHER", options->other, text("もう一つの規程", "the other one"))
      ->required();
}

}  // namespace sumikeshi
