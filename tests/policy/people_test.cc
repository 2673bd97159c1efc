// Who may handle what (D53), approvals, and files that include others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "redact/policy/policy.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// A folder with rulebooks that include each other.
class People : public ::testing::Test {
 protected:
  People() {
    std::string pattern = ::testing::TempDir() + "people_XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~People() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, std::string_view text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }

  static std::string Head(std::string_view include) {
    return "name = \"own\"\ntitle = \"自社\"\nretention_days = 366\ninclude = [" +
           std::string(include) + "]\n[default]\nclause = \"1条\"\n";
  }

  fs::path folder_;
};

constexpr std::string_view kStaff =
    "[handlers]\nacquire = [\"tanaka\", \"sato\"]\nuse = [\"sato\"]\nmy_number = [\"sato\"]\n"
    "manager = [\"suzuki\"]\n";

Context By(std::string operator_id, std::string stage = "acquire") {
  Context context;
  context.purpose = "P1";
  context.stage = std::move(stage);
  context.operator_id = std::move(operator_id);
  return context;
}

// D53, in every profile: without a list nobody is limited, with one whoever is not on it.
TEST_F(People, WhoIsNotOnTheListOfTheStageIsDenied) {
  const std::string staff = Write("staff.toml", kStaff);
  for (const std::string& name : Profile::BuiltInNames()) {
    SCOPED_TRACE(name);
    EXPECT_EQ(Profile::Load(name)->Admit(By("anyone")), std::nullopt);
    const auto profile = Profile::Load(name, staff);
    ASSERT_TRUE(profile.has_value()) << profile.error().where << profile.error().what;
    EXPECT_FALSE(profile->Admit(By("tanaka")).has_value());
    EXPECT_FALSE(profile->Admit(By("sato", "use")).has_value());
    for (const Context& context :
         {By("mori"), By(""), By("tanaka", "use"), By("tanaka", "store")}) {
      const auto refusal = profile->Admit(context);
      ASSERT_TRUE(refusal.has_value()) << context.operator_id << context.stage;
      EXPECT_EQ(refusal->action, Action::kDeny);
      EXPECT_FALSE(refusal->clause.empty());
    }
    // Naming somebody else as the handler does not help.
    Context context = By("mori");
    context.handler = "tanaka";
    EXPECT_TRUE(profile->Admit(context).has_value());
    context = By("tanaka");
    context.handler = "mori";
    EXPECT_TRUE(profile->Admit(context).has_value());
  }
}

TEST_F(People, AgencyCitesTheChapterOfTheStage) {
  const auto profile = Profile::Load("hoken_agency", Write("staff.toml", kStaff));
  EXPECT_EQ(profile->Admit(By("mori"))->clause, "規程第2章第4条");
  EXPECT_EQ(profile->Admit(By("mori", "use"))->clause, "規程第3章第4条・第10条第2項");
  EXPECT_EQ(profile->Admit(By("mori", "erase"))->clause, "規程第6章第4条");
}

TEST_F(People, MyNumberHasAListOfItsOwn) {
  const auto profile = Profile::Load("rescue", Write("staff.toml", kStaff));
  Finding finding;
  finding.category = Category::kMyNumber;
  Context context = By("sato");
  context.purpose = "P15";
  context.ground = "G2";
  context.route = "my_number";
  EXPECT_EQ(profile->Decide(finding, context).action, Action::kKeep);
  context.operator_id = "tanaka";
  EXPECT_EQ(profile->Decide(finding, context).action, Action::kDeny);
}

TEST_F(People, AnApprovalLetsItsRuleThroughAndNoLaw) {
  const auto profile = Profile::Load("rescue");
  Finding finding;
  finding.category = Category::kUnion;
  Context context = By("tanaka");
  context.ground = "G3";
  EXPECT_EQ(profile->Decide(finding, context).action, Action::kApproval);
  context.approval = "A-1";
  context.approved = {"000-8-etc-G3"};
  const Decision decision = profile->Decide(finding, context);
  EXPECT_EQ(decision.action, Action::kKeep);
  EXPECT_THAT(decision.clause, HasSubstr("承認 A-1"));
  finding.category = Category::kCrime;
  EXPECT_EQ(profile->Decide(finding, context).rule, "000-8-etc-G3+APPI20-2");
  context.approved = {"000-8-etc-G4"};
  EXPECT_EQ(profile->Decide(finding, context).action, Action::kApproval);
  context.method = "irregular";
  EXPECT_EQ(profile->Admit(context)->action, Action::kApproval);
  context.approved = {"000-IRR"};
  EXPECT_FALSE(profile->Admit(context).has_value());
}

TEST_F(People, OwnRulesPrecedeThoseThatAreIncluded) {
  Write("sub/more.toml", "[[rule]]\nid = \"MORE\"\nclause = \"3条\"\naction = \"redact\"\n");
  const std::string own =
      Write("own.toml", Head("\"sub/more.toml\", \"statute\", \"hoken_agency\"") +
                            "[[rule]]\nid = \"OWN\"\nclause = \"2条\"\naction = \"keep\"\n"
                            "categories = [\"licence_number\", \"my_number\"]\n");
  const auto profile = Profile::Load(own);
  ASSERT_TRUE(profile.has_value()) << profile.error().where << profile.error().what;
  Finding finding;
  finding.category = Category::kLicenceNumber;
  EXPECT_EQ(profile->Decide(finding, {}).rule, "OWN");
  finding.category = Category::kHonseki;
  EXPECT_EQ(profile->Decide(finding, {}).rule, "MORE");
  finding.category = Category::kMyNumber;  // what the law forbids no rulebook allows
  EXPECT_EQ(profile->Decide(finding, {}).rule, "OWN+ST-NUM-1");
  const auto problems = profile->Check();
  EXPECT_TRUE(std::ranges::any_of(problems, [&](const ProfileProblem& problem) {
    return problem.rule == "004-MY" && problem.where.starts_with("hoken_agency:");
  }));
}

TEST_F(People, EveryIncludedFileCountsInTheHash) {
  const std::string own = Write("own.toml", Head("\"statute\", \"staff.toml\"") +
                                                "[[rule]]\nid = \"R\"\nclause = \"2条\"\n"
                                                "action = \"redact\"\n");
  Write("staff.toml", kStaff);
  const Hash before = Profile::Load(own)->hash();
  EXPECT_EQ(Profile::Load(own)->hash(), before);
  Write("staff.toml", std::string(kStaff) + "erase = [\"mori\"]\n");
  EXPECT_NE(Profile::Load(own)->hash(), before);
}

TEST_F(People, IncludesThatCannotBeReadNameTheLine) {
  const auto error = [this](const std::string& include) {
    return Profile::Load(Write("own.toml", Head(include))).error();
  };
  Write("a.toml", "\n\ninclude = [\"b.toml\"]\n");
  Write("b.toml", "include = [\"a.toml\"]\n");
  EXPECT_THAT(error("\"a.toml\"").where, ::testing::EndsWith("b.toml:1"));
  EXPECT_THAT(error("\"a.toml\"").what, HasSubstr("循環"));
  EXPECT_THAT(error("\"own.toml\"").what, HasSubstr("循環"));
  EXPECT_THAT(error("\"none.toml\"").where, ::testing::EndsWith("own.toml:4"));
  Write("typo.toml", "[handlers]\nacquire = [\"sato\"]\naquire = [\"mori\"]\n");
  EXPECT_THAT(error("\"typo.toml\"").where, ::testing::EndsWith("typo.toml:3"));
  Write("groups.toml", "[groups]\nSENS = [\"health\"]\n");
  EXPECT_THAT(error("\"statute\", \"groups.toml\"").what, HasSubstr("SENS"));
}

TEST_F(People, CheckFindsWhatTheLawNeverAllowsAndKindsThatAreNone) {
  const auto profile = Profile::Load(
      Write("own.toml", Head("\"statute\"") +
                            "[[rule]]\nid = \"K\"\nclause = \"2条\"\naction = \"keep\"\n"
                            "categories = [\"insurance_id\"]\n[[rule]]\nid = \"M\"\n"
                            "clause = \"3条\"\naction = \"redact\"\n"
                            "kinds = [\"MEDHST\"]\n[[rule]]\nid = \"R\"\n"
                            "clause = \"4条\"\naction = \"redact\"\n"));
  ASSERT_TRUE(profile.has_value()) << profile.error().where << profile.error().what;
  std::vector<std::string> found;
  for (const ProfileProblem& problem : profile->Check()) found.push_back(problem.rule);
  EXPECT_THAT(found, ::testing::UnorderedElementsAre("K", "M"));
}

TEST(Differences, BetweenTheBuiltInsAreShownAndNoneWithThemselves) {
  const auto kizuna = Profile::Load("kizuna");
  const auto rescue = Profile::Load("rescue");
  EXPECT_EQ(DescribeDifferences(*kizuna, *kizuna), "");
  const std::string shown = DescribeDifferences(*rescue, *kizuna);
  EXPECT_THAT(shown, HasSubstr("要承認（000-8-etc-G3） → 残す（001-5(5)）"));
  EXPECT_THAT(shown, HasSubstr("■ 本籍地（honseki）"));
}

// Rules that differ only for some persons, kinds, recipients, handlers are no "no differences".
TEST(Differences, UnderAllThatARuleAsksForAreShown) {
  const auto profile = [](const std::string& rule, const std::string& more = "") {
    return Profile::Parse(
               "name = \"own\"\ntitle = \"試験\"\nretention_days = 366\n"
               "default = { clause = \"既定\" }\n" +
                   more +
                   "[[rule]]\nid = \"A\"\nclause = \"条\"\naction = \"keep\"\n"
                   "categories = [\"union\"]\n" +
                   rule,
               "own.toml")
        .value();
  };
  const std::string two = "persons = [\"employee\"]\nkinds = [\"UNION\"]\n";
  EXPECT_EQ(DescribeDifferences(profile(two), profile(two)), "");
  EXPECT_THAT(DescribeDifferences(profile(two), profile("persons = [\"heir\"]\n")),
              ::testing::AllOf(HasSubstr("種類 労働組合／本人 従業員等／"),
                               HasSubstr("本人 相続人・請求者／")));
  EXPECT_THAT(DescribeDifferences(profile("scoped = true\ngrounds = [\"G1\"]\n"),
                                  profile("grounds = [\"G2\"]\n")),
              HasSubstr("同意 目的を名指し／"));
  EXPECT_THAT(DescribeDifferences(profile(two), profile(two, "[handlers]\nuse = [\"sato\"]\n")),
              HasSubstr("限定なし → use sato"));
  EXPECT_THAT(DescribeDifferences(profile(two), profile(two + "why = \"理由\"\n")),
              HasSubstr("見つかりませんでした"));
}

}  // namespace
}  // namespace sumikeshi
