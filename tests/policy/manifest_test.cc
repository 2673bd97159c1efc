// Manifests: what rows say, which row counts, and every mistake with its line and field.
#include "redact/policy/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "redact/policy/circumstances.h"

namespace sumikeshi {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kToday = "2026-11-22";

Manifest Parsed(std::string_view text, std::string_view where = "list.csv",
                const Context& defaults = {}) {
  auto manifest = Manifest::Parse(text, where, defaults);
  EXPECT_TRUE(manifest.has_value())
      << manifest.error().front().where << manifest.error().front().what;
  return manifest.value_or(Manifest());
}

TEST(Manifest, CsvRowsBecomeCircumstances) {
  const Manifest manifest = Parsed(
      "\xEF\xBB\xBF"
      "file,purpose,ground,consent_id,consent_scope,explanation,handler,document,department\r\n"
      "a/1.png,P1,G1,C-2026/1,\"P1;P2 P3\",operation,tanaka,needed,\"契約,課\"\r\n"
      "\r\n"
      "./b.pdf,P9,,,,,,unneeded,\"一行\"\"で\"\"\"\r\n");
  const Context first = manifest.ContextOf("a/1.png", kToday).value();
  EXPECT_EQ(first.purpose, "P1");
  EXPECT_EQ(first.ground, "G1");
  EXPECT_EQ(first.consent.id, "C-2026/1");
  EXPECT_THAT(first.consent.scope, ::testing::ElementsAre("P1", "P2", "P3"));
  EXPECT_EQ(first.consent.explanation, "operation");
  EXPECT_EQ(first.handler, "tanaka");
  EXPECT_EQ(first.document, "");
  EXPECT_EQ(first.department, "契約,課");
  const Context second = manifest.ContextOf("b.pdf", kToday).value();
  EXPECT_EQ(second.document, "unneeded");
  EXPECT_EQ(second.department, "一行\"で\"");
}

TEST(Manifest, TheClerksOwnWordsAreTakenForTheKeys) {
  const Manifest manifest = Parsed(
      "ファイル,目的,段階,同意の形式,本人,文書\n"
      "a.png,保険金・給付金の支払,取得・入力,口頭,被保険者,不要\n");
  const Context context = manifest.ContextOf("a.png", kToday).value();
  EXPECT_EQ(context.purpose, "P3");
  EXPECT_EQ(context.stage, "acquire");
  EXPECT_EQ(context.ground, "G1o");
  EXPECT_EQ(context.person, "insured");
  EXPECT_EQ(context.document, "unneeded");
}

TEST(Manifest, JsonSaysTheSameAsCsv) {
  const Manifest csv = Parsed("file,purpose,consent_scope,person\na.png,P1,P1 P2,\n");
  const Manifest json = Parsed(
      R"([{"file": "a.png", "purpose": "P1", "consent_scope": ["P1", "P2"], "person": null}])",
      "list.json");
  const Manifest wrapped =
      Parsed(R"({"documents": [{"file": "a.png", "purpose": "P1", "consent_scope": "P1;P2"}]})",
             "list.json");
  EXPECT_EQ(csv.ContextOf("a.png", kToday), json.ContextOf("a.png", kToday));
  EXPECT_EQ(csv.ContextOf("a.png", kToday), wrapped.ContextOf("a.png", kToday));
}

// As a spreadsheet in Japan saves it: in CP932, with its own spelling of days.
TEST(Manifest, SpreadsheetsSaveItInCp932) {
  const Manifest utf8 = Parsed(
      "ファイル,目的,根拠,同意日,同意の期限,同意の範囲\n"
      "請求.png,保険金・給付金の支払,G1,2026-04-01,2026-12-05,保険金・給付金の支払;P1\n");
  const Manifest cp932 = Parsed(
      "\x83\x74\x83\x40\x83\x43\x83\x8b,\x96\xda\x93\x49,\x8d\xaa\x8b\x92,"
      "\x93\xaf\x88\xd3\x93\xfa,\x93\xaf\x88\xd3\x82\xcc\x8a\xfa\x8c\xc0,"
      "\x93\xaf\x88\xd3\x82\xcc\x94\xcd\x88\xcd\r\n"
      "\x90\xbf\x8b\x81.png,P3,G1,2026/4/1,2026/12/05,P3 P1\r\n");
  const auto context = utf8.ContextOf("請求.png", kToday);
  ASSERT_TRUE(context.has_value());
  EXPECT_EQ(context->consent.expiry, "2026-12-05");
  EXPECT_EQ(context, cp932.ContextOf("請求.png", kToday));
}

TEST(Manifest, EmptyFieldsAreThoseOfTheBatch) {
  Context batch;
  batch.purpose = "P2";
  batch.ground = "G1";
  batch.operator_id = "sato";
  const Manifest manifest = Parsed("file,purpose,ground\na.png,,\nb.png,P3,G0\n", "l.csv", batch);
  EXPECT_EQ(manifest.ContextOf("a.png", kToday).value(), batch);
  EXPECT_EQ(manifest.ContextOf("b.png", kToday).value().purpose, "P3");
  EXPECT_EQ(manifest.ContextOf("b.png", kToday).value().operator_id, "sato");
}

TEST(Manifest, TheRowThatNamesTheDocumentPrecedesPatterns) {
  const Manifest manifest =
      Parsed("file,purpose\nclaims/*,P3\n*.tif,P1\nclaims/a.tif,P9\nform[1].png,P2\n");
  EXPECT_EQ(manifest.ContextOf("claims/deep/a.png", kToday).value().purpose, "P3");
  EXPECT_EQ(manifest.ContextOf("x.tif", kToday).value().purpose, "P1");
  EXPECT_EQ(manifest.ContextOf("claims/a.tif", kToday).value().purpose, "P9");
  EXPECT_EQ(manifest.ContextOf("form[1].png", kToday).value().purpose, "P2");
  const auto both = manifest.ContextOf("claims/b.tif", kToday);
  EXPECT_EQ(both.error().code, ErrorCode::kManifest);
  EXPECT_EQ(both.error().where, "list.csv:3: file");
  EXPECT_THAT(both.error().what, HasSubstr("2行目"));
  EXPECT_EQ(manifest.ContextOf("other.png", kToday).error().code, ErrorCode::kNoManifestRow);
}

struct ConsentCase {
  std::string_view name;
  std::string row;
  std::string_view field;  // empty = it stands

