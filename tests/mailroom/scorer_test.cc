// The accuracy scorer on outputs whose score is known beforehand.
#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "bench/accuracy/score.h"
#include "tests/mailroom/generator.h"
#include "tests/mailroom/temporary_folder.h"

namespace sumikeshi::mailroom {
namespace {

namespace fs = std::filesystem;
using accuracy::Report;
using accuracy::ScoreCorpus;
using accuracy::Tally;

// A small corpus of pages, and a folder for what is "released" of it.
class Scorer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    corpus_ = std::make_unique<TemporaryFolder>();
    const Order order{.seed = 8,
                      .count = 4,
                      .kinds = {FindKind("seikyu"), FindKind("kokuchi")},
                      .scans = {FindScanKind("fax")},
                      .blank = false};
    ASSERT_TRUE(Generate(order, corpus_->path()).has_value());
  }
  static void TearDownTestSuite() { corpus_.reset(); }

  static fs::path corpus() { return corpus_->path(); }
  [[nodiscard]] fs::path released() const { return released_.path(); }

  // Releases each page after `paint` had its way with it.
  void Release(const std::function<void(Pix*, const nlohmann::json& items)>& paint) const {
    for (const auto& entry : fs::directory_iterator(corpus() / "truth")) {
      if (entry.is_directory()) continue;
      std::ifstream file(entry.path());
      const auto truth = nlohmann::json::parse(file);
      const std::string name = truth.at("file");
      Pix* page = pixRead((corpus() / "mail" / name).c_str());
      ASSERT_NE(page, nullptr);
      paint(page, truth.at("items"));
      pixWrite((released() / name).c_str(), page, IFF_TIFF_G4);
      pixDestroy(&page);
    }
  }

  [[nodiscard]] Report Score() const {
    auto report = ScoreCorpus(corpus(), released());
    EXPECT_TRUE(report.has_value());
    return report.value_or(Report{});
  }

 private:
  static inline std::unique_ptr<TemporaryFolder> corpus_;
  TemporaryFolder released_;
};

void Blacken(Pix* page, int left, int top, int right, int bottom) {
  pixRasterop(page, left, top, right - left, bottom - top, PIX_SET, nullptr, 0, 0);
}

TEST_F(Scorer, UntouchedPagesLeakEverything) {
  Release([](Pix*, const nlohmann::json&) {});
  const Report report = Score();
  EXPECT_GT(report.total.sensitive, 10);
  EXPECT_EQ(report.total.leaked, report.total.sensitive);
  EXPECT_EQ(report.total.lost, 0);
  EXPECT_EQ(report.total.documents, 4);
  EXPECT_EQ(report.labelled, Tally{}) << "a fax has 200 dpi";
}

TEST(LabelledScorer, CountsFieldsOnScansAt300Dpi) {
  const TemporaryFolder folder;
  const Order order{.seed = 8,
                    .count = 4,
                    .kinds = {FindKind("tegami"), FindKind("nenkin")},
                    .scans = {FindScanKind("g4"), FindScanKind("photo200")},
                    .blank = false};
  ASSERT_TRUE(Generate(order, folder.path()).has_value());
  const auto report = ScoreCorpus(folder.path(), folder.path() / "mail");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->labelled.documents, 2);
  EXPECT_GT(report->labelled.leaked, 0);
  EXPECT_LT(report->labelled.sensitive, report->total.sensitive);
}

TEST_F(Scorer, PagesPaintedOverAllSensitiveRectanglesLeakNothing) {
  Release([](Pix* page, const nlohmann::json& items) {
    for (const auto& item : items) {
      if (item.at("kind") != "sensitive") continue;
      for (const auto& r : item.at("rects")) {
        Blacken(page, r.at(0).get<int>() - 6, r.at(1).get<int>() - 6, r.at(2).get<int>() + 6,
                r.at(3).get<int>() + 6);
      }
    }
  });
  const Report report = Score();
  EXPECT_GT(report.total.sensitive, 10);
  EXPECT_EQ(report.total.leaked, 0);
  EXPECT_EQ(report.total.lost, 0);
}

TEST_F(Scorer, BlackPagesLoseEverything) {
  Release([](Pix* page, const nlohmann::json&) {
    Blacken(page, 0, 0, pixGetWidth(page), pixGetHeight(page));
  });
  const Report report = Score();
  EXPECT_EQ(report.total.leaked, 0);
  EXPECT_GT(report.total.keep, 10);
  EXPECT_EQ(report.total.lost, report.total.keep);
}

TEST_F(Scorer, AThinStrokeOverTheWritingIsALeak) {
  Release([](Pix* page, const nlohmann::json& items) {
    for (const auto& item : items) {
      for (const auto& r : item.at("rects")) {
        const int middle = (r.at(1).get<int>() + r.at(3).get<int>()) / 2;
        Blacken(page, r.at(0), middle - 4, r.at(2), middle + 4);
      }
    }
  });
  const Report report = Score();
  EXPECT_EQ(report.total.leaked, report.total.sensitive);
}

TEST_F(Scorer, DocumentsThatAreNotReleasedAreHeld) {
  const Report report = Score();
  EXPECT_EQ(report.total.held, 4);
  EXPECT_EQ(report.by_form.at("kokuchi").held, 2);
  EXPECT_EQ(report.by_scan.at("fax").held, 4);
  EXPECT_EQ(report.total.sensitive + report.total.keep, 0);
}

TEST_F(Scorer, AnUnreadableReleasedFileIsAnError) {
  for (const auto& entry : fs::directory_iterator(corpus() / "mail")) {
    std::ofstream(released() / entry.path().filename()) << "no image";
  }
  EXPECT_FALSE(ScoreCorpus(corpus(), released()).has_value());
}

TEST_F(Scorer, AMissingCorpusIsAnError) {
  EXPECT_FALSE(ScoreCorpus(released(), released()).has_value());
}

// A text with one sensitive and one keep span; {released text, leaked, lost}.
struct TextCase {
  const char* released;
  int leaked, lost, changed;
};

TEST(TextScorer, CountsMaskedCharacters) {
  const TemporaryFolder folder;
  for (const char* name : {"mail", "truth/text", "out"})
    fs::create_directories(folder.path() / name);
  std::ofstream(folder.path() / "mail/1.txt") << "病名：喘息 AB\n氏名：山田 花子\n";
  std::ofstream(folder.path() / "truth/text/1.txt.json")
      << R"({"file":"1.txt","form":"f","scan":"s","charset":"UTF-8","items":[
            {"kind":"sensitive","category":"health","text":"喘息 AB","span":[3,8]},
            {"kind":"keep","category":"","text":"山田 花子","span":[12,17]}]})";
  const TextCase cases[] = {{"病名：喘息 AB\n氏名：山田 花子\n", 1, 0, 0},
                            {"病名：■■ **\n氏名：山田 花子\n", 0, 0, 0},
                            {"病名：■■ *B\n氏名：山田 花子\n", 1, 0, 0},
                            {"■■■■■■**\n氏名：■田 花子\n", 0, 1, 0},
                            {"病名：■ **\n氏名：山田 花子\n", 1, 1, 1}};
  for (const TextCase& test : cases) {
    std::ofstream(folder.path() / "out/1.txt") << test.released;
    const auto report = ScoreCorpus(folder.path(), folder.path() / "out");
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->total.leaked, test.leaked) << test.released;
    EXPECT_EQ(report->total.lost, test.lost) << test.released;
    EXPECT_EQ(static_cast<int>(report->changed.size()), test.changed) << test.released;
  }
}

}  // namespace
}  // namespace sumikeshi::mailroom
