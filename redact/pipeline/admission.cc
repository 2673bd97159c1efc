// Words, consent, approval, and the profile's rules about whole documents.
#include "redact/pipeline/admission.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>

#include "redact/policy/circumstances.h"

namespace sumikeshi {
namespace {

bool IsHandler(const Context& context, const std::string& person) {
  return person == context.operator_id || person == context.handler;
}

// Why an approval does not count here; empty when it does.
std::string WhyNot(const Approval& approval, const Profile& profile, const Context& context,
                   const std::string& document, const std::string& today) {
  if (approval.until < today)
    return fmt::format("承認の期限（{0}）が切れています / it ended on {0}", approval.until);
  if (approval.applicant == approval.approver)
    return "申請者と承認者が同じです / applicant and approver are one";
  if (!IsHandler(context, approval.applicant))
    return "取扱者が申請者ではありません / the handler is not who applied";
  if (IsHandler(context, approval.approver))
    return "取扱者自身による承認です / the handler approved it himself";
  if (fnmatch(approval.documents.c_str(), document.c_str(), 0) != 0) {
    return "この文書についての承認ではありません / it is about other documents";
  }
  const auto managers = profile.handlers().find("manager");
  if (managers != profile.handlers().end() &&
      std::ranges::find(managers->second, approval.approver) == managers->second.end()) {
    return "承認者が名簿の承認者ではありません / who approved is not on the list of managers";
  }
  return {};
}

Result<std::vector<std::string>> ApprovedRules(const Profile& profile, const Context& context,
                                               const std::string& document,
                                               const FindApproval& find, const std::string& today) {
  if (context.approval.empty()) return std::vector<std::string>{};
  const auto approval =
      find ? find(context.approval) : Result<std::optional<Approval>>(std::nullopt);
  if (!approval) return std::unexpected(approval.error());
  if (!*approval) {
    return Fail(
        ErrorCode::kApprovalNeeded, "approval",
        fmt::format("承認「{0}」は台帳に記録されていません / the ledger has no approval {0}",
                    context.approval));
  }
  std::string why = WhyNot(**approval, profile, context, document, today);
  if (why.empty()) return (*approval)->rules;
  return Fail(ErrorCode::kApprovalNeeded, fmt::format("approval {}", context.approval),
              std::move(why));
}

ErrorCode CodeOf(Action action) {
  switch (action) {
    case Action::kReturn:
      return ErrorCode::kReturnToPerson;
    case Action::kApproval:
      return ErrorCode::kApprovalNeeded;
    case Action::kBlock:
      return ErrorCode::kTransferBlocked;
    case Action::kDeny:
      return ErrorCode::kHandlerDenied;
    case Action::kKeep:
    case Action::kRedact:
    case Action::kHold:
      break;
  }
  return ErrorCode::kPolicyHold;
}

}  // namespace

Error HoldReason(Action action, const std::string& rule, const std::string& clause,
                 const std::string& why, int page) {
  return {CodeOf(action), why.empty() ? clause : fmt::format("{}：{}", clause, why),
          fmt::format("{} {}", rule, ActionKey(action)), page};
}

Result<Context> Admit(const Profile& profile, Context said, const std::string& document,
                      const FindApproval& find) {
  const std::string today = Today();
  if (auto known = CheckWords(said); !known) return std::unexpected(known.error());
  // Who may not handle it is told nothing else about it.
  said.approved.clear();
  const auto refusal = profile.Admit(said);
  if (refusal && refusal->action == Action::kDeny) {
    return std::unexpected(
        HoldReason(refusal->action, refusal->rule, refusal->clause, refusal->why));
  }
  if (auto valid = CheckConsent(said, today); !valid) return std::unexpected(valid.error());
  auto approved = ApprovedRules(profile, said, document, find, today);
  if (!approved) return std::unexpected(approved.error());
  said.approved = *std::move(approved);
  if (const auto left = profile.Admit(said)) {
    return std::unexpected(HoldReason(left->action, left->rule, left->clause, left->why));
  }
  return said;
}

}  // namespace sumikeshi
