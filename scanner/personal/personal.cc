// What labels say comes with what the form of the text says; the more certain form is cut out of
// the less certain (a number of a telephone out of a field of names), and what is found once is
// looked for everywhere.
#include "scanner/personal/personal.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "scanner/fields/fields.h"
#include "scanner/personal/addresses.h"
#include "scanner/personal/names.h"
#include "scanner/personal/pieces.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

std::optional<PersonalKind> KindOf(Category category) {
  switch (category) {
    case Category::kEmail:
      return PersonalKind::kEmail;
    case Category::kPhone:
      return PersonalKind::kPhone;
    case Category::kBirthDate:
      return PersonalKind::kBirthDate;
    case Category::kBankAccount:
      return PersonalKind::kAccount;
    default:
      return std::nullopt;
  }
}

// Whether anything is left that says something.
bool HasContent(std::string_view value) {
  const std::u32string characters = ToCharacters(value);
  return std::ranges::any_of(characters, [](char32_t c) {
    return IsDigit(c) || IsAsciiLetter(c) || IsHan(c) || IsHiragana(c) || IsKatakana(c);
  });
}

// 20261122 under the label of a day.
bool IsDay(const Label& label, std::string_view value) {
  static const re2::RE2 kCompact("(?:19|20)[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])");
  const bool day = label.kind == "DATE" || label.kind == "PERIOD" || label.kind == "VALIDITY";
  return day && re2::RE2::FullMatch(value, kCompact);
}

// Whether delimiters of a table stand on both sides.
bool IsCell(std::string_view text, Span span) {
  const auto delimits = [](char c) { return std::string_view(",\"\t;|").contains(c); };
  const bool before = span.begin == 0 || text[span.begin - 1] == '\n';
  const bool after = span.end == text.size() || text[span.end] == '\n';
  const bool opens = before || delimits(text[span.begin - 1]);
  const bool closes = after || delimits(text[span.end]);
  return opens && closes && !(before && after);
}

class Finder {
 public:
  Finder(const Text& text, std::span<const Detection> found, KnownValues& known,
         const PersonalOptions& options)
      : text_(text), view_(MakeView(text)), found_(found), known_(known), options_(options) {
    if (options.labels) view_.fields = FindFields(view_);
    for (const Span& span : options.settled) Take(span);
  }

  PersonalData Run() {
    CollectDetections();
    if (options_.labels) CollectFields();
    if (options_.table != nullptr) CollectTable(*options_.table);
    CollectProse();
    if (options_.dates) CollectDates();
    Settle();
    for (const PersonalItem& item : data_.items) known_.Add(item);
    CollectKnown();
    Settle();
    std::ranges::sort(data_.items, {}, [](const PersonalItem& item) { return item.span.begin; });
    return std::move(data_);
  }

 private:
  struct Candidate {
    PersonalKind kind;
    Span span;  // bytes of the view
  };

  void Add(PersonalKind kind, Span bytes) { candidates_.push_back({kind, bytes}); }

  // Places come back as characters of the source; the view is asked where those stand in it.
  void CollectDetections() {
    for (const Detection& detection : found_) {
      const auto kind = KindOf(detection.finding.category);
      if (!kind || !detection.finding.place.span) continue;
      Add(*kind, BytesOf(*detection.finding.place.span));
    }
  }

  // The bytes of the view that stand for characters of the source.
  [[nodiscard]] Span BytesOf(Span source) const {
    const auto byte_of = [&](std::size_t unit) {
      const auto at = std::ranges::lower_bound(view_.source, unit);
      return std::min(static_cast<std::size_t>(at - view_.source.begin()), view_.text.size());
    };
    return {byte_of(source.begin), byte_of(source.end)};
  }

