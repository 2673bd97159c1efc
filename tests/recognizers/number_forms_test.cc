// Numbers as they are written: each must be found whole, and what only looks like one must not be.
#include <gtest/gtest.h>

#include <string_view>

#include "scanner/detect.h"
#include "tests/recognizers/examples.h"

namespace sumikeshi {
namespace {

struct Form {
  std::string_view category;
  std::string_view marked;
};

constexpr Form kForms[] = {
    {"my_number", "マイナンバーは⟦123456789018⟧です。"},
    {"my_number", "個人番号：⟦1234-5678-9018⟧"},
    {"my_number", "個人番号　⟦１２３４　５６７８　９０１８⟧"},
    {"my_number", "個人番号 ⟦一二三四五六七八九〇一八⟧"},
    {"my_number", "個人番号は⟦1234\n5678\n9018⟧でございます"},
    {"my_number", "マイナンバー\t⟦1 2 3 4 5 6 7 8 9 0 1 8⟧"},
    {"my_number", "<td>個人番号</td><td>⟦123456789018⟧</td>"},
    {"my_number", "ﾏｲﾅﾝﾊﾞｰ:⟦123456789018⟧"},
    {"card_number", "カード番号は⟦4111-1111-1111-1111⟧です"},
    {"card_number", "カード番号 ⟦４１１１　１１１１　１１１１　１１１１⟧"},
    {"card_number", "VISA ⟦4111 1111\n1111 1111⟧ を登録しました"},
    {"card_number", "クレジット:⟦378282246310005⟧"},
    {"pension_number", "基礎年金番号 ⟦1234-567890⟧"},
    {"pension_number", "基礎年金番号は⟦１２３４－５６７８９０⟧です"},
    {"pension_number", "年金手帳の番号:⟦1234 567890⟧"},
    {"juminhyo_code", "住民票コード ⟦12345678901⟧"},
    {"licence_number", "運転免許証番号 ⟦第300912345610号⟧"},
    {"licence_number", "免許証の番号は⟦300912345610⟧です"},
    {"passport_number", "旅券番号 ⟦TR1234567⟧"},
    {"passport_number", "パスポート番号は⟦ＴＲ１２３４５６７⟧"},
    {"residence_card", "在留カード番号 ⟦AB12345678CD⟧"},
    {"residence_card", "在留カード番号：⟦ＡＢ１２３４５６７８ＣＤ⟧"},
    {"insurance_id", "保険者番号 ⟦06130124⟧"},
    {"bank_account", "普通 口座番号 ⟦1234567⟧"},
};

constexpr std::string_view kOthers[] = {
    "法人番号 7000012050002",
    "JANコード 4901234567894",
    "お問い合わせ 0120-123-456、03-1234-5678、090-1234-5678",
    "伝票番号 1234-5678-9012 でお荷物を追跡できます",
    "受付日時 2026年11月22日19時45分00秒",
    "証券番号 123456789018",
    "注文番号:202611220001",
    "お客様番号 1234567890",
    "適格請求書発行事業者登録番号 T7000012050002",
    "ISBN 978-4-00-000000-1",
    "請求額 1,234,567,890,180円",
    "品番 4111-2222 数量 3333 単価 4444",
    "昭和五十三年四月十二日から平成三十一年三月三十一日まで",
    "車両番号 品川 300 あ 12-34 車台番号 ZVW30-1234567",
    "緯度 35.681236 経度 139.767125",
};

bool IsNumber(Category category) {
  return category >= Category::kMyNumber && category <= Category::kBankAccount;
}

TEST(NumberForms, AreFoundWhole) {
  for (const auto& [category, marked] : kForms) {
    const Example example = ReadExample(marked);
    bool found = false;
    for (const Detection& detection : Detect(example.text, 1)) {
      const Span span = *detection.finding.place.span;
      found |= CategoryKey(detection.finding.category) == category &&
               span.begin <= example.spans[0].begin && span.end >= example.spans[0].end;
    }
    EXPECT_TRUE(found) << marked;
  }
}

TEST(NumberForms, OthersAreNone) {
  for (const std::string_view text : kOthers) {
    for (const Detection& detection : Detect(ReadExample(text).text, 1)) {
      EXPECT_FALSE(IsNumber(detection.finding.category))
          << text << ": " << CategoryKey(detection.finding.category);
    }
  }
}

TEST(NumberForms, OldRegistersCountInKanji) {
  for (const std::string_view marked : {"本籍 ⟦長野県東筑摩郡里山辺村四百二十一番地⟧",
                                        "本籍：⟦東京都麹町区永田町一丁目十七番地ノ三⟧",
                                        "本籍地は⟦新潟県中魚沼郡大井平村弐拾五番戸⟧です",
                                        "本籍 ⟦鹿児島県川辺郡知覧村郡五千三百七番戸⟧"}) {
    const Example example = ReadExample(marked);
    std::size_t covered = 0;
    for (const Detection& detection : Detect(example.text, 1)) {
      if (detection.finding.category != Category::kHonseki) continue;
      const Span span = *detection.finding.place.span;
      for (std::size_t i = example.spans[0].begin; i < example.spans[0].end; ++i) {
        covered += span.begin <= i && i < span.end ? 1 : 0;
      }
    }
    EXPECT_GE(covered * 10, (example.spans[0].end - example.spans[0].begin) * 8) << marked;
  }
}

}  // namespace
}  // namespace sumikeshi
