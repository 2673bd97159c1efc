// Runs all recognizers over one page and says where they found something, in source places.
#include "scanner/detect.h"

#include <algorithm>
#include <tuple>

#include "scanner/codes.h"
#include "scanner/fields/fields.h"
#include "scanner/form_fields.h"
#include "scanner/place.h"
#include "scanner/recognizers/analysis.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kFieldId = "field";
constexpr double kFieldConfidence = 0.95;

std::string_view Slice(std::string_view text, Span span) {
  return span.empty() ? std::string_view{} : text.substr(span.begin, span.end - span.begin);
}

// Every sensitive field that has a value or ink, read or not.
void AddFieldValues(const View& view, std::vector<Candidate>& found) {
  for (const Field& field : view.fields) {
    if (field.label->use != FieldUse::kSensitive) continue;
    if (field.value_span.empty() && field.region.empty()) continue;
    found.push_back({field.value_span, field.label->category, std::string(field.label->kind),
                     kFieldConfidence, field.region, kFieldId, field.label->text});
  }
}

auto PlaceKey(const Candidate& c) {
  return std::tuple(c.span.begin, c.span.end, c.category, c.recognizer, c.kind);
}

// A policy may keep one kind and not another: different kinds are never one finding.
bool IsOneKind(std::string_view a, std::string_view b) { return a == b || a.empty() || b.empty(); }

// Takes `other`, which overlaps: the union of both, by the name of the surer one. The kind is that
// of the one that covers the union, so that no words come under a kind that was not theirs; so is
// the label.
void Merge(Candidate& into, const Candidate& other) {
  const Span both{std::min(into.span.begin, other.span.begin),
                  std::max(into.span.end, other.span.end)};
  if (into.span != both || into.kind.empty()) into.kind = other.span == both ? other.kind : "";
  if (into.span != both || into.label.empty()) into.label = other.span == both ? other.label : "";
  into.span = both;
  if (other.confidence > into.confidence) {
    into.confidence = other.confidence;
    into.recognizer = other.recognizer;
  }
  for (const Box& box : other.region) {
    const bool known = std::ranges::find(into.region, box) != into.region.end();
    if (!known) into.region.push_back(box);
  }
}

// Sorted candidates, those of one category and kind that overlap as one. Fields of which nothing
// was read stay alone.
std::vector<Candidate> Merged(std::vector<Candidate> found) {
  std::ranges::stable_sort(found, {}, PlaceKey);
  std::vector<Candidate> merged;
  for (const Category category : kAllCategories) {
    std::vector<std::size_t> open;  // merged ones that may reach to the next
    for (const Candidate& candidate : found) {
      if (candidate.category != category) continue;
      std::erase_if(open,
                    [&](std::size_t i) { return merged[i].span.end <= candidate.span.begin; });
      const auto same = std::ranges::find_if(
          open, [&](std::size_t i) { return IsOneKind(merged[i].kind, candidate.kind); });
      if (same != open.end() && !candidate.span.empty()) {
        Merge(merged[*same], candidate);
      } else {
        merged.push_back(candidate);
        if (!candidate.span.empty()) open.push_back(merged.size() - 1);
      }
    }
  }
  std::ranges::stable_sort(merged, {}, PlaceKey);
  return merged;
}

// Masks and what may stand between them: a value that was made unreadable before.
bool IsMasked(std::string_view words) {
  constexpr std::string_view kMasks[] = {"■", "*", "・", " ", "-", ",", "\"", ";", "|", "\t", "\n"};
  while (!words.empty()) {
    const auto* mask =
        std::ranges::find_if(kMasks, [&](std::string_view m) { return words.starts_with(m); });
    if (mask == std::end(kMasks)) return false;
    words.remove_prefix(mask->size());
  }
  return true;
}

Detection MakeDetection(const View& view, const Candidate& candidate, Place place) {
  Detection detection;
  detection.finding = {candidate.category,
                       candidate.kind,
                       std::string(candidate.recognizer),
                       std::move(place),
                       candidate.confidence,
                       PageClass::kUnknown,
                       std::string(candidate.label)};
  detection.value = Slice(view.text, candidate.span);
  return detection;
}

// Whether each of `boxes` lies in one of `others`.
bool AreInside(const std::vector<Box>& boxes, const std::vector<Box>& others) {
  return !boxes.empty() && std::ranges::all_of(boxes, [&](const Box& box) {
    return std::ranges::any_of(others,
                               [&](const Box& other) { return Unite(box, other) == other; });
  });
}

