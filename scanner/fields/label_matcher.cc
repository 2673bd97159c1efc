// Dictionary labels at one place of the text: spaces, separators and look-alikes do not matter.
//
// A trie over folded letters. One wrong letter is found by branching once: at the place of the
// error all children are tried, after it only the exact one, so the cost is the number of children
// on the way (some hundred at the root) and not the number of labels.
#include "scanner/fields/label_matcher.h"

#include <algorithm>
#include <unordered_map>

namespace sumikeshi {
namespace {

// The first letter of each group stands for all.
constexpr std::u32string_view kLookAlikes[] = {
    U"-ー一―‐‑–—−─━~〜",
    U"口ロ□",
    U"力カ刀か",
    U"ガが",
    U"フ7",
    U"二ニ",
    U"工エェ",
    U"八ハ",
    U"夕タ",
    U"ト卜",
    U"へヘ",
    U"べベ",
    U"ぺペ",
    U"り|リ",
    U"0o〇○◯",
    U"1li|",
    U"日曰",
    U"末未",
    U"本木",
    U"入人",
    U"籍藉",
    U"症疽",
    U"患思",
    U"己已巳",
    U"士土",
    U"大太犬",
    U"白自臼",
    U"間問",
    U"険検剣",
    U"千干",
    U"名各",
    U"氏民",
    U"院陪",
    U"手于",
    U"号弓",
    U"宗崇",
    U"筆箪",
    U"ッツ",
    U"ャヤ",
    U"ュユ",
    U"ョヨ",
    U"っつ",
    U"ゃや",
    U"ゅゆ",
    U"ょよ",
    U"ヶケ",
    U"バパ",
    U"ビピ",
    U"ブプ",
    U"ボポ",
};

constexpr std::u32string_view kUncounted = U" \t\n\r\u3000・･·•‧.,、/／_\"'";

constexpr std::size_t kShortestFuzzy = 2;
constexpr std::size_t kShortestUneven = 6;  // one letter more or less

std::unordered_map<char32_t, char32_t> FoldTable() {
  std::unordered_map<char32_t, char32_t> table;
  for (const std::u32string_view group : kLookAlikes) {
    for (const char32_t c : group) table[c] = group.front();
  }
  for (char32_t upper = U'A'; upper <= U'Z'; ++upper) {
    const char32_t lower = upper - U'A' + U'a';
    table[upper] = table.contains(lower) ? table[lower] : lower;
  }
  for (const char32_t c : kUncounted) table[c] = 0;
  return table;
}

}  // namespace

char32_t FoldLetter(char32_t letter) {
  static const std::unordered_map<char32_t, char32_t> kTable = FoldTable();
  const auto found = kTable.find(letter);
  return found == kTable.end() ? letter : found->second;
}

struct LabelMatcher::Walk {
  Letters letters;
  bool branch = false;  // one wrong letter may be taken
  bool uneven = false;  // it was lost or added
  std::size_t wrong = 0;
  std::vector<LabelMatch> found;
};

const LabelMatcher& LabelMatcher::Dictionary() {
  static const LabelMatcher kMatcher(AllLabelRules());
  return kMatcher;
}

LabelMatcher::LabelMatcher(std::span<const LabelRule> rules) : nodes_(1) {
  for (const LabelRule& rule : rules) {
    int node = 0;
    for (std::string_view rest = rule.label.text; !rest.empty();) {
      const Decoded decoded = DecodeUtf8(rest);
      rest.remove_prefix(decoded.length);
      const char32_t letter = FoldLetter(decoded.character);
      if (letter == 0) continue;
      int next = Child(node, letter);
      if (next < 0) {
        next = static_cast<int>(nodes_.size());
        auto& children = nodes_[static_cast<std::size_t>(node)].children;
        children.insert(std::ranges::lower_bound(children, std::pair{letter, 0}), {letter, next});
        nodes_.emplace_back();
      }
      node = next;
    }
    nodes_[static_cast<std::size_t>(node)].rules.push_back(&rule);
  }
}

int LabelMatcher::Child(int node, char32_t letter) const {
  const auto& children = nodes_[static_cast<std::size_t>(node)].children;
  const auto found = std::ranges::lower_bound(children, std::pair{letter, 0});
  return found == children.end() || found->first != letter ? -1 : found->second;
}

void LabelMatcher::Follow(Walk& walk, int node, std::size_t at, std::size_t length) const {
  const Node& here = nodes_[static_cast<std::size_t>(node)];
  const bool wrong = walk.wrong != walk.letters.size();
  const std::size_t shortest = walk.uneven ? kShortestUneven : kShortestFuzzy;
  if (!here.rules.empty() && (wrong ? length >= shortest : !walk.branch)) {
    walk.found.push_back({at, length, here.rules, walk.wrong, !wrong});
  }
  while (at < walk.letters.size() && FoldLetter(walk.letters[at].character) == 0) ++at;
  if (at == walk.letters.size()) return;
  const char32_t letter = FoldLetter(walk.letters[at].character);
  if (const int next = Child(node, letter); next >= 0) Follow(walk, next, at + 1, length + 1);
  if (!walk.branch || wrong) return;
  walk.wrong = at;
  for (const auto& [other, next] : here.children) {
    if (other != letter) Follow(walk, next, at + 1, length + 1);
  }
  walk.uneven = true;
  Follow(walk, node, at + 1, length);
  for (const auto& [other, next] : here.children) Follow(walk, next, at, length + 1);
  walk.uneven = false;
  walk.wrong = walk.letters.size();
}

std::vector<LabelMatch> LabelMatcher::Exact(Letters letters) const {
  Walk walk{letters, false, false, letters.size(), {}};
  if (!letters.empty() && FoldLetter(letters[0].character) != 0) Follow(walk, 0, 0, 0);
  std::ranges::reverse(walk.found);
  return std::move(walk.found);
}

std::vector<LabelMatch> LabelMatcher::OneWrong(Letters letters) const {
  Walk walk{letters, true, false, letters.size(), {}};
  if (!letters.empty() && FoldLetter(letters[0].character) != 0) Follow(walk, 0, 0, 0);
  // Latin labels are too short for it.
  std::erase_if(walk.found, [](const LabelMatch& match) {
    return static_cast<unsigned char>(match.rules.front()->label.text.front()) < 0x80;
  });
  std::ranges::stable_sort(walk.found, std::ranges::greater{}, &LabelMatch::length);
  return std::move(walk.found);
}

}  // namespace sumikeshi
