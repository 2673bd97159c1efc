// Labels with their decorations in a run of letters, and where the value begins.
#pragma once

#include <optional>
#include <vector>

#include "scanner/fields/label_matcher.h"
#include "scanner/fields/label_table.h"
#include "scanner/fields/letter.h"
#include "scanner/text/view.h"

namespace sumikeshi {

// How a label was read: as it is in the dictionary; with one letter wrong; as the last part of
// words that are not in it (今回請求の傷病名).
enum class LabelFit { kExact, kMisread, kCompound };

// A label in a run of letters. Positions count letters of the run.
struct LabelReading {
  const LabelRule* rule = nullptr;         // what it promises about cells below it
  const LabelRule* inline_rule = nullptr;  // ... about what follows it in its line, or to its right
  std::size_t start = 0;                   // of what belongs to it: bullets, numbers
  std::size_t begin = 0;
  std::size_t end = 0;  // with its decorations, without the separator
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
  bool separated = false;  // a colon or the like stands behind it
  LabelFit fit = LabelFit::kExact;
  Span note;  // letters in brackets behind it: the value of last resort

  [[nodiscard]] bool alone() const { return value_begin == value_end; }
};

class LabelReader {
 public:
  // `view` and `page` (nullptr in text) must outlive the reader.
  LabelReader(const View& view, const PageText* page);

  // The label that the letters begin with. It ends at a separator, a gap or the end, never inside
  // a word: 本籍は記入しないで… is none.
  [[nodiscard]] std::optional<LabelReading> Read(Letters letters) const;

  // All labels of a line, a cell or a row, each with its value up to the next label.
  [[nodiscard]] std::vector<LabelReading> Scan(Letters letters) const;

  [[nodiscard]] const PageNeeds& needs() const { return needs_; }

 private:
  struct Tail {
    std::size_t end = 0;
    std::size_t value_begin = 0;
    bool separated = false;
    Span note;
  };

  [[nodiscard]] std::optional<Tail> ReadTail(Letters letters, std::size_t at,
                                             const LabelMatch& match) const;
  [[nodiscard]] const LabelRule* Choose(std::span<const LabelRule* const> rules,
                                        bool inline_met) const;
  [[nodiscard]] std::optional<LabelReading> ReadHead(Letters letters, std::size_t at) const;
  [[nodiscard]] std::optional<LabelReading> ReadCompound(Letters letters, std::size_t at) const;
  [[nodiscard]] std::optional<LabelReading> ReadMisread(Letters letters, std::size_t at) const;
  // A letter or two of rubbish before the label.
  [[nodiscard]] std::optional<LabelReading> ReadGarbled(Letters letters, std::size_t at) const;
  // Words before a colon that are no dictionary entry: a label that promises nothing.
  [[nodiscard]] static LabelReading UnknownLabel(Letters letters);
  [[nodiscard]] LabelReading Make(const LabelMatch& match, const Tail& tail) const;
  // What the reader thought of a letter; 0 where that is not known.
  [[nodiscard]] float Sureness(const Letter& letter) const;

  PageNeeds needs_;
  const PageText* page_;
  bool ocr_;
};

// The brackets behind the label hold the result of a test: (1+), (-), (±).
[[nodiscard]] bool HasResult(Letters letters, const LabelReading& reading);

// The letters in the brackets behind a label; with the brackets where they are a result.
[[nodiscard]] Letters NoteOf(Letters letters, const LabelReading& reading);

// The letters are a unit of measure (mg/dL, cm, 万/μL): said of a value, none itself.
[[nodiscard]] bool IsUnit(Letters letters);

// The value is an instruction (記入不要, …は記入しないでください) and no value.
[[nodiscard]] bool IsInstruction(Letters value);

}  // namespace sumikeshi
