// One document through the steps, with readers that fail, lie or see nothing.
#include "redact/pipeline/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#define SUMIKESHI_PROGRAM ""
#include "tests/support/program.h"

namespace sumikeshi {
namespace {

Bytes AsBytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// A page with rows of marks as large as characters, so that there is something to read.
std::string MarkedPng() {
  constexpr std::uint32_t kWidth = 1200;
  constexpr std::uint32_t kHeight = 800;
  std::vector<std::uint8_t> pixels(std::size_t{kWidth} * kHeight, 255);
  for (std::uint32_t y = 100; y < 700; ++y) {
    for (std::uint32_t x = 100; x < 1100; ++x) {
      const bool mark = y % 100 < 40 && x % 50 < 36 && (x % 50 < 6 || y % 100 < 6 || y % 100 > 33);
      if (mark) pixels[std::size_t{y} * kWidth + x] = 0;
    }
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = kWidth;
  image.height = kHeight;
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr);
  bytes.resize(size);
  return bytes;
}

// Test doubles for faults only: what a broken engine does.
enum class Fault { kError, kThrows, kSeesNothing, kSeesSome, kBadUtf8, kBoxesOutside };

class FaultyEngine : public OcrEngine {
 public:
  explicit FaultyEngine(Fault fault) : fault_(fault) {}
  Result<void> SetImage(const Raster&) override { return {}; }
  Result<std::vector<Symbol>> Read(const Box& region, OcrHint) override {
    switch (fault_) {
      case Fault::kError:
        return Fail(ErrorCode::kOcrFailed);
      case Fault::kThrows:
        throw std::runtime_error("病名");
      case Fault::kSeesNothing:
        return std::vector<Symbol>{};
      case Fault::kSeesSome: {
        const bool sees = region.width() > 0 && reads_++ % 2 == 0;
        if (!sees) return std::vector<Symbol>{};
        std::vector<Symbol> symbols;
        for (int left = region.left; left + 30 < region.right; left += 40) {
          symbols.push_back({"見", {left, region.top, left + 30, region.bottom}, 0.99F});
        }
        return symbols;
      }
      case Fault::kBadUtf8:
        return std::vector<Symbol>{{"\xe7\x97", region, 0.9F}, {"\xff", region, 0.9F}};
      case Fault::kBoxesOutside:
        return std::vector<Symbol>{{"病", {-900, -900, 90000, 90000}, 0.9F},
                                   {"名", {5, 5, 5, 5}, 0.9F}};
    }
    return std::vector<Symbol>{};
  }
  [[nodiscard]] std::string version() const override { return "faulty"; }

 private:
  Fault fault_;
  int reads_ = 0;
};

class Process : public testing::Test {
 protected:
  ProcessedDocument Run(EnginePool& engines, std::string_view bytes, const std::string& name) {
    const ProcessSettings settings{&profile_, {}, false};
    return ProcessDocument(AsBytes(bytes), name, output(), settings, engines);
  }
  [[nodiscard]] std::filesystem::path output() const { return scratch_ / "redacted"; }

