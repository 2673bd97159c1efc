// What fields and words round a number say about what it is.
#include "scanner/recognizers/number_evidence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "scanner/recognizers/number_labels.h"
#include "scanner/text/characters.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kReach = 180;     // bytes: about 60 characters before a number
constexpr std::size_t kContext = 900;   // bytes: about 300 characters, as in common practice
constexpr std::size_t kLongNumber = 5;  // digits in a row: a value, not part of a label

// The text before `span` in which its label stands: on its line, after the last sentence.
Span RegionBefore(std::string_view text, Span span) {
  std::size_t begin = text.rfind('\n', span.begin == 0 ? 0 : span.begin - 1);
  begin = begin == std::string_view::npos || begin >= span.begin ? 0 : begin + 1;
  if (span.begin - begin > kReach) begin = CharacterStart(text, span.begin - kReach);
  constexpr std::string_view kStop = "。";
  const std::size_t stop = text.substr(begin, span.begin - begin).rfind(kStop);
  if (stop != std::string_view::npos) begin += stop + kStop.size();
  return {begin, span.begin};
}

// The line above `span`, its last part; empty where words stand before the number on its own line.
Span RegionAbove(std::string_view text, Span before) {
  const std::string_view lead = text.substr(before.begin, before.end - before.begin);
  if (lead.find_first_not_of(" \t(:") != std::string_view::npos && lead != "第") return {};
  if (before.begin == 0 || text[before.begin - 1] != '\n') return {};
  const std::size_t end = before.begin - 1;
  std::size_t begin = end == 0 ? 0 : text.rfind('\n', end - 1);
  begin = begin == std::string_view::npos ? 0 : begin + (begin == 0 && text[0] != '\n' ? 0 : 1);
  if (end - begin > kReach) begin = CharacterStart(text, end - kReach);
  return {begin, end};
}

// The bracket directly after a number, without its marks.
Span BracketAfter(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongest = 60;
  const std::string_view rest = text.substr(end, kLongest);
  const std::size_t close = rest.starts_with('(') ? rest.find(')') : std::string_view::npos;
  return close == std::string_view::npos ? Span{} : Span{end + 1, end + close};
}

// Whether another value stands in `text`.
bool HasLongNumber(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++digits >= kLongNumber) return true;
    } else if (c != '-' && c != ' ') {
      digits = 0;
    }
  }
  return false;
}

// Whether nothing but marks, brackets and particles stands between a label and its number.
bool IsDirect(std::string_view between) {
  int depth = 0;
  for (std::size_t i = 0; i < between.size();) {
    const auto [c, next] = DecodeAt(between, i);
    i = next;
    depth += c == U'(' ? 1 : 0;
    depth -= c == U')' && depth > 0 ? 1 : 0;
    const bool particle = c == U'は' || c == U'が' || c == U'の' || c == U'第' || c == U'等';
    const bool word = IsHan(c) || IsHiragana(c) || IsKatakana(c) || IsAsciiLetter(c);
    if (word && !particle && depth == 0) return false;
  }
  return true;
}

std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// Harmless fields whose values are numbers or dates; in others (a name, a town, free text) a number
// is judged by the words round it.
bool HoldsNumbers(std::string_view kind) {
  constexpr std::array<std::string_view, 10> kKinds = {
      "POLICY_NO", "PHONE",  "CORPORATE_NO", "REFERENCE", "PAYMENT",
      "DATE",      "PERIOD", "BIRTH",        "VALIDITY",  "DOC"};
  return std::ranges::find(kKinds, kind) != kKinds.end();
}

bool IsOrdinaryFieldOf(std::string_view kind, Category category) {
  return (kind == "PHONE" && category == Category::kPhone) ||
         (kind == "BIRTH" && category == Category::kBirthDate);
}

bool IsNumberCategory(Category category) {
  return category >= Category::kMyNumber && category <= Category::kBankAccount;
}

