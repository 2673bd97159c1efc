// What the built-in profiles decide: every row of decision_table.tsv in every profile, and what
// must hold in every case whatsoever.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <sstream>

#include "redact/policy/circumstances.h"
#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

using enum Action;
using enum Category;

constexpr std::array kProfiles = {"guideline", "rescue",  "kizuna",
                                  "jcom",      "rakuten", "hoken_agency"};  // as in the table

const Profile& BuiltIn(std::string_view name) {
  static const auto profiles = [] {
    std::map<std::string, Profile, std::less<>> loaded;
    for (const char* one : kProfiles) loaded.emplace(one, Profile::Load(one).value());
    return loaded;
  }();
  return profiles.find(name)->second;
}

Finding Found(Category category, std::string kind = "") {
  Finding finding;
  finding.category = category;
  finding.kind = std::move(kind);
  finding.recognizer = "test";
  finding.confidence = 0.9;
  return finding;
}

struct Row {
  std::string id;
  std::optional<Finding> finding;  // nullopt = about the document
  Context context;
  std::vector<std::string> expected;  // "action rule", by profile

  friend void PrintTo(const Row& row, std::ostream* out) { *out << row.id; }
};

std::vector<std::string> Split(const std::string& line, char at) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

Row ParseRow(const std::string& line) {
  const auto cells = Split(line, '\t');
  Row row{cells.at(0), std::nullopt, {}, {cells.begin() + 2, cells.end()}};
  std::string kind;
  const std::map<std::string, std::string*> fields = {
      {"kind", &kind},
      {"purpose", &row.context.purpose},
      {"ground", &row.context.ground},
      {"stage", &row.context.stage},
      {"person", &row.context.person},
      {"recipient", &row.context.recipient},
      {"country", &row.context.country},
      {"source", &row.context.source},
      {"route", &row.context.route},
      {"method", &row.context.method},
      {"obstacle", &row.context.obstacle},
      {"document", &row.context.document},
      {"status", &row.context.consent.status},
      {"explanation", &row.context.consent.explanation},
      {"scope", &row.context.consent.scope.emplace_back()}};
  for (const std::string& word : Split(cells.at(1), ' ')) {
    const auto parts = Split(word, '=');
    if (parts.at(0) == "category") {
      row.finding = Found(CategoryFromKey(parts.at(1)).value());
    } else {
      *fields.at(parts.at(0)) = parts.at(1);
    }
  }
  if (row.context.consent.scope.front().empty()) row.context.consent.scope.clear();
  if (row.finding) row.finding->kind = kind;
  return row;
}

std::vector<Row> Rows() {
  std::ifstream in("tests/policy/decision_table.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with('#')) rows.push_back(ParseRow(line));
  }
  return rows;
}

class DecisionTable : public ::testing::TestWithParam<Row> {};

TEST_P(DecisionTable, HoldsInEveryProfile) {
  const Row& row = GetParam();
  EXPECT_TRUE(CheckWords(row.context).has_value());
  ASSERT_EQ(row.expected.size(), kProfiles.size());
  for (std::size_t i = 0; i < kProfiles.size(); ++i) {
    SCOPED_TRACE(kProfiles[i]);
    const Profile& profile = BuiltIn(kProfiles[i]);
    if (!row.finding) {
      const auto refusal = profile.Admit(row.context);
      EXPECT_EQ(refusal ? std::string(ActionKey(refusal->action)) + " " + refusal->rule : "-",
                row.expected[i]);
      EXPECT_TRUE(!refusal || (!refusal->clause.empty() && !refusal->why.empty()));
      continue;
    }
    const Decision decision = profile.Decide(*row.finding, row.context);
    EXPECT_EQ(std::string(ActionKey(decision.action)) + " " + decision.rule, row.expected[i]);
    EXPECT_EQ(decision.finding, *row.finding);
    // Every cell can be explained, with its clause and a sentence for the clerk.
    const Reasoning reasoning = profile.Explain(*row.finding, row.context);
    EXPECT_EQ(reasoning.decision, decision);
    EXPECT_THAT(
        DescribeReasoning(profile, *row.finding, row.context),
        ::testing::AllOf(::testing::HasSubstr(decision.rule), ::testing::HasSubstr("条項")));
    EXPECT_FALSE(decision.clause.empty() || reasoning.why.empty() || decision.rule == "default");
  }
}

