// Fields of a page by geometry: those of cells, then those of free lines.
#include "scanner/fields/page_fields.h"

#include <algorithm>
#include <deque>
#include <set>

#include "scanner/fields/text_fields.h"
#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr double kBoxShape = 1.8;  // a digit box is not much wider than high
constexpr int kBoxGap = 3;         // groups of digit boxes stand at most dpi / 3 apart

bool IsDigitBox(const Box& box) { return box.width() < kBoxShape * box.height(); }

// The letters, sorted by order, where the view keeps them together; one empty run when there are
// none. A span over a gap would take what stands between for the value.
std::vector<Letters> Runs(Letters letters) {
  std::vector<Letters> runs;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < letters.size(); ++i) {
    if (letters[i].order == letters[i - 1].order + 1) continue;
    runs.push_back(letters.subspan(begin, i - begin));
    begin = i;
  }
  runs.push_back(letters.subspan(begin));
  return runs;
}

// 個人番号又は法人番号: a number of 13 digits is no person's.
bool IsOtherNumber(const LabelRule& rule, Letters letters) {
  constexpr std::size_t kCorporateNumber = 13;
  return rule.label.text.contains("法人番号") && letters.size() == kCorporateNumber &&
         std::ranges::all_of(letters, [](const Letter& l) { return IsDigit(l.character); });
}

// (-), (+), ±: the result of a test, though no letter. A lone + is what is left of a rule.
bool IsSign(Letters letters) {
  const auto has = [&](std::u32string_view set) {
    return std::ranges::any_of(letters, [&](const Letter& l) { return set.contains(l.character); });
  };
  return has(U"±") || (has(U"(") && has(U"+-"));
}

// 体重　kg: the unit is printed, the value was not written. A misread digit is none of these.
bool IsUnitAlone(Letters letters) {
  constexpr std::u32string_view kUnits[] = {
      U"kg",    U"cm",  U"mm",    U"mmHg", U"%",    U"g/dL",   U"mg/dL", U"U/L", U"IU/L",
      U"万/μL", U"/μL", U"ng/mL", U"dB",   U"℃",    U"歳",     U"円",    U"年",  U"月",
      U"日",    U"回",  U"本",    U"人",   U"年月", U"年月日", U"月日"};
  return std::ranges::any_of(kUnits, [&](std::u32string_view unit) {
    return unit.size() == letters.size() && StartsWith(letters, unit);
  });
}

struct FormReading {
  std::vector<Field> fields;
  std::vector<Span> labels;
};

// A label with a cell for its value to the right. 備考｜知的障害: what stands in the place of a
// value is one, though there is such a label.
bool NamesTheCellBeside(const PageLayout& layout, int i) {
  if (!layout.cell(i).label_alone()) return false;
  const auto labelled = [&](int cell) { return layout.cell(cell).labelled(); };
  const std::vector<int>& right = layout.RightOf(i);
  return !right.empty() && std::ranges::none_of(right, labelled) &&
         std::ranges::none_of(layout.LeftOf(i), labelled);
}

FormReading ReadForm(const PageText& page, const View& view) {
  const LabelReader reader(view, &page);
  const PageLayout layout(page, view, reader);
  FieldSink sink;
  FindCellFields(layout, sink);
  FindFreeFields(layout, sink);
  FindDigitBoxes(layout, sink);
  FindLabelFacts(layout, sink);
  FindOutcomeFields(layout, sink);
  FindUnnamedFields(layout, sink);
  std::vector<Span> labels;
  for (int i = 0; i < static_cast<int>(layout.cells().size()); ++i) {
    const Block& cell = layout.cell(i);
    if (!NamesTheCellBeside(layout, i) || sink.Claims(layout.BoxOf(cell.letters))) continue;
    const LabelReading& reading = cell.readings.front();
    const Letters letters(cell.letters);
    labels.push_back(BytesOf(letters.subspan(reading.begin, reading.end - reading.begin)));
  }
  return {std::move(sink).Finish(), std::move(labels)};
}

}  // namespace

