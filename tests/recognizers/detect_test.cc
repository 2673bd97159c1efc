// The detection driver: from recognizers and fields to places in the source.
#include "scanner/detect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>

#include "scanner/fields/fields.h"
#include "scanner/text/utf8.h"
#include "tests/recognizers/examples.h"

namespace sumikeshi {
namespace {

std::vector<Detection> Of(Category category, std::vector<Detection> all) {
  std::erase_if(all, [&](const Detection& d) { return d.finding.category != category; });
  return all;
}

TEST(DetectText, GivesSpansOfTheSource) {
  const Example example =
      ReadExample("お名前を書きます。\r\n個人番号：⟦１２３４ ５６７８ ９０１８⟧\r\n以上");
  const std::vector<Detection> found = Of(Category::kMyNumber, Detect(example.text, 4));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].finding.place.page, 4);
  EXPECT_EQ(found[0].finding.place.span, example.spans[0]);
  EXPECT_TRUE(found[0].finding.place.boxes.empty());
  EXPECT_EQ(found[0].value, "1234 5678 9018");
  EXPECT_GE(found[0].finding.confidence, 0.95);
}

TEST(DetectText, MovesWithAPrefix) {
  const std::u32string body =
      ReadExample("個人番号：123456789018\n電話：03-1234-5678\n").text.characters;
  const std::u32string prefix = ReadExample("拝啓　ｶﾞイド\n\n").text.characters;
  const std::vector<Detection> alone = Detect(Text{body}, 1);
  const std::vector<Detection> moved = Detect(Text{prefix + body}, 1);
  ASSERT_EQ(alone.size(), moved.size());
  ASSERT_GE(alone.size(), 2u);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    EXPECT_EQ(moved[i].finding.place.span->begin,
              alone[i].finding.place.span->begin + prefix.size());
    EXPECT_EQ(moved[i].finding.place.span->end, alone[i].finding.place.span->end + prefix.size());
    EXPECT_EQ(moved[i].value, alone[i].value);
  }
}

TEST(DetectText, SeesThroughWhatIsNotSeen) {
  for (const std::string_view inside : {"\x7F", "\u200B", "\u00AD"}) {
    const std::string text = "糖" + std::string(inside) + "尿病で通院しています。";
    for (const auto& found :
         {Detect(Text{ToCharacters(text)}, 1), DetectClosely(Text{ToCharacters(text)}, 1)}) {
      ASSERT_EQ(Of(Category::kHealth, found).size(), 1u) << testing::PrintToString(text);
      EXPECT_EQ(found[0].finding.place.span->begin, 0u);
    }
  }
}

TEST(DetectText, FindsWhatOnlyItsLabelTells) {
  const Example example = ReadExample("本籍：⟦北の国見知らぬ町⟧\n");
  const std::vector<Detection> found = Of(Category::kHonseki, Detect(example.text, 1));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_LE(found[0].finding.place.span->begin, example.spans[0].begin);
  EXPECT_EQ(found[0].finding.place.span->end, example.spans[0].end);
}

TEST(RunRecognizers, MergesOneCategoryAndKeepsOthersApart) {
  const Label label{"個人番号", FieldUse::kSensitive, Category::kMyNumber, ""};
  View view = MakeView(ReadExample("個人番号:第123456789018号 本人").text);
  const std::size_t begin = view.text.find("第");
  view.fields.push_back({&label, {0, 12}, {begin, view.text.size()}, {}});
  std::vector<Candidate> found = RunRecognizers(view);
  std::erase_if(found, [](const Candidate& c) { return c.category != Category::kMyNumber; });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span, (Span{begin, view.text.size()}));
  EXPECT_EQ(found[0].recognizer, "my_number");
  EXPECT_EQ(found[0].confidence, 0.99);
}

// A profile may keep the period of a stay in hospital: the illness beside it must stay its own.
TEST(RunRecognizers, KeepsKindsApart) {
  const Label period{"入院期間", FieldUse::kSensitive, Category::kHealth, "PERIOD"};
  const Label illness{"病名", FieldUse::kSensitive, Category::kHealth, "MEDHIST"};
  View view = MakeView(ReadExample("0123456789").text);
  view.fields.push_back({&period, {0, 1}, {2, 9}, {}});
  view.fields.push_back({&illness, {0, 1}, {4, 6}, {}});
  const std::vector<Candidate> found = RunRecognizers(view);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, "PERIOD");
  EXPECT_EQ(found[1].kind, "MEDHIST");
}

