// Whether a document may be read at all, in the circumstances that are stated for it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "redact/policy/policy.h"
#include "sumikeshi/context.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Looks an approval up in the ledger of the run: one that stands there was recorded before.
using FindApproval = std::function<Result<std::optional<Approval>>(const std::string& id)>;

// The circumstances to decide by: `said`, with the rules that its approval lets through. Errors
// hold the document: kUsage (a word that is not known), kConsent, kApprovalNeeded, kHandlerDenied,
// kReturnToPerson, kTransferBlocked, kPolicyHold; others come from the ledger. `document` is the
// path that an approval may name. Without `find` no approval counts.
[[nodiscard]] Result<Context> Admit(const Profile& profile, Context said,
                                    const std::string& document, const FindApproval& find);

// Why a document is held when the policy neither keeps nor redacts.
[[nodiscard]] Error HoldReason(Action action, const std::string& rule, const std::string& clause,
                               const std::string& why, int page = 0);

}  // namespace sumikeshi
