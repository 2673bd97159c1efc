// The report: sound HTML, nothing of the input taken for markup, whole or not there at all.
#include "redact/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <string_view>

#include "redact/report/html.h"

namespace sumikeshi {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Escaping {
  std::string text;
  std::string html;
};

TEST(EscapeHtml, Table) {
  for (const Escaping& row : {
           Escaping{"請求書 A&B.pdf", "請求書 A&amp;B.pdf"},
           Escaping{"<script>alert('x')</script>",
                    "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"},
           Escaping{"\" onload=\"x", "&quot; onload=&quot;x"},
           Escaping{std::string("a\0b", 3), "a\uFFFDb"},
           Escaping{"\x83\x65\xff", "\uFFFDe\uFFFD"},
           Escaping{"gpj.\u202Eexe", "gpj.\uFFFDexe"},  // right-to-left override
           Escaping{"\x1b[31m", "\uFFFD[31m"},
           Escaping{"", ""},
       }) {
    EXPECT_EQ(EscapeHtml(row.text), row.html);
  }
}

TEST(Base64, Rfc4648) {
  const std::string_view text = "foobar";
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  EXPECT_EQ(Base64({bytes, 0}), "");
  EXPECT_EQ(Base64({bytes, 1}), "Zg==");
  EXPECT_EQ(Base64({bytes, 6}), "Zm9vYmFy");
}

// Names of elements that are open at the end, or "wrong: x" at the first tag that does not fit.
std::vector<std::string> Unbalanced(std::string_view html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::string_view rest = html.substr(at + 1);
    if (rest.starts_with('!')) continue;
    const bool closing = rest.starts_with('/');
    const std::string_view tail = rest.substr(closing ? 1 : 0);
    const std::string name(tail.substr(0, tail.find_first_of(" >\n")));
    if (name == "meta" || name == "img") continue;
    if (!closing) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return {"wrong: " + name};
    } else {
      open.pop_back();
    }
  }
  return open;
}

Decision Decided(Category category, Action action, int page) {
  Decision decision;
  decision.finding.category = category;
  decision.finding.kind = "MEDHIST";
  decision.finding.recognizer = "disease_names";
  decision.finding.place.page = page;
  decision.finding.place.boxes = {{100, 200, 300, 240}};
  decision.finding.confidence = 0.934;
  decision.action = action;
  decision.rule = "GL5-1";
  decision.clause = "ガイドライン5条1項柱書";
  return decision;
}

ReportDocument Released(std::string path) {
  ReportDocument document;
  document.path = std::move(path);
  document.verdict.released = true;
  document.verdict.pages = 2;
  document.decisions = {Decided(Category::kHealth, Action::kRedact, 1),
                        Decided(Category::kName, Action::kKeep, 1),
                        Decided(Category::kMyNumber, Action::kRedact, 2)};
  document.pages = {{{0x89, 'P', 'N', 'G'}, 1000, 2000}, {{0x89, 'P', 'N', 'G'}, 1000, 2000}};
  return document;
}

ReportDocument Held(std::string path) {
  ReportDocument document;
  document.path = std::move(path);
  document.verdict.reason = Error{ErrorCode::kUnreadable, "page 3", "ink without text", 3};
  document.decisions = {Decided(Category::kHonseki, Action::kRedact, 1)};
  return document;
}

class ReportTest : public ::testing::Test {
 protected:
  ReportTest() {
    std::string pattern = ::testing::TempDir() + "report_XXXXXX";
    folder_ = mkdtemp(pattern.data());
    path_ = folder_ / "report.html";
  }
  ~ReportTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::vector<ReportDocument>& documents,
                    Language language = Language::kJapanese) {
    const ReportRun run = {"2026-11-22 12:00",   "guideline（金融庁ガイドライン）",
                           "田中 <経理>",        "",
                           "根拠なし（G0）",     "sumikeshi 0.1.0",
                           "tesseract 5.3.0 jpn"};
    auto report = OpenReport(path_, run, language);
    EXPECT_TRUE(report.has_value());
    for (const ReportDocument& document : documents) {
      EXPECT_TRUE((*report)->Add(document).has_value());
    }
    EXPECT_TRUE((*report)->Finish().has_value());
    return Content();
  }

  std::string Content() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::size_t FilesInFolder() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_),
                                                  std::filesystem::directory_iterator()));
  }

  std::filesystem::path folder_;
  std::filesystem::path path_;
};

