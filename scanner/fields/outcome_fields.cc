// Printed outcomes to be ringed (治癒・軽快・継続, 開頭・開胸・開腹), wherever they stand on a
// medical certificate: their header may be far above, or was not read. All of them are covered with
// their rings, so that the answer cannot be told. A ring spoils what it holds: words that stand
// near each other are one list, whatever was read between them.
#include <algorithm>
#include <vector>

#include "scanner/fields/page_fields.h"
#include "scanner/fields/questions.h"
#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr int kHighestRing = 3;  // em
constexpr int kNextWord = 4;     // em: room for a word that was not read
constexpr int kNextLine = 1;

// Of a list: an outcome, what stands between them, and what else may be chosen.
enum class Part { kOutcome, kSeparator, kOther };

struct Word {
  Box box;
  int em = 1;
  Part part = Part::kOther;
};

struct List {
  Box box;
  int outcomes = 0;
  int separators = 0;

  // One outcome among separators is a list of which the rest was not read.
  [[nodiscard]] bool sure() const { return outcomes >= 2 || (outcomes == 1 && separators >= 2); }
};

std::size_t OtherAt(Letters letters) {
  if (StartsWith(letters, U"その他")) return 3;
  if (StartsWith(letters, U"退院") || StartsWith(letters, U"転院")) return 2;
  return IsDigit(letters.front().character) ? 1 : 0;
}

void AddWords(const PageLayout& layout, const Block& block, std::vector<Word>& words) {
  const Letters letters(block.letters);
  for (std::size_t at = 0; at < letters.size();) {
    const Letters rest = letters.subspan(at);
    const std::size_t outcome = OutcomeAt(rest);
    const std::size_t other = OtherAt(rest);
    const bool separator = letters[at].character == U'・';
    const std::size_t length = std::max<std::size_t>({outcome, other, 1});
    if (outcome > 0 || other > 0 || separator) {
      const Part part = outcome > 0 ? Part::kOutcome : separator ? Part::kSeparator : Part::kOther;
      words.push_back({layout.BoxOf(rest.first(length)), block.em, part});
    }
    at += length;
  }
}

// Lists grow from their outcomes.
std::vector<List> ListsOf(std::vector<Word> words) {
  std::vector<List> lists;
  std::ranges::stable_partition(words, [](const Word& w) { return w.part == Part::kOutcome; });
  while (!words.empty() && words.front().part == Part::kOutcome) {
    List list;
    const auto add = [&](std::size_t i) {
      list.box = Unite(list.box, words[i].box);
      list.outcomes += words[i].part == Part::kOutcome;
      list.separators += words[i].part == Part::kSeparator;
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    };
    add(0);
    for (std::size_t i = 0; i < words.size();) {
      const int em = words[i].em;
      const Box reach{list.box.left - kNextWord * em, list.box.top - kNextLine * em,
                      list.box.right + kNextWord * em, list.box.bottom + kNextLine * em};
      if (Intersect(reach, words[i].box).empty()) {
        ++i;
      } else {
        add(i);
        i = 0;
      }
    }
    if (list.sure()) lists.push_back(list);
  }
  return lists;
}

Box WithRings(Box box, const std::vector<Box>& ink, int em) {
  const Box printed = box;
  for (const Box& mark : ink) {
    const bool ring = mark.height() <= kHighestRing * em && !Intersect(mark, printed).empty();
    if (ring) box = Unite(box, mark);
  }
  return box;
}

template <typename InkOf>
void FindIn(const PageLayout& layout, const std::vector<const Block*>& blocks, const InkOf& ink_of,
            FieldSink& sink) {
  std::vector<Word> words;
  for (const Block* block : blocks) AddWords(layout, *block, words);
  for (const List& list : ListsOf(std::move(words))) {
    if (sink.Claims(list.box)) continue;
    std::vector<Letter> letters;
    int em = 1;
    for (const Block* block : blocks) {
      for (const Letter& letter : block->letters) {
        if (Intersect(layout.BoxOf(letter), list.box).empty()) continue;
        letters.push_back(letter);
        em = std::max(em, block->em);
      }
    }
    const Box all = WithRings(list.box, ink_of(Grow(list.box, em / 2)), em);
    sink.Add(AnswerRule(Category::kHealth), {}, {{std::move(letters), {all}, false}});
  }
}

}  // namespace

void FindOutcomeFields(const PageLayout& layout, FieldSink& sink) {
  if (!layout.reader().needs().Meets(LabelNeed::kCertificate)) return;
  for (std::size_t i = 0; i < layout.cells().size(); ++i) {
    const auto ink = [&](const Box&) { return layout.InkOfCell(static_cast<int>(i)); };
    FindIn(layout, {&layout.cells()[i]}, ink, sink);
  }
  std::vector<const Block*> rows;
  for (const Block& row : layout.rows()) rows.push_back(&row);
  FindIn(layout, rows, [&](const Box& area) { return layout.FreeInk(area); }, sink);
}

}  // namespace sumikeshi