  ScratchFolder scratch_;
  Profile profile_ = Profile::Load("guideline").value();
};

class EngineFaults : public Process, public testing::WithParamInterface<Fault> {};

TEST_P(EngineFaults, HoldThePageAndLeaveNothing) {
  EnginePool engines([fault = GetParam()]() -> Result<std::unique_ptr<OcrEngine>> {
    return std::make_unique<FaultyEngine>(fault);
  });
  const auto processed = Run(engines, MarkedPng(), "scan.png");
  EXPECT_FALSE(processed.verdict.released);
  ASSERT_TRUE(processed.verdict.reason.has_value());
  EXPECT_THAT(processed.verdict.reason->what, testing::Not(testing::HasSubstr("病名")));
  EXPECT_FALSE(std::filesystem::exists(output()));
}

INSTANTIATE_TEST_SUITE_P(All, EngineFaults,
                         testing::Values(Fault::kError, Fault::kThrows, Fault::kSeesNothing));

// Writing in free text that was not read may be anything; a rulebook may say that it goes out.
TEST_F(Process, WritingThatWasNotReadIsHeldUnlessTheProfileReleasesIt) {
  EnginePool engines([]() -> Result<std::unique_ptr<OcrEngine>> {
    return std::make_unique<FaultyEngine>(Fault::kSeesSome);
  });
  const auto held = Run(engines, MarkedPng(), "scan.png");
  ASSERT_TRUE(held.verdict.reason.has_value());
  EXPECT_EQ(held.verdict.reason->code, ErrorCode::kUnreadable);
  EXPECT_EQ(held.verdict.reason->page, 1);
  EXPECT_FALSE(std::filesystem::exists(output()));
  const auto parse = [](const std::string& unread) {
    return Profile::Parse(
        "name = 'own'\ntitle = '例'\nretention_days = 366\ninclude = ['statute']\nunread = '" +
            unread +
            "'\n[default]\nclause = '第1条'\n"
            "[[rule]]\nid = 'R1'\nclause = '第2条'\ncategories = ['health']\n"
            "action = 'redact'\n",
        "own.toml");
  };
  EXPECT_FALSE(parse("releese").has_value());
  profile_ = parse("release").value();
  EXPECT_TRUE(Run(engines, MarkedPng(), "scan.png").verdict.released);
}

class EngineNonsense : public Process, public testing::WithParamInterface<Fault> {};

TEST_P(EngineNonsense, NeverCrashes) {
  EnginePool engines([fault = GetParam()]() -> Result<std::unique_ptr<OcrEngine>> {
    return std::make_unique<FaultyEngine>(fault);
  });
  const auto processed = Run(engines, MarkedPng(), "scan.png");
  EXPECT_EQ(processed.verdict.released, std::filesystem::exists(output()));
}

INSTANTIATE_TEST_SUITE_P(All, EngineNonsense,
                         testing::Values(Fault::kBadUtf8, Fault::kBoxesOutside));

TEST_F(Process, AMissingReaderHoldsImagesButNotText) {
  EnginePool engines([]() -> Result<std::unique_ptr<OcrEngine>> {
    return Fail(ErrorCode::kEnvironment, "jpn.traineddata");
  });
  const auto image = Run(engines, MarkedPng(), "scan.png");
  ASSERT_TRUE(image.verdict.reason.has_value());
  EXPECT_EQ(image.verdict.reason->code, ErrorCode::kEnvironment);
  const auto text = Run(engines, "病名：糖尿病\n", "memo.txt");
  EXPECT_TRUE(text.verdict.released);
}

// What a labelled field holds is covered where it stands again without a label; the address that
// 本籍 repeats, and words that are said of anything, stay.
TEST_F(Process, WhatWasFoundOnceIsCoveredEverywhere) {
  EnginePool engines;
  const auto processed =
      Run(engines,
          "基礎年金番号：1234-567890\n傷病名：ゴリラ骨端症\n家族の病名：特になし\n"
          "本籍：東京都見本区見本町1番地\n住所：東京都見本区見本町1番地\n"
          "先日お送りした1234567890とゴリラ骨端症の件、ほかは特になしです。\n",
          "memo.txt");
  ASSERT_TRUE(processed.verdict.released);
  const std::string masked = ReadFile(output());
  EXPECT_THAT(masked, testing::Not(testing::HasSubstr("1234567890")));
  EXPECT_THAT(masked, testing::Not(testing::HasSubstr("骨端症")));
  EXPECT_THAT(masked, testing::HasSubstr("住所：東京都見本区見本町1番地"));
  EXPECT_THAT(masked, testing::HasSubstr("の件、ほかは特になしです。"));
}

TEST_F(Process, AFullyMaskedCopyNeedsNoMore) {
  EnginePool engines;
  const auto first = Run(engines, "病名：糖尿病\n私は喘息で通院しています。\n", "memo.txt");
  ASSERT_TRUE(first.verdict.released);
  EXPECT_FALSE(first.decided.empty());
  const std::string masked = ReadFile(output());
  std::filesystem::remove(output());
  const auto second = Run(engines, masked, "memo.txt");
  ASSERT_TRUE(second.verdict.released);
  EXPECT_EQ(ReadFile(output()), masked);
}

TEST_F(Process, AHoldOfTheProfileStopsTheDocument) {
  const auto holding = Profile::Parse(
      "name = 'strict'\ntitle = '保留の例'\nretention_days = 366\n[default]\nclause = '第1条'\n"
      "[[rule]]\nid = 'H1'\nclause = '第2条'\ncategories = ['health']\naction = 'hold'\n",
      "strict.toml");
  ASSERT_TRUE(holding.has_value()) << holding.error().where << holding.error().what;
  profile_ = *holding;
  EnginePool engines;
  const auto processed = Run(engines, "病名：糖尿病\n", "memo.txt");
  ASSERT_TRUE(processed.verdict.reason.has_value());
  EXPECT_EQ(processed.verdict.reason->code, ErrorCode::kPolicyHold);
  EXPECT_FALSE(std::filesystem::exists(output()));
  EXPECT_FALSE(processed.decided.empty());
}

}  // namespace
}  // namespace sumikeshi
