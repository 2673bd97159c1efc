// Fields of plain text: label：value in a line, a label line above its value, JSON and XML in their
// simple forms (they are label lines, too), CSV and TSV.
#include "scanner/fields/text_fields.h"

#include <algorithm>
#include <optional>

#include "scanner/fields/questions.h"
#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr std::u32string_view kAroundValues = U"\"'「」『』,;:|[]{}()<>=・、_…‥*";
constexpr std::u32string_view kBlankWords = U"年月日第号円歳時分〒-~～ー□";
constexpr int kLongestBlock = 12;  // lines below a label line that belong to it

bool IsContent(const Letter& letter) {
  const char32_t c = letter.character;
  if (std::u32string_view(U"○〇☑✓●レ").contains(c)) return true;
  return (IsDigit(c) || IsAsciiLetter(c) || IsHan(c) || IsHiragana(c) || IsKatakana(c) ||
          c > 0x7F) &&
         !kBlankWords.contains(c) && !kAroundValues.contains(c);
}

// Reads the lines one by one and remembers a label whose value is still to come.
class LineReader {
 public:
  LineReader(const View& view, const LabelReader& reader) : view_(view), reader_(reader) {}

  void ReadLine(Span bytes) {
    const std::vector<Letter> letters = LettersOf(view_, bytes);
    if (letters.empty()) {
      waiting_.reset();
      return;
    }
    const Letters line(letters);
    const std::vector<LabelReading> readings = reader_.Scan(line);
    const std::size_t free = readings.empty() ? line.size() : readings.front().begin;
    if (waiting_ && free > 0) Continue(line.first(free));
    if (readings.empty()) {
      ReadQuestion(line);
      return;
    }
    waiting_.reset();
    for (const LabelReading& reading : readings) Take(line, reading);
  }

  [[nodiscard]] std::vector<Field> Finish() && { return std::move(fields_); }

 private:
  struct Waiting {
    const LabelRule* rule;
    Span label;
    int lines;      // that may still follow
    bool indented;  // only indented lines belong to it
  };

  bool Add(const LabelRule& rule, Span label, Letters value) {
    const Letters trimmed = TrimValue(value);
    if (trimmed.empty()) return false;
    if (rule.promises()) fields_.push_back({&rule.label, label, BytesOf(trimmed), {}});
    return true;
  }

  void Continue(Letters line) {
    if (waiting_->indented && line.front().gap == Gap::kNone) {
      waiting_.reset();
      return;
    }
    Add(*waiting_->rule, waiting_->label, line);
    if (--waiting_->lines == 0) waiting_.reset();
  }

  void Take(Letters line, const LabelReading& reading) {
    const Span label = BytesOf(line.subspan(reading.begin, reading.end - reading.begin));
    Letters value = line.subspan(reading.value_begin, reading.value_end - reading.value_begin);
    if (reading.begin > 0 && line[reading.begin - 1].character == U'(') {
      const auto close = std::ranges::find(value, U')', &Letter::character);
      value = value.first(static_cast<std::size_t>(close - value.begin()));
    }
    if (const auto tag =
            std::ranges::search(value, std::u32string_view(U"</"), {}, &Letter::character);
        !tag.empty()) {
      value = value.first(static_cast<std::size_t>(tag.begin() - value.begin()));
    }
    if (IsInstruction(value)) return;
    if (Add(*reading.inline_rule, label, value)) {
      waiting_ = {reading.inline_rule, label, kLongestBlock, true};
      return;
    }
    const Letters note = line.subspan(reading.note.begin, reading.note.end - reading.note.begin);
    if (!note.empty() && Add(*reading.inline_rule, label, note)) return;
    const bool block =
        reading.separated || (reading.begin > 0 && line[reading.begin - 1].character == U'【');
    const LabelRule* rule = block ? reading.inline_rule : reading.rule;
    waiting_ = {rule, label, block ? kLongestBlock : 1, false};
  }

  void ReadQuestion(Letters line) {
    const std::optional<Question> question = ReadQuestionLine(line, reader_.needs());
    if (!question) return;
    const Letters answer = line.subspan(question->answer_begin);
    Add(*question->rule, BytesOf(line.first(question->answer_begin)), answer);
  }

  const View& view_;
  const LabelReader& reader_;
  std::optional<Waiting> waiting_;
  std::vector<Field> fields_;
};

}  // namespace

std::vector<Letter> LettersOf(const View& view, Span bytes) {
  std::vector<Letter> letters;
  // Normalisation drops the spaces between Japanese letters; the source tells that they were there.
  const auto source_of = [&](std::size_t byte) { return static_cast<long>(view.source[byte]); };
  long before = bytes.begin == 0 ? -1 : source_of(bytes.begin - 1);
  bool tab = false;
  for (std::size_t at = bytes.begin; at < bytes.end;) {
    const Decoded decoded = DecodeUtf8(std::string_view(view.text).substr(at));
    const Span span{at, at + decoded.length};
    at = span.end;
    const char32_t c = decoded.character;
    if (c == U' ' || c == U'\t' || c == U'\r' || c == U'\n' || c == 0x3000) {
      tab = tab || c == U'\t';
      continue;
    }
    const long spaces = source_of(span.begin) - before - 1;
    const Gap gap = tab || spaces > 1 ? Gap::kWide : spaces == 1 ? Gap::kNarrow : Gap::kNone;
    letters.push_back({c, gap, span});
    before = source_of(span.end - 1);
    tab = false;
  }
  return letters;
}

Letters TrimValue(Letters value) {
  if (std::ranges::none_of(value, IsContent) || IsInstruction(value)) return {};
  const auto around = [](const Letter& l) { return kAroundValues.contains(l.character); };
  while (!value.empty() && around(value.front())) value = value.subspan(1);
  while (!value.empty() && (around(value.back()) || value.back().character == U'。')) {
    value = value.first(value.size() - 1);
  }
  return value;
}

Span BytesOf(Letters letters) {
  if (letters.empty()) return {};
  return {letters.front().bytes.begin, letters.back().bytes.end};
}

std::vector<Field> FindFields(const View& view) {
  const LabelReader reader(view, nullptr);
  const std::vector<DelimitedTable> tables = FindDelimitedTables(view, reader);
  LineReader lines(view, reader);
  std::vector<Field> fields;
  auto table = tables.begin();
  for (std::size_t at = 0; at < view.text.size();) {
    if (table != tables.end() && at == table->bytes.begin) {
      fields.insert(fields.end(), table->fields.begin(), table->fields.end());
      at = table->bytes.end;
      ++table;
      continue;
    }
    const std::size_t end = std::min(view.text.find('\n', at), view.text.size());
    lines.ReadLine({at, end});
    at = end + 1;
  }
  std::vector<Field> rest = std::move(lines).Finish();
  fields.insert(fields.end(), rest.begin(), rest.end());
  std::ranges::stable_sort(fields, {}, [](const Field& f) { return f.value_span.begin; });
  return fields;
}

}  // namespace sumikeshi
