// Fields whose label stands outside all cells: the value is the ink to the right up to the next
// label or a wide gap, else digit boxes or a framed cell there, else what stands just below.
#include <algorithm>

#include "scanner/fields/page_fields.h"
#include "scanner/fields/questions.h"
#include "scanner/fields/text_fields.h"

namespace sumikeshi {
namespace {

constexpr int kValueGap = 8;  // em: a gap this wide inside a value ends it
constexpr int kReach = 14;    // em: how far right of its label a value may begin
constexpr std::size_t kFewestHeaders = 3;
constexpr int kFarReach = 30;     // ... of the only label in its row, a sensitive one
constexpr double kLineGap = 1.4;  // em: lines of one value stand this close
constexpr double kRowGap = 2.6;   // em: rows of a table without cells stand this close
constexpr int kColumnReach = 3;   // em: a value may stand so far beside its column's label
// A misread label of two letters is one in a cell, not in the open.
constexpr std::size_t kShortestGuess = 2;

class FreeFinder {
 public:
  FreeFinder(const PageLayout& layout, FieldSink& sink) : layout_(layout), sink_(sink) {}

  void Find() {
    for (std::size_t i = 0; i < layout_.rows().size(); ++i) {
      const Block& row = layout_.rows()[i];
      if (IsHeader(row)) {
        FindColumns(i);
        continue;
      }
      for (std::size_t k = 0; k < row.readings.size(); ++k) FindField(i, k);
      if (row.readings.empty()) FindAnswer(i);
    }
  }

 private:
  struct Place {
    Letters label;
    Box label_box;
    int limit = 0;  // the value ends left of it
  };

  // A run of letters without a wide gap.
  struct Segment {
    Letters letters;
    Box box;
  };

  [[nodiscard]] std::vector<Segment> SegmentsOf(const Block& row) const {
    std::vector<Segment> segments;
    const Letters letters(row.letters);
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= letters.size(); ++i) {
      if (i < letters.size() && letters[i].gap < Gap::kWide) continue;
      const Letters run = letters.subspan(begin, i - begin);
      segments.push_back({run, layout_.BoxOf(run)});
      begin = i;
    }
    return segments;
  }

  // Nothing but labels side by side, one of them sensitive: the header of a table without cells.
  [[nodiscard]] bool IsHeader(const Block& row) const {
    if (row.readings.size() < 2) return false;
    std::size_t in_labels = 0;
    for (const LabelReading& reading : row.readings) {
      if (!reading.alone() || reading.separated || HasResult(row.letters, reading)) return false;
      in_labels += reading.value_begin - reading.start;
    }
    const Box band{row.box.left, row.box.top, layout_.width(), row.box.bottom};
    return row.letters.size() - in_labels <= 2 &&
           layout_.Unread(layout_.FreeInk(band), row.letters).empty() &&
           std::ranges::any_of(row.readings,
                               [](const LabelReading& r) { return r.rule->sensitive(); });
  }

  // The rows below a header, segment by segment to the label that stands nearest above it.
  void FindColumns(std::size_t header_index) {
    const Block& header = layout_.rows()[header_index];
    const Letters letters(header.letters);
    int bottom = header.box.bottom;
    for (std::size_t i = header_index + 1; i < layout_.rows().size(); ++i) {
      const Block& row = layout_.rows()[i];
      if (row.box.top < bottom && 2 * OverlapY(row.box, header.box) > row.box.height()) continue;
      // A row with a label of its own is no row of this table, unless that names the results in it.
      const bool named = header.readings.size() >= kFewestHeaders && row.readings.size() == 1 &&
                         row.readings.front().rule->sensitive();
      if (row.box.top - bottom > kRowGap * header.em || (!row.readings.empty() && !named)) return;
      for (const Segment& segment : SegmentsOf(row)) {
        const LabelReading* reading = LabelAbove(header, segment.box);
        if (reading == nullptr || !reading->rule->sensitive()) continue;
        FieldSink::Piece piece = PieceInBand(row.box, segment.box.left - 1, segment.box.right + 1,
                                             segment.letters, row.em);
        sink_.Add(*reading->rule, letters.subspan(reading->begin, reading->end - reading->begin),
                  {std::move(piece)});
      }
      bottom = row.box.bottom;
    }
  }

