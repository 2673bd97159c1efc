// Facts in prose: recall on marked sentences, no alarm on hard ones, and the dictionaries' form.
#include "scanner/recognizers/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "dictionaries/dictionaries.h"
#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/context.h"
#include "scanner/recognizers/facts.h"
#include "scanner/recognizers/recognizer.h"
#include "scanner/text/utf8.h"
#include "tests/recognizers/examples.h"

namespace sumikeshi {
namespace {

struct Row {
  std::string category;
  std::string marked;
};

// Lines "category, marked text"; "none" marks nothing.
std::vector<Row> ReadRows(const std::string& name) {
  std::ifstream file("tests/recognizers/" + name);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == line.npos) continue;
    rows.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return rows;
}

bool IsTermCategory(Category category) { return category <= Category::kSexual; }

// As in a text: of each fact the words that reveal it.
std::vector<Candidate> FindAll(const View& view) {
  std::vector<Candidate> found;
  const Analysis page(view);
  for (const Recognizer* recognizer : AllRecognizers()) recognizer->find(page, found);
  return found;
}

// By the rules alone: of each fact its clause, as on a page.
std::vector<Candidate> FindClauses(const View& view) { return FindFacts(view); }

using Find = std::vector<Candidate> (*)(const View&);

// Share of the marked characters that the findings cover.
double Covered(const Example& example, Find find) {
  const View view = ViewOf(example.text);
  std::vector<bool> covered(example.text.characters.size());
  for (const Candidate& candidate : find(view)) {
    const Span source = view.SourceSpan(candidate.span);
    for (std::size_t i = source.begin; i < source.end; ++i) covered[i] = true;
  }
  std::size_t wanted = 0;
  std::size_t got = 0;
  for (const Span span : example.spans) {
    wanted += span.end - span.begin;
    for (std::size_t i = span.begin; i < span.end; ++i) got += covered[i];
  }
  return wanted == 0 ? 1.0 : static_cast<double>(got) / static_cast<double>(wanted);
}

// Share of rows whose marked clauses are covered to 60 %. Unseen rows stay unseen: they are not
// told.
double RecallOfClauses(const std::vector<Row>& rows, bool tell) {
  std::size_t found = 0;
  for (const Row& row : rows) {
    const bool hit = Covered(ReadExample(row.marked), FindClauses) >= 0.6;
    found += hit;
    if (!hit && tell) std::cout << "missed: " << row.category << '\t' << row.marked << '\n';
  }
  return static_cast<double>(found) / static_cast<double>(rows.size());
}

// Share of rows in which the words that reveal the fact are found.
double RecallOfWords(const std::vector<Row>& rows, bool tell) {
  std::size_t found = 0;
  for (const Row& row : rows) {
    const bool hit = Covered(ReadExample(row.marked), FindAll) > 0;
    found += hit;
    if (!hit && tell) std::cout << "missed: " << row.category << '\t' << row.marked << '\n';
  }
  return static_cast<double>(found) / static_cast<double>(rows.size());
}

std::size_t Alarms(const std::vector<Row>& rows, bool tell) {
  std::size_t alarms = 0;
  for (const Row& row : rows) {
    const Example example = ReadExample(row.marked);
    const View view = ViewOf(example.text);
    const std::vector<Candidate> found = FindAll(view);
    const bool alarm =
        std::ranges::any_of(found, [](const Candidate& c) { return IsTermCategory(c.category); });
    alarms += alarm;
    if (alarm && tell) std::cout << "alarm: " << row.marked << '\n';
  }
  return alarms;
}

TEST(Facts, RecallOnMarkedSentences) {
  const std::vector<Row> rows = ReadRows("positives.tsv");
  ASSERT_GE(rows.size(), 200u);
  EXPECT_GE(RecallOfClauses(rows, true), 0.95);
  EXPECT_GE(RecallOfWords(rows, true), 0.95);
}

// Never looked at while the dictionaries are worked on.
TEST(Facts, RecallOnUnseenSentences) {
  const std::vector<Row> rows = ReadRows("positives_unseen.tsv");
  ASSERT_GE(rows.size(), 100u);
  EXPECT_GE(RecallOfClauses(rows, false), 0.88);
  EXPECT_GE(RecallOfWords(rows, false), 0.88);
}

TEST(Facts, NoAlarmOnHardSentences) {
  const std::vector<Row> rows = ReadRows("negatives.tsv");
  ASSERT_GE(rows.size(), 300u);
  EXPECT_EQ(Alarms(rows, true), 0u);
}

TEST(Facts, FewAlarmsOnUnseenSentences) {
  const std::vector<Row> rows = ReadRows("negatives_unseen.tsv");
  ASSERT_GE(rows.size(), 100u);
  EXPECT_LE(Alarms(rows, false), rows.size() * 4 / 100);
}

// A line break inside the sentence changes nothing but the break itself.
void ExpectCoveredWhenWrapped(std::string_view marked, Find find, double least) {
  const Example whole = ReadExample(marked);
  for (std::size_t at = 20; at + 6 < whole.text.characters.size(); ++at) {
    Example wrapped = whole;
    wrapped.text.characters.insert(at, 1, U'\n');
    for (Span& span : wrapped.spans) {
      if (at <= span.begin) ++span.begin;
      if (at < span.end) ++span.end;
    }
    EXPECT_GE(Covered(wrapped, find), least) << "break before character " << at;
  }
}

TEST(Facts, FindsAcrossWrappedLines) {
  ExpectCoveredWhenWrapped(
      "先日お送りいただきました書類の件ですが、⟦私は糖尿病で通院しております⟧。", FindClauses,
      0.75);
  ExpectCoveredWhenWrapped(
      "先日お送りいただきました書類の件ですが、私は⟦糖尿病で通院⟧しております。", FindAll, 0.7);
}

std::u32string ToText(std::string_view utf8) { return ToCharacters(utf8); }

TEST(Facts, ReadsLookAlikesOnlyWhereOcrRead) {
  View view = MakeView(Text{ToText("持病は統合失調疽で、通院しております。")});
  const auto finds = [&] {
    const Reading reading = Read(view);
    const std::vector<TermMatch> matches =
        Terms().Match(reading.characters, SurenessOf(view, reading));
    return std::ranges::any_of(matches, [](const TermMatch& match) {
      return !match.exact && match.term->text == U"統合失調症";
    });
  };
  view.ocr = false;
  EXPECT_FALSE(finds());
  view.ocr = true;
  EXPECT_TRUE(finds());
}

// 嫡 and 窄 are not in the character set of the OCR data: it reads anything else there.
TEST(Facts, ReadsOverCharactersThatTheReaderDoesNotKnow) {
  for (const std::string_view text :
       {"六出でない子として認知されました。", "検査で腰部脊柱管狭穴症と診断されました。"}) {
    View view = MakeView(Text{ToText(text)});
    view.ocr = true;
    EXPECT_EQ(FindFacts(view).size(), 1U) << text;
  }
}

// One wrong character, whichever it is: the shorter the term, the less sure the reader was of it.
TEST(Facts, ReadsOverOneCharacterThatTheReaderWasInDoubtOf) {
  struct Case {
    std::string_view text, wrong, term;
    float sure, unsure;  // not found, found
  };
  const auto finds = [](const Case& item, float sureness) {
    const std::u32string text = ToText(item.text);
    std::vector<float> all(text.size(), 1.0F);
    all[text.find(ToText(item.wrong))] = sureness;
    const std::vector<TermMatch> matches = Terms().Match(text, all);
    return std::ranges::any_of(matches, [&](const TermMatch& match) {
      return !match.exact && match.term->text == ToText(item.term);
    });
  };
  for (const Case& item : {Case{"昨年から糖尿岳で", "岳", "糖尿病", 0.6F, 0.4F},
                           {"保護観宗を受けて", "宗", "保護観察", 0.8F, 0.7F},
                           {"気管友喘息", "友", "気管支喘息", 0.95F, 0.85F},
                           {"完動脈バイパス術", "完", "冠動脈バイパス術", 2.0F, 1.0F}}) {
    EXPECT_TRUE(finds(item, item.unsure)) << item.text;
    EXPECT_FALSE(finds(item, item.sure)) << item.text;
  }
  // Not a kanji for a kana, not two, not in the words that stop.
  EXPECT_FALSE(finds({"糖尿は高くない", "は", "糖尿病", 0, 0}, 0.1F));
  EXPECT_FALSE(finds({"糖反岳で通院", "岳", "糖尿病", 0, 0}, 0.1F));
}

TEST(Facts, AParticleIsNoCharacterOfATerm) {
  const std::u32string text = ToText("なお、私は養子として育てられました。");
  const std::vector<TermMatch> matches = Terms().Match(text, std::vector<float>(text.size(), 1.0F));
  ASSERT_FALSE(matches.empty());
  EXPECT_TRUE(matches[0].term->text.starts_with(U"養子"));
}

TEST(Facts, OnAPageCoversTheWordsThatLeadToAFact) {
  View view = MakeView(Text{ToText("住所が変わりました。また、私は養子として育てられました。")});
  const auto covered = [&] {
    const std::vector<Candidate> found = FindFacts(view);
    return found.empty() ? std::string_view{}
                         : std::string_view(view.text).substr(
                               found[0].span.begin, found[0].span.end - found[0].span.begin);
  };
  EXPECT_EQ(covered(), "養子として育てられました");
  view.ocr = true;
  EXPECT_EQ(covered(), "私は養子として育てられました");
}

// What a form asks is no fact; what a question tells is one.
TEST(Facts, LeavesQuestionsAlone) {
  const auto finds = [](std::string_view text, bool ocr) {
    View view = MakeView(Text{ToText(text)});
    view.ocr = ocr;
    return !FindAll(view).empty();
  };
  for (const bool ocr : {false, true}) {
    for (const std::string_view asked :
         {"過去5年以内に、胃潰瘍で7日以上の入院をしたことがありますか。", "現在、妊娠していますか?",
          "今までに、がんにかかったことはございますか",
          "過去5年以内に手術を受けましたか(帝王切開を含みます)。",
          "視力・聴力・言語・そしゃく機能に障害がありますか。",
          "うつ病と診断されたり、休職したりしたことがありますか。",
          "次の病気で医師の治療を受けていますか。", "暴力団の構成員に該当しますか。"}) {
      EXPECT_FALSE(finds(asked, ocr)) << asked;
    }
    for (const std::string_view told : {"私は糖尿病で通院していますが、加入できますか。",
                                        "母は胃がんと診断されたのですが、給付の対象になりますか。",
                                        "先月手術を受けましたので、何か書類がありますか。",
                                        "夫が覚醒剤で逮捕されたことを会社は知っていますか。",
                                        "うつ病で通院しています。書き直したことがありますか。"}) {
      EXPECT_TRUE(finds(told, ocr)) << told;
    }
  }
}

TEST(Facts, LeavesHarmlessFieldsAlone) {
  View view = MakeView(Text{ToText("氏名 仏教徒です")});
  ASSERT_FALSE(FindAll(view).empty());
  static const Label kName = {"氏名", FieldUse::kHarmless, Category::kHealth, "name"};
  view.fields.push_back({&kName, {0, 6}, {6, view.text.size()}, {}});
  EXPECT_THAT(FindAll(view), ::testing::IsEmpty());
}

TEST(Facts, ConfidenceFollowsTheEvidence) {
  const auto confidence = [](std::string_view text) {
    const std::vector<Candidate> found = FindAll(MakeView(Text{ToText(text)}));
    return found.empty() ? 0.0 : found.front().confidence;
  };
  EXPECT_DOUBLE_EQ(confidence("糖尿病で通院しております。"), 0.95);
  EXPECT_DOUBLE_EQ(confidence("高血圧、糖尿病"), 0.8);
  EXPECT_DOUBLE_EQ(confidence("母は骨折で通院しました。"), 0.95);
}

struct Dictionary {
  std::string_view name;
  std::string_view text;
};

const std::vector<Dictionary>& TermFiles() {
  static const std::vector<Dictionary> kFiles = {
      {"health", kHealthTerms},     {"health_edict", kEdictHealthTerms},
      {"religion", kReligionTerms}, {"creed", kCreedTerms},
      {"race", kRaceTerms},         {"social_status", kSocialStatusTerms},
      {"honseki", kHonsekiTerms},   {"union", kUnionTerms},
      {"crime", kCrimeTerms},       {"victim", kVictimTerms},
      {"sexual", kSexualTerms}};
  return kFiles;
}

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

TEST(Dictionaries, LinesAreSortedAndWellFormed) {
  for (const Dictionary& dictionary : TermFiles()) {
    EXPECT_NE(dictionary.text.find("# Licence: "), std::string_view::npos);
    std::string last;
    for (const std::string& line : Lines(dictionary.text)) {
      if (line.starts_with('#')) continue;
      EXPECT_THAT(line, ::testing::MatchesRegex("[^\t]+\t[SMV]\t[A-Z_]+")) << dictionary.name;
      const std::string term = line.substr(0, line.find('\t'));
      EXPECT_NE(term.find_first_not_of("0123456789."), std::string::npos) << "a number is no term";
      EXPECT_LT(last, term) << dictionary.name;
      last = term;
    }
  }
}

TEST(Dictionaries, WordsAreSortedAndNameTheirLicence) {
  for (const std::string_view file : {kWords, kEdictWords}) {
    EXPECT_NE(file.find("# Licence: "), std::string_view::npos);
    std::string last;
    for (const std::string& line : Lines(file)) {
      if (line.starts_with('#')) continue;
      EXPECT_THAT(line, ::testing::MatchesRegex("[^\t]+\t[a-z]+(\t!)?"));
      const std::string word = line.substr(0, line.find('\t'));
      EXPECT_LT(last, word);
      last = word;
    }
  }
}

// What the normaliser would write otherwise is never found.
TEST(Dictionaries, WordsStandAsTheNormaliserWritesThem) {
  std::vector<Dictionary> files = TermFiles();
  files.insert(files.end(),
               {{"stop", kStopTerms}, {"words", kWords}, {"words_edict", kEdictWords}});
  for (const Dictionary& dictionary : files) {
    for (const std::string& line : Lines(dictionary.text)) {
      if (line.starts_with('#')) continue;
      const std::string term = line.substr(0, line.find('\t'));
      EXPECT_EQ(MakeView(Text{ToText(term)}).text, term) << dictionary.name;
    }
  }
}

TEST(Dictionaries, BracesStandForAlternatives) {
  EXPECT_THAT(ExpandBraces("{a,b}x{1,2}"), ::testing::ElementsAre("ax1", "ax2", "bx1", "bx2"));
  EXPECT_THAT(ExpandBraces("{,り}y"), ::testing::ElementsAre("y", "りy"));
  EXPECT_THAT(ExpandBraces("plain"), ::testing::ElementsAre("plain"));
}

}  // namespace
}  // namespace sumikeshi
