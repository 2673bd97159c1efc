// The encoding of entries: every entry comes back, and nothing but the encoding decodes.
#include "redact/ledger/entry_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string_view>

#include "redact/ledger/circumstances.h"
#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

LedgerEntry RoundTrip(const LedgerEntry& entry) {
  const auto body = EncodeEntry(entry);
  EXPECT_TRUE(body.has_value());
  const auto decoded = DecodeEntry(*body);
  EXPECT_TRUE(decoded.has_value()) << *body;
  return decoded.value_or(LedgerEntry{});
}

void ExpectRoundTrip(LedgerEntry entry) {
  entry.sequence = 7;
  entry.time = "2026-11-22T00:00:00.000Z";
  entry.previous = FilledHash(0x66);
  EXPECT_EQ(RoundTrip(entry), entry);
}

TEST(EntryCodec, EveryKindComesBack) {
  ExpectRoundTrip(DecisionEntry());
  ExpectRoundTrip(ReleasedEntry());
  ExpectRoundTrip(HeldEntry());
  ExpectRoundTrip(ApprovalEntry("A-1"));
  ExpectRoundTrip(ProcedureEntry());
}

TEST(EntryCodec, CircumstancesComeBackAndCostNothingWhereNoneIsStated) {
  EXPECT_EQ(EncodeEntry(DecisionEntry())->find("handler"), std::string::npos);
  for (const CircumstanceField& field : kCircumstanceFields) {
    LedgerEntry entry = HeldEntry();
    field.of(entry.context) = "同意 \"1\"";
    ExpectRoundTrip(entry);
  }
  // All of them or none, and none when none is stated.
  LedgerEntry entry = HeldEntry();
  entry.context.handler = "hirata";
  std::string body = EncodeEntry(entry).value();
  const std::size_t at = body.find("hirata");
  EXPECT_FALSE(DecodeEntry(body.replace(at, 6, "")).has_value());
}

TEST(EntryCodec, EveryCategoryActionAndErrorComesBack) {
  for (const Category category : kAllCategories) {
    LedgerEntry entry = DecisionEntry();
    entry.decision->finding.category = category;
    ExpectRoundTrip(entry);
  }
  for (const Action action : kAllActions) {
    LedgerEntry entry = DecisionEntry();
    entry.decision->action = action;
    ExpectRoundTrip(entry);
  }
#define SUMIKESHI_ERROR(id, key, ja_cause, ja_remedy, en_cause, en_remedy) \
  {                                                                        \
    LedgerEntry entry = HeldEntry();                                       \
    entry.reason->code = ErrorCode::id;                                    \
    ExpectRoundTrip(entry);                                                \
  }
#include "sumikeshi/errors.def"
#undef SUMIKESHI_ERROR
}

TEST(EntryCodec, AnyFileNameComesBack) {
  for (const std::string& name :
       {std::string("請求書.pdf"), std::string("a\"b\\c"), std::string("tab\tline\n\x01"),
        std::string("not utf-8 \xff\x83\xe3\x81"), std::string("\xed\xa0\x80 surrogate"),
        std::string("\xc0\x80\xf5"), std::string("\xf0\x9f\x98\x80"), std::string(1, '\0')}) {
    LedgerEntry entry = ReleasedEntry(name);
    ExpectRoundTrip(entry);
  }
}

TEST(EntryCodec, PlacesAndNumbersComeBack) {
  for (const double confidence : {0.0, 1.0, 0.1, 1.0 / 3, 1e-9, 5e-324, 1e300, -0.0}) {
    LedgerEntry entry = DecisionEntry();
    entry.decision->finding.confidence = confidence;
    entry.decision->finding.place.boxes.clear();
    entry.decision->finding.place.span = Span{0, 18'000'000'000'000'000'000u};
    ExpectRoundTrip(entry);
  }
}

TEST(EntryCodec, WhatCannotBeRecordedIsRefused) {
  LedgerEntry entry = DecisionEntry();
  entry.decision->finding.confidence = std::nan("");
  EXPECT_EQ(EncodeEntry(entry).error().code, ErrorCode::kInternal);
  entry.decision.reset();
  EXPECT_EQ(EncodeEntry(entry).error().code, ErrorCode::kInternal);
  entry = HeldEntry();
  entry.reason.reset();
  EXPECT_EQ(EncodeEntry(entry).error().code, ErrorCode::kInternal);
}