  [[nodiscard]] const LabelReading* LabelAbove(const Block& header, const Box& box) const {
    const Letters letters(header.letters);
    const LabelReading* nearest = nullptr;
    int best = 0;
    for (const LabelReading& reading : header.readings) {
      const Box label =
          layout_.BoxOf(letters.subspan(reading.start, reading.value_begin - reading.start));
      const int overlap = OverlapX(label, box);
      const int distance =
          overlap > 0 ? -overlap : std::max(label.left - box.right, box.left - label.right);
      if (nearest == nullptr || distance < best) nearest = &reading, best = distance;
    }
    return best <= kColumnReach * header.em ? nearest : nullptr;
  }

  void FindField(std::size_t row_index, std::size_t k) {
    const Block& row = layout_.rows()[row_index];
    const LabelReading& reading = row.readings[k];
    const Letters letters(row.letters);
    Place place;
    place.label = letters.subspan(reading.begin, reading.end - reading.begin);
    place.label_box = layout_.BoxOf(place.label);
    place.limit = k + 1 < row.readings.size()
                      ? layout_.BoxOf(letters[row.readings[k + 1].start]).left
                      : layout_.width();
    const Letters value =
        letters.subspan(reading.value_begin, reading.value_end - reading.value_begin);
    const bool guess = reading.fit == LabelFit::kMisread && place.label.size() <= kShortestGuess;
    if (guess) return;
    if (IsInstruction(value)) return;
    if (AddRight(row_index, place, value, reading)) return;
    if (AddCells(place, *reading.inline_rule)) return;
    if (AddAround(row_index, place, *reading.inline_rule)) return;
    if (!reading.note.empty()) {
      const Letters note = NoteOf(letters, reading);
      if (!IsUnit(note) &&
          sink_.Add(*reading.inline_rule, place.label,
                    {{{note.begin(), note.end()}, {layout_.BoxOf(note)}, false}})) {
        return;
      }
    }
    const bool title =
        row.readings.size() == 1 && !reading.separated && layout_.IsLarge(row) && row_index == 0;
    if (!title) AddBelow(row_index, place, *reading.rule);
  }

  // The letters up to a gap that is too wide for one value.
  [[nodiscard]] Letters UpToGap(Letters value, int em) const {
    for (std::size_t i = 1; i < value.size(); ++i) {
      const int gap = layout_.BoxOf(value[i]).left - layout_.BoxOf(value[i - 1]).right;
      if (gap > kValueGap * em) return value.first(i);
    }
    return value;
  }

  bool AddRight(std::size_t row_index, const Place& place, Letters value,
                const LabelReading& reading) {
    const Block& row = layout_.rows()[row_index];
    const Letters kept = UpToGap(value, row.em);
    const bool alone = row.readings.size() == 1 && reading.inline_rule->sensitive();
    const int farthest = (alone ? kFarReach : kReach) * row.em;
    if (!kept.empty() && layout_.BoxOf(kept[0]).left - place.label_box.right > farthest) {
      return false;
    }
    const int limit = kept.size() < value.size()
                          ? std::min(place.limit, layout_.BoxOf(value[kept.size()]).left)
                          : place.limit;
    FieldSink::Piece piece = PieceInBand(row.box, place.label_box.right, limit, kept, row.em);
    if (piece.region.empty()) return false;
    const Box& bounds = piece.region.front();
    const bool stray = kept.empty() && 5 * std::max(bounds.width(), bounds.height()) < 4 * row.em;
    if (stray) return false;
    std::vector<FieldSink::Piece> pieces{std::move(piece)};
    if (reading.inline_rule->sensitive() && kept.size() == value.size()) {
      AddHangingLines(row_index, place, pieces);
      AddLinesAbove(row_index, place, pieces);
    }
    return sink_.Add(*reading.inline_rule, place.label, std::move(pieces));
  }

