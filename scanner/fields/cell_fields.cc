// Fields whose label stands in a cell of a table.
//
// A label alone in its cell names the cells to its right up to the next label (digit boxes are one
// value), or, where the labels stand side by side, the column below it. Both readings claim cells;
// a cell that a row and a column claim goes to the sensitive one, unless the column is one of those
// that medical tables keep beside the sensitive ones (期間, 医療機関, 基準値).
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "scanner/fields/page_fields.h"
#include "scanner/fields/questions.h"
#include "scanner/fields/text_fields.h"
#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr int kFewestHeaders = 3;     // labels of a header row whose harmless columns are trusted
constexpr double kGroupHeight = 1.6;  // a label this much higher than its neighbour is a group's

constexpr double kRoom = 1.2;  // em below a label: enough to write in

struct Claim {
  int label = -1;  // cell of the label or question, -1 = none
  const LabelRule* rule = nullptr;
  bool trusted = false;  // harmless column of a genuine header row
};

class CellFinder {
 public:
  CellFinder(const PageLayout& layout, FieldSink& sink)
      : layout_(layout),
        sink_(sink),
        row_claims_(layout.cells().size()),
        column_claims_(layout.cells().size()) {}

  void Find() {
    for (int i = 0; i < Count(); ++i) {
      const Block& cell = layout_.cell(i);
      for (const LabelReading& reading : cell.readings) FindInside(i, reading);
      if (cell.label_alone()) {
        if (!found_inside_.contains(i) && !items_.contains(i)) ClaimForLabel(i);
      } else if (IsHeaderOfMany(cell)) {
        ClaimForHeader(i);
      } else if (!cell.labelled()) {
        ClaimForQuestion(i);
      }
    }
    ClaimByColumn();
    Emit();
  }

 private:
  [[nodiscard]] int Count() const { return static_cast<int>(layout_.cells().size()); }
  [[nodiscard]] const LabelReading& LabelOf(int i) const {
    return layout_.cell(i).readings.front();
  }

  // The value in the label's own cell: what follows it, and the ink there that was not read.
  void FindInside(int i, const LabelReading& reading) {
    const Block& cell = layout_.cell(i);
    const Letters letters(cell.letters);
    const Letters label = letters.subspan(reading.begin, reading.end - reading.begin);
    Letters value = letters.subspan(reading.value_begin, reading.value_end - reading.value_begin);
    if (IsInstruction(value)) return;
    const LabelRule& rule = *reading.inline_rule;
    if (rule.sensitive() && rule.label.category >= Category::kMyNumber) value = NumberOf(value);
    FieldSink::Piece piece;
    piece.letters.assign(value.begin(), value.end());
    const bool only = cell.readings.size() == 1;
    std::vector<Box> unread;
    if (only) {
      for (const Box& mark : layout_.Unread(layout_.InkOfCell(i), letters)) {
        if (IsBehind(mark, label, cell) && !IsNested(i, mark)) unread.push_back(mark);
      }
    }
    piece.unread = !unread.empty();
    if (reading.alone() && !IsHandwriting(i, reading, unread)) return;
    piece.region = RegionBehind(label, value, unread);
    if (sink_.Add(*reading.inline_rule, label, {std::move(piece)})) found_inside_.insert({i, 1});
  }

  // A number ends before words that stand apart from it: 保険者番号 411785　　交付者名 ….
  [[nodiscard]] static Letters NumberOf(Letters value) {
    for (std::size_t i = 1; i < value.size(); ++i) {
      if (value[i].gap == Gap::kWide && IsHan(value[i].character)) return value.first(i);
    }
    return value;
  }

  // In a cell that is drawn inside this one.
  [[nodiscard]] bool IsNested(int i, const Box& mark) const {
    return std::ranges::any_of(layout_.Inside(i), [&](int inside) {
      return 2 * Intersect(mark, layout_.cell(inside).box).area() > mark.area();
    });
  }

  // Right of the label in its lines, or below it.
  [[nodiscard]] bool IsBehind(const Box& mark, Letters label, const Block& cell) const {
    const Box last = layout_.BoxOf(label.last(1));
    const Box bounds = layout_.BoxOf(label);
    const bool beside = 2 * OverlapY(mark, bounds) > std::min(mark.height(), bounds.height());
    return beside ? mark.left >= last.right - cell.em / 4 : mark.top >= bounds.top;
  }

