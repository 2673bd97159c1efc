// Large texts in pieces: the same findings as in the whole text, in any encoding, on any jobs.
#include "redact/pipeline/scan.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "scanner/text/utf8.h"

#define SUMIKESHI_PROGRAM ""
#include "tests/support/program.h"

namespace sumikeshi {
namespace {

using Place = std::tuple<std::size_t, std::size_t, Category>;

struct Found {
  std::vector<Place> places;
  std::vector<ErrorCode> errors;
  ScanSummary summary;
};

Found Scan(const std::filesystem::path& input, int jobs) {
  const auto profile = Profile::Load("guideline", "");
  EnginePool engines;
  Found found;
  ScanOptions options;
  options.inputs = {input};
  options.profile = &*profile;
  options.jobs = jobs;
  options.on_document = [&](const auto&, const Result<std::vector<DecidedDetection>>& part) {
    if (!part) found.errors.push_back(part.error().code);
    if (!part) return;
    for (const DecidedDetection& d : *part) {
      const Span span = *d.decision.finding.place.span;
      found.places.emplace_back(span.begin, span.end, d.decision.finding.category);
    }
  };
  found.summary = RunScan(options, engines);
  return found;
}

// A little of everything that is found, between much that is not, of more than four pieces.
std::string LongText(std::uint32_t seed) {
  constexpr std::string_view kPlain = "このたびはお手続きをいただき、ありがとうございます。";
  constexpr std::string_view kFacts[] = {
      "\n病名：胃がん\n",
      "\n母は昨年から糖尿病で通院しています。\n",
      "\n個人番号 1234-5678-9018\n",
      "\n氏名,病名,電話\n山田太郎,糖尿病,090-1234-5678\n佐藤花子,胃炎,03-1234-5678\n\n",
      "\n本籍　東京都千代田区丸の内1-2-3\n",
      "カード番号:4111 1111 1111 1111 有効期限 08/29",
  };
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < 4'800'000) {
    text += kPlain;
    if (random() % 3 == 0) text += '\n';
    if (random() % 400 == 0) text += kFacts[random() % std::size(kFacts)];
  }
  return text;
}

std::vector<Place> WholePlaces(const std::string& text) {
  Judgements known;
  std::vector<Place> places;
  for (const Detection& d : DetectInUtf8(text, {0, text.size()}, {}, 1, known)) {
    places.emplace_back(d.finding.place.span->begin, d.finding.place.span->end, d.finding.category);
  }
  return places;
}

std::string ToCp932(const std::string& utf8) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size(), '\0');
  const int size =
      ucnv_convert("ibm-943_P15A-2003", "UTF-8", out.data(), static_cast<int>(out.size()),
                   utf8.data(), static_cast<int>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

TEST(ScanLargeText, FindsWhatTheWholeTextHas) {
  const ScratchFolder scratch;
  const std::string text = LongText(11);
  const std::vector<Place> whole = WholePlaces(text);
  ASSERT_GT(whole.size(), 300U);
  WriteFile(scratch / "a.txt", text);
  WriteFile(scratch / "b.txt", ToCp932(text));
  for (const auto& [name, jobs] : {std::pair("a.txt", 1), {"a.txt", 4}, {"b.txt", 2}}) {
    const Found found = Scan(scratch / name, jobs);
    EXPECT_TRUE(found.errors.empty());
    EXPECT_EQ(found.summary.documents, 1U);
    EXPECT_EQ(found.summary.findings, whole.size()) << name << jobs;
    EXPECT_TRUE(found.places == whole) << name << jobs;
  }
}

TEST(ScanLargeText, UnfoldsEscapesAcrossPieces) {
  const ScratchFolder scratch;
  const std::string line = "{\"\\u75c5\\u540d\":\"\\u80c3\\u708e\"}\n";
  std::string text;
  while (text.size() < 4'400'000) text += line;
  WriteFile(scratch / "a.log", text);
  const Found found = Scan(scratch / "a.log", 2);
  ASSERT_EQ(found.places.size(), text.size() / line.size());
  for (std::size_t i = 0; i < found.places.size(); ++i) {
    const std::size_t begin = i * line.size() + line.find("\\u80c3");
    EXPECT_EQ(found.places[i], (Place{begin, begin + 12, Category::kHealth})) << i;
  }
}

// The header of a large table decides in its last row as in its first.
TEST(ScanLargeText, KeepsTheHeaderOfATable) {
  const ScratchFolder scratch;
  const std::string header = "番号,氏名,既往症,備考\n";
  const std::string row = "12,山田太郎,\"むかし\n少し\",なし\n";
  std::string text = header;
  while (text.size() < 4'400'000) text += row;
  WriteFile(scratch / "a.csv", text);
  const Found found = Scan(scratch / "a.csv", 2);
  const auto rows = (text.size() - header.size()) / row.size();
  EXPECT_EQ(std::ranges::count(found.places, Category::kHealth,
                               [](const Place& p) { return std::get<2>(p); }),
            static_cast<std::ptrdiff_t>(rows));
}

TEST(ScanLargeText, ReportsWhatCannotBeRead) {
  const ScratchFolder scratch;
  std::string text = LongText(12);
  const std::size_t before = WholePlaces(text).size();
  WriteFile(scratch / "nul.txt", text + std::string(1, '\0'));
  const Found damaged = Scan(scratch / "nul.txt", 2);
  EXPECT_EQ(damaged.errors, std::vector{ErrorCode::kUnknownEncoding});
  EXPECT_GT(damaged.places.size(), before / 2);  // what was found before stays reported
  WriteFile(scratch / "x.bin", std::string(5'000'000, '\x01'));
  EXPECT_EQ(Scan(scratch / "x.bin", 1).errors, std::vector{ErrorCode::kUnknownType});
  WriteFile(scratch / "x.png", text);
  EXPECT_EQ(Scan(scratch / "x.png", 1).errors, std::vector{ErrorCode::kWrongExtension});
  WriteFile(scratch / "m.txt", text + "\nContent-Transfer-Encoding: base64\n\n55eF\n");
  EXPECT_EQ(Scan(scratch / "m.txt", 1).errors, std::vector{ErrorCode::kAttachment});
  WriteFile(scratch / "line.txt", std::string(20'000'000, 'a'));
  EXPECT_TRUE(Scan(scratch / "line.txt", 2).errors.empty());
}

}  // namespace
}  // namespace sumikeshi