INSTANTIATE_TEST_SUITE_P(All, DecisionTable, ::testing::ValuesIn(Rows()));

TEST(DecisionTableFile, HasEveryRow) {
  std::set<std::string> ids;
  for (const Row& row : Rows()) ids.insert(row.id.substr(0, 3));
  ids.insert("D53");  // handlers: see people_test.cc
  for (int i = 1; i <= 55; ++i) {
    EXPECT_TRUE(ids.contains((i < 10 ? "D0" : "D") + std::to_string(i))) << i;
  }
}

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
class AllContexts : public ::testing::TestWithParam<const char*> {};

void ForEachContext(auto visit) {
  for (const CodedTerm& purpose : kPurposes) {
    for (const CodedTerm& ground : kGrounds) {
      for (const CodedTerm& stage : kStages) {
        for (const std::string_view person :
             {"", "insured", "deceased", "heir", "employee", "card_member"}) {
          visit(Context{.purpose = std::string(purpose.key),
                        .ground = std::string(ground.key),
                        .stage = std::string(stage.key),
                        .person = std::string(person)});
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
      ASSERT_NE(profile.Decide(finding, context).action, kKeep) << CategoryKey(finding.category);
    });
  }
}

TEST_P(AllContexts, SpecialCareIsKeptOnlyWithConsentLawResearchOrPublication) {
  // G7, the consent to be identified by one's body, says nothing of an illness.
  const std::set<std::string> grounds = {"G1", "G1o", "G2", "G6", "G8"};
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
    for (const Context& context :
         {Context{.purpose = "P99"}, Context{.purpose = "P1", .ground = "G99"},
          Context{.ground = ""}, Context{.purpose = "p1", .ground = "g1"}}) {
      EXPECT_NE(BuiltIn(GetParam()).Decide(Found(category), context).action, kKeep)
          << CategoryKey(category) << ' ' << context.purpose << ' ' << context.ground;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, AllContexts, ::testing::ValuesIn(kProfiles));

TEST(Overlay, ShowsInTheClauseWhatAllowedAndWhatHolds) {
  const Decision decision =
      BuiltIn("guideline").Decide(Found(kHealth, "MEDHIST"), {.purpose = "P3i", .person = "heir"});
  EXPECT_THAT(decision.clause, ::testing::EndsWith("5条1項7号（相続手続）により許容、"
                                                   "ただし個人情報保護法20条2項により保留"));
}

// Another stage, another clause: the exceptions of acquiring do not reach storing and erasing.
TEST(Stages, HokenAgencyCitesTheChapterOfTheStage) {
  struct Case {
    std::string_view stage;
    Action with_consent;
    std::string_view rule;
    std::string_view without;
  };
  for (const Case& expected :
       {Case{"acquire", kKeep, "004-2-11-1", "004-2-12-3"},
        Case{"use", kKeep, "004-2-11-1", "004-3-13"},
        Case{"transfer", kKeep, "004-2-11-1", "004-5-10"},
        Case{"store", kRedact, "004-4-5", "004-4-5"}, Case{"erase", kRedact, "004-6-6", "004-6-6"},
        Case{"", kRedact, "004-2-4", "004-2-4"}}) {
    SCOPED_TRACE(expected.stage);
    Context context{.purpose = "P1", .ground = "G1", .stage = std::string(expected.stage)};
    const Decision consented = BuiltIn("hoken_agency").Decide(Found(kHealth), context);
    EXPECT_EQ(consented.action, expected.with_consent);
    EXPECT_EQ(consented.rule, expected.rule);
    context.ground = "G0";
    EXPECT_EQ(BuiltIn("hoken_agency").Decide(Found(kHealth), context).rule, expected.without);
  }
}

}  // namespace
}  // namespace sumikeshi