  // Ink without letters behind a label that stands alone counts when it is more than a stray mark,
  // and no cell beside the label waits for the value.
  [[nodiscard]] bool IsHandwriting(int i, const LabelReading& reading,
                                   const std::vector<Box>& unread) const {
    const Block& cell = layout_.cell(i);
    Box bounds;
    for (const Box& mark : unread) bounds = Unite(bounds, mark);
    if (std::max(bounds.width(), bounds.height()) * 2 < cell.em) return false;
    if (reading.separated) return true;
    const std::vector<int> right = layout_.RightOf(i);
    return std::ranges::all_of(right, [&](int r) { return layout_.cell(r).labelled(); }) &&
           bounds.width() > cell.em;
  }

  [[nodiscard]] std::vector<Box> RegionBehind(Letters label, Letters value,
                                              const std::vector<Box>& unread) const {
    const int right = layout_.BoxOf(label.last(1)).right;
    const Box lines = layout_.BoxOf(label);
    std::vector<Box> marks = unread;
    for (const Letter& letter : value) marks.push_back(layout_.BoxOf(letter));
    Box beside;
    Box below;
    for (const Box& mark : marks) {
      const bool next_to = mark.left >= right - 2 && OverlapY(mark, lines) > 0;
      Box& part = next_to ? beside : below;
      part = Unite(part, mark);
    }
    std::vector<Box> region;
    for (const Box& part : {beside, below}) {
      if (!part.empty()) region.push_back(part);
    }
    return region;
  }

  void ClaimForLabel(int i) {
    const LabelReading& reading = LabelOf(i);
    const Box& box = layout_.cell(i).box;
    if (const std::vector<int> boxes = layout_.Inside(i); !boxes.empty()) {
      for (const int cell : boxes) ClaimRow(cell, {i, reading.inline_rule, false});
      return;
    }
    const std::vector<int> run = ValueRun(layout_, box, *reading.inline_rule, layout_.reach());
    const std::optional<int> below = ValueBelow(i);
    if (run.empty() && !below && layout_.RightOf(i).empty() && AddFromTheOpen(i, reading)) return;
    if (!run.empty()) {
      for (const int cell : run) ClaimRow(cell, {i, reading.inline_rule, false});
      const bool doubtful = below && !InLabelColumn(i) && reading.rule->sensitive();
      if (doubtful) ClaimColumn(i, box, *reading.rule, false);
      return;
    }
    const std::vector<int> labels = LabelsToTheRight(i);
    const bool value_in_row = !labels.empty() && RowHasValue(labels);
    if (below && !IsGroup(i, labels) && !HasRoom(i)) {
      const int headers = static_cast<int>(labels.size()) + LabelsToTheLeft(i);
      ClaimColumn(i, box, *reading.rule, headers + 1 >= kFewestHeaders);
    } else if (!below && !labels.empty() && !value_in_row && reading.inline_rule->sensitive() &&
               InLabelColumn(i) &&
               std::ranges::none_of(labels, [&](int l) { return InLabelColumn(l); })) {
      // 検査名｜腹部超音波検査: what looks like a label is the value.
      for (const int cell : labels) ClaimRow(cell, {i, reading.inline_rule, false});
    }
  }

  // The value's cell was not found: what stands in the open, right of the label.
  bool AddFromTheOpen(int i, const LabelReading& reading) {
    constexpr int kFarthest = 6;  // em
    const Block& label = layout_.cell(i);
    for (const Block& row : layout_.rows()) {
      if (!row.readings.empty() || 2 * OverlapY(row.box, label.box) < row.box.height()) continue;
      std::vector<Letter> value;
      for (const Letter& letter : row.letters) {
        if (layout_.BoxOf(letter).left >= label.box.right) value.push_back(letter);
      }
      if (value.empty()) continue;
      const Box box = layout_.BoxOf(value);
      if (box.left - label.box.right > kFarthest * label.em) continue;
      return sink_.Add(*reading.inline_rule, LabelLetters(label, label.letters),
                       {{std::move(value), {box}, false}});
    }
    return false;
  }

  // 今回　前回: one cell with the labels of several columns. What is left of a broken rule between
  // them is read as a sign or two.
  [[nodiscard]] static bool IsHeaderOfMany(const Block& cell) {
    const Letters letters(cell.letters);
    const auto alone = [&](const LabelReading& r) {
      const Letters rest = letters.subspan(r.value_begin, r.value_end - r.value_begin);
      return rest.size() <= 2 && std::ranges::all_of(rest, [](const Letter& letter) {
               return letter.character < 0x80 && !IsDigit(letter.character);
             });
    };
    return cell.labelled() && cell.readings.size() > 1 && std::ranges::all_of(cell.readings, alone);
  }

