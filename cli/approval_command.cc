// sumikeshi approval: add, list. Leave for what the rulebook does not provide for, by two persons,
// recorded in the ledger before the run that needs it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/ledger/ledger.h"
#include "redact/pipeline/record.h"
#include "redact/policy/circumstances.h"
#include "redact/policy/policy.h"

namespace sumikeshi {
namespace {

struct ApprovalOptions {
  fs::path ledger = "ledger.sqlite";
  fs::path signing_key;
  std::string profile = "guideline";
  std::string staff;
  Approval approval;
};

ExitCode Stop(const Error& error, const fs::path& file, Language language) {
  fmt::print(stderr, "{}\n", Describe(error, file, language));
  return ExitFor(error);
}

bool NeedsApproval(const Profile& profile, const std::string& id) {
  const auto is_it = [&id](const Rule& rule) {
    return rule.id == id && rule.action == Action::kApproval;
  };
  return std::ranges::any_of(profile.rules(), is_it) ||
         std::ranges::any_of(profile.documents(), is_it);
}

// What is wrong with the approval, in the option's words; empty when nothing is.
std::string WhatIsWrong(const Approval& approval, const Profile& profile, Language language) {
  const Texts say{language};
  if (!IsReference(approval.id)) {
    return say("--id: 英数字と . _ : / - だけで書いてください",
               "--id: letters, digits and . _ : / - only");
  }
  if (approval.applicant == approval.approver) {
    return say("--approver: 申請者とは別の人でなければなりません",
               "--approver: must be another person than the applicant");
  }
  if (!IsDay(approval.until) || approval.until < Today()) {
    return say("--until: 今日以後の日付を 2026-11-22 の形で書いてください",
               "--until: a day from today on, as 2026-11-22");
  }
  const auto managers = profile.handlers().find("manager");
  if (managers != profile.handlers().end() &&
      std::ranges::find(managers->second, approval.approver) == managers->second.end()) {
    return say("--approver: 名簿の承認者（manager）ではありません",
               "--approver: is not on the list of managers");
  }
  for (const std::string& rule : approval.rules) {
    if (NeedsApproval(profile, rule)) continue;
    return fmt::format("--rule {}: {}", rule,
                       say("規程に、承認を要する規則としてありません",
                           "is no rule of the profile that needs an approval"));
  }
  return {};
}

ExitCode Add(const ApprovalOptions& options, Language language) {
  const auto profile = Profile::Load(options.profile, options.staff);
  if (!profile) return Stop(profile.error(), options.profile, language);
  const std::string wrong = WhatIsWrong(options.approval, *profile, language);
  if (!wrong.empty()) {
    fmt::print(stderr, "{}\n", wrong);
    return ExitCode::kUsage;
  }
  auto ledger = OpenLedger(options.ledger, &std::chrono::system_clock::now, options.signing_key);
  if (!ledger) return Stop(ledger.error(), options.ledger, language);
  const auto earlier = (*ledger)->FindApproval(options.approval.id);
  if (!earlier) return Stop(earlier.error(), options.ledger, language);
  if (*earlier) {
    fmt::print(stderr, "{}\n",
               Choose(language, "--id: この番号の承認はすでにあります",
                      "--id: there is an approval of this number already"));
    return ExitCode::kUsage;
  }
  LedgerEntry entry;
  entry.kind = EntryKind::kApproval;
  entry.context.operator_id = LoginName();
  entry.provenance = MakeProvenance(*profile, entry.context, "");
  entry.document = ApprovalDocument(options.approval.id);
  entry.approval = options.approval;
  if (auto done = (*ledger)->Append({&entry, 1}); !done) {
    return Stop(done.error(), options.ledger, language);
  }
  fmt::print(fmt::runtime(Choose(language, "承認 {} を台帳の {} 番に記録しました。\n",
                                 "approval {} is entry {} of the ledger.\n")),
             options.approval.id, entry.sequence);
  return ExitCode::kDone;
}

ExitCode List(const ApprovalOptions& options, Language language) {
  const auto read = ReadLedger(options.ledger, 1, [&](const LedgerEntry& entry) {
    if (!entry.approval) return true;
    const Approval& approval = *entry.approval;
    std::string rules;
    for (const std::string& rule : approval.rules) rules += (rules.empty() ? "" : ",") + rule;
    fmt::print("{:>6}  {}  {}  {} → {}  {}  {}  〜{}  {}\n", entry.sequence, entry.time,
               approval.id, approval.applicant, approval.approver, rules, approval.documents,
               approval.until, approval.reason);
    return true;
  });
  return read ? ExitCode::kDone : Stop(read.error(), options.ledger, language);
}

}  // namespace

void AddApproval(CLI::App& app, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<ApprovalOptions>();
  auto* approval = app.add_subcommand(
      "approval", text("規程に定めのない取扱いの承認", "approvals of what no rule provides for"));
  approval->require_subcommand(1);
  const auto add = [&](const std::string& name, const std::string& help, auto run) {
    auto* command = approval->add_subcommand(name, help);
    command->add_option("--ledger", options->ledger, text("台帳のファイル", "the ledger file"))
        ->capture_default_str();
    command->callback(
        [options, language, run, &chosen] { chosen = [=] { return run(*options, language); }; });
    return command;
  };
  auto* one =
      add("add", text("承認を記録します（実行の前に）", "records one, before the run"), Add);
  one->add_option("--profile", options->profile, text("規程", "rulebook"))->capture_default_str();
  one->add_option("--staff", options->staff, text("取扱者の名簿", "list of handlers"));
  AddSigningKeyOption(*one, language, options->signing_key);
  Approval& wanted = options->approval;
  one->add_option("--id", wanted.id, text("承認の番号", "its number"))->required();
  one->add_option("--rule", wanted.rules,
                  text("通す規則の番号（いくつでも）", "ids of the rules that it lets through"))
      ->required();
  one->add_option("--applicant", wanted.applicant,
                  text("申請者（文書を取り扱う人）", "who applies, and handles the documents"))
      ->required();
  one->add_option("--approver", wanted.approver,
                  text("承認者（個人情報管理者）", "who approves: another person"))
      ->required();
  one->add_option("--reason", wanted.reason, text("理由", "why"))->required();
  one->add_option("--until", wanted.until, text("期限（2026-11-22 の形）", "its last day"))
      ->required();
  one->add_option(
         "--documents", wanted.documents,
         text("対象の文書（パスの型、* と ? が使えます）", "pattern of the documents' paths"))
      ->capture_default_str();
  add("list", text("承認を一覧にします", "lists them"), List);
}

}  // namespace sumikeshi
