// Dictionary labels at one place of the text: spaces, separators and look-alikes do not matter.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "scanner/fields/label_table.h"
#include "scanner/fields/letter.h"

namespace sumikeshi {

// One representative for letters that readers and writers mix up (ー一, 口ロ, 力カ), 0 for those
// that do not count in a label (spaces, ・).
[[nodiscard]] char32_t FoldLetter(char32_t letter);

struct LabelMatch {
  std::size_t end = 0;                      // letters, after the last one of the label
  std::size_t length = 0;                   // letters that count
  std::span<const LabelRule* const> rules;  // all rows with this text
  std::size_t wrong = 0;                    // position of the one wrong letter
  bool exact = true;
};

class LabelMatcher {
 public:
  // Over the whole dictionary; built once, thread-safe.
  [[nodiscard]] static const LabelMatcher& Dictionary();

  explicit LabelMatcher(std::span<const LabelRule> rules);

  // Labels that begin with letters[0], the longest first.
  [[nodiscard]] std::vector<LabelMatch> Exact(Letters letters) const;
  // The same with just one wrong letter, in Japanese labels of at least two; in long ones a letter
  // may also be lost or added.
  [[nodiscard]] std::vector<LabelMatch> OneWrong(Letters letters) const;

 private:
  struct Node {
    std::vector<std::pair<char32_t, int>> children;  // sorted
    std::vector<const LabelRule*> rules;
  };
  struct Walk;

  [[nodiscard]] int Child(int node, char32_t letter) const;
  void Follow(Walk& walk, int node, std::size_t at, std::size_t length) const;

  std::vector<Node> nodes_;
};

}  // namespace sumikeshi