// Drops what a finding of the same category covers: a number within its field that was read apart.
std::vector<Detection> WithoutContained(std::vector<Detection> all) {
  std::vector<Detection> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool contained = false;
    for (std::size_t k = 0; k < all.size() && !contained; ++k) {
      const Finding& a = all[i].finding;
      const Finding& b = all[k].finding;
      contained = k != i && a.category == b.category && (a.kind == b.kind || a.kind.empty()) &&
                  AreInside(a.place.boxes, b.place.boxes) &&
                  (k < i || !AreInside(b.place.boxes, a.place.boxes));
    }
    if (!contained) kept.push_back(all[i]);
  }
  return kept;
}

}  // namespace

std::vector<Candidate> RunRecognizers(const View& view) {
  std::vector<Candidate> found;
  const Analysis page(view);
  for (const Recognizer* recognizer : AllRecognizers()) {
    const std::size_t before = found.size();
    recognizer->find(page, found);
    for (std::size_t i = before; i < found.size(); ++i) found[i].recognizer = recognizer->id;
  }
  AddFieldValues(view, found);
  return Merged(std::move(found));
}

std::vector<Detection> Detect(const Text& text, int page_number) {
  const std::string utf8 = ToUtf8(text.characters);
  Judgements known;
  return DetectInUtf8(utf8, {0, utf8.size()}, {}, page_number, known);
}

std::vector<Detection> DetectClosely(const Text& text, int page_number, bool labels) {
  View view = MakeView(text);
  if (labels) view.fields = FindFields(view);
  std::vector<Detection> detections;
  for (const Candidate& candidate : RunRecognizers(view)) {
    if (candidate.span.empty() || IsMasked(Slice(view.text, candidate.span))) continue;
    detections.push_back(
        MakeDetection(view, candidate, PlaceOf(view, candidate.span, page_number)));
  }
  return detections;
}

std::vector<Detection> Detect(const PageText& page, int page_number, const FilledForm* form) {
  View view = MakeView(page);
  AddFields(page, view);
  const PagePlaces places(page, view);
  std::vector<Detection> detections;
  for (const Candidate& candidate : RunRecognizers(view)) {
    if (form != nullptr && IsPrint(*form, places.UprightOf(candidate.span, candidate.region),
                                   candidate.recognizer == kFieldId)) {
      continue;
    }
    Place place = places.Of(candidate.span, candidate.region, page_number);
    if (place.boxes.empty()) continue;
    detections.push_back(MakeDetection(view, candidate, std::move(place)));
  }
  if (form != nullptr) {
    std::ranges::move(DetectFormFields(*form, page, view, places, page_number),
                      std::back_inserter(detections));
  }
  detections = WithoutContained(std::move(detections));
  std::ranges::move(DetectCodes(page, places, page_number), std::back_inserter(detections));
  std::ranges::stable_sort(detections, {}, [](const Detection& detection) {
    const Box bounds = detection.finding.place.bounds();
    return std::tuple(bounds.top, bounds.left, bounds.right, detection.finding.category);
  });
  return detections;
}

std::vector<Box> FindUnread(const PageText& page, const FilledForm* form) {
  if (page.unread.empty()) return {};
  const View view = MakeView(page);
  const std::vector<Field> fields = FindFields(page, view);
  const auto in_field = [&](const Box& writing) {
    std::int64_t held = 0;
    for (const Field& field : fields) {
      for (const Box& region : field.region) held += Intersect(region, writing).area();
    }
    if (form != nullptr) {
      for (const FormField& field : form->form().fields) {
        held += Intersect(ToPixels(field.box, form->to_page()), writing).area();
      }
    }
    return 2 * held >= writing.area();
  };
  std::vector<Box> unread;
  for (const Box& writing : page.unread) {
    if (!in_field(writing))
      std::ranges::copy(MapOutwards(page.to_page, writing), std::back_inserter(unread));
  }
  return unread;
}

Place PlaceOf(const View& view, Span span, int page_number) {
  return {page_number, {}, view.SourceSpan(span)};
}

Place PlaceOf(const PageText& page, const View& view, Span span, int page_number) {
  return PagePlaces(page, view).Of(span, {}, page_number);
}

}  // namespace sumikeshi
