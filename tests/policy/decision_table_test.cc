// What the built-in profiles decide: category x purpose x ground, row by row of the rulebooks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <set>

#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

using enum Action;
using enum Category;

const Profile& BuiltIn(std::string_view name) {
  static const Profile guideline = Profile::Load("guideline").value();
  static const Profile hoken_agency = Profile::Load("hoken_agency").value();
  return name == "guideline" ? guideline : hoken_agency;
}

Finding Found(Category category, std::string kind = "") {
  Finding finding;
  finding.category = category;
  finding.kind = std::move(kind);
  finding.recognizer = "test";
  finding.confidence = 0.9;
  return finding;
}

// One row: the rule that must decide in each profile, and how.
struct Row {
  std::string_view id;
  Category category;
  std::string kind;
  Context context;
  Action guideline;
  std::string_view guideline_rule;
  Action hoken;
  std::string_view hoken_rule;

  friend void PrintTo(const Row& row, std::ostream* out) { *out << row.id; }
};

Context In(std::string purpose, std::string ground, std::string person = "") {
  Context context;
  context.purpose = std::move(purpose);
  context.ground = std::move(ground);
  context.person = std::move(person);
  return context;
}

class DecisionTable : public ::testing::TestWithParam<Row> {};

TEST_P(DecisionTable, BothProfiles) {
  const Row& row = GetParam();
  const Finding finding = Found(row.category, row.kind);
  const Decision guideline = BuiltIn("guideline").Decide(finding, row.context);
  EXPECT_EQ(ActionKey(guideline.action), ActionKey(row.guideline));
  EXPECT_EQ(guideline.rule, row.guideline_rule);
  const Decision hoken = BuiltIn("hoken_agency").Decide(finding, row.context);
  EXPECT_EQ(ActionKey(hoken.action), ActionKey(row.hoken));
  EXPECT_EQ(hoken.rule, row.hoken_rule);
  for (const Decision& decision : {guideline, hoken}) {
    EXPECT_EQ(decision.finding, finding);
    EXPECT_FALSE(decision.clause.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Health, DecisionTable,
    ::testing::Values(
        Row{"D03", kHealth, "MEDHIST", In("P1", "G1"), kKeep, "GL5-1-8", kKeep, "004-2-11-1"},
        Row{"D03", kHealth, "CHECKUP", In("P2", "G1"), kKeep, "GL5-1-8", kKeep, "004-2-11-1"},
        Row{"D03", kHealth, "", In("P1", "G1"), kKeep, "GL5-1-8", kKeep, "004-2-11-1"},
        Row{"D04", kHealth, "DISAB", In("P1", "G0"), kRedact, "GL5-1", kRedact, "004-2-12-3"},
        Row{"D04", kHealth, "HEALTHX", In("P2", "G0"), kRedact, "GL5-1", kRedact, "004-2-12-3"},
        Row{"D05", kHealth, "TREAT", In("P1", "G1o"), kKeep, "GL5-1-8", kHold, "004-2-12-1-O"},
        Row{"D05", kHealth, "TREAT", In("P2", "G1o"), kKeep, "GL5-1-8", kHold, "004-2-12-1-O2"},
        Row{"D06", kHealth, "TREAT", In("P3", "G1"), kKeep, "GL5-1-8", kKeep, "004-2-11-2"},
        Row{"D07", kHealth, "MEDHIST", In("P3", "G0"), kRedact, "GL5-1", kRedact, "004-2-12-3"},
        Row{"D08", kHealth, "MEDHIST", In("P3", "G1", "deceased"), kKeep, "GL5-1-8", kKeep,
            "004-2-11-2"},
        Row{"D08", kHealth, "MEDHIST", In("P3i", "G0", "deceased"), kKeep, "GL5-1-DEC", kHold,
            "004-2-12-3-H"},
        Row{"D09", kHealth, "MEDHIST", In("P3i", "G0", "heir"), kHold, "GL5-1-7+APPI20-2", kHold,
            "004-2-12-3-H"},
        Row{"D09", kHealth, "", In("P3i", "G0"), kHold, "GL5-1-7+APPI20-2", kHold, "004-2-12-3-H"},
        Row{"no purpose", kHealth, "", In("", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D37", kHealth, "", In("P7", "G1"), kRedact, "GL5-2", kRedact, "004-3-5-1"},
        Row{"D32", kHealth, "", In("P6", "G1"), kRedact, "GL5-2", kRedact, "004-3-5-1"},
        Row{"D34", kHealth, "", In("P5", "G1"), kKeep, "GL5-1-8", kRedact, "004-3-5-1"},
        Row{"D49", kHealth, "KOKUCHI", In("P2", "G1"), kKeep, "GL5-1-8", kRedact, "004-1-5-5"},
        Row{"date", kHealth, "PERIOD", In("", "G0"), kKeep, "GL5-1-K1", kRedact, "004-2-12-4"},
        Row{"clinic", kHealth, "FACILITY", In("", "G0"), kKeep, "GL5-1-K1", kRedact,
            "004-2-12-4"}));

INSTANTIATE_TEST_SUITE_P(
    Others, DecisionTable,
    ::testing::Values(
        Row{"D10", kHonseki, "DOMICILE", In("P3i", "G0"), kKeep, "GL5-1-7", kKeep, "004-2-11-4-7"},
        Row{"D10", kSocialStatus, "LINEAGE", In("P3i", "G0"), kKeep, "GL5-1-7", kKeep,
            "004-2-11-4-7"},
        Row{"D10", kSocialStatus, "STATUS", In("P3i", "G0"), kHold, "GL5-1-7+APPI20-2", kHold,
            "004-2-11-4-7+APPI20-2"},
        Row{"D11", kHonseki, "DOMICILE", In("P9", "G0"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D11", kHonseki, "DOMICILE", In("P9", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D12", kHonseki, "DOMICILE", In("P1", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D12", kHonseki, "DOMICILE", In("P2", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D13", kUnion, "UNION", In("P4", "G1", "employee"), kKeep, "GL5-1-8-4", kKeep,
            "004-2-11-3"},
        Row{"D13", kUnion, "", In("P4", "G1o", "employee"), kKeep, "GL5-1-8-4", kHold,
            "004-2-12-2-O"},
        Row{"D14", kUnion, "UNION", In("P4", "G0", "employee"), kRedact, "GL5-1", kRedact,
            "004-2-12-3-2"},
        Row{"D15", kReligion, "CREED_MEMBERSHIP", In("P4", "G0", "employee"), kRedact, "GL5-1",
            kRedact, "004-2-12-3-2"},
        Row{"D15", kReligion, "CREED_MEMBERSHIP", In("P4", "G1", "employee"), kKeep, "GL5-1-8-5",
            kKeep, "004-2-11-3-2"},
        Row{"D16", kUnion, "UNION", In("P4", "G1", "insured"), kRedact, "GL5-1", kRedact,
            "004-2-12-4"},
        Row{"D16", kCreed, "CREED_MEMBERSHIP", In("P4", "G1"), kRedact, "GL5-1", kRedact,
            "004-2-12-4"},
        Row{"D17", kUnion, "UNION", In("P4t", "G0", "employee"), kKeep, "GL5-1-6", kKeep,
            "004-2-11-4-6"},
        Row{"D17", kCreed, "CREED_MEMBERSHIP", In("P4t", "G0", "employee"), kHold,
            "GL5-1-6-2+APPI20-2", kHold, "004-2-11-4-6-2+APPI20-2"},
        Row{"D17", kCreed, "CREED_MEMBERSHIP", In("P4t", "G1", "employee"), kKeep, "GL5-1-6-2",
            kKeep, "004-2-11-4-6-2"},
        Row{"D17", kCreed, "", In("P4t", "G1", "employee"), kRedact, "GL5-1", kRedact,
            "004-2-12-4"},
        Row{"D18", kUnion, "UNION", In("P1", "G1", "employee"), kRedact, "GL5-1", kRedact,
            "004-2-12-4"},
        Row{"D19", kReligion, "", In("P3", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D20", kVictim, "", In("P3", "G1"), kKeep, "GL5-1-8-2", kKeep, "004-2-11-2-2"},
        Row{"D20", kVictim, "", In("P3", "G1o"), kKeep, "GL5-1-8-2", kHold, "004-2-12-1-O3"},
        Row{"D21", kVictim, "", In("P3", "G0"), kRedact, "GL5-1", kRedact, "004-2-12-3"},
        Row{"D21", kVictim, "", In("P1", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D21", kCrime, "", In("P3", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D23", kRace, "", In("P3i", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D23", kSocialStatus, "STATUS", In("P1", "G1"), kRedact, "GL5-1", kRedact,
            "004-2-12-4"},
        Row{"D24", kSexual, "", In("P1", "G1"), kKeep, "GL5-1-8-3", kKeep, "004-2-11-1-2"},
        Row{"D24", kSexual, "", In("P3", "G1"), kKeep, "GL5-1-8-3", kKeep, "004-2-11-2-2"},
        Row{"D25", kSexual, "", In("P2", "G1"), kRedact, "GL5-1", kRedact, "004-2-12-4"},
        Row{"D31", kHealth, "BIOMETRIC", In("P9", "G7"), kKeep, "GL5-1-9", kKeep, "004-2-11-4-9"}));

INSTANTIATE_TEST_SUITE_P(
    Grounds, DecisionTable,
    ::testing::Values(
        Row{"D01", kHealth, "", In("P3", "G8"), kKeep, "GL5-1-D1", kHold, "004-2-7-1"},
        Row{"D02", kHealth, "", In("P3", "G9"), kRedact, "GL5-1-D2", kHold, "004-2-7-1"},
        Row{"D26", kHealth, "", In("P14", "G2"), kKeep, "GL5-1-1", kKeep, "004-2-11-4-1"},
        Row{"D27", kUnion, "", In("P3", "G3"), kKeep, "GL5-1-2", kKeep, "004-2-11-4-2"},
        Row{"D27", kHealth, "MEDHIST", In("P3", "G3"), kHold, "GL5-1-2+APPI20-2", kHold,
            "004-2-11-4-2+APPI20-2"},
        Row{"D27", kHealth, "HEALTHX", In("P3", "G3"), kKeep, "GL5-1-2", kKeep, "004-2-11-4-2"},
        Row{"D28", kHealth, "", In("P14", "G4"), kHold, "GL5-1-3+APPI20-2", kHold,
            "004-2-11-4-3+APPI20-2"},
        Row{"D29", kCrime, "", In("P14", "G5"), kHold, "GL5-1-4+APPI20-2", kHold,
            "004-2-11-4-4+APPI20-2"},
        Row{"D30", kHealth, "", In("", "G6"), kKeep, "GL5-1-5", kKeep, "004-2-11-4-5"},
        Row{"D38", kHealth, "", In("P8", "G6"), kRedact, "GL5-2", kRedact, "004-3-5-1"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, DecisionTable,
    ::testing::Values(
        Row{"D41", kMyNumber, "", In("P15", "G1"), kRedact, "ST-NUM-1", kRedact, "ST-NUM-1"},
        Row{"D41", kMyNumber, "", In("P3", "G2", "deceased"), kRedact, "ST-NUM-1", kRedact,
            "ST-NUM-1"},
        Row{"D43", kInsuranceId, "", In("P3", "G1"), kRedact, "ST-NUM-2", kRedact, "ST-NUM-2"},
        Row{"D44", kPensionNumber, "", In("P1", "G1"), kRedact, "ST-NUM-3", kRedact, "ST-NUM-3"},
        Row{"D44", kJuminhyoCode, "", In("P9", "G1"), kRedact, "ST-NUM-4", kRedact, "ST-NUM-4"},
        Row{"code", kCode, "", In("P9", "G1"), kRedact, "ST-NUM-5", kRedact, "ST-NUM-5"},
        Row{"D45", kCardNumber, "", In("P1", "G0"), kRedact, "CARD-3", kKeep, "004-1-5-1"},
        Row{"D45", kCardExpiry, "", In("P4", "G1"), kKeep, "CARD-1", kRedact, "004-1-5-2"},
        Row{"D46", kCardNumber, "", In("P4", "G0"), kRedact, "CARD-3", kRedact, "004-1-5-2"},
        Row{"D46", kCardNumber, "", In("", "G0"), kRedact, "CARD-3", kRedact, "004-1-5-2"},
        Row{"D47", kCardExpiry, "CVV", In("P1", "G1"), kRedact, "ST-CARD-1", kRedact, "ST-CARD-1"},
        Row{"D48", kBankAccount, "", In("P12", "G0"), kKeep, "OUT-1", kRedact, "004-1-5-4"},
        Row{"payout", kBankAccount, "", In("P3", "G0"), kKeep, "OUT-1", kKeep, "004-2-5-1"},
        Row{"D54", kPassportNumber, "", In("", "G0"), kKeep, "OUT-1", kRedact, "004-2-5-3"},
        Row{"ID", kLicenceNumber, "", In("P9", "G0"), kKeep, "OUT-1", kKeep, "004-2-5-2"},
        Row{"name", kName, "", In("", "G0"), kKeep, "OUT-2", kKeep, "004-2-5-4"}));

// The default run: no purpose, no ground.
TEST(DefaultContext, RedactsEverythingThatTheGuidelineBinds) {
  const std::set<Category> kept = {kLicenceNumber, kPassportNumber, kResidenceCard,
                                   kBankAccount,   kName,           kAddress,
                                   kPhone,         kEmail,          kBirthDate};
  for (const Category category : kAllCategories) {
    SCOPED_TRACE(CategoryKey(category));
    const Decision decision = BuiltIn("guideline").Decide(Found(category), Context{});
    EXPECT_EQ(decision.action, kept.contains(category) ? kKeep : kRedact);
  }
}

TEST(DefaultContext, HokenAgencyKeepsOnlyOrdinaryData) {
  const std::set<Category> kept = {kName, kAddress, kPhone, kEmail, kBirthDate};
  for (const Category category : kAllCategories) {
    SCOPED_TRACE(CategoryKey(category));
    const Decision decision = BuiltIn("hoken_agency").Decide(Found(category), Context{});
    EXPECT_EQ(decision.action, kept.contains(category) ? kKeep : kRedact);
  }
}

// Over every case of the vocabulary: what the statutes bind is never kept without their grounds.
class AllContexts : public ::testing::TestWithParam<std::string_view> {};

void ForEachContext(auto visit) {
  for (const Term& purpose : kPurposes) {
    for (const Term& ground : kGrounds) {
      for (const Term& stage : kStages) {
        for (const std::string_view person : {"", "insured", "deceased", "heir", "employee"}) {
          visit(Context{std::string(purpose.key), std::string(ground.key), std::string(stage.key),
                        std::string(person), "", ""});
        }
      }
    }
  }
}

TEST_P(AllContexts, BoundNumbersAreNeverKept) {
  const Profile& profile = BuiltIn(GetParam());
  for (const Finding& finding : {Found(kMyNumber), Found(kInsuranceId), Found(kPensionNumber),
                                 Found(kJuminhyoCode), Found(kCode), Found(kCardExpiry, "CVV")}) {
    ForEachContext([&](const Context& context) {
      ASSERT_EQ(profile.Decide(finding, context).action, kRedact) << CategoryKey(finding.category);
    });
  }
}

TEST_P(AllContexts, SpecialCareIsKeptOnlyWithConsentLawResearchOrPublication) {
  const std::set<std::string> grounds = {"G1", "G1o", "G2", "G6", "G7", "G8"};
  for (const Category category :
       {kHealth, kReligion, kCreed, kRace, kSocialStatus, kCrime, kVictim}) {
    ForEachContext([&](const Context& context) {
      const bool kept =
          BuiltIn(GetParam()).Decide(Found(category, "MEDHIST"), context).action == kKeep;
      const bool dead = category == kHealth && context.person == "deceased";
      ASSERT_TRUE(!kept || dead || grounds.contains(context.ground)) << CategoryKey(category);
    });
  }
}

// A word that the vocabulary does not know opens nothing.
TEST_P(AllContexts, UnknownWordsOpenNothing) {
  for (const Category category : {kHealth, kReligion, kHonseki, kUnion, kMyNumber}) {
    for (const Context& context : {In("P99", "G0"), In("P1", "G99"), In("", ""), In("p1", "g1")}) {
      EXPECT_NE(BuiltIn(GetParam()).Decide(Found(category), context).action, kKeep)
          << CategoryKey(category) << ' ' << context.purpose << ' ' << context.ground;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, AllContexts, ::testing::Values("guideline", "hoken_agency"));

TEST(Overlay, ShowsInTheClauseWhatAllowedAndWhatHolds) {
  const Decision decision =
      BuiltIn("guideline").Decide(Found(kHealth, "MEDHIST"), In("P3i", "G0", "heir"));
  EXPECT_THAT(decision.clause, ::testing::EndsWith("5条1項7号（相続手続）により許容、"
                                                   "ただし個人情報保護法20条2項により保留"));
}

// Another stage, another clause: the exceptions of acquiring do not reach storing and erasing.
TEST(Stages, HokenAgencyCitesTheChapterOfTheStage) {
  struct Expected {
    std::string_view stage;
    Action with_consent;
    std::string_view rule;
    std::string_view without;
  };
  for (const Expected& expected : {Expected{"acquire", kKeep, "004-2-11-1", "004-2-12-3"},
                                   Expected{"use", kKeep, "004-2-11-1", "004-3-13"},
                                   Expected{"transfer", kKeep, "004-2-11-1", "004-5-10"},
                                   Expected{"store", kRedact, "004-4-5", "004-4-5"},
                                   Expected{"erase", kRedact, "004-6-6", "004-6-6"},
                                   Expected{"", kRedact, "004-2-4", "004-2-4"}}) {
    SCOPED_TRACE(expected.stage);
    Context context = In("P1", "G1");
    context.stage = expected.stage;
    const Decision consented = BuiltIn("hoken_agency").Decide(Found(kHealth), context);
    EXPECT_EQ(consented.action, expected.with_consent);
    EXPECT_EQ(consented.rule, expected.rule);
    context.ground = "G0";
    EXPECT_EQ(BuiltIn("hoken_agency").Decide(Found(kHealth), context).rule, expected.without);
  }
}

}  // namespace
}  // namespace sumikeshi
