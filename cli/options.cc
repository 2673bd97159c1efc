// Shared options.
#include "cli/options.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <thread>

#include "cli/messages.h"
#include "redact/policy/circumstances.h"
#include "redact/report/error_detail.h"

namespace sumikeshi {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");

struct ContextOption {
  const char* name;
  std::string& (*of)(Context& context);
  std::string_view ja;
  std::string_view en;
};

constexpr auto kContextOptions = std::to_array<ContextOption>({
    {"--purpose", [](Context& c) -> std::string& { return c.purpose; }, "利用目的（P1〜P17）",
     "purpose of use (P1 to P17)"},
    {"--ground", [](Context& c) -> std::string& { return c.ground; },
     "取得の根拠（G0 なし、G1 書面同意 など）", "ground (G0 none, G1 written consent, ...)"},
    {"--stage", [](Context& c) -> std::string& { return c.stage; },
     "段階（acquire 取得、use 利用、store 保管、transfer 移送、erase 消去）",
     "stage (acquire, use, store, transfer, erase)"},
    {"--person", [](Context& c) -> std::string& { return c.person; },
     "本人の立場（insured, deceased, heir, employee, card_member, animal）",
     "whose information (insured, deceased, heir, employee, card_member, animal)"},
    {"--recipient", [](Context& c) -> std::string& { return c.recipient; },
     "提供先（group, industry, insurer, reinsurer, contractor, lawyer, authority, third_party）",
     "recipient (group, industry, insurer, reinsurer, contractor, lawyer, authority, third_party)"},
    {"--recipient-name", [](Context& c) -> std::string& { return c.recipient_name; },
     "提供先の名称", "name of the recipient"},
    {"--country", [](Context& c) -> std::string& { return c.country; },
     "提供先の国（ISO 3166 の2文字）", "country of the recipient (ISO 3166, two letters)"},
    {"--handler", [](Context& c) -> std::string& { return c.handler; },
     "文書の取扱者（省略時は実行する人）", "handler of the documents (default: the operator)"},
    {"--department", [](Context& c) -> std::string& { return c.department; }, "管理部署",
     "department"},
    {"--source", [](Context& c) -> std::string& { return c.source; },
     "取得元（person, insurer, third_party, public, illicit）",
     "source (person, insurer, third_party, public, illicit)"},
    {"--route", [](Context& c) -> std::string& { return c.route; },
     "経路（mail, fax, counter, electronic, phone, my_number）",
     "route (mail, fax, counter, electronic, phone, my_number)"},
    {"--method", [](Context& c) -> std::string& { return c.method; },
     "規程に定めのない方法なら irregular", "irregular, if the rulebook does not describe it"},
    {"--obstacle", [](Context& c) -> std::string& { return c.obstacle; },
     "同意を得られない事情（difficult, obstructs）", "why consent cannot be had"},
    {"--document", [](Context& c) -> std::string& { return c.document; },
     "文書の全体が業務に不要なら unneeded", "unneeded, if no part of the documents is needed"},
    {"--consent", [](Context& c) -> std::string& { return c.consent.id; }, "同意の記録の番号",
     "number of the record of consent"},
    {"--consent-status", [](Context& c) -> std::string& { return c.consent.status; },
     "同意の状況（pending 依頼中、refused なし）", "pending or refused"},
    {"--consent-date", [](Context& c) -> std::string& { return c.consent.date; },
     "同意日（2026-11-22 の形）", "day of the consent (2026-11-22)"},
    {"--consent-expiry", [](Context& c) -> std::string& { return c.consent.expiry; },
     "同意の期限（2026-11-22 の形）", "last day of the consent (2026-11-22)"},
    {"--consent-withdrawn", [](Context& c) -> std::string& { return c.consent.withdrawn; },
     "同意の撤回日（2026-11-22 の形）", "day on which the consent was withdrawn (2026-11-22)"},
    {"--explanation", [](Context& c) -> std::string& { return c.consent.explanation; },
     "説明した内容（operation, fairness）", "what was explained (operation, fairness)"},
    {"--approval", [](Context& c) -> std::string& { return c.approval; }, "台帳にある承認の番号",
     "number of an approval in the ledger"},
});

}  // namespace

std::string LoginName() {
  const passwd* entry = getpwuid(getuid());
  return entry == nullptr ? std::to_string(getuid()) : entry->pw_name;
}

void AddContextOptions(CLI::App& command, Language language, Context& context) {
  for (const ContextOption& option : kContextOptions) {
    std::string& field = option.of(context);
    auto* added =
        command.add_option(option.name, field, std::string(Choose(language, option.ja, option.en)));
    if (!field.empty()) added->capture_default_str();
  }
  // After --ground, which the form of a consent completes or contradicts.
  command.add_option_function<std::string>(
      "--consent-form",
      [&context, language](const std::string& form) {
        const auto set = SetConsentForm(form, context);
        if (set) return;
        const Error error{ErrorCode::kUsage, "", set.error().what, 0};
        throw CLI::ValidationError("--consent-form", ErrorDetail(error, language));
      },
      std::string(Choose(language, "同意の形式（written 書面、oral 口頭）",
                         "form of the consent (written, oral)")));
  command.add_option_function<std::string>(
      "--consent-scope",
      [&context](const std::string& purposes) { context.consent.scope = PurposesIn(purposes); },
      std::string(Choose(language, "同意の範囲（目的。P1,P3 の形）",
                         "purposes that the consent covers (P1,P3)")));
}

bool CheckContextOptions(const Context& context, Language language) {
  const auto known = CheckWords(context);
  if (known) return true;
  const std::string& field = known.error().where;
  std::string option = "--" + (field == "consent_id" ? "consent" : field);
  std::ranges::replace(option, '_', '-');
  fmt::print(stderr, "{}\n",
             Describe({ErrorCode::kUsage, "", known.error().what, 0}, option, language));
  return false;
}

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
  command.add_option("--staff", options.staff,
                     text("取扱者の名簿（[handlers] のある TOML ファイル）",
                          "list of handlers (a TOML file with [handlers])"));
  AddContextOptions(command, language, options.context);
  command.add_option(
      "--forms", options.forms,
      text("登録した様式のフォルダ（form learn）", "folder of registered forms (form learn)"));
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
  if (!CheckContextOptions(options.context, language)) return std::unexpected(ExitCode::kUsage);
  auto profile = Profile::Load(options.profile, options.staff);
  const auto cited = profile ? profile->RequireClauses() : std::unexpected(profile.error());
  if (cited) return std::move(*profile);
  fmt::print(stderr, "{}\n", Describe(cited.error(), options.profile, language));
  return std::unexpected(ExitCode::kUsage);
}

std::expected<std::optional<FormLibrary>, ExitCode> LoadForms(const RunOptions& options,
                                                              Language language) {
  if (options.forms.empty()) return std::nullopt;
  auto forms = FormLibrary::Load(options.forms);
  if (forms) return *std::move(forms);
  fmt::print(stderr, "{}\n", Describe(forms.error(), options.forms, language));
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
