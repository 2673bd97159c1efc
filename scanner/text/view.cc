// Source -> View: the entry points of the normaliser, and the way back.
#include "scanner/text/view.h"

#include <algorithm>

#include "scanner/text/linearise.h"
#include "scanner/text/normalise.h"

namespace sumikeshi {

bool View::IsLabel(Span span) const {
  const auto holds = [&](Span label) { return label.begin <= span.begin && span.end <= label.end; };
  return std::ranges::any_of(labels, holds) ||
         std::ranges::any_of(fields, [&](const Field& field) { return holds(field.label_span); });
}

Span View::SourceSpan(Span span) const {
  if (span.empty()) return {source[span.begin], source[span.begin]};
  return {source[span.begin], source[span.end - 1] + std::size_t{1}};
}

View MakeView(const Text& text) {
  Normaliser normaliser(NormaliserMode::kText);
  normaliser.Reserve(text.characters.size() * 3);
  for (std::size_t i = 0; i < text.characters.size(); ++i) {
    normaliser.Add(text.characters[i], static_cast<std::uint32_t>(i));
  }
  return normaliser.Finish(static_cast<std::uint32_t>(text.characters.size()));
}

View MakeView(const PageText& page) {
  Normaliser normaliser(NormaliserMode::kOcr);
  const Linearised linear = Linearise(page);
  for (const LinearCharacter& c : linear.characters) normaliser.Add(c.character, c.unit);
  View view = normaliser.Finish(static_cast<std::uint32_t>(linear.units.size()));
  view.units = linear.units;
  view.ocr = true;
  view.confidence = linear.confidence;
  return view;
}

}  // namespace sumikeshi