  friend void PrintTo(const ConsentCase& value, std::ostream* out) { *out << value.name; }
};

class ManifestConsent : public ::testing::TestWithParam<ConsentCase> {};

TEST_P(ManifestConsent, StandsOrNamesLineAndField) {
  const Manifest manifest = Parsed(
      "file,purpose,ground,consent_date,consent_expiry,consent_withdrawn,consent_scope,"
      "consent_status\nb.png,P1,G0,,,,,\n" +
      GetParam().row + "\n");
  const auto context = manifest.ContextOf("a.png", kToday);
  EXPECT_EQ(context.has_value(), GetParam().field.empty());
  if (context) return;
  EXPECT_EQ(context.error().code, ErrorCode::kConsent);
  EXPECT_EQ(context.error().where, "list.csv:3: " + std::string(GetParam().field));
}

INSTANTIATE_TEST_SUITE_P(
    All, ManifestConsent,
    ::testing::Values(ConsentCase{"stands", "a.png,P1,G1,2026-11-22,2026-11-22,,P1 P2,", ""},
                      ConsentCase{"will be withdrawn", "a.png,P1,G1,,,2026-11-23,,", ""},
                      ConsentCase{"expired, but not the ground", "a.png,P1,G2,,2020-01-01,,,", ""},
                      ConsentCase{"expired", "a.png,P1,G1,,2026-11-21,,,", "consent_expiry"},
                      ConsentCase{"oral, expired", "a.png,P1,G1o,,2026-11-21,,,", "consent_expiry"},
                      ConsentCase{"withdrawn", "a.png,P1,G1,,,2026-11-22,,", "consent_withdrawn"},
                      ConsentCase{"of tomorrow", "a.png,P1,G1,2026-11-23,,,,", "consent_date"},
                      ConsentCase{"for another purpose", "a.png,P3,G1,,,,P1 P2,", "consent_scope"},
                      ConsentCase{"refused", "a.png,P1,G1,,,,,refused", "consent_status"}));

struct Mistake {
  std::string_view name;
  std::string_view file;
  std::string text;
  std::string_view where;
  std::string_view what;