bool FieldSink::Add(const LabelRule& rule, Letters label, std::vector<Piece> pieces) {
  std::vector<Letter> letters;
  bool unread = false;
  for (const Piece& piece : pieces) {
    letters.insert(letters.end(), piece.letters.begin(), piece.letters.end());
    unread = unread || piece.unread;
  }
  const bool sign = rule.sensitive() && IsSign(letters);
  if (!unread && !sign && (TrimValue(letters).empty() || IsUnitAlone(letters))) return false;
  for (const Piece& piece : pieces) {
    claimed_.insert(claimed_.end(), piece.region.begin(), piece.region.end());
  }
  if (!rule.promises() || IsOtherNumber(rule, letters)) return true;
  std::vector<Field> fields;
  int last = -2;
  for (Piece& piece : pieces) {
    std::ranges::sort(piece.letters, {}, &Letter::order);
    for (const Letters value : Runs(piece.letters)) {
      const bool joins = !fields.empty() && (value.empty() || value.front().order == last + 1 ||
                                             fields.back().value_span.empty());
      if (!joins) fields.push_back({&rule.label, BytesOf(label), {}, {}});
      Field& field = fields.back();
      if (!value.empty()) {
        const Span bytes = BytesOf(value);
        field.value_span =
            field.value_span.empty() ? bytes : Span{field.value_span.begin, bytes.end};
        last = value.back().order;
      }
      field.region.insert(field.region.end(), piece.region.begin(), piece.region.end());
    }
  }
  for (Field& field : fields) {
    if (!field.region.empty()) fields_.push_back(std::move(field));
  }
  return true;
}

bool FieldSink::Claims(const Box& box) const {
  return std::ranges::any_of(
      claimed_, [&](const Box& other) { return 2 * Intersect(box, other).area() >= box.area(); });
}

std::vector<Field> FieldSink::Finish() && {
  std::ranges::stable_sort(fields_, {}, [](const Field& field) {
    return std::pair{field.region.front().top, field.region.front().left};
  });
  return std::move(fields_);
}

FieldSink::Piece PieceOfCell(const PageLayout& layout, int cell, bool covered) {
  FieldSink::Piece piece;
  piece.letters = layout.cell(cell).letters;
  for (const int inside : layout.Inside(cell)) {
    const std::vector<Letter>& letters = layout.cell(inside).letters;
    piece.letters.insert(piece.letters.end(), letters.begin(), letters.end());
  }
  const std::vector<Box> ink = layout.InkOfCell(cell);
  piece.unread = !layout.Unread(ink, piece.letters).empty();
  Box bounds = layout.BoxOf(piece.letters);
  for (const Box& mark : ink) bounds = Unite(bounds, mark);
  if (covered) bounds = Unite(bounds, Grow(layout.cell(cell).box, -2));
  if (!bounds.empty()) piece.region.push_back(bounds);
  return piece;
}

std::vector<int> ValueRun(const PageLayout& layout, const Box& from, const LabelRule& rule,
                          int reach) {
  std::vector<int> run;
  std::set<int> seen;
  std::deque<Box> open{from};
  for (int at_reach = reach; !open.empty(); open.pop_front()) {
    const bool boxes = !run.empty() && IsDigitBox(open.front());
    if (!run.empty()) at_reach = boxes ? layout.dpi() / kBoxGap : layout.reach();
    for (const int next : layout.RightOf(open.front(), at_reach)) {
      const Block& cell = layout.cell(next);
      const bool near = cell.box.left - open.front().right <= layout.reach();
      if (cell.labelled() || seen.contains(next)) continue;
      if (!run.empty() && !near && !IsDigitBox(cell.box)) continue;
      if (!rule.sensitive() && !run.empty() && !(boxes && IsDigitBox(cell.box))) continue;
      seen.insert(next);
      run.push_back(next);
      open.push_back(cell.box);
    }
  }
  std::ranges::sort(run, {}, [&](int i) {
    const Box& box = layout.cell(i).box;
    return std::pair{(box.top + box.bottom) / 2 / std::max(1, layout.reach()), box.left};
  });
  return run;
}

void FindLabelFacts(const PageLayout& layout, FieldSink& sink) {
  for (const std::vector<Block>* blocks : {&layout.cells(), &layout.rows()}) {
    for (const Block& block : *blocks) {
      const Letters letters(block.letters);
      for (const LabelReading& reading : block.readings) {
        if (reading.rule->value != ValueType::kItself) continue;
        const Letters label = letters.subspan(reading.begin, reading.end - reading.begin);
        sink.Add(*reading.rule, {}, {{{label.begin(), label.end()}, {layout.BoxOf(label)}, false}});
      }
    }
  }
}

std::vector<Field> FindFields(const PageText& page, const View& view) {
  return ReadForm(page, view).fields;
}

void AddFields(const PageText& page, View& view) {
  FormReading form = ReadForm(page, view);
  view.fields = std::move(form.fields);
  view.labels = std::move(form.labels);
}

}  // namespace sumikeshi
