// The contract of recognizers, over all of recognizers.def: ids, sources and their own examples.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "scanner/recognizers/facts.h"
#include "scanner/recognizers/recognizer.h"
#include "tests/recognizers/examples.h"

namespace sumikeshi {
namespace {

class RecognizerContract : public ::testing::TestWithParam<const Recognizer*> {};

TEST(Registry, IdsAreUnique) {
  std::set<std::string_view> ids;
  for (const Recognizer* recognizer : AllRecognizers()) {
    EXPECT_TRUE(ids.insert(recognizer->id).second) << recognizer->id;
  }
}

TEST_P(RecognizerContract, NamesItsSourceAndBringsExamples) {
  EXPECT_FALSE(GetParam()->source.empty());
  EXPECT_GE(GetParam()->matches.size(), 3u);
  EXPECT_GE(GetParam()->rejects.size(), 3u);
}

bool Touch(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

bool AllTouch(const std::vector<Span>& spans, const std::vector<Span>& others) {
  return std::ranges::all_of(spans, [&](const Span& span) {
    return std::ranges::any_of(others, [&](const Span& other) { return Touch(span, other); });
  });
}

// Those of facts, whose examples mark clauses: the rules find them exactly, a text's narrower words
// lie in them.
std::optional<Category> FactsOf(std::string_view id) {
  const std::optional<Category> category = CategoryFromKey(id);
  return category && *category <= Category::kSexual ? category : std::nullopt;
}

std::vector<Span> ClauseSpans(const Text& text, Category category) {
  const View view = ViewOf(text);
  std::vector<Span> spans;
  for (const Candidate& fact : FindFacts(view)) {
    if (fact.category == category) spans.push_back(view.SourceSpan(fact.span));
  }
  return spans;
}

TEST_P(RecognizerContract, FindsWhatItsExamplesMark) {
  for (const std::string_view marked : GetParam()->matches) {
    const Example example = ReadExample(marked);
    EXPECT_FALSE(example.spans.empty()) << "no mark in: " << marked;
    const std::vector<Span> found = FoundSpans(*GetParam(), example.text);
    const std::optional<Category> facts = FactsOf(GetParam()->id);
    const std::vector<Span> exact = facts ? ClauseSpans(example.text, *facts) : found;
    if (GetParam()->id != "tagger") {  // how far its words reach is learned
      EXPECT_EQ(exact, example.spans) << marked << "\nfound: " << Quote(example.text, exact);
    }
    EXPECT_TRUE(AllTouch(found, example.spans) && AllTouch(example.spans, found))
        << marked << "\nin a text: " << Quote(example.text, found);
  }
}

TEST_P(RecognizerContract, LeavesItsCounterexamplesAlone) {
  for (const std::string_view text : GetParam()->rejects) {
    const Example example = ReadExample(text);
    const std::vector<Span> found = FoundSpans(*GetParam(), example.text);
    EXPECT_TRUE(found.empty()) << text << "\nfound: " << Quote(example.text, found);
  }
}

INSTANTIATE_TEST_SUITE_P(All, RecognizerContract,
                         ::testing::ValuesIn(AllRecognizers().begin(), AllRecognizers().end()),
                         [](const auto& param) { return std::string(param.param->id); });

}  // namespace
}  // namespace sumikeshi