  // Letters and unread free ink of a line between two x; ink is taken while it stands close.
  [[nodiscard]] FieldSink::Piece PieceInBand(const Box& band, int left, int right, Letters letters,
                                             int em) const {
    FieldSink::Piece piece;
    piece.letters.assign(letters.begin(), letters.end());
    Box bounds = layout_.BoxOf(letters);
    std::vector<Box> ink = layout_.FreeInk({left, band.top - em / 5, right, band.bottom + em / 5});
    std::erase_if(ink, [&](const Box& mark) {
      const int middle = (mark.top + mark.bottom) / 2;
      return mark.left < left - 1 || mark.right > right + 1 || middle < band.top - em / 5 ||
             middle > band.bottom + em / 5;
    });
    std::ranges::sort(ink, {}, &Box::left);
    const std::vector<Box> unread = layout_.Unread(ink, letters);
    int reached = bounds.empty() ? left + (kReach - kValueGap) * em : bounds.right;
    for (const Box& mark : ink) {
      if (mark.left > reached + kValueGap * em) break;
      bounds = Unite(bounds, mark);
      reached = std::max(reached, mark.right);
      piece.unread = piece.unread || std::ranges::find(unread, mark) != unread.end();
    }
    if (!bounds.empty()) piece.region.push_back(bounds);
    return piece;
  }

  // Lines below that begin under the value, not under the label, go on with it.
  void AddHangingLines(std::size_t row_index, const Place& place,
                       std::vector<FieldSink::Piece>& pieces) const {
    int bottom = layout_.rows()[row_index].box.bottom;
    for (std::size_t i = row_index + 1; i < layout_.rows().size(); ++i) {
      const Block& row = layout_.rows()[i];
      const bool hangs = IsBeside(row, place) && row.box.top - bottom < kLineGap * row.em;
      if (!hangs) return;
      pieces.push_back(WholeRow(row, place));
      bottom = row.box.bottom;
    }
  }

  // A label in the middle of its value: lines to the right that touch its own line from above.
  void AddLinesAbove(std::size_t row_index, const Place& place,
                     std::vector<FieldSink::Piece>& pieces) const {
    for (std::size_t i = row_index; i > 0; --i) {
      const Block& row = layout_.rows()[i - 1];
      if (!IsBeside(row, place) || row.box.bottom < place.label_box.top - row.em / 6) return;
      pieces.insert(pieces.begin(), WholeRow(row, place));
    }
  }

  // The same where nothing stands in the label's own line.
  bool AddAround(std::size_t row_index, const Place& place, const LabelRule& rule) {
    std::vector<FieldSink::Piece> pieces;
    AddLinesAbove(row_index, place, pieces);
    if (row_index + 1 < layout_.rows().size()) {
      const Block& row = layout_.rows()[row_index + 1];
      const bool touches = row.box.top < place.label_box.bottom + row.em / 6;
      if (touches && IsBeside(row, place)) {
        pieces.push_back(WholeRow(row, place));
        AddHangingLines(row_index + 1, place, pieces);
      }
    }
    return !pieces.empty() && sink_.Add(rule, place.label, std::move(pieces));
  }

  [[nodiscard]] static bool IsBeside(const Block& row, const Place& place) {
    return row.readings.empty() && row.box.left > place.label_box.right &&
           row.box.right <= place.limit;
  }

  [[nodiscard]] FieldSink::Piece WholeRow(const Block& row, const Place& place) const {
    return PieceInBand(row.box, row.box.left - 1, place.limit, row.letters, row.em);
  }

  // Digit boxes or a framed cell to the right.
  bool AddCells(const Place& place, const LabelRule& rule) {
    const int em = std::max(1, place.label_box.height());
    std::vector<FieldSink::Piece> pieces;
    Box from = place.label_box;
    for (const int cell : ValueRun(layout_, from, rule, kReach * em)) {
      if (layout_.cell(cell).box.left >= place.limit) continue;
      FieldSink::Piece piece = PieceOfCell(layout_, cell, false);
      if (!piece.region.empty()) pieces.push_back(std::move(piece));
    }
    return !pieces.empty() && sink_.Add(rule, place.label, std::move(pieces));
  }

