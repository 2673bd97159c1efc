// The contract of recognizers, over all of recognizers.def: ids, sources and their own examples.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

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

// How far a fact reaches in its clause is learned; numbers are what they are.
bool FindsFacts(std::string_view id) {
  return CategoryFromKey(id).value_or(Category::kHealth) <= Category::kSexual;
}

TEST_P(RecognizerContract, FindsWhatItsExamplesMark) {
  for (const std::string_view marked : GetParam()->matches) {
    const Example example = ReadExample(marked);
    EXPECT_FALSE(example.spans.empty()) << "no mark in: " << marked;
    const std::vector<Span> found = FoundSpans(*GetParam(), example.text);
    const bool agree = FindsFacts(GetParam()->id)
                           ? AllTouch(found, example.spans) && AllTouch(example.spans, found)
                           : found == example.spans;
    EXPECT_TRUE(agree) << marked << "\nfound: " << Quote(example.text, found);
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