  void ClaimForHeader(int i) {
    const Block& cell = layout_.cell(i);
    const Letters letters(cell.letters);
    int left = cell.box.left;
    for (std::size_t k = 0; k < cell.readings.size(); ++k) {
      const LabelReading& reading = cell.readings[k];
      int right = cell.box.right;
      if (k + 1 < cell.readings.size()) {
        right = (layout_.BoxOf(letters[reading.end - 1]).right +
                 layout_.BoxOf(letters[cell.readings[k + 1].start]).left) /
                2;
      }
      const Box header{left, cell.box.top, right, cell.box.bottom};
      ClaimColumn(i, header, *reading.rule, false);
      left = right;
    }
  }

  void ClaimForQuestion(int i) {
    const Letters letters(layout_.cell(i).letters);
    if (letters.empty()) return;
    const PageNeeds& needs = layout_.reader().needs();
    const LabelRule* rule = ReadQuestion(letters, needs);
    const LabelRule& answer = AnswerRule(Category::kHealth);
    const std::vector<int> run = ValueRun(layout_, layout_.cell(i).box, answer, layout_.reach());
    if (rule == nullptr && !run.empty() && IsOptions(layout_.cell(run.front()).letters)) {
      rule = ReadTopic(letters, needs);
    }
    if (rule != nullptr) {
      for (const int cell : run) ClaimRow(cell, {i, rule, false});
    }
    if (const auto question = ReadQuestionLine(letters, needs)) {
      const Letters value = letters.subspan(question->answer_begin);
      FieldSink::Piece piece{{value.begin(), value.end()}, {layout_.BoxOf(value)}, false};
      sink_.Add(*question->rule, letters.first(question->answer_begin), {std::move(piece)});
    }
  }

  void ClaimRow(int cell, Claim claim) {
    Claim& row = row_claims_[static_cast<std::size_t>(cell)];
    const bool better = row.rule == nullptr || (claim.rule->sensitive() && !row.rule->sensitive());
    if (better) row = claim;
  }

  // 項目名 above 超音波検査, 検査名 above CEA: on a statement of treatments, a certificate or a
  // disclosure what looks like a label below it is an item. So is 配偶者 below 続柄, in a row of
  // headers.
  [[nodiscard]] bool IsItem(int header, const LabelRule& rule, int cell) const {
    const PageNeeds& needs = layout_.reader().needs();
    const std::string_view kind = rule.label.kind;
    const bool treats = needs.Meets(LabelNeed::kTreatment) || needs.Meets(LabelNeed::kDisclosure);
    if (kind == "TREAT" && treats) return true;
    if (kind == "TREAT" || kind == "CHECKUP") return needs.Meets(LabelNeed::kCertificate);
    return kind == "RELATION" && !LabelOf(cell).rule->sensitive() && LabelsToTheLeft(header) > 0 &&
           !LabelsToTheRight(header).empty();
  }

  // Down the column until the next label, or a row that is laid out otherwise.
  void ClaimColumn(int i, const Box& header, const LabelRule& rule, bool genuine) {
    const bool corner_sensitive = CornerIsSensitive(i);
    std::vector<int> front{i};
    while (!front.empty()) {
      std::vector<int> next;
      for (const int at : front) {
        for (const int cell : layout_.Below(at)) {
          const Box& box = layout_.cell(cell).box;
          const int least = at == i ? std::min(header.width(), box.width()) : box.width();
          const bool aligned = 10 * OverlapX(header, box) >= 7 * least;
          const bool inside = box.left >= header.left - layout_.reach() / 2;
          if (!aligned || (layout_.cell(cell).labelled() && !(inside && IsItem(i, rule, cell))) ||
              RowStartsAnew(cell, header)) {
            continue;
          }
          next.push_back(cell);
        }
      }
      for (const int cell : next) {
        if (layout_.cell(cell).labelled()) items_.insert(cell);
        Claim& column = column_claims_[static_cast<std::size_t>(cell)];
        if (column.rule != nullptr && column.rule->sensitive()) continue;
        column = {i, &rule, genuine && !rule.sensitive() && !corner_sensitive};
      }
      std::ranges::sort(next);
      const auto repeated = std::ranges::unique(next);
      next.erase(repeated.begin(), repeated.end());
      front = std::move(next);
    }
  }

  // A label directly left of the cell that does not stand in the first column.
  [[nodiscard]] bool RowStartsAnew(int cell, const Box& header) const {
    for (const int left : layout_.LeftOf(cell)) {
      if (!layout_.cell(left).labelled() || IsUnderHeader(left, header)) continue;
      if (!layout_.LeftOf(left).empty()) return true;
      if (OverlapX(layout_.cell(left).box, header) > 0) return true;
    }
    return false;
  }

