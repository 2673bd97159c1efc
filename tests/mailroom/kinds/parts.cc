// Parts that many kinds of mail share.
#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {

std::vector<Piece> Confide(Random& random, Category category) {
  struct Frame {
    std::string_view before, after;
  };
  static constexpr Frame kFrames[] = {
      {"", "。"},
      {"実は", "。"},
      {"なお、", "。"},
      {"", "ので、ご配慮をお願いいたします。"},
      {"私事ですが、", "。"},
      {"", "が、契約に影響はありますでしょうか。"},
      {"以前お伝えしたとおり、", "。"},
      {"", "ため、しばらくご連絡できませんでした。"},
  };
  // 〜ますため does not read as Japanese; a past form does.
  std::string clause = Word(random, "clause." + std::string(CategoryKey(category)));
  const int last = clause.ends_with("ました") ? 7 : 6;
  const Frame& frame = kFrames[random.Range(0, last)];
  return {Plain(std::string(frame.before)), Sensitive(category, std::move(clause)),
          Plain(std::string(frame.after))};
}

Category AnyDelicateCategory(Random& random) {
  static constexpr Category kDelicate[] = {
      Category::kHealth,       Category::kReligion, Category::kCreed, Category::kRace,
      Category::kSocialStatus, Category::kHonseki,  Category::kUnion, Category::kCrime,
      Category::kVictim,       Category::kSexual};
  return random.Pick(std::span<const Category>(kDelicate));
}

}  // namespace sumikeshi::mailroom