// One line of symbols of 40 pixels, from (100, top).
Line MakeLine(std::string_view text, int top) {
  Line line;
  int x = 100;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = static_cast<unsigned char>(text[i]) < 0x80 ? 1 : 3;
    const int width = length == 1 ? 20 : 40;
    line.symbols.push_back({std::string(text.substr(i, length)), {x, top, x + width, top + 40}, 1});
    line.box = Unite(line.box, line.symbols.back().box);
    x += width;
    i += length;
  }
  return line;
}

PageText MakePage(std::vector<Line> lines) {
  PageText page;
  page.width = 1000;
  page.height = 800;
  page.lines = std::move(lines);
  for (const Line& line : page.lines) {
    for (const Symbol& symbol : line.symbols) page.ink.push_back(symbol.box);
  }
  return page;
}

bool Covers(const std::vector<Box>& boxes, const Box& wanted) {
  return std::ranges::any_of(boxes, [&](const Box& box) { return Unite(box, wanted) == box; });
}

TEST(DetectPage, CoversTheSymbolsWithAMargin) {
  const PageText page = MakePage({MakeLine("個人番号:1234567890l8", 100)});
  const std::vector<Detection> found = Of(Category::kMyNumber, Detect(page, 1));
  ASSERT_EQ(found.size(), 1u);
  // Ten digits and two more at 20 pixels, after four characters of 40 and a colon of 20.
  EXPECT_TRUE(Covers(found[0].finding.place.boxes, {277, 97, 523, 143}));
  EXPECT_FALSE(Covers(found[0].finding.place.boxes, {220, 100, 260, 140}));
  EXPECT_EQ(found[0].finding.place.span, std::nullopt);
}

TEST(DetectPage, TurnsWithThePage) {
  PageText page = MakePage({MakeLine("個人番号:123456789018", 100)});
  const Box upright = Of(Category::kMyNumber, Detect(page, 1)).at(0).finding.place.bounds();
  page.to_page = {0, -1, 800, 1, 0, 0};  // a quarter turn clockwise
  const Box turned = Of(Category::kMyNumber, Detect(page, 1)).at(0).finding.place.bounds();
  EXPECT_EQ(turned, (Box{800 - upright.bottom, upright.left, 800 - upright.top, upright.right}));
}

TEST(DetectPage, CutsAtTheEdgeOfThePage) {
  PageText page = MakePage({MakeLine("個人番号:123456789018", 760)});
  for (const Detection& detection : Detect(page, 1)) {
    const Box bounds = detection.finding.place.bounds();
    EXPECT_LE(bounds.bottom, 800);
  }
}

TEST(DetectPage, CoversTheLineOfASymbolWithoutABox) {
  PageText page = MakePage({MakeLine("個人番号:123456789018", 100)});
  page.lines[0].symbols[9].box = {};
  const std::vector<Detection> found = Of(Category::kMyNumber, Detect(page, 1));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(Covers(found[0].finding.place.boxes, page.lines[0].box));
}

TEST(FindValue, FindsTheSameNumberHoweverItIsGrouped) {
  const View view =
      MakeView(ReadExample("4111 1111 1111 1111 と 4111-1111-1111-1111 と 94111111111111111").text);
  const std::vector<Span> found = FindValue(view, "4111111111111111");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(view.SourceSpan(found[0]), (Span{0, 19}));
  EXPECT_EQ(view.SourceSpan(found[1]), (Span{22, 41}));
}

TEST(FindValue, LeavesShortValuesAlone) {
  const View view = MakeView(ReadExample("癌 123 DM 癌").text);
  EXPECT_TRUE(FindValue(view, "癌").empty());
  EXPECT_TRUE(FindValue(view, "123").empty());
  EXPECT_TRUE(FindValue(view, "").empty());
}