  // Every cell under a heading, also where the heading is the only one that is known.
  void CollectTable(const PersonalTable& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Label* label = table.columns[i].label;
      const auto kind = label == nullptr ? std::nullopt : KindOf(*label);
      if (!kind) continue;
      for (const std::vector<Span>& row : table.rows) {
        if (i >= row.size() || row[i].empty()) continue;
        for (const Piece& piece : PiecesOf(view_.text, BytesOf(row[i]), *kind, *label)) {
          Add(piece.kind, piece.span);
        }
      }
    }
  }

  void CollectFields() {
    for (const Field& field : view_.fields) {
      const Label& label = *field.label;
      if (std::ranges::find(data_.labels, &label) == data_.labels.end()) {
        data_.labels.push_back(&label);
      }
      if (field.value_span.empty()) continue;
      if (options_.dates && IsDay(label, Slice(view_.text, field.value_span))) {
        Add(PersonalKind::kDate, field.value_span);
      }
      const auto kind = KindOf(label);
      if (!kind) continue;
      for (const Piece& piece : PiecesOf(view_.text, field.value_span, *kind, label)) {
        Add(piece.kind, piece.span);
      }
    }
  }

  void CollectProse() {
    for (const Span& span : FindPostalCodes(view_.text)) Add(PersonalKind::kPostalCode, span);
    for (const Span& span : FindAddresses(view_.text)) Add(PersonalKind::kAddress, span);
    for (const Span& span : FindNames(view_.text)) Add(PersonalKind::kName, span);
    for (const Span& span : FindSpacedNames(text_.characters)) {
      Add(PersonalKind::kName, BytesOf(span));
    }
  }

  void CollectDates() {
    static const re2::RE2 kDate(
        R"(((?:(?:明治|大正|昭和|平成|令和|西暦|[MTSHR]\.?) ?)?(?:[0-9]{1,4}|元)(?:年| ?[./\-] ?) ?)"
        R"((?:1[0-2]|0?[1-9])(?:月| ?[./\-] ?) ?(?:3[01]|[12][0-9]|0?[1-9])日?)(?:[^0-9/.\-]|$))");
    static const re2::RE2 kDay(
        R"((?:^|[^0-9年])((?:1[0-2]|0?[1-9])月 ?(?:3[01]|[12][0-9]|0?[1-9])日))");
    static const re2::RE2 kAge(
        R"((?:^|[^0-9.])([0-9]{1,3} ?[歳才])(以上|未満|以下|まで|から|〜|~)?)");
    for (const re2::RE2* pattern : {&kDate, &kDay}) {
      for (const auto& groups : FindPattern(view_.text, *pattern)) {
        if (!IsInsideWord(view_.text, groups[0])) Add(PersonalKind::kDate, groups[0]);
      }
    }
    for (const auto& groups : FindPattern(view_.text, kAge)) {
      if (groups[1].empty()) Add(PersonalKind::kAge, groups[0]);
    }
  }

  void CollectKnown() {
    for (KnownValues::Place& place : known_.FindIn(view_.text)) {
      // 千葉 may be half of a name; alone in a cell of a table it is somewhere else.
      if (place.part && IsCell(view_.text, place.span)) continue;
      Claim(place.kind, place.span, std::move(place.value));
    }
  }

  // The surer kinds first, of one kind the longer.
  void Settle() {
    std::ranges::stable_sort(candidates_, [](const Candidate& a, const Candidate& b) {
      const auto length = [](const Candidate& c) { return c.span.end - c.span.begin; };
      return a.kind != b.kind ? a.kind < b.kind : length(a) > length(b);
    });
    for (const Candidate& candidate : candidates_) Claim(candidate.kind, candidate.span, {});
    candidates_.clear();
  }

  // Takes what of the place no other has taken. `value`: what it stands for, where that is known.
  void Claim(PersonalKind kind, Span bytes, std::string value) {
    if (bytes.empty() || (!options_.dates && kind == PersonalKind::kAge)) return;
    const Span source = view_.SourceSpan(bytes);
    for (const Span& free : FreeParts(source)) {
      const std::string part = free == source ? std::string(Slice(view_.text, bytes)) : Read(free);
      if (!HasContent(part)) continue;
      data_.items.push_back({kind, free, free == source && !value.empty() ? value : part});
      Take(free);
    }
  }

  [[nodiscard]] std::string Read(Span source) const {
    const Span bytes = BytesOf(source);
    return bytes.empty() ? std::string() : std::string(Slice(view_.text, bytes));
  }

  [[nodiscard]] std::vector<Span> FreeParts(Span span) const {
    std::vector<Span> parts;
    auto at = taken_.upper_bound(span.begin);
    if (at != taken_.begin()) --at;
    for (; at != taken_.end() && at->first < span.end; ++at) {
      if (at->second <= span.begin) continue;
      if (at->first > span.begin) parts.push_back({span.begin, at->first});
      span.begin = at->second;
    }
    if (span.begin < span.end) parts.push_back(span);
    return parts;
  }

  void Take(Span span) { taken_.emplace(span.begin, span.end); }

  const Text& text_;
  View view_;
  std::span<const Detection> found_;
  KnownValues& known_;
  const PersonalOptions& options_;
  std::vector<Candidate> candidates_;
  std::map<std::size_t, std::size_t> taken_;  // characters of the source: from, to
  PersonalData data_;
};

}  // namespace

void KnownValues::Add(const PersonalItem& item) {
  if (item.kind == PersonalKind::kAge || item.kind == PersonalKind::kDate) return;
  const std::size_t tag = values_.size();
  const std::size_t characters = CountCharacters(item.value);
  const std::size_t surname = item.kind == PersonalKind::kName ? SurnameLength(item.value) : 0;
  // Two characters may be any word, unless the dictionary knows them for a whole name.
  if (item.kind == PersonalKind::kName && characters < 3 && surname == 0) return;
  if (item.kind == PersonalKind::kAddress && characters < 4) return;
  if (!index_.Add(item.value, ValueMatch::kAnywhere, tag)) return;
  values_.push_back(item);
  if (surname == 0) return;
  for (const std::string& part : {item.value.substr(0, surname), item.value.substr(surname)}) {
    if (index_.Add(part, ValueMatch::kAlone, values_.size())) {
      values_.push_back({PersonalKind::kName, {}, part});
    }
  }
}

std::vector<KnownValues::Place> KnownValues::FindIn(std::string_view text) const {
  std::vector<Place> places;
  for (const ValueIndex::Hit& hit : index_.Find(text)) {
    const PersonalItem& item = values_[hit.tag];
    places.push_back({hit.span, item.kind, item.value, item.span.empty()});
  }
  return places;
}

PersonalData FindPersonal(const Text& text, std::span<const Detection> found, KnownValues& known,
                          const PersonalOptions& options) {
  return Finder(text, found, known, options).Run();
}

}  // namespace sumikeshi
