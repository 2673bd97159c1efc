// A number in a field is one with its label; on the next page it is a bare row of digits.
#include "scanner/repeats.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "scanner/fields/fields.h"
#include "scanner/place.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kRecognizer = "repeat";
constexpr double kConfidence = 0.9;
constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kFewestLetters = 4;
constexpr std::size_t kMostLetters = 20;
constexpr std::size_t kMostValues = 200;  // a list of insured people has more; they have labels

// Words that end so name a disease, a treatment or a group; others (なし, 良好, 通院中) are said of
// anything.
constexpr std::string_view kNameEndings[] = {
    "病", "症", "炎", "癌",   "がん", "ガン", "腫", "瘍", "群",   "骨折", "障害", "術",
    "剤", "錠", "塞", "出血", "瘤",   "結石", "傷", "宗", "教団", "教会", "組合", "労組"};

struct Shape {
  std::size_t letters = 0;
  std::size_t digits = 0;
};

Shape ShapeOf(std::string_view value) {
  Shape shape;
  for (std::size_t at = 0; at < value.size();) {
    const DecodedCharacter decoded = DecodeAt(value, at);
    const bool digit = decoded.character >= U'0' && decoded.character <= U'9';
    const bool gap = decoded.character == U' ' || decoded.character == U'-';
    shape.digits += digit ? 1 : 0;
    shape.letters += !digit && !gap ? 1 : 0;
    at = decoded.next;
  }
  return shape;
}

bool IsName(std::string_view value, const Shape& shape) {
  return shape.digits == 0 && shape.letters >= kFewestLetters && shape.letters <= kMostLetters &&
         std::ranges::any_of(kNameEndings,
                             [&](std::string_view ending) { return value.ends_with(ending); });
}

// 「高血圧症、糖尿病」 are two values.
std::vector<std::string> Parts(std::string_view value) {
  constexpr std::string_view kSeparators[] = {"、", "・", ",", "/", "\n", "\t", "。", "，"};
  std::vector<std::string> parts(1);
  while (!value.empty()) {
    const auto* separator = std::ranges::find_if(
        kSeparators, [&](std::string_view mark) { return value.starts_with(mark); });
    if (separator != std::end(kSeparators)) {
      value.remove_prefix(separator->size());
      parts.emplace_back();
    } else {
      parts.back() += value[0];
      value.remove_prefix(1);
    }
  }
  return parts;
}

bool IsBoundNumber(Category category) {
  return category >= Category::kMyNumber && category < Category::kCode &&
         category != Category::kCardExpiry;
}

bool IsSensitiveFact(Category category) {
  return category < Category::kMyNumber && category != Category::kHonseki;
}

bool IsField(const Finding& finding) {
  return finding.recognizer == "field" || finding.recognizer == "form";
}

bool Overlaps(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

bool IsHarmless(const View& view, const Span& span) {
  return view.IsLabel(span) || std::ranges::any_of(view.fields, [&](const Field& field) {
           return field.label->use == FieldUse::kHarmless && Overlaps(field.value_span, span);
         });
}

bool Covers(const Place& known, const Place& place) {
  if (place.span) return known.span && Overlaps(*known.span, *place.span);
  return !place.boxes.empty() && std::ranges::all_of(place.boxes, [&](const Box& box) {
    return std::ranges::any_of(known.boxes, [&](const Box& other) {
      return Intersect(box, other).area() * 10 >= box.area() * 8;
    });
  });
}

template <typename PlaceAt>
std::vector<Detection> Find(const View& view, std::span<const RepeatedValue> values,
                            std::span<const Detection> known, const PlaceAt& place_at) {
  std::vector<Detection> found;
  for (const RepeatedValue& value : values) {
    for (const Span& span : FindValue(view, value.value)) {
      if (IsHarmless(view, span)) continue;
      Place place = place_at(span);
      const bool covered = std::ranges::any_of(known, [&](const Detection& detection) {
        return detection.finding.category == value.category &&
               Covers(detection.finding.place, place);
      });
      if (covered) continue;
      found.push_back({{value.category, value.kind, std::string(kRecognizer), std::move(place),
                        kConfidence, PageClass::kUnknown, value.label},
                       value.value});
    }
  }
  return found;
}

}  // namespace

std::vector<RepeatedValue> RepeatedValues(std::span<const Detection> found) {
  std::vector<RepeatedValue> values;
  for (const Detection& detection : found) {
    const Finding& finding = detection.finding;
    for (std::string& part : Parts(detection.value)) {
      const Shape shape = ShapeOf(part);
      const bool number = IsBoundNumber(finding.category) && shape.digits >= kFewestDigits;
      const bool name =
          IsSensitiveFact(finding.category) && IsField(finding) && IsName(part, shape);
      if (!number && !name) continue;
      const bool known = std::ranges::any_of(values, [&](const RepeatedValue& other) {
        return other.category == finding.category && other.value == part;
      });
      if (!known)
        values.push_back({finding.category, finding.kind, std::move(part), finding.label});
      if (values.size() == kMostValues) return values;
    }
  }
  return values;
}

std::vector<Detection> FindRepeats(const Text& text, int page_number,
                                   std::span<const RepeatedValue> values,
                                   std::span<const Detection> known) {
  if (values.empty()) return {};
  View view = MakeView(text);
  view.fields = FindFields(view);
  return Find(view, values, known,
              [&](const Span& span) { return PlaceOf(view, span, page_number); });
}

std::vector<Detection> FindRepeats(const PageText& page, int page_number,
                                   std::span<const RepeatedValue> values,
                                   std::span<const Detection> known) {
  if (values.empty()) return {};
  View view = MakeView(page);
  AddFields(page, view);
  const PagePlaces places(page, view);
  return Find(view, values, known,
              [&](const Span& span) { return places.Of(span, {}, page_number); });
}

}  // namespace sumikeshi