  // The column of the cell has a label in the same row as `header` (検査項目 beside 今回).
  [[nodiscard]] bool IsUnderHeader(int cell, const Box& header) const {
    for (std::vector<int> above = layout_.Above(cell); !above.empty();
         above = layout_.Above(above.front())) {
      const Block& block = layout_.cell(above.front());
      if (2 * OverlapY(block.box, header) > header.height()) return block.labelled();
    }
    return false;
  }

  [[nodiscard]] bool CornerIsSensitive(int i) const {
    int at = i;
    for (;;) {
      const std::vector<int> left = layout_.LeftOf(at);
      if (left.empty()) break;
      at = left.front();
    }
    const Block& corner = layout_.cell(at);
    return corner.labelled() && corner.readings.front().rule->sensitive();
  }

  // A cell below the label that is none itself, or an item that looks like one.
  [[nodiscard]] std::optional<int> ValueBelow(int i) const {
    const Box& box = layout_.cell(i).box;
    for (const int cell : layout_.Below(i)) {
      const Box& other = layout_.cell(cell).box;
      const bool aligned = 10 * OverlapX(box, other) >= 7 * std::min(box.width(), other.width());
      if (aligned && (!layout_.cell(cell).labelled() || IsItem(i, *LabelOf(i).rule, cell)))
        return cell;
    }
    return std::nullopt;
  }

  // Labels stand above or below this one: it names what is to its right.
  [[nodiscard]] bool InLabelColumn(int i) const {
    std::vector<int> neighbours = layout_.Below(i);
    const std::vector<int> above = layout_.Above(i);
    neighbours.insert(neighbours.end(), above.begin(), above.end());
    return std::ranges::any_of(neighbours,
                               [&](int cell) { return layout_.cell(cell).label_alone(); });
  }

  [[nodiscard]] std::vector<int> LabelsToTheRight(int i) const {
    std::vector<int> labels;
    for (int at = i;;) {
      const std::vector<int> right = layout_.RightOf(at);
      if (right.empty() || !layout_.cell(right.front()).label_alone()) return labels;
      at = right.front();
      labels.push_back(at);
    }
  }

  [[nodiscard]] int LabelsToTheLeft(int i) const {
    int count = 0;
    for (int at = i;; ++count) {
      const std::vector<int> left = layout_.LeftOf(at);
      if (left.empty() || !layout_.cell(left.front()).label_alone()) return count;
      at = left.front();
    }
  }

  [[nodiscard]] bool RowHasValue(const std::vector<int>& labels) const {
    return !layout_.RightOf(labels.back()).empty();
  }

  // The label stands at the top of a cell that keeps the rest for the value.
  [[nodiscard]] bool HasRoom(int i) const {
    const Block& cell = layout_.cell(i);
    return cell.box.bottom - layout_.BoxOf(cell.letters).bottom > kRoom * cell.em;
  }

  // 被保険者 beside 氏名, 住所, ...: a name for several labels.
  [[nodiscard]] bool IsGroup(int i, const std::vector<int>& labels) const {
    return !labels.empty() &&
           layout_.cell(i).box.height() > kGroupHeight * layout_.cell(labels.front()).box.height();
  }

  [[nodiscard]] const Claim& Winner(std::size_t cell) const {
    const Claim& row = row_claims_[cell];
    const Claim& column = column_claims_[cell];
    if (row.rule == nullptr) return column;
    if (column.rule == nullptr) return row;
    if (column.rule->sensitive() && !row.rule->sensitive()) return column;
    const std::string_view kind = column.rule->label.kind;
    const bool beside = kind == "PERIOD" || kind == "FACILITY" || kind == "REFERENCE";
    return column.trusted && beside ? column : row;
  }

  // A result whose row label was not read stands between results whose labels were: what most of a
  // column is, all of it is.
  void ClaimByColumn() {
    constexpr std::size_t kFewest = 3;
    std::vector<char> seen(layout_.cells().size());
    for (int i = 0; i < Count(); ++i) {
      const std::vector<int> column = ColumnFrom(i, seen);
      std::size_t sensitive = 0;
      std::vector<int> open;
      const Claim* claim = nullptr;
      for (const int cell : column) {
        const Claim& winner = Winner(static_cast<std::size_t>(cell));
        if (winner.rule != nullptr && winner.rule->sensitive()) {
          ++sensitive;
          claim = &winner;
        } else if (winner.rule == nullptr && !layout_.InkOfCell(cell).empty()) {
          open.push_back(cell);
        }
      }
      if (sensitive < kFewest || 2 * sensitive < column.size()) continue;
      const Claim shared = *claim;
      for (const int cell : open) row_claims_[static_cast<std::size_t>(cell)] = shared;
    }
  }