struct Respelling {
  std::string_view from;
  std::string_view to;

  friend void PrintTo(const Respelling& value, std::ostream* out) { *out << value.to; }
};

class OtherSpelling : public ::testing::TestWithParam<Respelling> {};

// The same meaning in other bytes would be a second encoding, with another hash.
TEST_P(OtherSpelling, DoesNotDecode) {
  std::string body = EncodeEntry(DecisionEntry()).value();
  const std::size_t at = body.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  body.replace(at, GetParam().from.size(), GetParam().to);
  EXPECT_FALSE(DecodeEntry(body).has_value()) << body;
}

INSTANTIATE_TEST_SUITE_P(
    EntryCodec, OtherSpelling,
    ::testing::Values(Respelling{"{", "{ "}, Respelling{"\"page\":2", "\"page\":02"},
                      Respelling{"0.93", "0.930"}, Respelling{"0.93", "9.3e-1"},
                      Respelling{"tanaka", "\\u0074anaka"}, Respelling{"3333", "333A"},
                      Respelling{"\"health\"", "\"helth\""}, Respelling{"\"redact\"", "\"burn\""},
                      Respelling{"\"decision\"", "\"deletion\""}, Respelling{"}", "}}"},
                      Respelling{"}", "}\n"}, Respelling{"}", ""}, Respelling{"null", "[0,1"},
                      Respelling{"tanaka", "tanaka\\q"}, Respelling{"\"time\"", "\"tyme\""},
                      Respelling{"[[10,", "[[10.0,"}));

// Whatever is changed: what decodes is what would be written.
TEST(EntryCodec, OnlyWhatWouldBeWrittenDecodes) {
  LedgerEntry entry = DecisionEntry("a\"b\\c\xff\n請求書.png");
  entry.context.handler = "hirata";
  const std::string body = EncodeEntry(entry).value();
  std::mt19937 random(5);
  int decoded = 0;
  for (int i = 0; i < 40000; ++i) {
    std::string changed = body;
    const std::size_t at = random() % changed.size();
    constexpr std::string_view kBytes = "0123456789abcdefuD-+.eE\\\"{}[],: \x01\xe3\x80";
    if (i % 3 == 0) changed[at] = kBytes[random() % kBytes.size()];
    if (i % 3 == 1) changed.insert(at, 1, kBytes[random() % kBytes.size()]);
    if (i % 3 == 2) changed.erase(at, 1);
    const auto read = DecodeEntry(changed);
    if (!read) continue;
    ++decoded;
    ASSERT_EQ(EncodeEntry(*read).value_or(""), changed);
  }
  EXPECT_GT(decoded, 1000);
}

TEST(EntryCodec, NoPrefixDecodes) {
  const std::string body = EncodeEntry(HeldEntry()).value();
  for (std::size_t length = 0; length < body.size(); ++length) {
    EXPECT_FALSE(DecodeEntry(body.substr(0, length)).has_value()) << length;
  }
}

// FORMAT.md's example: the hash of a leaf is SHA-256 over a zero byte and the body.
TEST(EntryCodec, HashIsThatOfAnRfc6962Leaf) {
  EXPECT_EQ(Hex(EntryHash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(Hex(EntryHash("abc")),
            "609f6e36d2405585188d5cfd761f407c7cc46a7d3f314c88270469dde315fcd1");
}

TEST(EntryCodec, ClassAndLabelComeBackAndCostNothingWhereTheyAreNotKnown) {
  EXPECT_EQ(EncodeEntry(DecisionEntry())->find("page_class"), std::string::npos);
  for (const PageClassName& name : kPageClassNames) {
    LedgerEntry entry = DecisionEntry();
    entry.decision->finding.page_class = name.page_class;
    ExpectRoundTrip(entry);
    entry.decision->finding.label = "病名";
    ExpectRoundTrip(entry);
  }
  LedgerEntry entry = DecisionEntry();
  entry.decision->finding.page_class = PageClass::kClaim;
  std::string body = EncodeEntry(entry).value();
  const std::size_t at = body.find("claim");
  EXPECT_FALSE(DecodeEntry(body.replace(at, 5, "unknown")).has_value());
}

}  // namespace
}  // namespace sumikeshi
