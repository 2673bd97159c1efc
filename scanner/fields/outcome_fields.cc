// Printed outcomes to be ringed (治癒・軽快・継続, 開頭・開胸・開腹), wherever they stand on a
// medical certificate: their header may be far above, or was not read. All of them are covered with
// their rings, so that the answer cannot be told.
#include <algorithm>

#include "scanner/fields/page_fields.h"
#include "scanner/fields/questions.h"

namespace sumikeshi {
namespace {

constexpr int kHighestRing = 3;  // em

// The letters from `begin` that stand together.
Letters RunFrom(Letters letters, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < letters.size() && letters[end].gap < Gap::kWide) ++end;
  return letters.subspan(begin, end - begin);
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
void FindIn(const PageLayout& layout, const Block& block, const InkOf& ink_of, FieldSink& sink) {
  const Letters letters(block.letters);
  for (std::size_t begin = 0; begin < letters.size();) {
    const Letters run = RunFrom(letters, begin);
    begin += run.size();
    if (!AreOutcomes(run)) continue;
    const Box printed = layout.BoxOf(run);
    if (sink.Claims(printed)) continue;
    const Box all = WithRings(printed, ink_of(Grow(printed, block.em / 2)), block.em);
    sink.Add(AnswerRule(Category::kHealth), {}, {{{run.begin(), run.end()}, {all}, false}});
  }
}

}  // namespace

void FindOutcomeFields(const PageLayout& layout, FieldSink& sink) {
  if (!layout.reader().needs().Meets(LabelNeed::kCertificate)) return;
  for (std::size_t i = 0; i < layout.cells().size(); ++i) {
    const auto ink = [&](const Box&) { return layout.InkOfCell(static_cast<int>(i)); };
    FindIn(layout, layout.cells()[i], ink, sink);
  }
  for (const Block& row : layout.rows()) {
    FindIn(layout, row, [&](const Box& area) { return layout.FreeInk(area); }, sink);
  }
}

}  // namespace sumikeshi
