// Loading, checking and printing profiles: every fault is named, with its line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "redact/policy/policy.h"

namespace sumikeshi {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A sound profile of five lines; the cases below append rules to it or replace a part.
constexpr std::string_view kHead =
    "name = \"test\"\n"
    "title = \"試験\"\n"
    "retention_days = 366\n"
    "groups = { NUMBERS = [\"my_number\", \"card_number\"] }\n"
    "default = { clause = \"既定の条項\" }\n";

std::string WithRules(std::string_view rules) { return std::string(kHead) + std::string(rules); }

std::string RuleText(std::string_view id, std::string_view action, std::string_view conditions) {
  return "[[rule]]\nid = \"" + std::string(id) + "\"\nclause = \"条\"\naction = \"" +
         std::string(action) + "\"\n" + std::string(conditions) + "\n";
}

Finding Found(Category category, double confidence = 0.9) {
  Finding finding;
  finding.category = category;
  finding.confidence = confidence;
  return finding;
}

struct Malformed {
  std::string_view name;
  std::string text;
  int line;
  std::string_view what;

  friend void PrintTo(const Malformed& value, std::ostream* out) { *out << value.name; }
};

class MalformedProfile : public ::testing::TestWithParam<Malformed> {};

TEST_P(MalformedProfile, NamesFileLineAndKey) {
  const auto profile = Profile::Parse(GetParam().text, "own.toml");
  ASSERT_FALSE(profile.has_value());
  EXPECT_EQ(profile.error().code, ErrorCode::kProfile);
  EXPECT_EQ(profile.error().where, "own.toml:" + std::to_string(GetParam().line));
  EXPECT_THAT(profile.error().what, HasSubstr(GetParam().what));
}

std::string HeadWith(std::string_view from, std::string_view to) {
  std::string text = WithRules(RuleText("R", "redact", ""));
  return text.replace(text.find(from), from.size(), to);
}

INSTANTIATE_TEST_SUITE_P(
    Head, MalformedProfile,
    ::testing::Values(
        Malformed{"not TOML", "name = \n", 1, "TOML"},
        Malformed{"not UTF-8", "name = \"\xff\"\n", 1, "TOML"},
        Malformed{"same key twice", "name = \"a\"\nname = \"b\"\n", 2, "TOML"},
        Malformed{"empty", "", 1, "name"},
        Malformed{"unknown key", HeadWith("title", "titel"), 2, "titel"},
        Malformed{"upper-case name", HeadWith("\"test\"", "\"Test\""), 1, "name"},
        Malformed{"title is a number", HeadWith("\"試験\"", "1"), 2, "title"},
        Malformed{"term under a year", HeadWith("366", "365"), 3, "retention_days"},
        Malformed{"term in words", HeadWith("366", "\"1年\""), 3, "retention_days"},
        Malformed{"unknown category in a group", HeadWith("my_number", "mynumber"), 4, "mynumber"},
        Malformed{"group named like a category", HeadWith("NUMBERS", "health"), 4, "health"},
        Malformed{"default without clause", HeadWith("clause = \"既定の条項\"", ""), 5, "clause"},
        Malformed{"default that keeps", HeadWith("clause = \"既定の条項\"", "action = \"keep\""), 5,
                  "action"},
        Malformed{"no rules", WithRules(""), 1, "rule"},
        Malformed{"rule is no list", WithRules("rule = 1\n"), 6, "rule"}));

INSTANTIATE_TEST_SUITE_P(
    Rules, MalformedProfile,
    ::testing::Values(
        Malformed{"no id", WithRules("[[rule]]\naction = \"redact\"\n"), 6, "id"},
        Malformed{"id of the default", WithRules(RuleText("default", "redact", "")), 7, "id"},
        Malformed{"id with a plus", WithRules(RuleText("a+b", "redact", "")), 7, "id"},
        Malformed{"no action", WithRules("[[rule]]\nid = \"R\"\n"), 6, "action"},
        Malformed{"unknown action", WithRules(RuleText("R", "keap", "")), 9, "keap"},
        Malformed{"unknown key", WithRules(RuleText("R", "redact", "category = [\"health\"]")), 10,
                  "category"},
        Malformed{"unknown category",
                  WithRules(RuleText("R", "redact", "categories = [\"helth\"]")), 10, "helth"},
        Malformed{"category is no list",
                  WithRules(RuleText("R", "redact", "categories = \"health\"")), 10, "categories"},
        Malformed{"empty list", WithRules(RuleText("R", "redact", "categories = []")), 10,
                  "categories"},
        Malformed{"unknown purpose", WithRules(RuleText("R", "redact", "purposes = [\"P18\"]")), 10,
                  "P18"},
        Malformed{"unknown ground",
                  WithRules(RuleText("R", "redact", "grounds = [\"G1\", \"g2\"]")), 10, "g2"},
        Malformed{"unknown stage", WithRules(RuleText("R", "redact", "stages = [\"keep\"]")), 10,
                  "stages"},
        Malformed{"unknown person", WithRules(RuleText("R", "redact", "persons = [\"cat\"]")), 10,
                  "persons"},
        Malformed{"kind in small letters", WithRules(RuleText("R", "redact", "kinds = [\"cvv\"]")),
                  10, "kinds"},
        Malformed{"number as word", WithRules(RuleText("R", "redact", "purposes = [1]")), 10,
                  "purposes"},
        Malformed{"confidence above one",
                  WithRules(RuleText("R", "redact", "max_confidence = 1.5")), 10, "max_confidence"},
        Malformed{"confidence no number",
                  WithRules(RuleText("R", "redact", "min_confidence = nan")), 10, "min_confidence"},
        Malformed{"confidences crossed",
                  WithRules(RuleText("R", "redact", "min_confidence = 0.5\nmax_confidence = 0.2")),
                  6, "min_confidence"},
        Malformed{"keeps anything", WithRules(RuleText("R", "keep", "")), 6, "categories"}));

TEST(ParseProfile, FirstMatchDecidesAndTheRestIsRedacted) {
  const auto profile =
      Profile::Parse(WithRules(RuleText("A", "redact", "categories = [\"my_number\"]") +
                               RuleText("B", "keep", "categories = [\"NUMBERS\"]")),
                     "own.toml");
  ASSERT_TRUE(profile.has_value()) << profile.error().where << profile.error().what;
  EXPECT_EQ(profile->Decide(Found(Category::kMyNumber), {}).rule, "A");
  EXPECT_EQ(profile->Decide(Found(Category::kCardNumber), {}).rule, "B");
  const Decision fallback = profile->Decide(Found(Category::kHealth), {});
  EXPECT_EQ(fallback.action, Action::kRedact);
  EXPECT_EQ(fallback.rule, "default");
  EXPECT_EQ(fallback.clause, "既定の条項");
}

TEST(ParseProfile, ConfidenceIsAHalfOpenRange) {
  const auto profile = Profile::Parse(
      WithRules(RuleText("LOW", "keep", "categories = [\"health\"]\nmax_confidence = 0.2")),
      "own.toml");
  ASSERT_TRUE(profile.has_value());
  EXPECT_EQ(profile->Decide(Found(Category::kHealth, 0.19), {}).action, Action::kKeep);
  EXPECT_EQ(profile->Decide(Found(Category::kHealth, 0.2), {}).action, Action::kRedact);
  EXPECT_EQ(profile->Decide(Found(Category::kHealth, std::nan("")), {}).action, Action::kRedact);
}

TEST(ParseProfile, HashIsThatOfTheBytes) {
  const std::string text = WithRules(RuleText("A", "redact", ""));
  const auto one = Profile::Parse(text, "a");
  const auto same = Profile::Parse(text, "b");
  const auto other = Profile::Parse(text + "# \n", "a");
  EXPECT_EQ(one->hash(), same->hash());
  EXPECT_NE(one->hash(), other->hash());
  EXPECT_NE(one->hash(), Hash{});
}

TEST(LoadProfile, BuiltInsAreSoundRulebooks) {
  EXPECT_THAT(Profile::BuiltInNames(), ::testing::ElementsAre("guideline", "hoken_agency", "rescue",
                                                              "kizuna", "jcom", "rakuten"));
  for (const std::string& name : Profile::BuiltInNames()) {
    const auto profile = Profile::Load(name);
    ASSERT_TRUE(profile.has_value()) << profile.error().where << profile.error().what;
    EXPECT_EQ(profile->name(), name);
    for (const ProfileProblem& problem : profile->Check()) {
      ADD_FAILURE() << name << ' ' << problem.rule << ' ' << problem.message;
    }
  }
}

TEST(LoadProfile, FromAFile) {
  const std::filesystem::path path = ::testing::TempDir() + "sumikeshi_profile_test.toml";
  std::ofstream(path) << WithRules(RuleText("A", "redact", ""));
  EXPECT_TRUE(Profile::Load(path.string()).has_value());
  std::ofstream(path) << "nonsense";
  EXPECT_THAT(Profile::Load(path.string()).error().where, ::testing::EndsWith("test.toml:1"));
  std::filesystem::remove(path);
  EXPECT_EQ(Profile::Load(path.string()).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(Profile::Load(::testing::TempDir()).error().code, ErrorCode::kReadFailed);
}

MATCHER_P2(Problem, rule, message, "") {
  return arg.rule == rule && arg.message.find(message) != std::string::npos;
}

std::vector<ProfileProblem> Problems(std::string_view rules) {
  auto profile = Profile::Parse("include = [\"statute\"]\n" + WithRules(rules), "own.toml");
  EXPECT_TRUE(profile.has_value()) << profile.error().what;
  return profile->Check();
}

const std::string kRest = RuleText("REST", "redact", "");

TEST(CheckProfile, UnreachableRule) {
  EXPECT_THAT(
      Problems(RuleText("A", "redact", "categories = [\"health\"]") +
               RuleText("B", "keep", "categories = [\"health\"]\npurposes = [\"P1\"]") + kRest),
      ::testing::ElementsAre(Problem("B", "「A」")));
}

TEST(CheckProfile, RuleShadowedByTwoTogether) {
  EXPECT_THAT(Problems(RuleText("A", "redact", "categories = [\"health\"]\nmin_confidence = 0.5") +
                       RuleText("B", "redact", "categories = [\"health\"]\nmax_confidence = 0.5") +
                       RuleText("C", "keep", "categories = [\"health\"]") + kRest),
              ::testing::ElementsAre(Problem("C", "いくつか")));
}

TEST(CheckProfile, RuleThatOnlySomeCasesReachIsFine) {
  EXPECT_THAT(
      Problems(RuleText("A", "redact", "categories = [\"health\"]\ngrounds = [\"G0\"]") +
               RuleText("B", "keep", "categories = [\"health\"]\ngrounds = [\"G0\", \"G1\"]") +
               kRest),
      IsEmpty());
}

TEST(CheckProfile, Contradiction) {
  EXPECT_THAT(
      Problems(RuleText("A", "redact", "categories = [\"health\"]\ngrounds = [\"G1\"]") +
               RuleText("B", "keep", "grounds = [\"G1\"]\ncategories = [\"health\"]") + kRest),
      ::testing::ElementsAre(Problem("B", "矛盾")));
}

TEST(CheckProfile, SameIdTwice) {
  EXPECT_THAT(Problems(RuleText("A", "redact", "categories = [\"health\"]") +
                       RuleText("A", "keep", "categories = [\"name\"]") + kRest),
              ::testing::ElementsAre(Problem("A", "矛盾")));
  EXPECT_THAT(Problems(RuleText("A", "redact", "categories = [\"health\"]") +
                       RuleText("A", "redact", "categories = [\"name\"]") + kRest),
              ::testing::ElementsAre(Problem("A", "二つ")));
}

TEST(CheckProfile, RuleWithoutClause) {
  EXPECT_THAT(Problems("[[rule]]\nid = \"A\"\naction = \"redact\"\n"),
              ::testing::ElementsAre(Problem("A", "条項")));
}

TEST(CheckProfile, CategoriesThatEndInTheDefault) {
  const auto problems =
      Problems(RuleText("A", "redact", "categories = [\"health\"]") +
               RuleText("B", "keep", "categories = [\"name\"]\ngrounds = [\"G1\"]"));
  constexpr std::size_t kDecidedByStatutes = 4;
  EXPECT_EQ(problems.size(), kAllCategories.size() - 1 - kDecidedByStatutes);
  EXPECT_THAT(problems, Contains(Problem("", "（name）")));
  EXPECT_THAT(problems, ::testing::Not(Contains(Problem("", "（health）"))));
}

TEST(CheckProfile, OverlaysAreCheckedToo) {
  const std::string overlay =
      "[[overlay]]\nid = \"O\"\naction = \"hold\"\n[[overlay]]\nid = \"P\"\nclause = \"条\"\n"
      "action = \"redact\"\ncategories = [\"health\"]\n";
  const auto profile = Profile::Parse(WithRules(kRest + overlay), "own.toml");
  EXPECT_THAT(profile->Check(),
              ::testing::UnorderedElementsAre(Problem("O", "条項"), Problem("P", "「O」")));
}

TEST(DescribeProfile, ShowsEveryRuleWithItsClause) {
  const auto profile = Profile::Load("hoken_agency");
  const std::string text = Describe(*profile);
  for (const Rule& rule : profile->rules()) EXPECT_THAT(text, HasSubstr("  " + rule.id + "\n"));
  EXPECT_THAT(text, AllOf(HasSubstr("規程第2章第11条①・第12条第1項"),
                          HasSubstr("書面による同意（G1）"), HasSubstr("default")));
}

// A claim with consent: what the purpose does not need goes, though the rule keeps the category.
constexpr std::string_view kClaimRules =
    "[[rule]]\nid = \"K\"\nclause = \"同意\"\naction = \"keep\"\ncategories = [\"health\"]\n"
    "grounds = [\"G1\"]\n"
    "[[necessity]]\nid = \"N1\"\nclause = \"必要\"\naction = \"keep\"\n"
    "categories = [\"health\"]\nclasses = [\"claim\"]\nfields = [\"病名\", \"手術名\"]\n"
    "[[necessity]]\nid = \"N2\"\nclause = \"不要\"\naction = \"redact\"\n"
    "categories = [\"health\"]\nclasses = [\"claim\"]\npurposes = [\"P3\"]\n"
    "[[overlay]]\nid = \"O\"\nclause = \"法\"\naction = \"hold\"\ncategories = [\"health\"]\n"
    "persons = [\"heir\"]\n";

TEST(Necessity, FieldsThatThePurposeDoesNotNeedAreRedacted) {
  const auto profile = Profile::Parse(WithRules(kClaimRules), "own.toml");
  ASSERT_TRUE(profile.has_value()) << profile.error().what;
  const auto decide = [&](PageClass page_class, std::string_view label, std::string_view purpose,
                          std::string_view person = "") {
    Finding finding = Found(Category::kHealth);
    finding.page_class = page_class;
    finding.label = label;
    Context context;
    context.ground = "G1";
    context.purpose = purpose;
    context.person = person;
    const Decision decision = profile->Decide(finding, context);
    return std::pair(decision.action, decision.rule);
  };
  const auto kept = std::pair(Action::kKeep, std::string("K"));
  const auto unneeded = std::pair(Action::kRedact, std::string("K+N2"));
  EXPECT_EQ(decide(PageClass::kClaim, "病名", "P3"), kept);
  EXPECT_EQ(decide(PageClass::kClaim, "既往症", "P3"), unneeded);
  EXPECT_EQ(decide(PageClass::kClaim, "", "P3"), unneeded) << "a finding outside fields";
  EXPECT_EQ(decide(PageClass::kClaim, "既往症", "P1"), kept) << "another purpose";
  EXPECT_EQ(decide(PageClass::kUnknown, "既往症", "P3"), kept) << "no known class";
  // What is needed is still asked about by the law; what is not needs no asking.
  EXPECT_EQ(decide(PageClass::kClaim, "病名", "P3", "heir").first, Action::kHold);
  EXPECT_EQ(decide(PageClass::kClaim, "既往症", "P3", "heir"), unneeded);
}

TEST(Necessity, IsShownAndExplained) {
  const auto profile = Profile::Parse(WithRules(kClaimRules), "own.toml");
  ASSERT_TRUE(profile.has_value());
  EXPECT_THAT(Describe(*profile), AllOf(HasSubstr("必要な欄"), HasSubstr("N2"),
                                        HasSubstr("保険金・給付金請求書"), HasSubstr("手術名")));
  Finding finding = Found(Category::kHealth);
  finding.page_class = PageClass::kClaim;
  finding.label = "既往症";
  Context context;
  context.ground = "G1";
  context.purpose = "P3";
  EXPECT_THAT(DescribeReasoning(*profile, finding, context),
              AllOf(HasSubstr("N2"), HasSubstr("不要"), HasSubstr("既往症")));
}

TEST(Necessity, BuiltInListIsSound) {
  const auto profile = Profile::Parse(
      "name = \"own\"\ntitle = \"試験\"\nretention_days = 366\n"
      "include = [\"statute\", \"necessity\"]\ndefault = { clause = \"既定\" }\n" +
          RuleText("K", "keep", "categories = [\"honseki\"]\ngrounds = [\"G1\"]"),
      "own.toml");
  ASSERT_TRUE(profile.has_value()) << profile.error().where << profile.error().what;
  for (const ProfileProblem& problem : profile->Check()) {
    EXPECT_THAT(problem.rule, ::testing::Not(::testing::StartsWith("NEC"))) << problem.message;
  }
  Finding finding = Found(Category::kHonseki);
  finding.page_class = PageClass::kResidentRecord;
  Context context;
  context.ground = "G1";
  context.purpose = "P3";
  EXPECT_EQ(profile->Decide(finding, context).rule, "K+NEC-ID-2");
  context.purpose = "P3i";
  EXPECT_EQ(profile->Decide(finding, context).action, Action::kKeep);
}

}  // namespace
}  // namespace sumikeshi