  // Cells below each other, as wide as the first, without the labels among them.
  [[nodiscard]] std::vector<int> ColumnFrom(int first, std::vector<char>& seen) const {
    const int slack = layout_.dpi() / 25;
    std::vector<int> column;
    for (std::optional<int> at = first; at && seen[static_cast<std::size_t>(*at)] == 0;) {
      seen[static_cast<std::size_t>(*at)] = 1;
      if (layout_.cell(*at).readings.empty()) column.push_back(*at);
      const Box& box = layout_.cell(*at).box;
      std::optional<int> next;
      for (const int below : layout_.Below(*at)) {
        const Box& other = layout_.cell(below).box;
        if (std::abs(other.left - box.left) <= slack && std::abs(other.right - box.right) <= slack)
          next = below;
      }
      at = next;
    }
    return column;
  }

  void Emit() {
    std::map<std::pair<int, const LabelRule*>, std::vector<int>> values;
    for (int i = 0; i < Count(); ++i) {
      const Claim& claim = Winner(static_cast<std::size_t>(i));
      if (claim.rule != nullptr) values[{claim.label, claim.rule}].push_back(i);
    }
    for (auto& [key, cells] : values) {
      for (const std::vector<int>& row : Rows(std::move(cells))) {
        EmitValue(key.first, *key.second, row);
      }
    }
  }

  // Cells side by side are one value.
  [[nodiscard]] std::vector<std::vector<int>> Rows(std::vector<int> cells) const {
    std::ranges::stable_sort(cells, {}, [&](int i) { return layout_.cell(i).box.top; });
    std::vector<std::vector<int>> rows;
    for (const int cell : cells) {
      const Box& box = layout_.cell(cell).box;
      const bool beside =
          !rows.empty() && 2 * OverlapY(layout_.cell(rows.back().front()).box, box) > box.height();
      if (!beside) rows.emplace_back();
      rows.back().push_back(cell);
    }
    for (std::vector<int>& row : rows) {
      std::ranges::sort(row, {}, [&](int i) { return layout_.cell(i).box.left; });
    }
    return rows;
  }

  void EmitValue(int label, const LabelRule& rule, const std::vector<int>& cells) {
    const bool options = cells.size() > 1 && (rule.value == ValueType::kOption ||
                                              std::ranges::all_of(cells, [&](int i) {
                                                const Letters letters(layout_.cell(i).letters);
                                                return letters.empty() || IsOptions(letters);
                                              }));
    const bool digits = rule.value == ValueType::kDigits;
    std::vector<FieldSink::Piece> pieces;
    for (const int cell : cells) {
      FieldSink::Piece piece = PieceOfCell(layout_, cell, options && !digits);
      if (!piece.region.empty()) pieces.push_back(std::move(piece));
    }
    const Block& cell = layout_.cell(label);
    const Letters letters(cell.letters);
    const bool added = sink_.Add(rule, LabelLetters(cell, letters), std::move(pieces));
    if (added || !cell.label_alone() || cell.readings.front().note.empty()) return;
    EmitNote(label);
  }

  [[nodiscard]] static Letters LabelLetters(const Block& cell, Letters letters) {
    if (!cell.label_alone()) return letters;
    const LabelReading& reading = cell.readings.front();
    return letters.subspan(reading.begin, reading.end - reading.begin);
  }

  // 既往症（高血圧）: the brackets hold the value when nothing else does.
  void EmitNote(int i) {
    const Block& cell = layout_.cell(i);
    const LabelReading& reading = cell.readings.front();
    const Letters letters(cell.letters);
    const Letters note = NoteOf(letters, reading);
    if (IsUnit(note)) return;
    FieldSink::Piece piece{{note.begin(), note.end()}, {layout_.BoxOf(note)}, false};
    sink_.Add(*reading.inline_rule, letters.subspan(reading.begin, reading.note.begin),
              {std::move(piece)});
  }

  const PageLayout& layout_;
  FieldSink& sink_;
  std::vector<Claim> row_claims_;
  std::vector<Claim> column_claims_;
  std::map<int, int> found_inside_;
  std::set<int> items_;  // cells that look like labels and are none
};

}  // namespace

void FindCellFields(const PageLayout& layout, FieldSink& sink) { CellFinder(layout, sink).Find(); }

}  // namespace sumikeshi