  void AddBelow(std::size_t row_index, const Place& place, const LabelRule& rule) {
    const Box& label = place.label_box;
    const int em = layout_.rows()[row_index].em;
    const int reach = static_cast<int>(kLineGap * em);
    const Box framed{label.left, label.bottom, label.right, label.bottom};
    for (const int cell : layout_.Below(framed, reach)) {
      if (layout_.cell(cell).labelled()) return;
      std::vector<FieldSink::Piece> pieces{PieceOfCell(layout_, cell, false)};
      const Box& box = layout_.cell(cell).box;
      for (const int next : ValueRun(layout_, box, rule, layout_.reach())) {
        pieces.push_back(PieceOfCell(layout_, next, false));
      }
      std::erase_if(pieces, [](const auto& piece) { return piece.region.empty(); });
      if (!pieces.empty()) sink_.Add(rule, place.label, std::move(pieces));
      return;
    }
    int bottom = label.bottom + reach + em;  // of what was not read at all
    for (std::size_t i = row_index + 1; i < layout_.rows().size(); ++i) {
      const Block& row = layout_.rows()[i];
      if (row.box.top >= label.bottom) bottom = std::min(bottom, row.box.top);
      if (row.box.top - label.bottom > reach) break;
      if (2 * OverlapY(row.box, label) > label.height()) continue;
      Letters letters(row.letters);
      const auto in_column = [&](const Letter& letter) {
        const Box box = layout_.BoxOf(letter);
        return box.left >= label.left - 2 * em && box.right <= place.limit;
      };
      if (row.labelled() || letters.empty() || !in_column(letters[0])) {
        const auto first = std::ranges::find_if(letters, in_column);
        if (row.labelled() || first == letters.end() || first->gap < Gap::kWide) return;
        letters = letters.subspan(static_cast<std::size_t>(first - letters.begin()));
      }
      std::size_t count = 0;
      while (count < letters.size() && in_column(letters[count])) ++count;
      letters = UpToGap(letters.first(count), em);
      if (letters.empty()) return;
      FieldSink::Piece piece =
          PieceInBand(row.box, layout_.BoxOf(letters[0]).left - 1, place.limit, letters, em);
      sink_.Add(rule, place.label, {std::move(piece)});
      return;
    }
    if (bottom - label.bottom < em) return;
    const Box band{label.left, label.bottom + em / 5, label.right, bottom - em / 5};
    const int right = std::min(place.limit, label.right + kReach * em);
    FieldSink::Piece piece = PieceInBand(band, label.left - em, right, {}, em);
    if (!piece.region.empty()) sink_.Add(rule, place.label, {std::move(piece)});
  }

  void FindAnswer(std::size_t row_index) {
    const Block& row = layout_.rows()[row_index];
    const Letters letters(row.letters);
    const PageNeeds& needs = layout_.reader().needs();
    if (const auto question = ReadQuestionLine(letters, needs)) {
      const Letters answer = letters.subspan(question->answer_begin);
      const int left = layout_.BoxOf(letters[question->answer_begin - 1]).right;
      FieldSink::Piece piece = PieceInBand(row.box, left, layout_.width(), answer, row.em);
      sink_.Add(*question->rule, letters.first(question->answer_begin), {std::move(piece)});
    } else if (row_index > 0 && IsOptions(letters)) {
      // The options of a long question stand in a line of their own.
      const Block& above = layout_.rows()[row_index - 1];
      const LabelRule* rule = ReadTopic(above.letters, needs);
      if (rule == nullptr || row.box.top - above.box.bottom > kLineGap * row.em) return;
      FieldSink::Piece piece =
          PieceInBand(row.box, row.box.left - 1, layout_.width(), letters, row.em);
      sink_.Add(*rule, above.letters, {std::move(piece)});
    }
  }

  const PageLayout& layout_;
  FieldSink& sink_;
};

}  // namespace

void FindFreeFields(const PageLayout& layout, FieldSink& sink) { FreeFinder(layout, sink).Find(); }

}  // namespace sumikeshi