TEST_F(ReportTest, ShowsDocumentsCountsRulesAndWhatToDo) {
  const std::string html = Write({Released("受付/請求書.png"), Held("受付/診断書.pdf")});
  EXPECT_THAT(Unbalanced(html), ::testing::IsEmpty());
  for (const std::string_view expected :
       {"<html lang=\"ja\">", "受付/請求書.png", "受付/診断書.pdf", "保留した文書<b>1</b>",
        "墨消しを終えた文書<b>1</b>", "墨消しした箇所<b>3</b>", "残した箇所<b>1</b>", "GL5-1",
        "ガイドライン5条1項柱書", "93%", "読み取れない文字があり", "（3ページ）",
        "人が確認してください", "page 3: ink without text", "data:image/png;base64,iVBORw==",
        "田中 &lt;経理&gt;", "left:10.00%;top:10.00%;width:20.00%;height:2.00%"}) {
    EXPECT_THAT(html, HasSubstr(expected));
  }
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_EQ(FilesInFolder(), 1u);
}

TEST_F(ReportTest, InEnglish) {
  const std::string html = Write({Held("a.pdf")}, Language::kEnglish);
  EXPECT_THAT(Unbalanced(html), ::testing::IsEmpty());
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("have a person look at it"));
  EXPECT_THAT(html, HasSubstr("registered domicile"));
}

TEST_F(ReportTest, HostileNamesStayText) {
  ReportDocument document = Released("\"><img src=x onerror=alert(1)>&\xff.png");
  document.decisions[0].clause = "</td><script>";
  document.verdict = Held("").verdict;
  document.verdict.reason->what = "<b>";
  const std::string html = Write({document});
  EXPECT_THAT(Unbalanced(html), ::testing::IsEmpty());
  EXPECT_THAT(html, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
}

TEST_F(ReportTest, TextDocumentsShowWhereInTheText) {
  ReportDocument document = Released("手紙.txt");
  document.pages.clear();
  for (Decision& decision : document.decisions) {
    decision.finding.place = {1, {}, Span{11, 18}};
  }
  EXPECT_THAT(Write({document}), HasSubstr("12〜18文字目"));
}

TEST_F(ReportTest, OddDocumentsAreSound) {
  ReportDocument empty;
  empty.verdict.released = true;
  ReportDocument resumed = empty;
  resumed.resumed = true;
  ReportDocument held_without_reason;
  ReportDocument strange = Released("x");
  strange.decisions[0].finding.place = {0, {{-50, -50, 5000, 5000}}, {}};
  strange.decisions[1].finding.place = {99, {}, {}};
  strange.decisions[2].finding.confidence = 7;
  const std::string html = Write({empty, resumed, held_without_reason, strange});
  EXPECT_THAT(Unbalanced(html), ::testing::IsEmpty());
  EXPECT_THAT(html, HasSubstr("該当する情報は見つかりませんでした"));
  EXPECT_THAT(html, HasSubstr("前回の実行で終えています"));
  EXPECT_THAT(Write({}), HasSubstr("文書<b>0</b>"));
}

TEST_F(ReportTest, SameInputSameBytes) {
  const std::string one = Write({Released("a"), Held("b")});
  EXPECT_EQ(Write({Released("a"), Held("b")}), one);
}

TEST_F(ReportTest, WithoutFinishNothingIsLeft) {
  std::ofstream(path_) << "earlier";
  {
    auto report = OpenReport(path_, {}, Language::kJapanese);
    ASSERT_TRUE((*report)->Add(Released("a")).has_value());
  }
  EXPECT_EQ(Content(), "earlier");
  EXPECT_EQ(FilesInFolder(), 1u);
}

TEST_F(ReportTest, FullDiskIsSaidAndTheEarlierReportStays) {
  std::ofstream(path_) << "earlier";
  auto report = OpenReport(path_, {}, Language::kJapanese);
  ASSERT_TRUE((*report)->Add(Released("a")).has_value());
  rlimit before = {};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit limit = {500, before.rlim_max};
  std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &limit);
  const auto finished = (*report)->Finish();
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_DFL);
  ASSERT_FALSE(finished.has_value());
  EXPECT_EQ(finished.error().code, ErrorCode::kDiskFull);
  EXPECT_EQ(Content(), "earlier");
  EXPECT_EQ(FilesInFolder(), 1u);
}

TEST_F(ReportTest, MissingFolderIsSaid) {
  EXPECT_EQ(OpenReport(folder_ / "none" / "r.html", {}, Language::kJapanese).error().code,
            ErrorCode::kNotFound);
}

}  // namespace
}  // namespace sumikeshi