// Pieces of mail in any order: labels, numbers, separators, odd characters.
constexpr std::u32string_view kPieces[] = {U"個人番号",
                                           U"カード番号：",
                                           U"記号",
                                           U"番号",
                                           U"枝番",
                                           U"口座番号",
                                           U"本籍",
                                           U"生年月日",
                                           U"有効期限",
                                           U"123456789018",
                                           U"4111 1111 1111 1111",
                                           U"1234-567890",
                                           U"0",
                                           U"9",
                                           U"TR1234567",
                                           U"昭和五十三年",
                                           U"三月",
                                           U"一日",
                                           U"\t",
                                           U"\n",
                                           U" ",
                                           U"　　　",
                                           U",",
                                           U"-",
                                           U"ー",
                                           U"(",
                                           U")",
                                           U"。",
                                           U"ｶﾞ",
                                           U"①",
                                           U"㈱",
                                           U"P<JPN",
                                           U"<",
                                           U"+81",
                                           U"@",
                                           U"a@b.jp",
                                           U"\u3099",
                                           U"\u200B",
                                           U"\U0010FFFF",
                                           U"糖尿病",
                                           U"第",
                                           U"号",
                                           U"/"};

TEST(DetectRandom, GivesPlacesWithinTheText) {
  std::mt19937 random(17);
  for (int round = 0; round < 1500; ++round) {
    Text text;
    const std::size_t pieces = random() % 14;
    for (std::size_t i = 0; i < pieces; ++i) {
      text.characters += kPieces[random() % std::size(kPieces)];
    }
    std::size_t before = 0;
    for (const Detection& detection : Detect(text, 1)) {
      const Span span = detection.finding.place.span.value();
      ASSERT_LT(span.begin, span.end);
      ASSERT_LE(span.end, text.characters.size());
      ASSERT_GE(span.begin, before);
      ASSERT_GT(detection.finding.confidence, 0);
      ASSERT_LE(detection.finding.confidence, 1);
      before = span.begin;
    }
  }
}

TEST(DetectRandom, GivesPlacesWithinThePage) {
  std::mt19937 random(19);
  constexpr std::string_view kLines[] = {"個人番号",
                                         "123456789018",
                                         "カード番号:4111111111111111",
                                         "本籍",
                                         "東京都千代田区",
                                         "記号1234番号56",
                                         "病名",
                                         "1"};
  for (int round = 0; round < 500; ++round) {
    PageText page = MakePage({});
    const int count = static_cast<int>(random() % 6);
    for (int i = 0; i < count; ++i) {
      page.lines.push_back(MakeLine(kLines[random() % std::size(kLines)], 60 * i));
      const Box box = page.lines.back().box;
      page.ink.push_back(box);
      if (random() % 2 == 0) continue;
      page.lines.back().cell = static_cast<int>(page.cells.size());
      page.cells.push_back({Grow(box, 5), 0, i / 2, i % 2, 1, 1});
    }
    for (const Detection& detection : Detect(page, 1)) {
      ASSERT_FALSE(detection.finding.place.boxes.empty());
      for (const Box& box : detection.finding.place.boxes) {
        ASSERT_FALSE(box.empty());
        ASSERT_EQ(Intersect(box, {0, 0, page.width, page.height}), box);
      }
    }
  }
}

TEST(Detect, SaysTheSameEachTime) {
  const Text text = ReadExample("個人番号：123456789018\nカード番号：4111111111111111\n").text;
  const std::vector<Detection> once = Detect(text, 1);
  const std::vector<Detection> again = Detect(text, 1);
  ASSERT_EQ(once.size(), again.size());
  for (std::size_t i = 0; i < once.size(); ++i) EXPECT_EQ(once[i].finding, again[i].finding);
}

// An address is no 本籍 until a register is spoken of, whatever the tagger thinks of it.
TEST(Detect, AddressesAloneAreNoHonseki) {
  const auto honseki = [](std::string_view text) {
    const std::vector<Detection> found = Detect(Text{ToCharacters(text)}, 1);
    return std::ranges::any_of(
        found, [](const Detection& d) { return d.finding.category == Category::kHonseki; });
  };
  EXPECT_FALSE(honseki("ご住所の変更です。\n〒390-0852 長野県松本市大字島立1020番地\n山田太郎\n"));
  EXPECT_FALSE(honseki("青森県弘前市大字下白銀町6丁目3番 弘前総合病院"));
  EXPECT_TRUE(honseki("戸籍は父と同じで、長野県松本市大字島立1020番地にあります。"));
}

}  // namespace
}  // namespace sumikeshi