// What the field that holds a number says about it; nothing when its values are words.
std::optional<Attribution> JudgeField(const Label& label, Category category) {
  if (label.use == FieldUse::kHarmless) {
    if (IsOrdinaryFieldOf(label.kind, category)) return Attribution{Evidence::kLabel, {}};
    if (!HoldsNumbers(label.kind)) return std::nullopt;
    return Attribution{Evidence::kOther, label.kind == "VALIDITY" ? "EXPIRY" : label.kind};
  }
  if (label.category == category) return Attribution{Evidence::kLabel, label.kind};
  if (!IsNumberCategory(label.category)) return std::nullopt;
  return Attribution{Evidence::kOther, {}};
}

}  // namespace

NumberEvidence::NumberEvidence(const View& view) : view_(&view), labels_(FindLabels(view.text)) {
  for (const LabelFound& label : labels_) {
    if (label.label->category) of_category_[*label.label->category].push_back(label.span.begin);
  }
  for (auto& [category, places] : of_category_) std::ranges::sort(places);
  for (const Field& field : view.fields) {
    if (!field.value_span.empty()) by_begin_.push_back(&field);
  }
  std::ranges::stable_sort(by_begin_, {},
                           [](const Field* field) { return field->value_span.begin; });
}

const Field* NumberEvidence::FieldOf(Span span) const {
  constexpr int kNested = 8;  // values that begin later but end before the number
  auto at = std::ranges::upper_bound(by_begin_, span.begin, {},
                                     [](const Field* field) { return field->value_span.begin; });
  for (int i = 0; i < kNested && at != by_begin_.begin(); ++i) {
    --at;
    if ((*at)->value_span.end >= span.end) return *at;
  }
  return nullptr;
}

const LabelFound* NumberEvidence::LastLabel(Span region) const {
  auto at = std::ranges::upper_bound(labels_, region.end, {},
                                     [](const LabelFound& label) { return label.span.end; });
  while (at != labels_.begin()) {
    --at;
    if (at->span.end <= region.begin) return nullptr;
    if (!at->page_word && at->span.begin >= region.begin) return &*at;
  }
  return nullptr;
}

// What the last label of a region says. A value between makes it weaker; a label of something else
// counts only directly before the number: "電話で聞いた 4111 ..." is no phone number.
std::optional<Attribution> NumberEvidence::Judge(Span region, Category category) const {
  const LabelFound* found = region.empty() ? nullptr : LastLabel(region);
  if (found == nullptr) return std::nullopt;
  const std::string_view between = Slice(view_->text, {found->span.end, region.end});
  const bool taken = HasLongNumber(between);
  if (found->label->category == category) {
    return Attribution{taken ? Evidence::kContext : Evidence::kLabel, found->label->kind};
  }
  if (taken || !IsDirect(between)) return std::nullopt;
  return Attribution{Evidence::kOther, found->label->kind};
}

bool NumberEvidence::PageSpeaksFor(Span span, Category category) const {
  const auto places = of_category_.find(category);
  if (places == of_category_.end()) return false;
  const std::size_t from = span.begin < kContext ? 0 : span.begin - kContext;
  const auto at = std::ranges::lower_bound(places->second, from);
  return at != places->second.end() && *at < span.end + kContext;
}

Attribution NumberEvidence::For(Span span, Category category) const {
  const std::string_view text = view_->text;
  const Field* field = FieldOf(span);
  Span before = RegionBefore(text, span);
  const Span line = before;
  if (field != nullptr) before.begin = std::max(before.begin, field->value_span.begin);
  if (const auto said = Judge(before, category)) return *said;
  if (field != nullptr) {
    if (const auto said = JudgeField(*field->label, category)) return *said;
  } else {
    if (const auto said = Judge(RegionAbove(text, line), category)) return *said;
  }
  if (const auto said = Judge(BracketAfter(text, span.end), category)) return *said;
  return {PageSpeaksFor(span, category) ? Evidence::kContext : Evidence::kNone, {}};
}

}  // namespace sumikeshi
