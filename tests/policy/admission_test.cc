// Which approvals count, and in which order a document is refused.
#include "redact/pipeline/admission.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <ostream>

#include "redact/policy/circumstances.h"

namespace sumikeshi {
namespace {

Context Irregular() {
  Context context;
  context.purpose = "P1";
  context.operator_id = "tanaka";
  context.method = "irregular";
  context.approval = "A-1";
  return context;
}

Approval Sound() {
  return {"A-1", "tanaka", "suzuki", {"004-2-7-P"}, "claims/*", "新しい経路", Today()};
}

struct ApprovalCase {
  std::string_view name;
  std::function<void(Approval& approval, Context& context)> change;
  std::string_view why;  // empty = it counts

  friend void PrintTo(const ApprovalCase& value, std::ostream* out) { *out << value.name; }
};

class Approvals : public ::testing::TestWithParam<ApprovalCase> {};

TEST_P(Approvals, CountOrSayWhyNot) {
  const Profile profile = Profile::Load("hoken_agency").value();
  Approval approval = Sound();
  Context context = Irregular();
  GetParam().change(approval, context);
  const auto admitted = Admit(profile, context, "claims/a.png",
                              [&](const std::string& id) -> Result<std::optional<Approval>> {
                                if (id != approval.id) return std::nullopt;
                                return approval;
                              });
  EXPECT_EQ(admitted.has_value(), GetParam().why.empty());
  if (admitted) {
    EXPECT_EQ(admitted->approved, approval.rules);
    return;
  }
  EXPECT_EQ(admitted.error().code, ErrorCode::kApprovalNeeded);
  EXPECT_THAT(admitted.error().where + admitted.error().what, ::testing::HasSubstr(GetParam().why));
}

INSTANTIATE_TEST_SUITE_P(
    All, Approvals,
    ::testing::Values(
        ApprovalCase{"sound", [](Approval&, Context&) {}, ""},
        ApprovalCase{"of another number", [](Approval& a, Context&) { a.id = "A-2"; }, "台帳に"},
        ApprovalCase{"none is named", [](Approval&, Context& c) { c.approval.clear(); },
                     "004-2-7-P"},
        ApprovalCase{"expired", [](Approval& a, Context&) { a.until = "2020-01-01"; }, "期限"},
        ApprovalCase{"one person", [](Approval& a, Context&) { a.approver = "tanaka"; }, "同じ"},
        ApprovalCase{"run by another", [](Approval&, Context& c) { c.operator_id = "mori"; },
                     "申請者ではありません"},
        ApprovalCase{"run by the approver",
                     [](Approval&, Context& c) {
                       c.operator_id = "suzuki";
                       c.handler = "tanaka";
                     },
                     "自身による承認"},
        ApprovalCase{"for other documents", [](Approval& a, Context&) { a.documents = "mail/*"; },
                     "この文書"},
        ApprovalCase{"of another rule", [](Approval& a, Context&) { a.rules = {"004-3-8-P"}; },
                     "004-2-7-P"},
        ApprovalCase{"that the caller asserts itself",
                     [](Approval&, Context& c) {
                       c.approval.clear();
                       c.approved = {"004-2-7-P"};
                     },
                     "004-2-7-P"}));

TEST(Admission, WhoeverIsDeniedLearnsNothingElse) {
  const Profile profile =
      Profile::Parse(
          "name = 'x'\ntitle = 'x'\nretention_days = 366\n[default]\nclause = '1'\n"
          "[handlers]\nacquire = ['sato']\n[[rule]]\nid = 'R'\nclause = '1'\naction = 'redact'\n"
          "[[document]]\nid = 'H'\nclause = '2'\naction = 'deny'\nhandlers = ['unlisted']\n",
          "x.toml")
          .value();
  Context context = Irregular();
  context.ground = "G1";
  context.consent.expiry = "2020-01-01";
  context.approval.clear();
  EXPECT_EQ(Admit(profile, context, "a", nullptr).error().code, ErrorCode::kHandlerDenied);
  context.operator_id = "sato";
  EXPECT_EQ(Admit(profile, context, "a", nullptr).error().code, ErrorCode::kConsent);
  context.ground = "G99";
  EXPECT_EQ(Admit(profile, context, "a", nullptr).error().code, ErrorCode::kUsage);
}

TEST(Admission, ALedgerThatCannotBeReadHoldsTheDocument) {
  const Profile profile = Profile::Load("hoken_agency").value();
  const auto admitted = Admit(profile, Irregular(), "a", [](const std::string&) {
    return Result<std::optional<Approval>>(Fail(ErrorCode::kLedger));
  });
  EXPECT_EQ(admitted.error().code, ErrorCode::kLedger);
}

}  // namespace
}  // namespace sumikeshi