  friend void PrintTo(const Mistake& value, std::ostream* out) { *out << value.name; }
};

class ManifestMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(ManifestMistakes, NameFileLineAndField) {
  const auto manifest = Manifest::Parse(GetParam().text, GetParam().file, {});
  ASSERT_FALSE(manifest.has_value());
  const Error& error = manifest.error().front();
  EXPECT_EQ(error.code, ErrorCode::kManifest);
  EXPECT_EQ(error.where, GetParam().where);
  EXPECT_THAT(error.what, HasSubstr(GetParam().what));
}

INSTANTIATE_TEST_SUITE_P(
    Csv, ManifestMistakes,
    ::testing::Values(
        Mistake{"empty", "m.csv", "", "m.csv:1", "行が一つも"},
        Mistake{"only headings", "m.csv", "file,purpose\n", "m.csv:1", "行が一つも"},
        Mistake{"unknown purpose", "m.csv", "file,purpose\na,P1\nb,P18\n", "m.csv:3: purpose",
                "P18"},
        Mistake{"unknown stage", "m.csv", "file,purpose,stage\na,P1,keep\n", "m.csv:2: stage",
                "keep"},
        Mistake{"no purpose", "m.csv", "file,ground\na,G1\n", "m.csv:2: purpose", "必要"},
        Mistake{"no file", "m.csv", "file,purpose\n,P1\n", "m.csv:2: file", "必要"},
        Mistake{"no column of files", "m.csv", "path,purpose\na,P1\n", "m.csv:2: path", "知らない"},
        Mistake{"same file twice", "m.csv", "file,purpose\na,P1\nb,P1\n./a,P2\n", "m.csv:4: file",
                "2行目"},
        Mistake{"same column twice", "m.csv", "file,purpose,目的\na,P1,P2\n", "m.csv:2: 目的",
                "二つ"},
        Mistake{"too few cells", "m.csv", "file,purpose\na\n", "m.csv:2", "列の数"},
        Mistake{"open quote", "m.csv", "file,purpose\n\"a,P1\nb,P2\n", "m.csv:2", "引用符"},
        Mistake{"text after a quote", "m.csv", "file,purpose\n\"a\"b,P1\n", "m.csv:2", "引用符"},
        Mistake{"no encoding", "m.csv", "file,purpose\n\n\x90\xbf\x8b\xff.png,P1\n", "m.csv:3",
                "UTF-8"},
        Mistake{"EUC-JP", "m.csv", "file,purpose\n\xca\xdd\xb8\xb1.png,P1\n", "m.csv:2", "UTF-8"},
        Mistake{"a surrogate in UTF-8", "m.csv", "file,purpose\n\xed\xa0\x80.png,P1\n", "m.csv:2",
                "UTF-8"},
        Mistake{"UTF-16", "m.csv", std::string("f\0i\0l\0e\0", 8), "m.csv:1", "UTF-8"},
        Mistake{"no day", "m.csv", "file,purpose,consent_expiry\na,P1,22/11/2026\n",
                "m.csv:2: consent_expiry", "日付"},
        Mistake{"no such day", "m.csv", "file,purpose,consent_date\na,P1,2026-02-30\n",
                "m.csv:2: consent_date", "日付"},
        Mistake{"a name as a number of consent", "m.csv",
                "file,purpose,consent_id\na,P1,見本 花子\n", "m.csv:2: consent_id", "英数字"},
        Mistake{"form against ground", "m.csv", "file,purpose,ground,consent_form\na,P1,G1,oral\n",
                "m.csv:2: consent_form", "合いません"},
        Mistake{"unknown scope", "m.csv", "file,purpose,consent_scope\na,P1,P1 X\n",
                "m.csv:2: consent_scope", "X"}));

INSTANTIATE_TEST_SUITE_P(
    Json, ManifestMistakes,
    ::testing::Values(Mistake{"no JSON", "m.json", "[\n{\"file\": \"a\",\n]", "m.json:3", "JSON"},
                      Mistake{"no list", "m.json", "{\"file\": \"a\"}", "m.json:1", "並び"},
                      Mistake{"no object", "m.json", "[1]", "m.json:1", "{…}"},
                      Mistake{"number", "m.json", "[\n{\"file\": \"a\", \"purpose\": 1}]",
                              "m.json:2: purpose", "文字列"},
                      Mistake{"unknown key", "m.json",
                              "[{},\n\n{\"file\": \"{a\", \"purpos\": \"P1\"}]", "m.json:1: file",
                              "必要"},
                      Mistake{"key twice", "m.json",
                              R"([{"file": "a", "file": "b", "purpose": "P1"}])", "m.json:1: file",
                              "二度"},
                      Mistake{"unknown purpose", "m.json",
                              "{\"documents\": [\n{\"file\": \"a\", \"purpose\": \"P1\"},\n"
                              "{\"file\": \"b\", \"purpose\": \"P0\"}\n]}",
                              "m.json:3: purpose", "P0"}));

TEST(ManifestMistakes, AreGivenAllAtOnce) {
  const auto manifest =
      Manifest::Parse("file,purpose,stage\na,P1,keep\nb,P0,acquire\nc\nd,P1,use\n", "m.csv", {});
  ASSERT_FALSE(manifest.has_value());
  EXPECT_EQ(manifest.error().size(), 3U);
}

TEST(Days, AreDaysOfTheCalendar) {
  for (const auto* day : {"2026-11-22", "2024-02-29", "0001-01-01"}) EXPECT_TRUE(IsDay(day)) << day;
  for (const auto* day : {"", "2026-11-31", "2025-02-29", "2026-1-1", "2026-11-22 ", "+026-11-22",
                          "2026-00-10", "令和8年"}) {
    EXPECT_FALSE(IsDay(day)) << day;
  }
  EXPECT_TRUE(IsDay(Today()));
}

}  // namespace
}  // namespace sumikeshi
